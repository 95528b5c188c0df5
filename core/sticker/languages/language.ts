/** What a label printer is spoken to in. */
export type PrinterLanguage = 'zpl' | 'tspl';

export const PRINTER_LANGUAGES: readonly PrinterLanguage[] = ['zpl', 'tspl'];
