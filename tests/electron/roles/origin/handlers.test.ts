import { mkdirSync } from 'node:fs';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import type { MakingView, OriginHandlers, Wished } from '../../../../electron/roles/origin/contract.ts';
import { createExaminer } from '../../../../electron/station/examiner.ts';
import { createMaking, type Making } from '../../../../electron/roles/origin/making.ts';
import { NO_SCANNER, scannerFakes } from '../../../fakes/hearing.ts';
import { createOriginHandlers } from '../../../../electron/roles/origin/handlers.ts';
import { SHIPPED } from '../../../../electron/products/shelf.ts';
import { followRecords } from '../../../../electron/station/records.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { discard } from '../../../../core/transfer/transfer.ts';
import { heldDerivation } from '../../../fakes/derivation.ts';
import { allText, newDirectory, openOrigin, readOut, type Bend, type TestOrigin } from '../../../fakes/origin.ts';
import { NO_WALL } from '../../../fakes/figures.ts';
import { originShiftSource } from '../../../../electron/roles/origin/shift-source.ts';

let directory = '';
let origin: TestOrigin;
let making: Making;
let window: OriginHandlers;
/** What the person chooses in the next native dialog. */
let chosen: string | null = null;
const seen: (MakingView | null)[] = [];

async function open(bend: Bend = {}): Promise<void> {
  origin = await openOrigin(directory, bend);
  const { name, mode, journal } = origin.parts;
  const around = { directory, version: '0', runtime: 'test', settings: await openSettings(directory) };
  const ask = { file: async () => chosen, directory: async () => chosen };
  making = createMaking(origin, (view) => void seen.push(view));
  window = createOriginHandlers({
    ...{ reader: { view: NO_SCANNER, handlers: scannerFakes() } },
    ...{ source: originShiftSource(origin), wall: NO_WALL },
    ...{ station: origin, making, ask, printPdf: async () => ok(new TextEncoder().encode('%PDF-')) },
    common: {
      ...{ ...around, name, mode, journal, ask, records: await followRecords(journal) },
      ...{ role: 'origin', answers: [], manual: async () => {}, commissioned: null, examiner: createExaminer(null) },
    },
  });
}
/** What the window does when somebody writes a transfer onto what they chose. */
const send = async (to: 'press' | 'bench', batch = 'B-1') =>
  must(await window.sendTransfer({ batch, to, carrier: to === 'press' ? 'Ada' : 'Grace' }));

async function close(): Promise<void> {
  await making.stop();
  await origin.close();
}

beforeEach(async () => {
  directory = await newDirectory();
  seen.length = 0;
  chosen = null;
  await open();
});
afterEach(async () => {
  await close();
  await rm(directory, { recursive: true });
});

const wish = (over: Partial<Wished> = {}): Wished => ({
  ...{ batch: 'B-1', count: 4, prefix: 'TF-', digits: 6, start: null, check: false, order: 'sequential' },
  ...{ alphabet: 'legible', groups: 5, size: 4, lots: null, product: null },
  ...over,
});
const batch = async () => (await window.station(null)).batches[0];

