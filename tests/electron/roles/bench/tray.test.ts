import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { parseSerial } from '../../../../core/card/serial.ts';
import { CARD } from '../../../../core/etch/card.ts';
import { withCode } from '../../../../core/etch/code.ts';
import { layoutOf } from '../../../../core/product/layout.ts';
import { readMetalCode } from '../../../../electron/devices/virtual-card.ts';
import { SHIPPED } from '../../../../electron/products/shelf.ts';
import { readCardLabel } from '../../../../core/scan/card-label.ts';
import { commandsOf } from '../../../../core/sticker/languages/languages.ts';
import { layOutSticker, STICKER_STOCK, STICKER_STYLE, stickerLabel } from '../../../../core/sticker/layout.ts';
import type { Label } from '../../../../core/sticker/parts.ts';
import { verdictLabel } from '../../../../core/sticker/verdict.ts';
import { readPrinted } from '../../../../electron/devices/virtual-eye.ts';
import { openTraining } from '../../../../electron/roles/bench/training.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { openTray } from '../../../../electron/roles/bench/tray.ts';
import type { VirtualScanner } from '../../../../electron/devices/virtual-scanner.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';

interface SampleLine {
  readonly serial: string;
  readonly sticker: string;
  readonly lesson: string;
  /** Of a unit that was returned. */
  readonly addresses: { readonly BTC: string };
}
const EPK = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
const sampleLines = (name: string) =>
  readFileSync(new URL(`../../../../resources/sample/${name}`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.includes('"serial"'))
    .map((line) => JSON.parse(line) as SampleLine);
const resources = fileURLToPath(new URL('../../../../resources', import.meta.url));

const scanned: string[] = [];
const scanner: Pick<VirtualScanner, 'scan'> = { scan: async (code) => void scanned.push(code) };
beforeEach(() => void scanned.splice(0));

test('the sample cards lie in the tray, and each of their codes reads as what it is', async () => {
  const tray = await openTray(resources, scanner);
  expect(tray.cards.length).toBeGreaterThan(0);
  for (const what of ['serial', 'address', 'secret', 'neighbour', 'poster'] as const) must(await tray.scan(0, what));
  const named = scanned.map((code) => nameScan(code).what);
  expect(named).toEqual(['serial', 'address', 'secret', 'address', 'unreadable']);
  expect(await tray.scan(tray.cards.length, 'serial')).toMatchObject({ ok: false, error: { kind: 'no-card' } });
  // The window sees serials and lessons, never what a right station would say.
  for (const card of tray.cards) expect(Object.keys(card).sort()).toEqual(['codes', 'lesson', 'serial']);

  const returned = must(await readTransfer({ kind: 'return', path: tray.files.returned }));
  expect(returned.manifest).toMatchObject({ batch: tray.batch, mode: 'training' });
  const known = new Set<string>(returned.units.map(({ serial }) => serial));
  expect(known.has(tray.cards[0]?.serial ?? '')).toBe(true);
});

test('fault 1: the tray hands over nothing but what is read from the ink of a product of ours', async () => {
  const tray = await openTray(resources, scanner);
  const own = new Map(sampleLines('sample.return.jsonl').map((line) => [line.serial, line.addresses.BTC] as const));
  const cards = sampleLines('sample.cards.jsonl');
  const read = (label: Label) => readPrinted(commandsOf(label, 'zpl'), 'zpl', label.size.dpmm);
  for (const [number, { serial, sticker, lesson }] of cards.entries()) {
    const address = own.get(sticker) ?? '';
    const upper = must(
      layOutSticker(
        { serial: sticker, address, coin: 'BTC', key: EPK, sticker: 'STK-1', training: true },
        { ...STICKER_STOCK, width: 40 },
        { ...STICKER_STYLE, serialIn: 'two' },
      ),
    );
    const carried = read(stickerLabel(upper));
    expect(carried).toEqual([EPK, address, sticker]);
    scanned.splice(0);
    for (const what of tray.cards[number]?.codes ?? []) {
      if (what !== 'neighbour' && what !== 'poster') must(await tray.scan(number, what));
    }
    const others = scanned.filter((code) => !carried.includes(code));
    // Whose sticker is not its own says who it is by the label of some other day.
    expect(others.map((code) => readCardLabel(code)?.serial)).toEqual(serial === sticker ? [] : [serial]);
    expect(scanned.includes(EPK)).toBe(lesson === 'exposed');
  }
});

test('what a busy machine had no time to read ahead is read when it is scanned, and what it has read is not read again', async () => {
  const unread = { lower: null, address: null, serial: null };
  const seen = { lower: 'L', address: 'A', serial: 'S' };
  const tray = await openTray(resources, scanner, (cards, tell) => {
    cards.forEach(({ serial }, i) => tell({ serial, codes: i === 0 ? unread : seen }));
  });
  tray.readAhead();
  for (const card of [0, 1]) must(await tray.scan(card, 'serial'));
  expect(scanned).toEqual([expect.stringContaining(tray.cards[0]?.serial ?? '?'), 'S']);
});

test('fault 1: the label that came out last is scanned from its own ink, and before there is one nothing comes', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-tray-'));
  const { tray, virtual } = await openTraining({ resources, dist: directory }, directory, {
    language: 'tspl',
    dpmm: 12,
  });
  vi.spyOn(virtual.scanner, 'scan').mockImplementation(async (code) => void scanned.push(code));
  must(await tray.scan(0, 'label'));
  expect(scanned).toEqual([]);
  const facts = {
    outcome: 'FAIL',
    reason: null,
    at: '2026-05-01T08:00:00.000Z',
    by: null,
    station: 'B',
    training: true,
  } as const;
  const label = verdictLabel(
    { ...facts, serial: must(parseSerial('TRAIN-0003')), reference: { seq: 7, hash: 'ab'.repeat(32) } },
    { width: 50, height: 25, dpmm: 12 },
    'tspl',
  );
  virtual.printer.attach(() => undefined);
  virtual.printer.receive(Buffer.from(commandsOf(must(label), 'tspl'), 'latin1'));
  await vi.waitFor(async () => {
    must(await tray.scan(0, 'label'));
    expect(scanned).toContain('TF1 TRAIN-0003 FAIL 7 abababab');
  }, 5000);
});

test('the metal of a card says nothing before the laser has etched it, and then what was etched there', async () => {
  const tray = await openTray(resources, scanner);
  const serial = tray.cards[0]?.serial ?? '';
  must(await tray.scan(0, 'metal'));
  tray.engrave(() => CARD);
  must(await tray.scan(0, 'metal'));
  expect(scanned).toEqual([]);
  tray.engrave((of) => (of === serial ? withCode(CARD) : null));
  for (const card of [0, 1]) must(await tray.scan(card, 'metal'));
  expect(scanned).toEqual([`TF2 ${serial}`]);
});

test('the code of every product that ships reads from its metal', () => {
  for (const product of SHIPPED) {
    const serial = `${product.serials.prefix}${'7'.repeat(product.serials.digits)}`;
    expect(readMetalCode(serial, layoutOf(product, { coded: true }))).toBe(`TF2 ${serial}`);
    expect(readMetalCode(serial, layoutOf(product, { coded: false }))).toBeNull();
  }
});
