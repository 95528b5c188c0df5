/** What the documents name is there: files and folders by their paths, and whatever of the code they call by its name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const DOCUMENTS = [
  ...[
    'ARCHITECTURE.md',
    'CHANGELOG.md',
    'CONTRIBUTING.md',
    'README.md',
    'RELEASING.md',
    'REPRODUCING.md',
    'SECURITY.md',
  ],
  ...['core/scrypt/README.md', 'resources/install/README.md', 'resources/install/README.zh.md'],
  ...['resources/journal/FORMAT.md', 'resources/sample/README.md', 'tests/bench/RESULTS.md'],
];

/** Where the house keeps what it is made of, and which of it is read for names. */
const ROOMS = ['browser', 'build', 'core', 'electron', 'renderer', 'resources', 'tests'];
const SOURCE = /\.(ts|mjs|cjs|as|svelte|css|html|json|py|sh|service)$/;

const sources = ROOMS.flatMap((room) =>
  readdirSync(join(root, room), { recursive: true, encoding: 'utf8' }).map((path) => `${room}/${path}`),
).filter((path) => SOURCE.test(path) && !path.startsWith('tests/vectors/'));

const quotedIn = (document: string): string[] => {
  const text = readFileSync(join(root, document), 'utf8').replace(/^```[^]*?^```/gm, '');
  return [...text.matchAll(/`([^`\n]+)`/g)].map(([, quoted = '']) => quoted);
};

/** A path of ours: `<role>` in it is any; where the name of a file stands alone, some file has it. */
function isThere(path: string, document: string): boolean {
  if (!path.includes('/')) return existsSync(join(root, path)) || sources.some((one) => one.endsWith(`/${path}`));
  const form = new RegExp(
    `(^|/)${path.replace(/\/$/, '').replaceAll('.', '\\.').replace(/<\w+>/g, '[\\w-]+')}(\\.\\w+|/|$)`,
  );
  return (
    [root, join(root, dirname(document)), join(root, 'tests')].some((from) => existsSync(join(from, path))) ||
    sources.some((one) => form.test(one))
  );
}

test.each(DOCUMENTS)('%s names no file and no folder that is not there', (document) => {
  const paths = quotedIn(document)
    .filter((quoted) => /^[\w@.<>/-]+$/.test(quoted))
    .filter(
      (quoted) => ROOMS.includes(quoted.split('/')[0] as string) || /^[\w.-]+\.(ts|mjs|cjs|svelte|md)$/.test(quoted),
    );
  expect(paths.filter((path) => !isThere(path, document))).toEqual([]);
});

test('ARCHITECTURE.md and SECURITY.md call nothing by a name that the code does not have', () => {
  const words = new Set(
    [...sources, 'package.json'].flatMap(
      (path) => readFileSync(join(root, path), 'utf8').match(/[A-Za-z_$][\w$]*/g) ?? [],
    ),
  );
  const names = ['ARCHITECTURE.md', 'SECURITY.md'].flatMap(quotedIn).filter((quoted) => /^[A-Za-z_]\w*$/.test(quoted));
  expect(names.length).toBeGreaterThan(50);
  expect(names.filter((name) => !words.has(name))).toEqual([]);
});

test.each(['ARCHITECTURE.md', 'SECURITY.md'])('%s looks for each name in the file that has it', (document) => {
  const text = readFileSync(join(root, document), 'utf8').replace(/\s+/g, ' ');
  const placed = [...text.matchAll(/`(\w+)` (?:in|of) `([\w/.-]+\.ts)`/g)].map(([, name = '', path = '']) => ({
    name,
    path,
  }));
  const has = ({ name, path }: (typeof placed)[number]): boolean =>
    sources
      .filter((one) => one === path || one.endsWith(`/${path}`))
      .some((one) => new RegExp(`\\b${name}\\b`).test(readFileSync(join(root, one), 'utf8')));
  expect(placed.filter((one) => !has(one))).toEqual([]);
});
