import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

/** What comes of words of one language: a sentence, once it is made, does not follow the window into another. */
const SENTENCE = /\b(?:words|said|says|sentence)\b/;
/** A state or a field that takes a text that was just made, and not a function that makes it. */
const kept = (name: string): RegExp => new RegExp(`(?:^|[^.\\w])${name} = (?!\\(|[^;]*=>)([^;]*);`, 'gm');

const FILES = readdirSync('renderer', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.svelte'))
  .map((file) => join('renderer', file));

/** Assignments of a made sentence to what a window keeps. */
function keptIn(source: string): readonly string[] {
  const script = /<script lang="ts">(.*?)<\/script>/s.exec(source)?.[1] ?? '';
  const states = [...script.matchAll(/let (\w+)(?:: string(?: \| null)?)? = \$state(?:\.raw)?\(/g)].map(
    ([, name = '']) => name,
  );
  return states.flatMap((name) =>
    [...script.matchAll(kept(name))].filter(([, value = '']) => SENTENCE.test(value)).map(([line]) => line.trim()),
  );
}

test('no screen keeps a sentence: it keeps what makes it, so that it follows the language of the window', () => {
  expect(FILES.length).toBeGreaterThan(100);
  expect(FILES.flatMap((file) => keptIn(readFileSync(file, 'utf8')).map((line) => `${file}: ${line}`))).toEqual([]);
});

test('a kept sentence would be seen', () => {
  const screen = (line: string): string => `<script lang="ts">\n  let done = $state('');\n  ${line}\n</script>`;
  expect(keptIn(screen('done = said.pinChanged;'))).toHaveLength(1);
  expect(keptIn(screen('if (ok) done = sentence(station.words, error);'))).toHaveLength(1);
  expect(keptIn(screen('done = ok ? station.words.people.good(name) : "";'))).toHaveLength(1);
  expect(keptIn(screen('done = (words) => words.people.good(name);'))).toEqual([]);
  expect(keptIn(screen('if (!seen.ok) return void (done = says.bad);'))).toHaveLength(1);
  expect(keptIn(screen('done = saved.path;'))).toEqual([]);
});
