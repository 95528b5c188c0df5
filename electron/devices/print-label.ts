/** The last look before a label leaves is at what leaves: its commands are drawn, and its codes read from the ink. */
import { failIn, type Result } from '../../core/base/result.ts';
import { commandsOf } from '../../core/sticker/languages/languages.ts';
import type { Label } from '../../core/sticker/parts.ts';
import { readLabel } from '../../core/sticker/picture.ts';
import type { Printer, PrintFailure } from './printer.ts';
import type { PrintEvidence } from './printer-session.ts';

const fail = failIn('printer');

/** Prints a label if it would read. `would-not-read`: nothing was sent. */
export async function printLabel(
  printer: Pick<Printer, 'language' | 'dpmm' | 'print'>,
  label: Label,
): Promise<Result<PrintEvidence, PrintFailure | 'would-not-read'>> {
  const { language, dpmm } = printer;
  const commands = commandsOf(label, language);
  const meant = label.parts.flatMap((part) => (part.kind === 'code' ? [part.text] : []));
  const read = readLabel(commands, language, dpmm);
  if (label.size.dpmm !== dpmm || read.length !== meant.length || read.some((text, i) => text !== meant[i])) {
    return fail(
      'would-not-read',
      'The label could not be read if it were printed. Nothing was sent: call your supervisor.',
    );
  }
  return printer.print(commands);
}
