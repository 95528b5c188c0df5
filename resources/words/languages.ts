/** The languages of windows, papers and the command line. A language is a folder beside this file, and a line in it. */
import { en } from './en/en.ts';
import type { Words } from './language.ts';
import { zh } from './zh/zh.ts';

export const LANGUAGES = { en, zh } as const satisfies Readonly<Record<string, Words>>;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as readonly Language[] as readonly [Language, ...Language[]];

/** Everything said in `language`. */
export const wordsOf = (language: Language): Words => LANGUAGES[language];

/** The language the switch in the header leads to: the next of the table, and from the last the first again. */
export function nextLanguage(language: Language): Language {
  const at = LANGUAGE_CODES.indexOf(language);
  return LANGUAGE_CODES[(at + 1) % LANGUAGE_CODES.length] ?? language;
}

/** The language for a locale of the system (BCP 47, or POSIX as in `LANG`); English where it is none of ours. */
export function languageOf(locale: string): Language {
  const code = locale.toLowerCase().split(/[-_.@]/)[0];
  return LANGUAGE_CODES.find((language) => language === code) ?? 'en';
}
