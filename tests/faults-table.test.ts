/** The table of ninety faults says which test injects what: every row is there once, and every file and title that it names. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const here = import.meta.dirname;
const INJECTED = ['yes', 'person'];

/** The titles of the tests of a file, and of their groups; that of `each` comes behind its table. */
const titlesIn = (text: string): readonly string[] =>
  [...text.matchAll(/(?:\b(?:test|it|describe)\b[^'"`]*?|\))\(\s*(['"`])(.*?)\1/g)].map(([, , title = '']) => title);

const rows = readFileSync(join(here, 'FAULTS.md'), 'utf8')
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
  .map(([number, fault = '', injected = '', where = '', left = '']) => ({
    number: Number(number),
    fault,
    injected,
    files: [...where.matchAll(/`([^`]+)`(?: \*([^*]+)\*)?/g)].map(([, path = '', title = null]) => ({ path, title })),
    left,
  }));

test('has every fault of the ninety, once and in order', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
});

describe.each(rows)('fault $number, $fault', ({ injected, files, left }) => {
  test('says whether it is injected, and by which files, all of which have tests', () => {
    expect(INJECTED).toContain(injected);
    for (const { path, title } of files) {
      expect(existsSync(join(here, path)), path).toBe(true);
      const text = readFileSync(join(here, path), 'utf8');
      if (title === null) expect(text, path).toMatch(/\b(test|it|cutEverywhere)(\.each|\.prop)?\W/);
      else
        expect(
          titlesIn(text).filter((one) => one.includes(title)),
          `${path}: ${title}`,
        ).not.toEqual([]);
    }
    if (injected === 'yes') expect(files.filter(({ title }) => title !== null)).not.toEqual([]);
    if (injected !== 'yes') expect(left.length).toBeGreaterThan(10);
  });
});

/** Faults that were found by using the product, each of which is in the title of a test by its number. */
const FOUND_BY_HAND = 62;

/** What an audit found that somebody with a pencil, a copy or a program beside the station could do, by its number. */
const AUDITED = [
  'C1',
  ...Array.from({ length: 6 }, (_, i) => `H${i + 1}`),
  ...Array.from({ length: 15 }, (_, i) => `M${i + 1}`),
];

const tests = readdirSync(here, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(test|spec)\.ts$/.test(path))
  .map((path) => readFileSync(join(here, path), 'utf8'));

/** Every number that stands in the title of a test in this form. */
const inTitles = (form: RegExp): ReadonlySet<string> =>
  new Set(tests.flatMap(titlesIn).flatMap((title) => [...title.matchAll(form)].map(([, number = '']) => number)));

test('every fault that was found by hand is in the title of a test', () => {
  const named = inTitles(/fault (\d+)/g);
  const missing = Array.from({ length: FOUND_BY_HAND }, (_, i) => String(i + 1)).filter((n) => !named.has(n));
  expect(missing).toEqual([]);
});

test('every finding of the audit is in the title of a test', () => {
  const named = inTitles(/\b([CHM]\d+)(?=[:,])/g);
  expect(AUDITED.filter((finding) => !named.has(finding))).toEqual([]);
});
