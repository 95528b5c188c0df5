/** Press's records as sentences, in English. */
import type { PressEvent } from '../../../../core/journal/events/press.ts';
import type { EventSentences } from '../../event-sentences.ts';

export const enPress = {
  'unit-ordered': (e) => `${e.serial} ordered with batch ${e.batch}.`,
  'order-taken': (e) => `Order of batch ${e.batch} from ${e.origin} taken: ${e.count} units.`,
  'batch-key-made': (e) => `Key of batch ${e.batch} made, fingerprint ${e.fingerprint}.`,
  'keying-intended': (e) => `Keys of ${e.count} units of batch ${e.batch} intended, from place ${e.from + 1}.`,
  'unit-keyed': (e) => `${e.serial} keyed.`,
  'sticker-intended': (e) => `Sticker ${e.sticker} of ${e.serial} intended.`,
  'sticker-unsent': (e, name) => `Sticker ${e.sticker} of ${e.serial} was never sent: ${name.reason(e.reason)}.`,
  'sticker-printed': (e, name) => `Sticker ${e.sticker} of ${e.serial} printed (${name.evidence(e.evidence)}).`,
  'sticker-in-doubt': (e, name) => `Sticker ${e.sticker} of ${e.serial} in doubt: ${name.reason(e.reason)}.`,
  'unit-proven': (e) => `${e.serial} proven: both layers of sticker ${e.sticker} scanned back.`,
  'sticker-applied': (e) => `${e.serial}: sticker ${e.sticker} is on its card, its upper layer was scanned there.`,
  'sticker-spoilt': (e) => `Sticker ${e.sticker} of ${e.serial} spoilt: ${e.reason}, says ${e.by.name}.`,
  'sticker-destroyed': (e) => `Sticker ${e.sticker} of ${e.serial} destroyed by ${e.by.name}.`,
  'sticker-absent': (e) =>
    `Sticker ${e.sticker} of ${e.serial} never came out, say ${e.signatures.map(({ name }) => name).join(' and ')}.`,
  'unit-withdrawn': (e) => `${e.serial} withdrawn: ${e.reason}, says ${e.by.name}.`,
  'return-written': (e) => `Return of batch ${e.batch} to ${e.to} written and compared: ${e.count} units.`,
  'cards-shipped': (e) =>
    `Shipment ${e.part} of batch ${e.batch} to ${e.to}, by ${e.by.name}: ${e.packages.map(({ seal, cards }) => `seal ${seal} with ${cards}`).join(', ')}.`,
  'destruction-begun': (e) =>
    `Destruction of batch ${e.batch} begun by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
  'destruction-step': (e) =>
    `Of batch ${e.batch} destroyed: ${{ key: 'the key', seeds: 'the sealed seeds', codes: 'the codes', printer: "the printer's memory" }[e.step]} (${e.how}).`,
  'press-batch-closed': (e) =>
    `Batch ${e.batch} closed: ${e.printed} stickers printed, ${e.proven} good, ${e.destroyed} destroyed.`,
} satisfies Pick<EventSentences, PressEvent['kind']>;
