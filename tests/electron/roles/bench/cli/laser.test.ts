/** `twofold laser`: the fixture, the lens, the pens; and their jobs, which hold no secret. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { READERS } from '../../../../fakes/etch-readers.ts';
import { chainOf } from '../../../../fakes/outside.ts';
import { commandLine } from '../../../cli/run.ts';

const twofold = commandLine();
let home = '';
const at = (...names: readonly string[]): string => join(home, ...names);
const STATION = () => ['--station', at('bench')] as const;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'twofold-laser-'));
  mkdirSync(at('out'));
  await well('station', 'create', '--training', '--role', 'bench', ...STATION());
});
afterAll(() => rmSync(home, { recursive: true }));

async function well(...args: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const { code, said, answers } = await twofold.run([...args, '--json']);
  expect([args, code, code === 0 ? '' : answers]).toEqual([args, 0, '']);
  return said.at(-1) ?? {};
}

async function refusal(...args: readonly string[]): Promise<unknown> {
  const { answers } = await twofold.run([...args, '--json']);
  return (answers.at(-1) as { error?: { kind: string } } | undefined)?.error?.kind;
}

const changes = () =>
  chainOf(at('bench', 'journal.jsonl')).flatMap((event) =>
    event['kind'] === 'settings-changed' ? [`${String(event['what'])}: ${String(event['to'])}`] : [],
  );

test('a fixture is set, warned of, kept and on record', async () => {
  expect(await well('laser', 'setup', ...STATION())).toMatchObject({ fixture: null, warnings: [] });
  const set = await well('laser', 'setup', ...STATION(), '--corner', 'centre', '--offset', '10,-5.5', '--rotation', '180', '--mirror', 'yes', '--y', 'up'); // prettier-ignore
  const fixture = { corner: 'centre', offset: { x: 10, y: -5.5 }, rotation: 180, mirror: true, scale: { x: 1, y: 1 }, up: true }; // prettier-ignore
  expect(set).toEqual({ fixture, warnings: ['mirrors', 'turned'] });
  expect(await well('laser', 'setup', ...STATION())).toEqual({ fixture, warnings: ['mirrors', 'turned'] });
  expect(changes()).toEqual(['fixture: centre, 10 -5.5 mm, turned 180, mirrored, 1 1, y up']);
  expect(await refusal('laser', 'setup', ...STATION(), '--offset', '500,0')).toBe('bad-fixture');
});

test('what a caliper says of the rulers corrects the lens', async () => {
  const written = await well('laser', 'calibrate', ...STATION(), '--format', 'dxf', '--out', at('out'));
  expect(written).toMatchObject({ rulers: { x: 70, y: 40 } });
  expect(READERS.dxf(readFileSync(String(written['written']))).length).toBeGreaterThan(20);
  const corrected = await well('laser', 'calibrate', ...STATION(), '--measured', '69.3,40.2');
  expect(corrected).toMatchObject({ fixture: { scale: { x: 1.0101, y: 0.99502 } } });
  expect(await refusal('laser', 'calibrate', ...STATION(), '--measured', '30,40')).toBe('bad-fixture');
});

test('where jobs go, how, and how cards lie together is kept and on record', async () => {
  mkdirSync(at('ram'));
  const set = await well('laser', 'jobs', ...STATION(), '--folder', at('ram'), '--as', 'dxf', '--slot', 'job', '--code', 'yes', '--share', '5'); // prettier-ignore
  expect(set).toMatchObject({ format: 'dxf', folder: at('ram'), own: false, slot: 'job', link: null, code: true, share: 5 }); // prettier-ignore
  const tray = { rows: 2, columns: 2, pitch: { x: 92, y: 60 }, margin: 10, order: 'serpentine', skip: [4] };
  expect(await well('laser', 'tray', ...STATION(), '--rows', '2', '--columns', '2', '--pitch', '92,60', '--margin', '10', '--filled', 'serpentine', '--skip', '4')).toEqual({ tray }); // prettier-ignore
  expect(changes().slice(-5)).toEqual([
    `job-folder: ${at('ram')}`,
    'job-format: dxf',
    'job-name: job',
    'read-back: 5 of 100 cards symbol by symbol',
    'tray: 2x2, 92 x 60 mm, margin 10 mm, serpentine, without 4',
  ]);
  expect(await refusal('laser', 'tray', ...STATION(), '--pitch', '40,60')).toBe('bad-tray');
  expect(await refusal('laser', 'jobs', ...STATION(), '--laser-port', '/dev/null')).toBe('go-together');
  expect(await refusal('laser', 'jobs', ...STATION(), '--laser-protocol', 'ezcad')).toBe('go-together');
  const line = ['--laser-port', '/dev/null', '--laser-template', 'CARD', '--laser-protocol', 'ezcad'];
  const link = { port: '/dev/null', protocol: 'ezcad', template: 'CARD' };
  expect(await well('laser', 'jobs', ...STATION(), ...line)).toMatchObject({ link, format: 'txt' });
  expect(changes().at(-1)).toBe('laser: /dev/null CARD, ezcad');
  await well('laser', 'jobs', ...STATION(), '--own', '--as', 'svg', '--slot', 'none', '--files');
  await well('laser', 'tray', ...STATION(), '--rows', '1', '--columns', '1', '--skip', 'none');
}, 240_000);

test('pens are found with a matrix, set by layer and material, and on record', async () => {
  const matrix = await well('laser', 'pens', ...STATION(), '--material', 'brass', '--matrix', '--format', 'gcode', '--out', at('out')); // prettier-ignore
  expect(READERS.gcode(readFileSync(String(matrix['written']))).length).toBeGreaterThan(500);
  expect(await refusal('laser', 'pens', ...STATION(), '--matrix', '--format', 'svg', '--out', at('out'))).toBe(
    'no-pens',
  );
  const pen = await well('laser', 'pens', ...STATION(), '--material', 'brass', '--layer', 'passphrase', '--power', '42.5', '--passes', '2'); // prettier-ignore
  expect(pen).toEqual({ material: 'brass', layer: 'passphrase', power: 42.5, speed: 500, frequency: 30, passes: 2 });
  expect(await well('laser', 'pens', ...STATION(), '--material', 'brass')).toMatchObject({
    pens: { passphrase: { power: 42.5, passes: 2 }, serial: { power: 20, passes: 1 } },
    materials: ['brass'],
  });
  expect(changes().at(-1)).toBe('pen: brass, passphrase: 42.5 %, 500 mm/s, 30 kHz, 2 passes');
  const strong = ['--layer', 'serial', '--power', '101'];
  expect(await refusal('laser', 'pens', ...STATION(), ...strong)).toBe('bad-pen');
});

test('a preview shows the card as it lies, and a product’s test card its zones', async () => {
  const { written, warnings } = await well('laser', 'preview', ...STATION(), '--product', 'coin', '--out', at('out'));
  expect(warnings).toEqual(['mirrors', 'turned']);
  expect(READERS.svg(readFileSync(String(written))).length).toBeGreaterThan(20);
  const card = await well(
    'product',
    'test-card',
    '--product',
    'pro',
    '--coded',
    '--format',
    'hpgl',
    '--out',
    at('out'),
  );
  expect(READERS.hpgl(readFileSync(String(card['written']))).length).toBeGreaterThan(100);
  expect(await refusal('product', 'test-card', '--product', 'none', '--out', at('out'))).toBe('unknown-product');
  expect(await refusal('product', 'show')).toBe('go-together');
  const { products } = (await well('product', 'list')) as { products: readonly { product: string }[] };
  expect(products.map(({ product }) => product)).toEqual(['real', 'pure', 'pro', 'coin']);
});
