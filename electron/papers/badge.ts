/** A badge as a page: the card in its true size, to be cut out and laminated. The file is as secret as the badge. */
import type { Mode } from '../../core/journal/event.ts';
import { makeQr } from '../../core/sticker/qr.ts';
import type { Words } from '../../resources/words/language.ts';
import { codeDrawing } from './code.ts';
import { escapeHtml, page } from './page.ts';

export interface BadgeFace {
  /** What the code says. */
  readonly code: string;
  readonly name: string;
  /** Of the badge, hexadecimal. */
  readonly id: string;
  readonly station: string;
  readonly mode: Mode;
}

/** Millimetres: a card of ISO/IEC 7810, ID-1 (CR80), and the code on it. */
const CARD = { width: 85.6, height: 54 };
const CODE = 36;
const PADDING = 4;
const COLUMN = CARD.width - CODE - 3 * PADDING;
/** Of the card, beside what else is said there: the name has no more. */
const NAME_HEIGHT = 22;

/** Points, and millimetres of one. */
const SIZES = { most: 16, least: 7 };
const POINT = 25.4 / 72;
const LINE = 1.15;

/** Points in which a name of any length stays on the card. Latin letters are some six tenths as wide as high, Han letters as wide. */
function sizeOf(name: string): number {
  const ems = Array.from(name, (letter) => (letter < '\u0300' ? 0.62 : 1)).reduce((sum, width) => sum + width, 0);
  const fits = (points: number): boolean => {
    const em = points * POINT;
    // A line more: words do not fill theirs.
    const lines = Math.ceil((ems * em) / COLUMN) + (name.includes(' ') ? 1 : 0);
    return lines * em * LINE <= NAME_HEIGHT;
  };
  let points = SIZES.most;
  while (points > SIZES.least && !fits(points)) points--;
  return points;
}

export function badgePage(words: Words, { code, name, id, station, mode }: BadgeFace): string {
  const said = words.papers.badge;
  const card = `<div style="box-sizing:border-box;display:flex;gap:${PADDING}mm;align-items:center;width:${CARD.width}mm;height:${CARD.height}mm;padding:${PADDING}mm;border:0.2mm dashed #666;border-radius:3mm;margin:8mm 0">
<div style="flex:1;min-width:0;overflow-wrap:anywhere"><div style="font-weight:bold;font-size:${sizeOf(name)}pt;line-height:${LINE}">${escapeHtml(name)}</div>
<span style="font-size:8pt;line-height:1.3">${escapeHtml(said.number(id.slice(0, 8)))}<br>${escapeHtml(station)}${mode === 'training' ? `<br><b>${escapeHtml(words.app.training)}</b>` : ''}</span></div>
${codeDrawing(makeQr(code, 'Q'), CODE)}
</div>`;
  const body = `<h1>${escapeHtml(said.title(name))}</h1>${card}<ul>${said.how.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
  return page(words, said.title(name), mode, body);
}
