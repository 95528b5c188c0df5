/** How a printer of each language is talked to, and what plays one: the half of a language that needs a line. */
import type { PrinterLanguage } from '../../core/sticker/languages/languages.ts';
import type { Dialogue } from './dialogue.ts';
import type { PrinterProtocol } from './printer-protocol.ts';
import { SbplProtocol } from './sbpl-protocol.ts';
import { TsplProtocol } from './tspl-protocol.ts';
import type { Firmware, PrinterBody } from './virtual-firmware.ts';
import { VirtualSbpl } from './virtual-sbpl.ts';
import { VirtualTspl } from './virtual-tspl.ts';
import { VirtualZpl } from './virtual-zpl.ts';
import { ZplProtocol } from './zpl-protocol.ts';

interface Spoken {
  /** What is asked of it, and what its answers mean. */
  readonly protocol: new (dialogue: Dialogue) => PrinterProtocol;
  /** What answers in a simulated printer. */
  readonly firmware: new (body: PrinterBody) => Firmware;
}

export const SPOKEN: Readonly<Record<PrinterLanguage, Spoken>> = {
  zpl: { protocol: ZplProtocol, firmware: VirtualZpl },
  tspl: { protocol: TsplProtocol, firmware: VirtualTspl },
  sbpl: { protocol: SbplProtocol, firmware: VirtualSbpl },
};
