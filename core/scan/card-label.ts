/** What our own prints say besides a serial and an address alone: the sticker's link, and the verdict label's code. */
import { readLabelledLink } from '../coins/links.ts';
import { parseSerial, type Serial } from '../card/serial.ts';

export interface CardLabel {
  readonly serial: Serial;
  /** `null`: a verdict, which says no address. */
  readonly address: string | null;
}

/** `TF1 <serial> <PASS|FAIL> <record> <first 8 of its hash>`. */
const VERDICT = /^TF1 (\S+) (?:PASS|FAIL) \d{1,16} [0-9a-f]{8}$/;

/** What stands on the metal alone: see core/etch/code.ts. */
const METAL = /^TF2 (\S+)$/;

/** The serial of a code that was etched; `null` of every other text. */
export function readMetal(text: string): Serial | null {
  const serial = parseSerial(METAL.exec(text)?.[1] ?? '');
  return serial.ok ? serial.value : null;
}

/** Which card a code of ours is of; `null` for every other text. */
export function readCardLabel(text: string): CardLabel | null {
  const verdict = VERDICT.exec(text);
  // Ours says nothing else: what else a link holds may be anything.
  const link = verdict === null && !/[&#]/.test(text) ? readLabelledLink(text) : null;
  const serial = parseSerial(verdict?.[1] ?? link?.label ?? '');
  return serial.ok ? { serial: serial.value, address: link?.address ?? null } : null;
}
