/**
 * Answers given with the scanner instead of a key: codes on a sheet beside the bench. They begin as nothing else does
 * that a station takes; a colon is in no serial, no passphrase and no key, so none is ever taken for one.
 */
import type { ScanFrame } from './frame.ts';

/** `aside`: put what is in the hand aside. `call`: somebody is to come. `strips`, `packing`: a tray of these, card by card. `send`, `skip`: the tray for the laser, and a pocket of it that stays empty. */
export const COMMANDS = ['yes', 'no', 'again', 'aside', 'call', 'strips', 'packing', 'send', 'skip'] as const;
export type Command = (typeof COMMANDS)[number];

const BEGINNING = 'TWOFOLD:';

/** What the code of a command says: capitals and a colon, so that a QR code of it is the smallest there is. */
export const commandText = (command: Command): string => BEGINNING + command.toUpperCase();

/** The command that a text is; null for any other text, however near it comes. */
export const readCommand = (text: string): Command | null =>
  COMMANDS.find((command) => commandText(command) === text) ?? null;

/** The command in a frame; null for any other, which is left as it is. A command is no secret: it is not wiped. */
export function commandIn(frame: Exclude<ScanFrame, { readonly kind: 'repeat' }>): Command | null {
  // Whatever is longer is not even made into a text.
  if (frame.kind !== 'code' || frame.bytes.length > BEGINNING.length + 8) return null;
  if (BEGINNING.split('').some((letter, i) => letter.charCodeAt(0) !== frame.bytes[i])) return null;
  return readCommand(String.fromCharCode(...frame.bytes));
}
