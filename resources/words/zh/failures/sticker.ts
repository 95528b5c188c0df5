import { fact, type Sentences } from '../../failure.ts';

export const zhSticker: Sentences<'sticker'> = {
  'code-too-small': (f) =>
    `在 ${fact(f, 'dpi')} dpi 的打印机上，这种标签放不下码（需 ${fact(f, 'needed')} 毫米）。请用更大的标签或更精细的打印机。`,
  'text-too-small': (f) =>
    `在 ${fact(f, 'dpi')} dpi 的打印机上，这种标签的码下方放不下文字。请用更大的标签或更精细的打印机。`,
};
