/** The calls of Origin's window, each answered by the part of the station that knows. Nothing is decided here. */
import { basename } from 'node:path';
import { drawUnmasked } from '../../../core/etch/unmasked.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { evenly } from '../../../core/transfer/shares.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import type { PrintPdf } from '../../papers/pdf.ts';
import { savePage } from '../../papers/save.ts';
import type { OriginHandlers, Wished } from './contract.ts';
import type { Ask } from '../served.ts';
import { figuresHandlers } from '../../station/figures-handlers.ts';
import type { ShiftSource } from '../../station/shift.ts';
import type { Wall } from '../../station/wall.ts';
import { commonView, createCommonHandlers, type CommonParts } from '../../station/common-handlers.ts';
import { createProductHandlers } from '../../station/product-handlers.ts';
import type { BadgeReader } from '../../station/badge-reader.ts';
import { openShelf } from '../../products/shelf.ts';
import type { Product } from '../../../core/product/schema.ts';
import type { BatchRequest } from '../../../core/stations/origin/review.ts';
import { estimateOf } from './measure.ts';
import { drawSlip } from './slip.ts';
import type { Making } from './making.ts';
import { batchViews } from '../../../core/stations/origin/view.ts';
import type { OriginStation } from './station.ts';

export interface OriginHandlerParts {
  readonly station: OriginStation;
  readonly source: ShiftSource;
  readonly wall: Wall;
  readonly making: Making;
  readonly common: CommonParts;
  readonly ask: Ask;
  readonly printPdf: PrintPdf;
  readonly reader: Pick<BadgeReader, 'view' | 'handlers'>;
}

export function createOriginHandlers(parts: OriginHandlerParts): OriginHandlers {
  const { station, making, common, ask, printPdf, reader } = parts;
  /** The newest of a name; null where none is wished. */
  async function productOf(name: string | null): Promise<Result<Product | null, 'unknown-product'>> {
    return name === null ? ok(null) : (await openShelf(common.directory)).named(name);
  }

  return {
    ...createProductHandlers({ ...common, ask }),
    ...createCommonHandlers(common),
    ...reader.handlers,
    ...figuresHandlers({ ...parts, settings: common.settings }),
    async station() {
      const batches = batchViews(station);
      const { target } = common.settings.value.shift;
      return { ...commonView(common), role: 'origin', batches, making: making.view, target, scanner: reader.view };
    },

    async review(wish) {
      const product = await productOf(wish.product);
      const review = station.review(requestOf(wish, product.ok ? product.value : null));
      if (product.ok) return review;
      return { ...review, refusals: [...review.refusals, { field: 'product', failure: product.error }] };
    },
    async plan(wish) {
      const product = await productOf(wish.product);
      return product.ok ? nothing(await station.plan(requestOf(wish, product.value))) : product;
    },
    make: ({ batch, dice }) => making.make(batch, dice),
    async stopMaking() {
      await making.stop();
      return ok(null);
    },
    async importCodes({ batch, product: name }) {
      const product = await productOf(name);
      if (!product.ok) return product;
      const path = await ask.file('codes', ['csv', 'txt']);
      if (path === null) return ok(null);
      const taken = await station.importCodes(batch, path, product.value);
      return taken.ok ? ok({ batch: taken.value.batch }) : taken;
    },
    async estimate({ count }) {
      const pace = await station.measure();
      return pace.ok ? ok(estimateOf(count, pace.value)) : pace;
    },
    abandonBatch: ({ batch, people, reason }) => station.abandon(batch, people, reason),
    divide: async ({ batch, benches }) => {
      const count = station.batches().find((one) => one.batch === batch)?.count ?? 0;
      return nothing(await station.divide(batch, evenly(benches, count)));
    },
    reissueShare: async (reissue) => nothing(await station.reissue(reissue)),
    async takeClosing() {
      const path = await ask.file('closing', ['jsonl']);
      return path === null ? ok(null) : station.takeClosing(path);
    },
    async sendTransfer({ batch, to, bench = null, carrier }) {
      const directory = await ask.directory(to === 'press' ? 'order' : 'vault');
      if (directory === null) return ok(null);
      const sent = await station.send({ batch, to, bench, carrier, directory });
      if (!sent.ok) return sent;
      const { transfer, file } = sent.value;
      return ok({ batch, transfer, directory, name: basename(file) });
    },
    async saveSlip({ batch, transfer }) {
      const drawn = drawSlip(station, batch, transfer, wordsOf(common.settings.value.language));
      if (!drawn.ok) return drawn;
      const directory = await ask.directory('slip');
      return directory === null ? ok(null) : savePage(drawn.value, directory, printPdf);
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
}

const nothing = (result: Result<unknown>): Result<null> => (result.ok ? ok(null) : result);

/** An empty field is no number: the plan says what is wanted there. */
const numberIn = (typed: number | null): number => typed ?? Number.NaN;

function requestOf(
  { batch, count, start, groups, size, alphabet, lots, replaces = [], ...scheme }: Wished,
  product: Product | null,
): BatchRequest {
  const { prefix, digits, check, order } = scheme;
  return {
    batch,
    product,
    replaces,
    count: numberIn(count),
    scheme: { prefix, digits: numberIn(digits), check, order },
    start,
    shape: { alphabet, groups: numberIn(groups), size: numberIn(size) },
    lots: lots === null ? null : { lot: numberIn(lots.lot), sequence: numberIn(lots.sequence) },
  };
}
