/** Traveller and tray list of a real station: drawn from its records, saved where a person says, and without a secret. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { createHandlers } from '../../../../electron/roles/bench/handlers.ts';
import type { HandlerParts } from '../../../../electron/roles/bench/handler-parts.ts';
import { benchShiftSource } from '../../../../electron/roles/bench/shift-source.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import type { Devices } from '../../../../electron/station/devices.ts';
import { createExaminer } from '../../../../electron/station/examiner.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { codesOn } from '../../../fakes/drawn-codes.ts';
import { NO_WALL } from '../../../fakes/figures.ts';
import { TRAY } from '../../../fakes/tray.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

test('the cards of a tray are listed while it is filled and after it was sent, and each has its traveller', async () => {
  const directory = await scratch();
  const station = await startBench(await openParts(directory, { tray: () => TRAY }), null);
  must(await station.open(await batchFiles(directory, cards)));
  const settings = await openSettings(directory);
  let to: string | null = directory;
  const handlers = createHandlers({
    ...{ station, source: benchShiftSource(station), wall: NO_WALL, settings, tray: null, commissioned: null },
    devices: { view: null, scanner: { forget: () => {} } } as unknown as Devices,
    packing: {} as unknown as HandlerParts['packing'],
    fit: () => undefined,
    printPdf: async (html) => ok(new TextEncoder().encode(html)),
    chooseFiles: async () => null,
    manual: async () => {},
    examiner: createExaminer(null),
    ask: { file: async () => null, directory: async () => to },
  });
  const page = async (saved: ReturnType<typeof handlers.saveTraveller>): Promise<string> =>
    readFile(must(await saved)?.path ?? '', 'utf8');
  const listed = async (serial: string) => {
    const html = await page(handlers.saveTrayList({ serial }));
    return codesOn(html).map(({ text }) => nameScan(text ?? ''));
  };
  const listOf = (...which: readonly TestCard[]) =>
    which.map(({ serial }) => ({ what: 'serial', serial, print: 'tray-list' }));

  expect(await handlers.saveTrayList({ serial: one.serial })).toMatchObject({ error: { kind: 'in-no-tray' } });
  for (const { serial, address } of [one, two])
    for (const text of [serial, address]) await station.bench.scan(nameScan(text));
  expect(must(await handlers.traveller({ serial: two.serial })).inTray).toBe(true);
  expect(must(await handlers.traveller({ serial: three.serial })).inTray).toBe(false);
  expect(await listed(two.serial)).toEqual(listOf(one, two));
  must(await station.bench.fill('send', null));
  expect(await listed(one.serial)).toEqual(listOf(one, two));

  const html = await page(handlers.saveTraveller({ serial: one.serial }));
  expect(codesOn(html).map(({ text }) => nameScan(text ?? ''))).toEqual([
    { what: 'serial', serial: one.serial, print: 'traveller' },
  ]);
  const steps = station.parts.index.traveller(one.serial);
  for (const { seq } of steps) expect(html).toContain(`<td>#${seq}</td>`);
  for (const secret of cards.flatMap(({ passphrase, key, confirmation }) => [passphrase, key, confirmation]))
    expect(html).not.toContain(secret);

  expect(await handlers.saveTraveller({ serial: 'TF-9999' })).toMatchObject({ error: { kind: 'unknown-serial' } });
  to = null;
  expect(await handlers.saveTraveller({ serial: one.serial })).toEqual({ ok: true, value: null });
  await station.close();
});
