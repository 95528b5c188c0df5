/** A page on disk where a person says: as HTML for any browser, and as PDF where the window can draw one. */
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { diskFaultOf, inWords } from '../files/fault.ts';
import { replaceWhole } from '../files/whole.ts';
import type { PrintPdf } from './pdf.ts';

const fail = failIn('papers');

export interface DrawnPage {
  /** Of its files, without an extension. */
  readonly name: string;
  /** HTML. */
  readonly page: string;
}

/**
 * @param print null where nothing draws a PDF: a browser prints the page.
 * @returns where it is: the PDF, or else the page
 */
export async function savePage(
  { name, page }: DrawnPage,
  directory: string,
  print: PrintPdf | null,
): Promise<Result<{ readonly path: string }>> {
  const pdf = print === null ? null : await print(page);
  if (pdf?.ok === false) return pdf;
  const path = join(directory, name);
  try {
    await replaceWhole(directory, `${path}.html`, page);
    if (pdf === null) return ok({ path: `${path}.html` });
    await replaceWhole(directory, `${path}.pdf`, pdf.value);
    return ok({ path: `${path}.pdf` });
  } catch (cause) {
    const why = inWords(diskFaultOf(cause));
    return fail('not-saved', `The page ${path} was not written: ${why}`, { path });
  }
}
