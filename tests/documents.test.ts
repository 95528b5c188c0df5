/** What the documents name is there: files and folders by their paths, and whatever of the code they call by its name. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { dependencies } from '../package.json';
import { BENCH_STATES } from '../core/life/bench-life.ts';
import { PRESS_STATES } from '../core/life/press-life.ts';

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

const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');

test('ARCHITECTURE.md draws every state of a unit, at Bench and at Press', () => {
  const drawn = architecture.split('\n## ').find((part) => part.startsWith('Life of a unit')) ?? '';
  const words = drawn.split(/[^a-z-]+/);
  expect(
    [...Object.keys(BENCH_STATES), ...Object.keys(PRESS_STATES)].filter((state) => !words.includes(state)),
  ).toEqual([]);
});

interface Rule {
  readonly name: string;
  readonly to: { readonly pathNot?: string };
}

test('ARCHITECTURE.md says of each room of core what the gate lets it import', () => {
  const { forbidden } = createRequire(import.meta.url)('../build/layers.cjs') as {
    readonly forbidden: readonly Rule[];
  };
  const rows = [...architecture.matchAll(/^\| (`core\/[^|]+) \|[^|]+\| ([^|]+) \|$/gm)];
  const floors = forbidden.filter(({ name }) => name.startsWith('floor-of-'));
  expect(floors.length).toBeGreaterThan(20);
  for (const { name, to } of floors) {
    const room = name.slice('floor-of-'.length);
    const below =
      /\((.+)\)/
        .exec(to.pathNot ?? '')?.[1]
        ?.split('|')
        .slice(1) ?? [];
    const said = rows.find(([, rooms = '']) => rooms.includes(`\`core/${room}\``))?.[2] ?? 'no row';
    expect([room, said === 'nothing' ? [] : said.split(', ').sort()]).toEqual([room, below.sort()]);
  }
});

test('ARCHITECTURE.md says of everything that ships why we depend on it', () => {
  const said = architecture.split('## What we depend on, and why')[1] ?? '';
  expect(Object.keys(dependencies).filter((name) => !said.includes(name))).toEqual([]);
});
