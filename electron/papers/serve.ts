/** The program as the command line starts it: no station, one page from standard input, made into a PDF or shown. */
import type { App } from 'electron';
import { join } from 'node:path';
import type { PaperWanted } from './beside.ts';
import { hiddenPages, showPage } from './hidden-page.ts';
import { createPdfPrinter } from './pdf.ts';

/** Ends with its last window: a PDF is on standard output then. */
export async function servePaper(wanted: PaperWanted, app: Pick<App, 'whenReady' | 'getAppPath'>): Promise<void> {
  const html = await standardInput();
  await app.whenReady();
  const dist = join(app.getAppPath(), 'dist');
  if (wanted === 'window') return showPage(dist, html);
  const pdf = await createPdfPrinter(hiddenPages(dist))(html);
  if (!pdf.ok) throw new Error(pdf.error.message);
  await new Promise<void>((resolve) => process.stdout.write(pdf.value, () => resolve()));
}

async function standardInput(): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of process.stdin) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}
