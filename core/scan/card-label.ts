/** What our own prints say besides a serial and an address alone: the sticker's link, the verdict label, a page of a bench. */
import { readLabelledLink } from '../coins/links.ts';
import { parseSerial, type Serial } from '../card/serial.ts';

/** The pages of a bench that say serials. */
export type SerialPage = 'traveller' | 'tray-list';

/** What says a serial and is not the card: its label, or a page. */
export type SerialPrint = 'label' | SerialPage;

export interface CardLabel {
  readonly serial: Serial;
  /** `null`: all but the sticker's link, for they say no address. */
  readonly address: string | null;
  /** `null`: the sticker. */
  readonly print: SerialPrint | null;
}

/** `TF1 <serial> <PASS|FAIL> <record> <first 8 of its hash>`. */
const VERDICT = /^TF1 (\S+) (?:PASS|FAIL) \d{1,16} [0-9a-f]{8}$/;

/** Each begins as nothing else does, so that a record can say what was scanned in the card's place. */
const PAGES = { traveller: 'TF3', 'tray-list': 'TF4' } as const satisfies Record<SerialPage, string>;

/** What the code of a card says on a page. */
export const pageText = (page: SerialPage, serial: Serial): string => `${PAGES[page]} ${serial}`;

const PAGE = /^(TF3|TF4) (\S+)$/;

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
  if (verdict !== null) return labelOf(verdict[1], null, 'label');
  const page = PAGE.exec(text);
  if (page !== null) return labelOf(page[2], null, page[1] === PAGES.traveller ? 'traveller' : 'tray-list');
  // Ours says nothing else: what else a link holds may be anything.
  const link = /[&#]/.test(text) ? null : readLabelledLink(text);
  return link === null ? null : labelOf(link.label, link.address, null);
}

function labelOf(said: string | undefined, address: string | null, print: SerialPrint | null): CardLabel | null {
  const serial = parseSerial(said ?? '');
  return serial.ok ? { serial: serial.value, address, print } : null;
}
