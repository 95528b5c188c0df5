/** What a language is. */
import type { en } from './en.ts';

/** The shape of a language: that of the English, whatever the text. */
export type Words = Omit<Widened<typeof en>, 'language'> & { readonly language: Language };
type Widened<T> = T extends string
  ? string
  : T extends (...input: infer I) => string
    ? (...input: I) => string
    : { readonly [K in keyof T]: Widened<T[K]> };

export type Language = 'en' | 'zh';
