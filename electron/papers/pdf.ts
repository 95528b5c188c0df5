/** Pages of HTML as PDF, one after the other. */
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { createQueue } from '../../core/work/queue.ts';
import { LATE, within } from '../devices/deadline.ts';

const fail = failIn('papers');

/** A page nobody sees: it is loaded once, printed once and closed. */
export interface HiddenPage {
  load(html: string): Promise<void>;
  print(): Promise<Uint8Array>;
  close(): void;
}

/** Makes a PDF of a page of HTML, A4 unless its style says otherwise. The page is only drawn: no script of it runs. */
export type PrintPdf = (html: string) => Promise<Result<Uint8Array, NotPrinted>>;

/** What stands in the way: the page itself, or, for the command line, a program or a screen that is not there. */
export type NotPrinted = 'no-display' | 'no-pdf' | 'no-program';

/** Milliseconds; a page of a certificate takes a few hundred. */
const PATIENCE = 30_000;

/** How every PDF begins (ISO 32000-1, 7.5.2). */
const HEADER = '%PDF-';

export const isPdf = (bytes: Uint8Array): boolean =>
  String.fromCharCode(...bytes.subarray(0, HEADER.length)) === HEADER;

/** @param open makes a page that is nobody else's. */
export function createPdfPrinter(open: () => HiddenPage, patience = PATIENCE): PrintPdf {
  const queue = createQueue();

  async function print(html: string): Promise<Result<Uint8Array, 'no-pdf'>> {
    const page = open();
    const printing = page.load(html).then(() => page.print());
    const printed = await within(patience, printing).catch((cause: unknown) => cause);
    page.close();
    if (printed instanceof Uint8Array && isPdf(printed)) return ok(printed);
    const why =
      printed === LATE ? 'it took too long' : printed instanceof Error ? printed.message : 'nothing came of it';
    return fail('no-pdf', `The page was not made into a PDF: ${why}. Print its HTML file from a browser instead.`);
  }

  return (html) => queue(() => print(html));
}
