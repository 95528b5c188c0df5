/** The reasons why a unit is bad and goes to quarantine, with their sentences. */
import { fact, type ReasonRow } from './reason.ts';

export const FAIL_REASONS = {
  'passphrase-mismatch': {
    outcome: 'FAIL',
    say: (f) =>
      `The passphrase and the confirmation code of ${fact(f, 'serial')} do not belong together. Put this card into the red tray.`,
  },
  'code-mismatch': {
    outcome: 'FAIL',
    say: (f) =>
      `The confirmation code of ${fact(f, 'serial')} was not made of the code its customer has given. Put this card into the red tray.`,
  },
  'other-card-sticker': {
    outcome: 'FAIL',
    say: (f) =>
      `This sticker belongs to ${fact(f, 'other')}, not to ${fact(f, 'serial')}. Put both cards into the red tray.`,
  },
  'sticker-elsewhere': {
    outcome: 'FAIL',
    say: (f) =>
      `The sticker of ${fact(f, 'serial')} was read on ${fact(f, 'other')}, so this card may wear another one. Put both cards into the red tray.`,
  },
  'unknown-sticker': {
    outcome: 'FAIL',
    say: (f) =>
      `The sticker on ${fact(f, 'serial')} shows an address that no card of this batch has. Put this card into the red tray.`,
  },
  'address-not-derived': {
    outcome: 'FAIL',
    say: (f) =>
      `The address on the sticker of ${fact(f, 'serial')} does not depend on its passphrase. Put this card into the red tray.`,
  },
  'secret-scanned': {
    outcome: 'FAIL',
    say: (f) =>
      `A private key was scanned on ${fact(f, 'serial')}. Its lower sticker is exposed. Put this card into the red tray and call your supervisor.`,
  },
  'tray-turned': {
    outcome: 'FAIL',
    say: (f) =>
      `The tray was put in the wrong way round: ${fact(f, 'serial')} bears what belongs on another card. Touch no card of it, and call your supervisor.`,
  },
  'other-metal': {
    outcome: 'FAIL',
    say: (f) =>
      `The metal of ${fact(f, 'serial')} says ${fact(f, 'other')}. Put both cards aside and call your supervisor.`,
  },
  'strip-failed': {
    outcome: 'FAIL',
    say: (f) =>
      `The scratch-off strip of ${fact(f, 'serial')} is not good. Put this card into the red tray: a new strip, or scrap.`,
  },
  'seal-failed': {
    outcome: 'FAIL',
    say: (f) =>
      `The packing of ${fact(f, 'serial')} is not good. Put this card into the red tray: a new packing, or scrap.`,
  },
  'sample-failed': {
    outcome: 'FAIL',
    say: (f) =>
      `${fact(f, 'serial')} was opened as a sample and did not give its key. Stop the batch and call your supervisor.`,
  },
} as const satisfies Record<string, ReasonRow>;
