/// <reference types="svelte" />
import { render } from 'svelte/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIn, ok } from '../../../../core/base/result.ts';
import { because } from '../../../../core/stations/bench/reasons.ts';
import type { BenchView, Handlers, StationView } from '../../../../electron/roles/bench/contract.ts';
import type { Sound } from '../../../../renderer/sound.ts';
import Bench from '../../../../renderer/roles/bench/Bench.svelte';
import { BenchWindow } from '../../../../renderer/roles/bench/bench.svelte.ts';
import { batchView, fakeStation, nothingOnBench, passed, stationView } from '../../../fakes/station.ts';

/** The window's state over a fake station, with every benchCue it played. */
function open(view: Partial<StationView> = {}, over: Partial<Handlers> = {}) {
  const heard: string[] = [];
  const sound: Sound = { play: (benchCue) => void heard.push(benchCue) };
  const first = { ...stationView, ...view };
  const door = fakeStation(first, over);
  const state = new BenchWindow(door, first, sound);
  door.on(state.take);
  const bench = (change: Partial<BenchView>, turn: number) =>
    door.emit({ type: 'bench', bench: { ...nothingOnBench, ...change, turn } });
  return { door, state, heard, bench };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('BenchWindow', () => {
  it('starts where there is something to do', () => {
    expect(open().state.screen).toBe('bench');
    expect(open({ batch: null }).state.screen).toBe('open');
  });

  it('brings whoever scans to the bench, and sounds the verdict', () => {
    const { state, heard, bench } = open();
    state.go('records');
    bench({ verdict: passed }, 2);
    expect(state.screen).toBe('bench');
    expect(heard).toEqual(['PASS']);
  });

  it('leaves a person alone who is signing, and whoever looks on while a label comes out', () => {
    const { state, heard, bench } = open();
    bench({ verdict: { ...passed, label: 'printing' } }, 2);
    state.go('batch');
    bench({ verdict: passed }, 3);
    expect(state.screen).toBe('batch');
    state.signing = true;
    bench({ notice: because('unreadable') }, 4);
    expect(state.screen).toBe('batch');
    expect(heard).toEqual(['PASS', 'notice']);
  });

  it('is silent when sound is off, but for trying a tone', () => {
    const { state, heard, bench } = open({
      preferences: { language: 'en', theme: 'light', textSize: 'medium', sound: false },
    });
    bench({ verdict: passed }, 2);
    state.listen('FAIL');
    expect(heard).toEqual(['FAIL']);
  });

  it('shows a fault before a refusal before a scan, and uncovers them one by one', async () => {
    const { door, state, bench } = open();
    bench({ notice: because('unreadable') }, 2);
    await state.order(Promise.resolve(failIn('bench')('no-batch', 'No batch is open.')));
    door.emit({ type: 'fault', fault: because('journal-failed') });
    const seen = [0, 1, 2].map(() => {
      const kind = state.notice?.failure.kind;
      state.dismiss();
      return kind;
    });
    expect(seen).toEqual(['journal-failed', 'no-batch', 'unreadable']);
  });

  it('takes a refusal back as soon as something succeeds', async () => {
    const { state } = open();
    expect(await state.order(Promise.resolve(failIn('bench')('no-batch', 'No batch is open.')))).toBeNull();
    expect(await state.order(Promise.resolve(ok(7)))).toEqual({ value: 7 });
    expect(state.notice).toBeNull();
  });

  it('counts equal refusals in a row', () => {
    const { state, bench } = open();
    bench({ notice: because('unreadable') }, 2);
    bench({ notice: because('unreadable') }, 3);
    expect(state.notice).toMatchObject({ of: 'scan', times: 2 });
  });

  it('answers the laser once, for the card that is asked about', async () => {
    const asked: unknown[] = [];
    let answer = (): void => undefined;
    const answered = new Promise<void>((done) => (answer = done));
    const { state } = open(
      { bench: { ...nothingOnBench, step: { at: 'marking', serial: 'TF-1' } } },
      { marked: async (input) => (asked.push(input), await answered, ok(null)) },
    );
    const twice = [state.marked(true), state.marked(true)];
    answer();
    await Promise.all(twice);
    expect(asked).toEqual([{ serial: 'TF-1', finished: true }]);
    expect(state.answering).toBe(false);
  });

  it('says nothing to the laser when nothing is asked', async () => {
    const asked: unknown[] = [];
    const { state } = open({}, { marked: async (input) => (asked.push(input), ok(null)) });
    await state.marked(true);
    expect(asked).toEqual([]);
  });

  it('shows the drawing of the card on the bench, and never one that came too late', async () => {
    const late = new Map<string, () => void>();
    const { state, bench } = open(
      {},
      {
        preview: async ({ serial }) => {
          await new Promise<void>((done) => late.set(serial, done));
          return ok({
            serial,
            state: 'checked',
            layout: 'card/1',
            etched: 'passphrase',
            width: 86,
            height: 54,
            shapes: [],
            symbols: [],
          });
        },
      },
    );
    bench({ step: { at: 'address', serial: 'TF-1' } }, 2);
    bench({ step: { at: 'address', serial: 'TF-2' } }, 3);
    late.get('TF-2')?.();
    await vi.advanceTimersByTimeAsync(0);
    late.get('TF-1')?.();
    await vi.advanceTimersByTimeAsync(0);
    expect(state.preview?.serial).toBe('TF-2');
  });

  it('forgets what belonged to another batch, and goes to work', () => {
    const { door, state } = open();
    state.openTraveller('TF-1');
    state.search = 'TF';
    state.filter = 'received';
    door.emit({ type: 'batch', batch: { ...batchView, batch: '2026-048' } });
    expect(state).toMatchObject({ traveller: null, search: '', filter: null, screen: 'bench' });
  });

  it('keeps the traveller when the batch only counts on', () => {
    const { door, state } = open();
    state.openTraveller('TF-1');
    door.emit({ type: 'batch', batch: { ...batchView } });
    expect(state).toMatchObject({ traveller: 'TF-1', screen: 'batch' });
  });

  it('asks once for the journal head, however many records came', async () => {
    let calls = 0;
    const { door } = open({}, { station: async () => (calls++, stationView) });
    for (let i = 0; i < 50; i++) door.emit({ type: 'incidents', open: 0 });
    await vi.advanceTimersByTimeAsync(1000);
    expect(calls).toBe(1);
  });

  it('says what broke in the window', () => {
    const { state } = open();
    state.bug('x is undefined');
    expect(state.notice?.failure.message).toContain('x is undefined');
  });

  it('takes a scanned answer for the key beside the button, and only where something is asked', async () => {
    const marked = vi.fn(async () => ok(null));
    const { state, door, bench } = open({}, { marked });
    bench({ step: { at: 'marking', serial: 'TF-004711' } }, 2);
    door.emit({ type: 'command', command: 'yes' });
    expect(marked).toHaveBeenCalledExactlyOnceWith({ serial: 'TF-004711', finished: true });
    bench({ step: { at: 'address', serial: 'TF-004711' } }, 3);
    door.emit({ type: 'command', command: 'no' });
    expect(state.refusal?.kind).toBe('not-asked');
    door.emit({ type: 'command', command: 'aside' });
    expect([state.screen, state.traveller]).toEqual(['batch', 'TF-004711']);
    door.emit({ type: 'command', command: 'call' });
    expect(state.hand.word).toBe('called');
    state.go('bench');
    door.emit({ type: 'command', command: 'yes' });
    expect(state.hand.word).toBe('open');
  });

  it('fault 4: stands from the records on, and goes on only when somebody has signed', async () => {
    const incident = {
      ...{ incident: 7, at: '2026-11-22T10:31:00.000Z', serial: null, detail: 'a private key, 52 characters' },
      ...{ reason: 'secret-scanned', acknowledgedBy: null as string | null, answered: [] },
    };
    const { state, door } = open({ openIncidents: 1 }, { incidents: async () => [incident] });
    await vi.advanceTimersByTimeAsync(0);
    expect(state.hand.form).toBe('stop');
    // What stands still asks for no scan, nor does the drawing.
    const { body } = render(Bench, { props: { station: state } });
    expect(body).toContain('data-stop="0"');
    expect(body).toContain('data-lit=""');
    for (const step of [1, 2, 3]) {
      door.emit({ type: 'command', command: 'yes' });
      expect([state.line.step, state.line.signing]).toEqual([step, false]);
    }
    door.emit({ type: 'command', command: 'yes' });
    expect(state.line.signing).toBe(true);
    incident.acknowledgedBy = 'Anna Roth';
    door.emit({ type: 'incidents', open: 0 });
    await vi.advanceTimersByTimeAsync(0);
    expect(state.hand.form).toBe('idle');
  });
});
