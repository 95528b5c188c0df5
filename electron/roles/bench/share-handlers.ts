/** What answers the calls of Bench's window that concern other benches. */
import { ok, type Result } from '../../../core/base/result.ts';
import type { HandlersOf } from '../../bridge/form.ts';
import type { Ask } from '../served.ts';
import { takeShipment } from './arrivals.ts';
import type { shareCalls, ShareAnswers } from './share-calls.ts';
import type { BenchStation } from './station.ts';

export function createShareHandlers(
  { shares, desk, parts }: Pick<BenchStation, 'shares' | 'desk' | 'parts'>,
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
    async takeShipment({ packages, person }) {
      const path = await ask.file('shipment', ['jsonl']);
      return path === null ? ok(null) : takeShipment(parts, path, packages, person);
    },
    writeClosing: () => written('closing', (at) => shares.closing(batch(), at)),
  };
}
