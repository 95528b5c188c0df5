/** Every reason for which Press takes no scan or prints no sticker, with its sentence. Records keep the kind. */
import type { Facts, Failure } from '../../base/result.ts';

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '?');

export const PRESS_REASONS = {
  'other-unit-address': (f) =>
    `This upper layer belongs to ${fact(f, 'other')}, not to ${fact(f, 'serial')}. Nothing is proven: find out which sticker is whose.`,
  'other-unit-key': (f) =>
    `This lower layer belongs to ${fact(f, 'other')}, not to ${fact(f, 'serial')}. Nothing is proven: find out which sticker is whose.`,
  'unknown-address': () =>
    'No unit of this station has that address. Nothing is proven: set this sticker aside and call your supervisor.',
  'unknown-key': () =>
    'No unit of this station has that encrypted key. Nothing is proven: set this sticker aside and call your supervisor.',
  'not-ours': () => 'That encrypted key was not made from any code. Set this sticker aside and call your supervisor.',
  'damaged-key': (f) =>
    `The encrypted key on the sticker of ${fact(f, 'serial')} can never be opened. Spoil this sticker and print another.`,
  'key-mismatch': (f) =>
    `The encrypted key on the sticker of ${fact(f, 'serial')} is not the one on record. Spoil this sticker and call your supervisor.`,
  unreadable: () =>
    'That code is damaged or was misread. Scan it again; if it stays so, spoil the sticker and print another.',
  // Of the scanner: what the sticker is, nobody has seen.
  'incomplete-scan': () =>
    'The scanner sent only part of a code: this says nothing of the sticker. Scan it again; if it stays so, look at the end (CR, LF or TAB) that the scanner is set to send.',
  'overlong-scan': () =>
    'The scanner sent far too much for one code: this says nothing of the sticker. Scan one code at a time, and look whether the scanner is set to send an end (CR, LF or TAB).',
  'framed-scan': () =>
    'The scanner adds something before or after the code: this says nothing of the sticker. Set the scanner up on Devices, then scan again.',
  'garbled-scan': () =>
    'What the scanner sent is garbled: this says nothing of the sticker. Look at its cable, its speed, and what it is set to send before and after a code; then scan again.',
  'secret-refused': (f) =>
    `That is ${fact(f, 'what')}, which Press must never see. It was not stored. Stop work and call your supervisor.`,
  'not-a-sticker': (f) => `That is ${fact(f, 'what')}, not a layer of a sticker.`,
  'not-printed': (f) => `${fact(f, 'serial')} is ${fact(f, 'state')}: there is no sticker of it to be proven.`,
  'already-proven': (f) => `${fact(f, 'serial')} is proven already. Put this sticker with the good ones.`,
  'already-applied': (f) => `${fact(f, 'serial')} is on its card already, and was counted.`,
  'other-batch': (f) => `${fact(f, 'serial')} is of batch ${fact(f, 'other')}, and ${fact(f, 'batch')} is open here.`,
  'finish-first': (f) =>
    `The sticker of ${fact(f, 'serial')} is not proven yet. Scan both its layers, or spoil it, before the next is printed.`,
  'unknown-serial': (f) => `${fact(f, 'serial')} is not in this batch.`,
  'key-differs': (f) =>
    `What follows from the seed of ${fact(f, 'serial')} is not what is on record. Nothing was printed: stop work and call your supervisor.`,
  'would-not-read': (f) =>
    `The sticker of ${fact(f, 'serial')} could not be read if it were printed. Nothing was printed: call your supervisor.`,
} as const satisfies Record<string, (facts: Facts) => string>;

export type PressReason = keyof typeof PRESS_REASONS;

export const pressBecause = (kind: PressReason, facts: Facts = {}): Failure<PressReason> => ({
  area: 'press',
  kind,
  message: PRESS_REASONS[kind](facts),
  facts,
});
