/** The printer languages there are. What a printer answers in each is spoken by `electron/devices/spoken.ts`. */
import type { Label } from '../parts.ts';
import type { Commands, LabelLanguage } from './language.ts';
import { SBPL } from './sbpl.ts';
import { TSPL } from './tspl.ts';
import { ZPL } from './zpl-label.ts';

export const LANGUAGES = { zpl: ZPL, tspl: TSPL, sbpl: SBPL } as const satisfies Record<string, LabelLanguage>;

/** What a label printer is spoken to in. */
export type PrinterLanguage = keyof typeof LANGUAGES;

export const PRINTER_LANGUAGES = Object.keys(LANGUAGES) as [PrinterLanguage, ...PrinterLanguage[]];

/** A label in the language of its printer. */
export const commandsOf = (label: Label, language: PrinterLanguage): Commands => LANGUAGES[language].write(label);
