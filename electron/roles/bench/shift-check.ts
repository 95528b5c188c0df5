/** The check that a shift begins with, over this bench's printer, folder and records. */
import { CARD, checkLayout } from '../../../core/etch/card.ts';
import { withCode } from '../../../core/etch/code.ts';
import type { Random } from '../../../core/base/ports.ts';
import { failIn, must, ok, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { EtchOutbox } from '../../../core/stations/bench/etching.ts';
import type { LabelPrinter } from '../../../core/stations/bench/label-queue.ts';
import { KNOWN_CARDS, knownLink } from '../../../core/stations/bench/known-cards.ts';
import { createShiftCheck, type ShiftCheck, type ShiftCheckView } from '../../../core/stations/bench/shift-check.ts';
import type { ProductCheck } from '../../../core/product/schema.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { Outbox } from '../../etch/outbox.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { knownCardSheet } from '../../papers/known-cards.ts';
import { atLaser } from './laser.ts';
import type { BenchStationParts } from './parts.ts';

const fail = failIn('bench');

/** A card has no batch whose key could vouch for its job: a key of the moment does. */
const knownOutbox = (outbox: Outbox, random: Random): EtchOutbox => ({
  async write({ id, serials, format, bytes }, intend) {
    using key = new Secret(random.bytes(32));
    const sent = await key.use((mac) => outbox.write({ id, serials, format }, bytes, mac, intend));
    return sent.ok ? ok({ bytes: sent.value.bytes, mac: sent.value.mac }) : sent;
  },
  remove: (names) => outbox.remove(names),
});

/**
 * @param labels marked as training; null where no labels are printed
 * @param product what that of the batch on the desk asks for; null, nothing
 */
export function openShiftCheck(
  parts: BenchStationParts,
  labels: LabelPrinter | null,
  product: () => ProductCheck | null,
  changed: (view: ShiftCheckView) => void,
): ShiftCheck {
  const { journal, index, clock, ticks, random, pool, outbox, laser } = parts;
  return createShiftCheck({
    ...{ journal, clock, ticks, random, labels, changed, derivation: pool },
    outbox: knownOutbox(outbox, random),
    layout: () => must(checkLayout(parts.reading().code ? withCode(CARD) : CARD)),
    format: () => laser().format,
    setUp: () => ({ fixture: laser().fixture, pens: laser().pens?.steel, date: clock.now().slice(0, 7) }),
    hours: () => parts.shift().check,
    product,
    checked: () => index.shiftChecked(),
    since: () => index.sinceChecked(),
    idle: () => idle(parts),
  });
}

function idle({ index }: Pick<BenchStationParts, 'index'>): Result<null> {
  const [first, ...others] = atLaser(index);
  if (first === undefined) return ok(null);
  const facts = { count: others.length + 1, serial: first.serial };
  const sentence = `${facts.count} cards are at the laser (${first.serial} first). Answer for them, then begin the check of the shift.`;
  return fail('check-at-laser', sentence, facts);
}

/** The known cards as a sheet: to be printed, cut and kept beside the scanner. */
export const drawKnownCards = (words: Words): DrawnPage => ({
  name: 'twofold-known-cards',
  page: knownCardSheet(
    words,
    KNOWN_CARDS.map((card) => ({ serial: card.unit.serial, wanted: card.wanted, code: knownLink(card) })),
  ),
});