describe('a review', () => {
  test('says what a batch would be, and leaves nothing behind', async () => {
    const before = origin.events().length;
    const review = await window.review(wish({ check: true, lots: { lot: 100_000, sequence: 4095 } }));
    expect(review).toMatchObject({
      ...{ refusals: [], start: 1, bits: 100 },
      lots: { first: { lot: 100_000, sequence: 4095 }, last: { lot: 100_001, sequence: 2 } },
    });
    expect(review.serials?.first.map((serial) => serial.slice(0, 9))).toEqual(['TF-000001', 'TF-000002', 'TF-000003']);
    expect(review.serials?.last).toMatch(/^TF-000004.$/);
    expect(origin.events()).toHaveLength(before);
  });

  test('shows the very serials that a permuted batch will have', async () => {
    const permuted = wish({ order: 'permuted', digits: 8, alphabet: 'all' });
    const review = await window.review(permuted);
    expect(review.bits).toBeCloseTo(103.4, 1);
    must(await window.plan(permuted));
    expect((await batch())?.made?.serials).toEqual(review.serials);
    must(await window.make({ batch: 'B-1', dice: null }));
    const [coded] = origin.events().flatMap((event) => (event.kind === 'units-coded' ? [event] : []));
    expect(coded?.first).toBe(review.serials?.first[0]);
  });

  test('takes a form that is half filled in', async () => {
    const empty = wish({ batch: '', count: null, digits: null, groups: null, lots: { lot: null, sequence: 1 } });
    const { refusals, serials, lots } = await window.review(empty);
    expect(refusals.map(({ field }) => field)).toEqual(['batch', 'count', 'scheme', 'shape']);
    expect([serials, lots]).toEqual([null, null]);
    expect(await window.plan(empty)).toMatchObject({ ok: false, error: { kind: 'bad-batch' } });
  });
});

test('a batch from the form to both transfers', async () => {
  must(await window.plan(wish()));
  expect(await batch()).toMatchObject({ state: 'begun', coded: 0, transfers: [] });
  expect(await send('press')).toBeNull();
  expect(must(await window.make({ batch: 'B-1', dice: ' 123456 '.repeat(8) }))).toBe('done');
  expect(origin.events().find(({ kind }) => kind === 'coding-started')).toMatchObject({ dice: 124 });
  expect(await batch()).toMatchObject({ state: 'whole', coded: 4, made: { bits: 100, groups: 5, size: 4 } });
  expect(seen.at(-1)).toBeNull();

  chosen = join(directory, 'stick');
  await mkdir(chosen);
  const order = await send('press');
  expect(await batch()).toMatchObject({ state: 'leaving' });
  const vault = await send('bench');
  expect([order?.transfer, vault?.transfer]).toEqual(['order', 'vault']);
  expect((await readdir(chosen)).sort()).toEqual([order?.name, vault?.name].sort());
  expect(await batch()).toMatchObject({
    state: 'exported',
    transfers: [
      { transfer: 'order', to: 'Training Press', sequence: 1, count: 4, carrier: 'Ada', medium: 'stick 1' },
      { transfer: 'vault', to: 'Training Bench', sequence: 1, count: 4, carrier: 'Grace', medium: 'stick 2' },
    ],
  });
  must(await window.destroyBatch({ batch: 'B-1', people: ['Ada', 'Grace'], unreceived: 'told by voice' }));
  expect(await batch()).toMatchObject({ state: 'destroyed' });
});

test('dice that cannot be mixed in are refused before anything is made', async () => {
  must(await window.plan(wish()));
  for (const [dice, kind] of [
    ['1 2 3', 'too-few-rolls'],
    ['7'.repeat(50), 'not-dice'],
    ['１２３'.repeat(30), 'not-dice'],
    ['1'.repeat(60), 'stuck-dice'],
  ] as const) {
    expect(await window.make({ batch: 'B-1', dice })).toMatchObject({ ok: false, error: { kind } });
  }
  expect(origin.events().some(({ kind }) => kind === 'coding-started')).toBe(false);
});

test('making is stopped by hand, keeps what is whole, and goes on', async () => {
  await close();
  const held = heldDerivation();
  await open({ derivation: held });
  must(await window.plan(wish({ count: 40 })));
  const made = window.make({ batch: 'B-1', dice: null });
  await expect.poll(() => making.view).toMatchObject({ batch: 'B-1', done: 0, total: 40, stopping: false });
  expect(await window.make({ batch: 'B-1', dice: null })).toMatchObject({ ok: false, error: { kind: 'busy' } });
  expect(await window.plan(wish({ batch: 'B-2' }))).toMatchObject({ ok: false, error: { kind: 'busy' } });
  const stopped = window.stopMaking(null);
  expect((await window.station(null)).making).toMatchObject({ stopping: true });
  held.letGo();
  await stopped;
  expect(must(await made)).toBe('cancelled');
  expect((await window.station(null)).making).toBeNull();
  const kept = (await batch())?.coded ?? 0;
  expect(kept).toBeLessThan(40);
  await close();
  await open();
  expect(must(await window.make({ batch: 'B-1', dice: null }))).toBe('done');
  expect(origin.events().filter(({ kind }) => kind === 'coding-stopped')).toMatchObject([
    { because: 'cancelled', left: 40 - kept },
    { because: 'done', left: 0 },
  ]);
});

