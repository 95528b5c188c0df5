import { expect, test } from 'vitest';
import { LANGUAGE_CODES, languageOf, nextLanguage, wordsOf } from '../../../resources/words/languages.ts';

test.each([
  ['zh_CN.UTF-8', 'zh'],
  ['zh-Hans-CN', 'zh'],
  ['en-GB', 'en'],
  ['C', 'en'],
  ['', 'en'],
  ['de_DE@euro', 'en'],
])('the language of %j is %s', (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test('the switch goes through all of them and comes back', () => {
  const seen = new Set<string>();
  let language = LANGUAGE_CODES[0];
  for (let i = 0; i < LANGUAGE_CODES.length; i++) {
    seen.add(language);
    language = nextLanguage(language);
  }
  expect(seen.size).toBe(LANGUAGE_CODES.length);
  expect(language).toBe(LANGUAGE_CODES[0]);
});

test('each language names itself in its own script, and no two alike', () => {
  const names = LANGUAGE_CODES.map((code) => wordsOf(code).ownName);
  expect(new Set(names).size).toBe(names.length);
});
