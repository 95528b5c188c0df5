/**
 * `twofold origin`: batches planned, made, taken in and sent on, without a screen. A passphrase goes nowhere but into
 * the sealed file and the vault.
 */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import { CARD_SHAPE, entropyBits } from '../../../../core/card/passphrase.ts';
import type { DiceRolls } from '../../../../core/random/dice.ts';
import {
  called,
  choice,
  descriptor,
  directory,
  file,
  flag,
  maybe,
  misuse,
  needed,
  or,
  pair,
  stationName,
  textValue,
  wholeValue,
} from '../../../cli/form.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import type { Product } from '../../../../core/product/schema.ts';
import { openShelf } from '../../../products/shelf.ts';
import type { BatchRequest } from '../../../../core/stations/origin/review.ts';
import { transferFor, type Recipient } from '../../../../core/stations/origin/departure.ts';
import { savePage } from '../../../papers/save.ts';
import { knownBatch } from '../desk.ts';
import type { OriginStation } from '../station.ts';
import { drawSlip } from '../slip.ts';
import { readRolls } from './dice.ts';
import { atOrigin, ORIGIN_BATCH, ORIGIN_OPTIONS, saidOf } from './desk.ts';
import { originShareVerbs } from './shares.ts';

const fail = failIn('command');

const TRANSFER = { transfer: needed(choice(['order', 'vault'] as const)) };
/** The vault, or what a customer supplied in its place, is for Bench. */
const recipientOf = (transfer: 'order' | 'vault'): Recipient => (transfer === 'order' ? 'press' : 'bench');
const DICE = { 'dice-fd': maybe(descriptor) };

const NEW = {
  ...ORIGIN_BATCH,
  count: needed(wholeValue()),
  prefix: or(textValue('P'), ''),
  digits: or(wholeValue('D'), 6),
  start: maybe(wholeValue('S', 0)),
  check: flag,
  permuted: flag,
  alphabet: or(choice(['legible', 'full'] as const), 'legible' as const),
  groups: or(wholeValue(), CARD_SHAPE.groups),
  size: called('group-size', or(wholeValue(), CARD_SHAPE.size)),
  lot: maybe(wholeValue('L', 0)),
  sequence: maybe(wholeValue('S', 0)),
  product: maybe(textValue('NAME')),
  replaces: maybe(textValue('S,S')),
  ...DICE,
};

export const originVerbs = [
  verb({
    name: 'origin new',
    options: NEW,
    async run(given, line) {
      const { batch, count, prefix, digits, check, permuted, alphabet, groups, size, lot, sequence } = given;
      if ((lot === undefined) !== (sequence === undefined)) {
        const names = '--lot N --sequence N';
        return misuse('go-together', `Give ${names} together.`, { names });
      }
      const found = await wantedProduct(given);
      if (!found.ok) return found;
      const product = found.value;
      const typed = { prefix, digits, check, order: permuted ? 'permuted' : 'sequential' } as const;
      const request: BatchRequest = {
        batch,
        count,
        // What the product says, nobody has to type again.
        scheme: product === null || prefix !== '' ? typed : product.serials,
        start: given.start ?? null,
        shape: product?.passphrase ?? { alphabet: alphabet === 'full' ? 'all' : 'legible', groups, size },
        product,
        replaces: given.replaces?.split(',') ?? [],
        lots: lot === undefined || sequence === undefined ? null : { lot, sequence },
      };
      return atOrigin(given, line, async (station) => {
        const dice = readRolls(given['dice-fd']);
        if (!dice.ok) return dice;
        const planned = await station.plan(request);
        if (!planned.ok) return planned;
        line.note(line.words.line.planned(batch, entropyBits(request.shape).toFixed(1)));
        return make(station, batch, dice.value, line);
      });
    },
  }),
  verb({
    name: 'origin resume',
    options: { ...ORIGIN_BATCH, ...DICE },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const dice = readRolls(given['dice-fd']);
        return dice.ok ? make(station, given.batch, dice.value, line) : dice;
      }),
  }),
  verb({
    name: 'origin import',
    options: { ...ORIGIN_BATCH, codes: needed(file()), product: maybe(textValue('NAME')) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const product = await wantedProduct(given);
        if (!product.ok) return product;
        const taken = await station.importCodes(given.batch, given.codes, product.value);
        return taken.ok ? ok(answer(saidOf(taken.value))) : taken;
      }),
  }),
  verb({
    name: 'origin export',
    options: {
      ...ORIGIN_BATCH,
      ...TRANSFER,
      carrier: needed(textValue('NAME')),
      bench: maybe(stationName('NAME')),
      out: needed(directory()),
    },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const { batch, transfer, carrier, out, bench = null } = given;
        const sent = await station.send({ batch, to: recipientOf(transfer), bench, carrier, directory: out });
        return sent.ok ? ok(answer({ batch, carrier, ...sent.value })) : sent;
      }),
  }),
  verb({
    name: 'origin slip',
    options: { ...ORIGIN_BATCH, ...TRANSFER, out: needed(directory()) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const batch = knownBatch(station.parts, given.batch);
        if (!batch.ok) return batch;
        const drawn = drawSlip(station, given.batch, transferFor(batch.value, recipientOf(given.transfer)), line.words);
        if (!drawn.ok) return drawn;
        const saved = await savePage(drawn.value, given.out, null);
        return saved.ok ? ok(answer({ batch: given.batch, ...saved.value })) : saved;
      }),
  }),
  verb({
    name: 'origin abandon',
    options: { ...ORIGIN_BATCH, person: pair(textValue('NAME')), reason: needed(textValue('TEXT')) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const gone = await station.abandon(given.batch, given.person, given.reason);
        return gone.ok ? ok(answer({ batch: given.batch, voided: given.reason })) : gone;
      }),
  }),
  verb({
    name: 'origin receipt',
    options: { ...ORIGIN_OPTIONS, receipt: needed(file()) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const taken = await station.takeReceipt(given.receipt);
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
  verb({
    name: 'origin destroy',
    options: { ...ORIGIN_BATCH, person: pair(textValue('NAME')), unreceived: maybe(textValue('TEXT')) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const gone = await station.destroy(given.batch, given.person, given.unreceived ?? null);
        return gone.ok ? ok(answer({ batch: given.batch, secrets: 'destroyed' })) : gone;
      }),
  }),
  ...originShareVerbs,
  verb({
    name: 'origin list',
    options: ORIGIN_OPTIONS,
    run: (given, line) =>
      atOrigin(given, line, (station) => Promise.resolve(ok(answer({ batches: station.batches().map(saidOf) })))),
  }),
];

/** The newest product of a name, of those the station has; null where none is wanted. */
async function wantedProduct(given: {
  readonly station: string;
  readonly product: string | undefined;
}): Promise<Result<Product | null>> {
  if (given.product === undefined) return ok(null);
  return (await openShelf(given.station)).named(given.product);
}

/** Stopped by a signal, it says how to go on, and that is no success. */
async function make(
  station: OriginStation,
  batch: string,
  dice: DiceRolls | null,
  { signal, progress }: Line,
): Promise<Result<VerbAnswer>> {
  try {
    const made = await station.code({ batch, dice, progress, signal });
    if (!made.ok) return made;
    const known = station.batches().find((one) => one.batch === batch);
    if (made.value === 'done' && known !== undefined) return ok(answer(saidOf(known)));
    const sentence = `Batch ${batch} was stopped. What is made is kept: go on with twofold origin resume.`;
    return fail('cancelled', sentence, { batch });
  } finally {
    dice?.rolls.wipe();
  }
}