test('the codes of a customer come in by a file that a person chose', async () => {
  expect(await window.importCodes({ batch: 'C-1', product: null })).toEqual({ ok: true, value: null });
  chosen = join(directory, 'codes.csv');
  await writeFile(chosen, 'CUST-0001,passphrase of mine\n');
  expect(await window.importCodes({ batch: 'C-1', product: null })).toMatchObject({
    ok: false,
    error: { kind: 'bad-codes' },
  });
  // BIP38's test vectors, "EC multiply, no lot/sequence numbers".
  const codes = [
    'passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm',
    'passphraseoRDGAXTWzbp72eVbtUDdn1rwpgPUGjNZEc6CGBo8i5EC1FPW8wcnLdq4ThKzAS',
  ];
  await writeFile(chosen, codes.map((code, i) => `CUST-000${i + 1},${code}\n`).join(''));
  expect(must(await window.importCodes({ batch: 'C-1', product: null }))).toEqual({ batch: 'C-1' });
  expect(await batch()).toMatchObject({ state: 'whole', made: null, count: 2 });
  const opening = {
    batch: 'C-1',
    serial: 'CUST-0001',
    reason: 'curious',
    people: ['Ada', 'Grace'] as [string, string],
  };
  expect(await window.openUnit(opening)).toMatchObject({ error: { kind: 'supplied-batch' } });
  chosen = join(directory, 'stick');
  mkdirSync(chosen);
  expect((await send('press', 'C-1'))?.transfer).toBe('order');
  expect((await send('bench', 'C-1'))?.transfer).toBe('supplied');
});

test('a passphrase is given as lines, once, and stands in nothing else that the window is told', async () => {
  must(await window.plan(wish()));
  must(await window.make({ batch: 'B-1', dice: null }));
  const opening = { batch: 'B-1', serial: 'TF-000003', reason: 'audit', people: ['Ada', 'Grace'] as [string, string] };
  const drawn = must(await window.openUnit(opening));
  expect(drawn.path).toMatch(/^M/);
  expect(await window.openUnit(opening)).toMatchObject({ ok: false, error: { kind: 'opened-before' } });
  expect(await window.incidents(null)).toMatchObject([{ reason: 'passphrase-opened', serial: 'TF-000003' }]);
  chosen = join(directory, 'stick');
  mkdirSync(chosen);
  await send('bench');
  const vault = await readOut(chosen, 'vault');
  const secrets = vault.units.map(({ passphrase }) => passphrase.use((bytes) => Buffer.from(bytes).toString('latin1')));
  discard(vault);
  expect(secrets).toHaveLength(3);
  const told = JSON.stringify([drawn, await window.station(null), await window.journalTail({ limit: 500 }), seen]);
  await rm(chosen, { recursive: true });
  const files = [...(await allText(directory)).values()];
  for (const secret of secrets) expect([told, ...files].filter((text) => text.includes(secret))).toEqual([]);
});

