/** The calls of Bench's window that concern other benches, and what answers them. */
import * as v from 'valibot';
import { ok, type Result } from '../../../core/base/result.ts';
import { PeopleFields } from '../../bridge/common.ts';
import type { HandlersOf } from '../../bridge/form.ts';
import type { Ask } from '../served.ts';
import type { HandoverView } from './shares.ts';
import type { BenchStation } from './station.ts';

const Name = v.pipe(v.string(), v.trim(), v.maxLength(40));

export const shareCalls = {
  /** How many units of the batch on the desk may be handed over, to whom, and what was. */
  sharing: v.null(),
  /** Two people give the last so many units to another bench; asks for a directory in a native dialog first. */
  handOver: v.object({
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    to: Name,
    people: PeopleFields,
    reason: v.pipe(v.string(), v.trim(), v.maxLength(200)),
  }),
  /** Asks for a directory and writes a handover once more: the same transfer. */
  writeHandover: v.object({ to: Name, part: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** Asks for the handover of another bench in a native dialog and takes it over. */
  takeOver: v.null(),
  /** Asks for a directory and tells Origin what became of the batch on the desk, which is closed. */
  writeClosing: v.null(),
} as const;

/** What a bench can say of others. */
export interface SharingView {
  /** Units that may be handed over. */
  readonly waiting: number;
  /** Null in training, where no station knows another. */
  readonly benches: readonly string[] | null;
  readonly handovers: readonly HandoverView[];
}

/** Null when the person chose no file or directory. */
export interface ShareAnswers {
  sharing: SharingView;
  handOver: Result<{ readonly file: string } | null>;
  writeHandover: Result<{ readonly file: string } | null>;
  takeOver: Result<{ readonly batch: string; readonly count: number; readonly from: string } | null>;
  writeClosing: Result<{ readonly file: string } | null>;
}

export function createShareHandlers(
  { shares, desk }: Pick<BenchStation, 'shares' | 'desk'>,
  ask: Ask,
): HandlersOf<typeof shareCalls, ShareAnswers> {
  const batch = (): string => desk.batch()?.batch ?? '';
  async function written(
    what: 'handover' | 'closing',
    write: (directory: string) => Promise<Result<{ readonly file: string }>>,
  ): Promise<Result<{ readonly file: string } | null>> {
    const directory = await ask.directory(what);
    if (directory === null) return ok(null);
    const sent = await write(directory);
    return sent.ok ? ok({ file: sent.value.file }) : sent;
  }
  return {
    async sharing() {
      return {
        waiting: shares.waiting(batch()).length,
        benches: shares.benches(),
        handovers: shares.handovers(batch()),
      };
    },
    handOver: ({ count, to, people, reason }) =>
      written('handover', (directory) => {
        const serials = shares.waiting(batch()).slice(-count);
        return shares.handOver({ batch: batch(), serials, to, people, reason, directory });
      }),
    writeHandover: ({ to, part }) => written('handover', (at) => shares.writeAgain(batch(), to, part, at)),
    async takeOver() {
      const path = await ask.file('handover', ['age', 'jsonl']);
      return path === null ? ok(null) : shares.takeOver(path);
    },
    writeClosing: () => written('closing', (at) => shares.closing(batch(), at)),
  };
}
