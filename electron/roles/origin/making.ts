/** The batch that is being made, as the window follows it: one at a time, stopped by hand or by closing. */
import { readDice } from '../../../core/random/dice.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { CodingView } from '../../../core/stations/origin/origin.ts';
import type { MakingView } from './contract.ts';
import type { OriginStation } from './station.ts';
import { throttled } from '../../station/throttled.ts';

const fail = failIn('origin');

export interface Making {
  readonly view: MakingView | null;
  /** Makes what is left of a batch. Resolves when it has ended; what is made is kept. */
  make(batch: string, dice: string | null): Promise<Result<'done' | 'cancelled'>>;
  /** Resolves when nothing is in hand any more. */
  stop(): Promise<void>;
}

export function createMaking(station: Pick<OriginStation, 'code'>, changed: (view: MakingView | null) => void): Making {
  let view: MakingView | null = null;
  let running: { readonly abort: AbortController; readonly ended: Promise<unknown> } | null = null;
  const news = throttled(() => changed(view));

  function show(next: MakingView | null): void {
    view = next;
    // The end is told at once: whoever waits for it must not see progress behind it.
    if (next !== null) return news.call();
    news.cancel();
    changed(null);
  }

  async function run(batch: string, dice: string | null, signal: AbortSignal): Promise<Result<'done' | 'cancelled'>> {
    const rolls = dice === null ? ok(null) : rollsOf(dice);
    if (!rolls.ok) return rolls;
    using secret = rolls.value?.rolls ?? null;
    const progress = ({ running: on, done, total, rate, left }: CodingView): void => {
      if (on) show({ batch, stopping: signal.aborted, done, total, rate, left });
    };
    try {
      return await station.code({ batch, dice: secret === null ? null : rolls.value, progress, signal });
    } finally {
      if (view?.batch === batch) show(null);
    }
  }

  return {
    get view() {
      return view;
    },

    async make(batch, dice) {
      if (running !== null) return fail('busy', 'A batch is being made. Wait until it has ended, or stop it.');
      const abort = new AbortController();
      const ended = run(batch, dice, abort.signal);
      running = { abort, ended };
      try {
        return await ended;
      } finally {
        running = null;
      }
    },

    async stop() {
      running?.abort.abort();
      if (view !== null) show({ ...view, stopping: true });
      await running?.ended.catch(() => undefined);
    },
  };
}

function rollsOf(typed: string): ReturnType<typeof readDice> {
  const bytes = new TextEncoder().encode(typed);
  try {
    return readDice(bytes);
  } finally {
    bytes.fill(0);
  }
}
