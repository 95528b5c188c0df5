/** The sheet of known cards that a shift begins with: what a scanner reads of a good one and of a bad one. */
import { makeQr } from '../../core/sticker/qr.ts';
import type { Words } from '../../resources/words/language.ts';
import { codeDrawing } from './code.ts';
import { escapeHtml, page } from './page.ts';

/** Millimetres of a code: as large as on no card, so that nobody takes it for one. */
const SIDE = 40;

export interface KnownCardOnPaper {
  readonly serial: string;
  readonly wanted: 'PASS' | 'FAIL';
  /** What the code says. */
  readonly code: string;
}

/** The page, marked as training: nothing on it is of a product. */
export function knownCardSheet(words: Words, cards: readonly KnownCardOnPaper[]): string {
  const said = words.shiftCheck;
  const rows = cards.map(
    ({ serial, wanted, code }) =>
      `<tr><td style="width:${SIDE + 4}mm">${codeDrawing(makeQr(code, 'M'), SIDE)}</td><td><b style="font-size:18pt">${escapeHtml(serial)}</b><br>${escapeHtml(said.wanted[wanted])}</td></tr>`,
  );
  const body = `<h1>${escapeHtml(said.sheet)}</h1><p>${escapeHtml(said.how)}</p><table><tbody>${rows.join('\n')}</tbody></table>`;
  return page(words, said.sheet, 'training', body);
}
