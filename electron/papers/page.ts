/** A self-contained page to be printed and signed: no script, no image, black on white. */
import type { Mode } from '../../core/journal/event.ts';
import type { Words } from '../../resources/words/language.ts';
import { spelledNames } from '../../resources/words/spelled.ts';

/** What a page is written in where the system's own face has no such sign: whoever prints it brings it. */
export const PAPER_FACE = 'Paper SC';

const STYLE = `
  @page { size: A4; margin: 16mm }
  body { font: 10.5pt/1.4 sans-serif, '${PAPER_FACE}'; margin: 18mm; color: #000; background: #fff }
  @media print { body { margin: 0 } }
  h1 { font-size: 18pt; margin: 0 0 2mm; overflow-wrap: anywhere } h2 { font-size: 12pt; margin: 7mm 0 2mm; break-after: avoid }
  table { border-collapse: collapse; width: 100% } th, td { border: 0.3mm solid #888; padding: 1mm 2mm; text-align: left }
  th { background: #eee } th:empty { display: none } td.number { text-align: right } td:empty { height: 8mm; width: 55% }
  code { overflow-wrap: anywhere } td:last-child { overflow-wrap: anywhere; min-width: 26mm } code { font-family: monospace }
  .training { border: 1mm solid #000; padding: 2mm; font-weight: bold; text-align: center }
  .sign { display: flex; gap: 10mm; margin-top: 22mm; break-inside: avoid }
  .sign div { flex: 1; border-top: 0.3mm solid #000; padding-top: 1mm }
  thead { display: table-header-group } tr { break-inside: avoid }`;

/** @param body HTML. */
export const page = (words: Words, title: string, mode: Mode, body: string): string => `<!doctype html>
<html lang="${words.locale}">
<head>
<meta charset="utf-8">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${mode === 'training' ? `<p class="training">${escapeHtml(words.papers.training)}</p>` : ''}
${body}
</body>
</html>
`;

/** Every value is escaped; a number stands on the right. */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const head = heads.map((text) => `<th>${escapeHtml(text)}</th>`).join('');
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<td class="number">${value}</td>` : `<td>${escapeHtml(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

export const escapeHtml = (text: string): string =>
  spelledNames(text).replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
