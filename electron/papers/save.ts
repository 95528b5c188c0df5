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

/** Where a page goes: as HTML, as PDF with its page beside it, both, or nowhere. */
export interface PagePlaces {
  readonly page: string | undefined;
  readonly pdf: string | undefined;
}

/** The paths of what was written, each `null` where nothing was wanted. */
export interface SavedPages {
  readonly page: string | null;
  readonly pdf: string | null;
}

/** Writes a page in each of its places; the PDF first, so that one that cannot be drawn leaves nothing behind. */
export async function savePages(
  drawn: DrawnPage,
  { page, pdf }: PagePlaces,
  print: PrintPdf,
): Promise<Result<SavedPages>> {
  const printed = pdf === undefined ? null : await savePage(drawn, pdf, print);
  if (printed?.ok === false) return printed;
  const written = page === undefined ? null : await savePage(drawn, page, null);
  if (written?.ok === false) return written;
  return ok({ page: written?.value.path ?? null, pdf: printed?.value.path ?? null });
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