describe('fault 36: a batch that is not begun lightly', () => {
  test('says what it costs before its numbers are taken, measured on this machine', async () => {
    const estimate = must(await window.estimate({ count: 30_000 }));
    expect(estimate.seconds).toBeGreaterThan(0);
    expect(must(await window.estimate({ count: 3000 })).bytes.order).toBe(estimate.bytes.order / 10);
    expect(origin.batches()).toEqual([]);
  });

  test('is abandoned by two people until something has left, and its numbers stay taken', async () => {
    must(await window.plan(wish({ count: 30_000 })));
    const give = { batch: 'B-1', people: ['Ada', 'Grace'] as [string, string], reason: 'thirty for three thousand' };
    expect(await window.abandonBatch({ ...give, people: ['Ada', 'ADA'] })).toMatchObject({
      error: { kind: 'same-person' },
    });
    expect(await window.abandonBatch({ ...give, reason: 'no' })).toMatchObject({ error: { kind: 'no-reason' } });
    must(await window.abandonBatch(give));
    expect(await batch()).toMatchObject({ state: 'void', voided: 'thirty for three thousand' });
    expect(await window.make({ batch: 'B-1', dice: null })).toMatchObject({ error: { kind: 'batch-void' } });
    expect(await window.abandonBatch(give)).toMatchObject({ error: { kind: 'batch-void' } });
    expect((await window.review(wish({ batch: 'B-2' }))).start).toBe(30_001);
  });

  test('goes on once something of it has left', async () => {
    must(await window.plan(wish()));
    must(await window.make({ batch: 'B-1', dice: null }));
    chosen = directory;
    await send('press');
    expect(
      await window.abandonBatch({ batch: 'B-1', people: ['Ada', 'Grace'], reason: 'nobody wants it' }),
    ).toMatchObject({ ok: false, error: { kind: 'has-left' } });
    expect(await batch()).toMatchObject({ voided: null });
  });
});

test('fault 31: each transfer has a slip, with its number, its digest and who carries it', async () => {
  must(await window.plan(wish()));
  must(await window.make({ batch: 'B-1', dice: null }));
  expect(await window.saveSlip({ batch: 'B-1', transfer: 'order' })).toMatchObject({
    error: { kind: 'not-delivered' },
  });
  chosen = join(directory, 'stick');
  await mkdir(chosen);
  await send('press');
  const { path } = must(await window.saveSlip({ batch: 'B-1', transfer: 'order' })) ?? { path: '' };
  expect(path).toMatch(/B-1-order-slip\.pdf$/);
  const page = await readFile(path.replace('.pdf', '.html'), 'utf8');
  const { digest } = await readOut(chosen, 'order');
  expect(page.replaceAll(' ', '')).toContain(digest);
  for (const said of ['Training Press', 'Ada', 'stick 1', 'TRAINING']) expect(page).toContain(said);
});

