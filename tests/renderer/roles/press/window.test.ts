/// <reference types="svelte" />
import { zh } from '../../../../resources/words/zh/zh.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIn, ok } from '../../../../core/base/result.ts';
import { pressBecause, PRESS_REASONS } from '../../../../core/stations/press/reasons.ts';
import type { PressHandlers } from '../../../../electron/roles/press/contract.ts';
import type { PressDeskView } from '../../../../electron/roles/press/contract-view.ts';
import { sentence } from '../../../../resources/words/text.ts';
import { PressWindow } from '../../../../renderer/roles/press/press.svelte.ts';
import type { Sound } from '../../../../renderer/sound.ts';
import { fakePress, pressBatch, pressDesk, pressView, proven } from '../../../fakes/press-window.ts';

/** The window's state over a fake station, with every pressCue it played. */
function open(desk: Partial<PressDeskView> = {}, over: Partial<PressHandlers> = {}) {
  const heard: string[] = [];
  const sound: Sound = { play: (pressCue) => void heard.push(pressCue) };
  const first = { ...pressView, desk: { ...pressDesk, ...desk } };
  const door = fakePress(first, over);
  const state = new PressWindow(door, first, sound);
  door.on(state.take);
  const tell = (change: Partial<PressDeskView>) =>
    door.emit({ type: 'desk', desk: { ...first.desk, turn: state.desk.turn + 1, ...change } });
  return { state, heard, tell };
}
const onTable = { serial: 'TF-1', sticker: 'ST-1', upper: false, lower: false } as const;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('PressWindow', () => {
  it('starts where there is something to do', () => {
    expect(open().state.screen).toBe('printing');
    expect(open({ batch: null, line: { at: 'no-batch' } }).state.screen).toBe('batch');
  });

  it('brings whoever scans to the printer, but not who is signing or printing', () => {
    const { state, heard, tell } = open();
    state.go('records');
    tell({ verdict: proven });
    expect(state.screen).toBe('printing');
    state.go('devices');
    state.signing = true;
    tell({ notice: pressBecause('unreadable') });
    expect(state.screen).toBe('devices');
    expect(heard).toEqual(['PASS', 'notice']);
  });

  it('asks once for what is next, and for the serial the person has seen', async () => {
    const asked: unknown[] = [];
    let out = (): void => undefined;
    const printed = new Promise<void>((done) => (out = done));
    const { state } = open({}, { print: async (input) => (asked.push(input), await printed, ok(null)) });
    const first = state.next();
    void state.next();
    out();
    await first;
    expect(asked).toEqual([{ serial: 'TF-004711' }]);
  });

  it('fault 30: says where the return lies, and writes it again before anything is destroyed', async () => {
    const asked: number[] = [];
    const returned = { ...pressBatch, returned: { to: 'HEL-2-BENCH-01', count: 998, withdrawn: 2 } };
    const { state, tell } = open(
      { batch: pressBatch },
      {
        giveReturn: async ({ counted }) => {
          asked.push(counted);
          tell({ batch: returned, line: { at: 'returned' } });
          return ok({ file: `/stick/${asked.length}.jsonl`, count: counted });
        },
      },
    );
    await state.giveReturn(998);
    expect(state.stage).toBe('return');
    expect(state.written).toEqual({ batch: pressBatch.batch, file: '/stick/1.jsonl' });
    await state.giveReturn(998);
    expect(asked).toEqual([998, 998]);
    expect(state.written?.file).toBe('/stick/2.jsonl');
    state.chosenStage = null;
    expect(state.stage).toBe('destruction');
  });

  it('chooses the medium before it opens the line, and opens nothing without', async () => {
    const asked: string[] = [];
    const noKey = { ready: false, medium: null, line: { at: 'no-key', serial: 'TF-1' } } as const;
    let chosen = false;
    const calls: Partial<PressHandlers> = {
      chooseMedium: async () => (asked.push('medium'), ok(chosen)),
      openLine: async () => (asked.push('line'), ok(null)),
    };
    await open(noKey, calls).state.next();
    expect(asked).toEqual(['medium']);
    chosen = true;
    await open(noKey, calls).state.next();
    expect(asked).toEqual(['medium', 'medium', 'line']);
    await open({ ...noKey, medium: '/media/key' }, calls).state.next();
    expect(asked).toEqual(['medium', 'medium', 'line', 'line']);
  });

  it('goes to the batch where nothing is to be printed, and signs for what is spoilt', async () => {
    const done = open({ line: { at: 'done' } }).state;
    await done.next();
    expect(done.screen).toBe('batch');
    const spoilt = open({ line: { at: 'destroy', serial: 'TF-1', sticker: 'ST-1', reason: 'Torn' } }).state;
    await spoilt.next();
    expect(spoilt.vouching).toEqual({ act: 'destroyed', serial: 'TF-1' });
    const scanning = open({ line: { at: 'scan', ...onTable } }).state;
    scanning.spoil();
    expect(scanning.vouching).toEqual({ act: 'spoil', serial: 'TF-1' });
    const printing = open().state;
    printing.spoil();
    expect(printing.vouching).toBeNull();
  });

  it('draws the sticker that is next, and no other', async () => {
    const { state, tell } = open();
    await vi.waitFor(() => expect(state.drawn?.serial).toBe('TF-004711'));
    tell({ line: { at: 'print', serial: 'TF-004712' } });
    expect(state.drawn).toBeNull();
    await vi.waitFor(() => expect(state.drawn?.serial).toBe('TF-004712'));
    tell({ line: { at: 'done' } });
    expect(state.drawn).toBeNull();
  });

  it('says why nothing was printed, until something is', async () => {
    const { state, heard, tell } = open({}, { print: async () => failIn('printer')('paper-out', 'Out of labels.') });
    await state.next();
    expect(state.notice).toMatchObject({ of: 'request', failure: { kind: 'paper-out' } });
    expect(heard).toEqual(['notice']);
    tell({ verdict: proven });
    expect(state.notice).toBeNull();
  });

  it('shows the stage of the batch, and another only while a person looks at it', () => {
    const { state } = open();
    expect(state.stage).toBe('stickers');
    state.go('batch');
    state.chosenStage = 'return';
    expect(state.stage).toBe('return');
    expect(state.dismiss()).toBe(true);
    expect(state.stage).toBe('stickers');
    expect(state.dismiss()).toBe(false);
  });
});

it('has a Chinese sentence for every reason not to take a scan', () => {
  const facts = { serial: 'TF-1', other: 'TF-2', batch: 'B-1', state: 'keyed', what: 'x' };
  const kinds = Object.keys(PRESS_REASONS) as (keyof typeof PRESS_REASONS)[];
  const missing = kinds.filter((kind) => !/\p{Script=Han}/u.test(sentence(zh, pressBecause(kind, facts))));
  expect(missing).toEqual([]);
});
