/** The calls of Origin's window, each answered by the part of the station that knows. Nothing is decided here. */
import { basename } from 'node:path';
import { drawUnmasked } from '../../../core/etch/unmasked.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import type { ExportView, OriginHandlers, TransferView, Wished } from './contract.ts';
import type { Ask } from '../served.ts';
import { commonView, createCommonHandlers, type CommonParts } from '../../station/common-handlers.ts';
import type { BatchRequest } from '../../../core/stations/origin/review.ts';
import type { Making } from './making.ts';
import { batchViews } from '../../../core/stations/origin/view.ts';
import type { OriginStation } from './station.ts';

export interface OriginHandlerParts {
  readonly station: OriginStation;
  readonly making: Making;
  readonly common: CommonParts;
  readonly ask: Ask;
}

export function createOriginHandlers({ station, making, common, ask }: OriginHandlerParts): OriginHandlers {
  return {
    ...createCommonHandlers(common),
    async station() {
      return { ...commonView(common), role: 'origin', batches: batchViews(station), making: making.view };
    },

    review: async (wish) => station.review(requestOf(wish)),
    plan: async (wish) => nothing(await station.plan(requestOf(wish))),
    make: ({ batch, dice }) => making.make(batch, dice),
    async stopMaking() {
      await making.stop();
      return ok(null);
    },
    async importCodes({ batch }) {
      const path = await ask.file('codes', ['csv', 'txt']);
      if (path === null) return ok(null);
      const taken = await station.importCodes(batch, path);
      return taken.ok ? ok({ batch: taken.value.batch }) : taken;
    },
    async exportBatch({ batch }) {
      const directory = await ask.directory('transfers');
      return directory === null ? ok(null) : exported(batch, directory);
    },
    async openUnit(opening) {
      const opened = await station.openUnit(opening);
      if (!opened.ok) return opened;
      using passphrase = opened.value;
      return ok(passphrase.use(drawUnmasked));
    },
    async takeReceipt() {
      const path = await ask.file('receipt', ['jsonl']);
      return path === null ? ok(null) : station.takeReceipt(path);
    },
    destroyBatch: ({ batch, people, unreceived }) => station.destroy(batch, people, unreceived),
  };

  async function exported(batch: string, directory: string): Promise<Result<ExportView>> {
    const written = await station.export(batch, directory);
    if (!written.ok) return written;
    const source = station.batches().find((known) => known.batch === batch)?.source.kind;
    const kinds: readonly TransferView['transfer'][] = ['order', source === 'supplied' ? 'supplied' : 'vault'];
    const files = written.value.map(({ file, to, sequence }, i) => {
      return { transfer: kinds[i] ?? 'order', to, sequence, name: basename(file) };
    });
    return ok({ batch, directory, files });
  }
}

const nothing = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result);

/** An empty field is no number: the plan says what is wanted there. */
const numberIn = (typed: number | null): number => typed ?? Number.NaN;

function requestOf({ batch, count, start, groups, size, alphabet, lots, ...scheme }: Wished): BatchRequest {
  const { prefix, digits, check, order } = scheme;
  return {
    batch,
    count: numberIn(count),
    scheme: { prefix, digits: numberIn(digits), check, order },
    start,
    shape: { alphabet, groups: numberIn(groups), size: numberIn(size) },
    lots: lots === null ? null : { lot: numberIn(lots.lot), sequence: numberIn(lots.sequence) },
  };
}
