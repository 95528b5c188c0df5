/// <reference types="svelte" />
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIn, ok } from '../../../../core/base/result.ts';
import type { MakingView, OriginHandlers, OriginView } from '../../../../electron/roles/origin/contract.ts';
import { OriginWindow } from '../../../../renderer/roles/origin/origin.svelte.ts';
import { SIGHT_SECONDS } from '../../../../renderer/roles/origin/sight.svelte.ts';
import type { Sound } from '../../../../renderer/sound.ts';
import { fakeOrigin, goodReview, originBatches, originView } from '../../../fakes/origin-window.ts';

/** The window's state over a fake station, with every cue it played and every call it made. */
function open(view: Partial<OriginView> = {}, over: Partial<OriginHandlers> = {}) {
  const heard: string[] = [];
  const sound: Sound = { play: (cue) => void heard.push(cue) };
  const door = fakeOrigin({ ...originView, ...view }, over);
  const state = new OriginWindow(door, { ...originView, ...view }, sound);
  door.on(state.take);
  return { door, state, heard };
}

const making: MakingView = { batch: '2026-047', stopping: false, done: 1, total: 24, rate: 2, left: 11 };
const busy = failIn('origin')('busy', 'A batch is being made.');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('OriginWindow', () => {
  it('starts where there is something to do: with the form, the newest batch, or the one in the making', () => {
    expect(open({ batches: [] }).state).toMatchObject({ screen: 'plan', chosen: null });
    expect(open().state).toMatchObject({ screen: 'batches', chosen: '2026-048' });
    expect(open({ making }).state).toMatchObject({ screen: 'batches', chosen: '2026-047' });
  });

  it('takes whole parts from updates, and looks at the same batch as before', () => {
    const { door, state } = open();
    state.choose('2026-047');
    door.emit({ type: 'batches', batches: originBatches.slice(0, 3) });
    door.emit({ type: 'making', making });
    expect(state).toMatchObject({ making, batch: { batch: '2026-047' }, subject: 'Batch 2026-047' });
    door.emit({ type: 'making', making: null });
    expect(state.making).toBeNull();
  });

  it('plans what the form says, shows it, and begins to make it with the dice', async () => {
    const made: unknown[] = [];
    const planned = [...originBatches, { ...originBatches[3], batch: 'B-9' } as (typeof originBatches)[number]];
    const { state, heard } = open(
      {},
      {
        station: async () => ({ ...originView, batches: planned }),
        make: async (input) => {
          made.push(input);
          return ok('done');
        },
      },
    );
    Object.assign(state.form, { batch: 'B-9 ', count: '4', withDice: true, dice: '123' });
    await state.plan();
    expect(made).toEqual([{ batch: 'B-9', dice: '123' }]);
    expect(state).toMatchObject({ screen: 'batches', batch: { batch: 'B-9' }, asking: false });
    expect(state.form).toMatchObject({ batch: '', dice: '', count: '4', prefix: 'TF-' });
    await vi.advanceTimersByTimeAsync(0);
    expect(heard).toEqual(['PASS']);
  });

  it('keeps a form that was refused, and says why beside it', async () => {
    const { state, heard } = open({}, { plan: async () => failIn('origin')('serials-taken', 'Taken.') });
    state.go('plan');
    state.form.batch = 'B-9';
    await state.plan();
    expect(state).toMatchObject({ screen: 'plan', refusal: null });
    expect(state.form).toMatchObject({ batch: 'B-9', refusal: { kind: 'serials-taken' } });
    expect(heard).toEqual(['notice']);
    state.form.touch('batch');
    expect(state.form.refusal).toBeNull();
  });

  it('opens one native dialog at a time, and does nothing where a person changed their mind', async () => {
    let asked = 0;
    const { state, heard } = open(
      {},
      {
        sendTransfer: async () => {
          asked++;
          return ok(null);
        },
      },
    );
    await Promise.all([state.send('2026-047', 'press', 'Ada'), state.send('2026-047', 'bench', 'Eve')]);
    expect(asked).toBe(1);
    await state.importCodes('C-1', null);
    expect(state).toMatchObject({ sent: null, screen: 'batches', chosen: '2026-048' });
    expect(heard).toEqual([]);
  });

  it('says why nothing was made, exported or taken in', async () => {
    const refusing = { make: async () => busy, sendTransfer: async () => busy, importCodes: async () => busy };
    const { state } = open({}, refusing);
    for (const work of [
      () => state.make('2026-048', null),
      () => state.send('x', 'press', 'Ada'),
      () => state.importCodes('x', null),
    ]) {
      state.refusal = null;
      await work();
      expect(state.notice).toMatchObject({ of: 'request', failure: { kind: 'busy' } });
    }
  });

  it('hides what is in sight when another screen is looked at, when time is up, and on Escape', async () => {
    const { state } = open();
    const show = () => state.sight.show({ serial: 'TF-1', drawing: { width: 1, height: 1, path: 'M0 0' } });
    show();
    state.go('records');
    expect(state.sight).toMatchObject({ seen: null, past: 'TF-1' });
    show();
    expect(state.dismiss()).toBe(true);
    expect([state.sight.seen, state.dismiss()]).toEqual([null, false]);
    show();
    await vi.advanceTimersByTimeAsync((SIGHT_SECONDS - 1) * 1000);
    expect(state.sight).toMatchObject({ left: 1, seen: { serial: 'TF-1' } });
    await vi.advanceTimersByTimeAsync(1000);
    expect(state.sight.seen).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('the form', () => {
  it('sends numbers, and nothing where there is none', () => {
    const { form } = open().state;
    Object.assign(form, {
      batch: ' B-9 ',
      count: '12x',
      start: '',
      permuted: true,
      withLots: true,
      lot: '7',
      sequence: '',
      replaces: ' TF-000007、TF-000009, ',
    });
    expect(form.wished).toEqual({
      ...{ batch: 'B-9', count: null, prefix: 'TF-', digits: 6, start: null, check: true, order: 'permuted' },
      ...{ alphabet: 'legible', groups: 5, size: 4, lots: { lot: 7, sequence: null }, product: null },
      replaces: ['TF-000007', 'TF-000009'],
    });
  });

  it('shows the answer to what stands there now, however the answers come in', async () => {
    const answers: (() => void)[] = [];
    const { form } = open(
      {},
      {
        review: ({ batch }) => new Promise((give) => answers.push(() => give({ ...goodReview, start: batch.length }))),
      },
    ).state;
    form.batch = 'A';
    const first = form.look();
    form.batch = 'AB';
    const second = form.look();
    answers[1]?.();
    answers[0]?.();
    await Promise.all([first, second]);
    expect(form.review?.start).toBe(2);
  });

  it('is loud only of fields that somebody has been at', async () => {
    const failure = { area: 'origin', kind: 'bad-count', message: 'No.' } as const;
    const review = { ...goodReview, refusals: [{ field: 'count', failure }] } as const;
    const { form } = open({}, { review: async () => review }).state;
    await form.look();
    expect([form.ready, form.isWrong('count'), form.against('batch', 'count')?.failure]).toEqual([
      false,
      false,
      failure,
    ]);
    form.touch('count');
    expect([form.isWrong('count'), form.isWrong('batch')]).toEqual([true, false]);
  });
});
