/** The sheet of codes that answer for a person with both hands full: printed, laminated, laid beside the scanner. */
import type { Mode } from '../../core/journal/event.ts';
import { COMMANDS, commandText } from '../../core/scan/command.ts';
import { makeQr } from '../../core/sticker/qr.ts';
import type { Words } from '../../resources/words/language.ts';
import { codeDrawing } from './code.ts';
import { escapeHtml, page } from './page.ts';

/** Millimetres of a code: read from half a metre by a hand scanner. */
const SIDE = 30;

/** The page. Each answer is named in every language there is: one sheet serves whoever works here. */
export function answerSheet(own: Words, languages: readonly Words[], mode: Mode): string {
  const rows = COMMANDS.map((command) => {
    const words = languages.map(({ answers }) => answers.commands[command]);
    const names = words.map(({ word }) => escapeHtml(word)).join(' · ');
    const meanings = words.map(({ meaning }) => `<br>${escapeHtml(meaning)}`).join('');
    return `<tr><td style="width:${SIDE + 4}mm">${codeDrawing(makeQr(commandText(command), 'Q'), SIDE)}</td><td><b style="font-size:24pt">${names}</b>${meanings}</td></tr>`;
  });
  const titles = languages.map(({ answers }) => escapeHtml(answers.title)).join(' · ');
  const how = languages.map(({ answers }) => `<p>${escapeHtml(answers.how)}</p>`).join('');
  return page(own, own.answers.title, mode, `<h1>${titles}</h1>${how}<table><tbody>${rows.join('\n')}</tbody></table>`);
}
