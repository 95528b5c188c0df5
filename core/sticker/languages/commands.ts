/** A sticker in the language of its printer. */
import { never } from '../../base/result.ts';
import type { PrinterLanguage } from './language.ts';
import type { StickerLayout } from '../layout.ts';
import { stickerZpl } from './zpl-sticker.ts';
import { stickerTspl, type TsplLabel } from './tspl.ts';
import type { ZplLabel } from './zpl.ts';

/** One whole label, as it goes over the line. */
export interface LabelOf {
  readonly zpl: ZplLabel;
  readonly tspl: TsplLabel;
}

export function stickerLabel(layout: StickerLayout, language: PrinterLanguage): LabelOf[PrinterLanguage] {
  switch (language) {
    case 'zpl':
      return stickerZpl(layout);
    case 'tspl':
      return stickerTspl(layout);
    default:
      return never(language);
  }
}
