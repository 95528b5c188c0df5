/** The sheet of scanned answers, as PDF where a person says. */
import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Mode } from '../../core/journal/event.ts';
import { LANGUAGES, wordsOf, type Language } from '../../resources/words/languages.ts';
import { diskFault } from '../files/fault.ts';
import { writePart } from '../files/medium.ts';
import { answerSheet } from '../papers/answer-sheet.ts';
import type { PrintPdf } from '../papers/pdf.ts';

const fail = failIn('papers');
const NAME = 'twofold-answers.pdf';

export async function saveAnswerSheet(
  directory: string,
  mode: Mode,
  language: Language,
  print: PrintPdf,
): Promise<Result<{ readonly path: string }>> {
  const pdf = await print(answerSheet(wordsOf(language), Object.values(LANGUAGES), mode));
  if (!pdf.ok) return pdf;
  const path = join(directory, NAME);
  try {
    const part = await writePart(disk, directory, NAME, pdf.value);
    await part.publish();
    if (await part.holds()) return ok({ path });
    return fail('no-pdf', `${path} reads back otherwise than it was written. Take another medium.`);
  } catch (cause) {
    return diskFault(directory, cause);
  }
}
