/** The sheet of codes that answer for a person with both hands full: printed, laminated, laid beside the scanner. */
import type { Mode } from '../../core/journal/event.ts';
import { COMMANDS, commandText } from '../../core/scan/command.ts';
import type { CodeGrid } from '../../core/sticker/qr.ts';
import { makeQr, QUIET } from '../../core/sticker/qr.ts';
import type { Words } from '../../resources/words/language.ts';
import { escapeHtml, page } from './page.ts';

/** Millimetres of a code: read from half a metre by a hand scanner. */
const SIDE = 30;

/** A grid as SVG, its quiet zone included; dark modules in black. */
function drawn(grid: CodeGrid): string {
  const side = grid.length + 2 * QUIET;
  const boxes = grid.flatMap((row, y) =>
    row.flatMap((dark, x) => (dark ? [`M${x + QUIET} ${y + QUIET}h1v1h-1z`] : [])),
  );
  return `<svg viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges" style="width:${SIDE}mm;height:${SIDE}mm"><path d="${boxes.join('')}"/></svg>`;
}

/** The page. Each answer is named in every language there is: one sheet serves whoever works here. */
export function answerSheet(own: Words, languages: readonly Words[], mode: Mode): string {
  const rows = COMMANDS.map((command) => {
    const words = languages.map(({ answers }) => answers.commands[command]);
    const names = words.map(({ word }) => escapeHtml(word)).join(' · ');
    const meanings = words.map(({ meaning }) => `<br>${escapeHtml(meaning)}`).join('');
    return `<tr><td style="width:${SIDE + 4}mm">${drawn(makeQr(commandText(command), 'Q'))}</td><td><b style="font-size:24pt">${names}</b>${meanings}</td></tr>`;
  });
  const titles = languages.map(({ answers }) => escapeHtml(answers.title)).join(' · ');
  const how = languages.map(({ answers }) => `<p>${escapeHtml(answers.how)}</p>`).join('');
  return page(own, own.answers.title, mode, `<h1>${titles}</h1>${how}<table><tbody>${rows.join('\n')}</tbody></table>`);
}