describe('products', () => {
  const design = (over: object = {}) => JSON.stringify({ ...SHIPPED[0], name: 'gold', title: 'Golden card', ...over });

  test('a design is judged and drawn, and nothing comes of it', async () => {
    const before = origin.events().length;
    const zones = { ...SHIPPED[0]?.zones, serial: { ...SHIPPED[0]?.zones.serial, cap: 1 } };
    const judged = must(await window.reviewProduct({ text: design({ zones }) }));
    expect(judged.refusals).toMatchObject([{ field: 'serial', failure: { kind: 'letters-too-low' } }]);
    expect(judged.picture.places.find(({ field }) => field === 'secret')?.path).not.toBe('');
    expect(await window.reviewProduct({ text: '{' })).toMatchObject({ error: { kind: 'not-a-product' } });
    expect(await window.saveProduct({ text: design({ zones }) })).toMatchObject({ error: { kind: 'letters-too-low' } });
    expect([origin.events().length, (await window.products(null)).length]).toEqual([before, SHIPPED.length]);
  });

  test('one that was saved is on the shelf and on record, and a batch is planned with it by name', async () => {
    const saved = must(await window.saveProduct({ text: design() }));
    expect(saved).toMatchObject({ shipped: false, superseded: false, product: { name: 'gold' } });
    expect(origin.events().at(-1)).toMatchObject({ kind: 'settings-changed', what: 'product' });
    must(await window.plan(wish({ product: 'gold' })));
    expect(origin.events().at(-1)).toMatchObject({ product: { name: 'gold', hash: saved.hash } });
    expect(await batch()).toMatchObject({ product: 'gold' });
    must(await window.saveProduct({ text: design({ revision: 2, title: 'Rose gold' }) }));
    const shelf = (await window.products(null)).filter(({ product }) => product.name === 'gold');
    expect(shelf.map(({ superseded }) => superseded)).toEqual([true, false]);
  });

  test('a plan is refused for a product that is not here, or does not fit', async () => {
    expect((await window.review(wish({ product: 'gold' }))).refusals).toMatchObject([
      { field: 'product', failure: { kind: 'unknown-product' } },
    ]);
    expect(await window.plan(wish({ product: 'gold' }))).toMatchObject({ error: { kind: 'unknown-product' } });
    expect(await window.plan(wish({ product: 'real', groups: 6 }))).toMatchObject({ error: { kind: 'another-shape' } });
    expect(await window.plan(wish({ product: 'pro' }))).toMatchObject({ error: { kind: 'for-customers' } });
    chosen = join(directory, 'codes.csv');
    await writeFile(chosen, 'CUST-0001,passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm\n');
    expect(await window.importCodes({ batch: 'C-1', product: 'real' })).toMatchObject({
      error: { kind: 'not-for-customers' },
    });
    must(await window.importCodes({ batch: 'C-1', product: 'pro' }));
    expect(await batch()).toMatchObject({ batch: 'C-1', product: 'pro' });
  });

  test('files come and go by native dialogs alone', async () => {
    expect(await window.importProduct(null)).toEqual(ok(null));
    const [real] = await window.products(null);
    const hash = real?.hash ?? '';
    expect(await window.exportProduct({ hash })).toEqual(ok(null));
    chosen = join(directory, 'stick');
    await mkdir(chosen);
    must(await window.exportProduct({ hash }));
    must(await window.writeTestCard({ hash, format: 'dxf', coded: true }));
    expect((await readdir(chosen)).sort()).toEqual(['real.product.json', 'test-card-real.dxf']);
    expect(await window.writeTestCard({ hash, format: 'csv', coded: false })).toMatchObject({
      error: { kind: 'no-strokes' },
    });
    expect(await window.exportProduct({ hash: '0'.repeat(64) })).toMatchObject({ error: { kind: 'not-on-shelf' } });
    chosen = join(chosen, 'real.product.json');
    await writeFile(chosen, design());
    expect(must(await window.importProduct(null))?.product.name).toBe('gold');
    await writeFile(chosen, 'no product');
    expect(await window.importProduct(null)).toMatchObject({ error: { kind: 'not-a-product' } });
  });
});

test('units are planned in the places of scrapped ones, which the record and the batch name', async () => {
  must(await window.plan(wish()));
  expect(await window.plan(wish({ batch: 'B-R', count: 1, replaces: ['TF-000002'] }))).toMatchObject({
    ok: false,
    error: { kind: 'replaced-unknown', facts: { serial: 'TF-000002' } },
  });
  must(await window.make({ batch: 'B-1', dice: null }));
  chosen = directory;
  await send('press');
  must(await window.plan(wish({ batch: 'B-R', count: 1, replaces: ['TF-000002'] })));
  const planned = origin.events().filter(({ kind }) => kind === 'batch-planned');
  expect(planned.map((event) => ('replaces' in event ? event.replaces : null))).toEqual([null, ['TF-000002']]);
  const { batches } = await window.station(null);
  expect(batches.map(({ batch: name, replaces }) => [name, replaces])).toEqual([
    ['B-1', []],
    ['B-R', ['TF-000002']],
  ]);
  const again = await window.review(wish({ batch: 'B-S', count: 1, replaces: ['TF-000002'] }));
  expect(again.refusals.map(({ field, failure }) => [field, failure.kind])).toEqual([['replaces', 'replaced-twice']]);
});
