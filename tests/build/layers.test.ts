/** Every fence of build/layers.cjs is tried by breaking it: a rule whose pattern matches nothing holds nothing. */
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

interface Layers {
  readonly forbidden: readonly (IForbiddenRuleType & { readonly name: string })[];
  readonly options: object;
}
const layers = createRequire(import.meta.url)('../../build/layers.cjs') as Layers;

/** By rule: who breaks it, and what it imports (in that file nothing stands, or what the third says). */
type Breach = readonly [from: string, to: string, onTheWay?: string];

/** Press is on no floor below the stations. */
const FLOORS = layers.forbidden
  .map(({ name }) => name)
  .filter((name) => name.startsWith('floor-of-'))
  .map((name): [string, Breach] => [name, [`core/${name.slice(9)}/breaks.ts`, 'core/stations/press/any.ts']]);

const BREACHES: Readonly<Record<string, Breach>> = {
  ...Object.fromEntries(FLOORS),
  'no-cycles': ['core/stations/origin/one.ts', 'core/stations/origin/other.ts'],
  'core-is-pure': ['core/stations/check/reads.ts', 'node:fs'],
  'no-passphrase-store': [
    'electron/roles/press/keeps.ts',
    'electron/courier/innocent.ts',
    "import '../vault/vault.ts';",
  ],
  'no-passphrase-maker': ['core/stations/bench/makes.ts', 'core/bip38/intermediate.ts'],
  'press-takes-no-passphrase': ['core/stations/press/takes.ts', 'core/bip38/confirm.ts'],
  'no-seeds-and-batch-keys': ['electron/roles/bench/seeds.ts', 'electron/vault/seeds.ts'],
  'unit-worker-takes-no-passphrase': ['electron/workers/unit.ts', 'core/bip38/owner.ts'],
  'no-role-knows-another': ['electron/roles/origin/knows.ts', 'electron/roles/press/any.ts'],
  'shared-rooms-know-no-role': ['electron/files/knows.ts', 'electron/roles/press/any.ts'],
  'electron-knows-no-screen': ['electron/bridge/draws.ts', 'renderer/ui/any.ts'],
  'renderer-sees-types-only': ['renderer/frame/derives.ts', 'core/stations/press/any.ts'],
  'words-are-pure': ['resources/words/reads.ts', 'node:os'],
  'words-see-types-only': ['resources/words/computes.ts', 'core/stations/press/any.ts'],
  'renderer-needs-nothing-but-svelte': ['renderer/frame/needs.ts', 'valibot'],
  'the-page-is-core-and-screens': ['browser/reaches.ts', 'renderer/ui/any.ts'],
  'nothing-reaches-node-from-the-page': ['browser/goes.ts', 'electron/files/whole.ts'],
  'only-the-page-knows-the-browser': ['electron/papers/browses.ts', 'browser/any.ts'],
  'renderer-types-from-contract-and-core': ['renderer/frame/looks.ts', 'electron/files/whole.ts'],
  'only-the-index-speaks-sql': ['electron/audit/asks.ts', '@photostructure/sqlite'],
  'one-file-opens-ports': ['electron/devices/opens.ts', 'serialport'],
  'nothing-ships-tests': ['electron/papers/fakes.ts', 'tests/fakes/any.ts'],
  'no-dev-dependency-ships': ['electron/papers/checks.ts', 'fast-check'],
  'no-orphans': ['core/stations/origin/alone.ts', ''],
};

let tree = '';
let broken: ICruiseResult;

beforeAll(async () => {
  tree = await mkdtemp(join(tmpdir(), 'twofold-layers-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(tree, path)), { recursive: true });
    await writeFile(join(tree, path), text);
  };
  const packages = ['valibot', '@photostructure/sqlite', 'serialport', 'fast-check'];
  for (const name of packages) {
    await write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    await write(`node_modules/${name}/index.js`, 'module.exports = {};');
  }
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  const kept = packages.filter((name) => name !== 'fast-check');
  await write(
    'package.json',
    JSON.stringify({ dependencies: versions(kept), devDependencies: versions(['fast-check']) }),
  );
  await write('tests/tsconfig.json', '{}');
  for (const [, to, onTheWay] of Object.values(BREACHES)) if (to.includes('.ts')) await write(to, onTheWay ?? '');
  await write('electron/vault/vault.ts', '');
  const imported = (from: string, to: string): string =>
    to.endsWith('.ts') ? join('/', to).replace('/', '../'.repeat(from.split('/').length - 1)) : to;
  for (const [from, to] of Object.values(BREACHES))
    await write(from, to === '' ? '' : `import '${imported(from, to)}';`);
  await write('core/stations/origin/other.ts', "import './one.ts';");
  const rooms = ['core', 'electron', 'renderer', 'browser', 'resources'];
  const cruised = await cruise(rooms, {
    ...layers.options,
    ruleSet: { forbidden: [...layers.forbidden] },
    validate: true,
    baseDir: tree,
  });
  broken = cruised.output as ICruiseResult;
});
afterAll(() => rm(tree, { recursive: true, force: true }));

test('no fence is without its breach', () => {
  expect(Object.keys(BREACHES).sort()).toEqual(layers.forbidden.map(({ name }) => name).sort());
});

test.for(Object.entries(BREACHES))('%s is noticed', ([rule, [from]]) => {
  const noticed = broken.summary.violations.filter((violation) => violation.rule.name === rule).map((one) => one.from);
  expect(noticed).toContain(from);
});
