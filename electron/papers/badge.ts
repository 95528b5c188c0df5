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

export function badgePage(words: Words, { code, name, id, station, mode }: BadgeFace): string {
  const said = words.papers.badge;
  const card = `<div style="box-sizing:border-box;display:flex;gap:4mm;align-items:center;width:${CARD.width}mm;height:${CARD.height}mm;padding:4mm;border:0.2mm dashed #666;border-radius:3mm;margin:8mm 0">
<div style="flex:1;min-width:0;overflow-wrap:anywhere"><b style="font-size:16pt;line-height:1.15">${escapeHtml(name)}</b><br>
<span style="font-size:9pt">${escapeHtml(said.number(id.slice(0, 8)))}<br>${escapeHtml(station)}${mode === 'training' ? `<br><b>${escapeHtml(words.app.training)}</b>` : ''}</span></div>
${codeDrawing(makeQr(code, 'Q'), CODE)}
</div>`;
  const body = `<h1>${escapeHtml(said.title(name))}</h1>${card}<ul>${said.how.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ul>`;
  return page(words, said.title(name), mode, body);
}
