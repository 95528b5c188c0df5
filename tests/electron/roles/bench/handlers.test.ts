import { expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import { drawProduct } from '../../../../core/product/picture.ts';
import type { Product } from '../../../../core/product/schema.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { createExaminer } from '../../../../electron/station/examiner.ts';
import { createHandlers } from '../../../../electron/roles/bench/handlers.ts';
import type { Devices } from '../../../../electron/station/devices.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { benchShiftSource } from '../../../../electron/roles/bench/shift-source.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, type TestCard } from '../../../fakes/cards.ts';
import { NO_WALL } from '../../../fakes/figures.ts';
import { realProduct } from '../../../fakes/products.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly TestCard[] as [TestCard, TestCard];

const devices = { view: null, scanner: { forget: () => {} } } as unknown as Devices;
const NO_DIALOGS = { file: async () => null, directory: async () => null, confirm: async () => false };

test('what the window asks is answered from the record, and holds no secret', async () => {
  const directory = await scratch();
  const station = await startBench(await openParts(directory), null);
  const files = await batchFiles(directory, cards);
  const settings = await openSettings(directory);
  let chosen: typeof files | null = null;
  let onDesk: Product | null = null;
  const shown = { ...station, desk: { ...station.desk, product: () => onDesk } };
  const handlers = createHandlers({
    ...{ station: shown, source: benchShiftSource(station), wall: NO_WALL },
    devices,
    settings,
    packing: {
      print: async () => ok(null),
      follow: () => {},
      settled: async () => {},
      configure: async () => ok(null),
    },
    tray: null,
    fit: () => undefined,
    printPdf: async () => ok(new Uint8Array()),
    chooseFiles: async () => chosen,
    manual: async () => {},
    commissioned: null,
    examiner: createExaminer(null),
    ask: NO_DIALOGS,
  });

  expect(await handlers.openBatch(null)).toEqual({ ok: true, value: null });
  expect(await handlers.deskProduct(null)).toBeNull();
  onDesk = realProduct;
  expect(await handlers.deskProduct(null)).toEqual({ product: realProduct, picture: drawProduct(realProduct) });
  onDesk = null;
  expect(await handlers.saveReport(null)).toMatchObject({ ok: false, error: { kind: 'no-batch' } });
  expect(await handlers.units({ search: '', state: null, offset: 0, limit: 10 })).toEqual({ total: 0, rows: [] });
  chosen = files;
  expect(must(await handlers.openBatch(null))).toMatchObject({ batch: BATCH, count: 2 });
  expect(must(await handlers.selectBatch({ batch: BATCH })).batch).toBe(BATCH);

  for (const text of [one.serial, one.address, one.serial]) await station.bench.scan(nameScan(text));
  must(await handlers.marked({ serial: one.serial, finished: true }));
  for (let i = 0; i < 3; i++) must(await handlers.readBack({ serial: one.serial, symbols: '****' }));
  await station.bench.scan(nameScan(two.key));

  const page = await handlers.units({ search: one.serial, state: 'in-doubt', offset: 0, limit: 10 });
  expect(page).toMatchObject({ total: 1, rows: [{ serial: one.serial, reason: 'misread-thrice' }] });
  const incidents = await handlers.incidents(null);
  expect(incidents.map(({ reason }) => reason)).toEqual(['secret-scanned', 'is-in-doubt']);
  const { incident } = incidents[0] as (typeof incidents)[number];
  must(await handlers.acknowledge({ incident, person: 'Li Wei' }));
  expect(await handlers.acknowledge({ incident, person: 'Li Wei' })).toMatchObject({ error: { kind: 'not-open' } });
  must(await handlers.resolveDoubt({ serial: one.serial, as: 'scrapped', people: ['Li Wei', 'Anna Roth'] }));
  expect(await handlers.reprintLabel({ serial: one.serial })).toMatchObject({ error: { kind: 'no-label' } });
  must(await handlers.preferences({ language: 'zh', theme: 'dark', textSize: 'medium', sound: false }));
  expect(await handlers.simulateScan({ card: 0, what: 'secret' })).toMatchObject({ error: { kind: 'not-training' } });
  expect(await handlers.simulateFault({ device: 'printer', fault: 'paper-out' })).toMatchObject({ ok: false });
  expect(await handlers.openSample(null)).toMatchObject({ error: { kind: 'not-training' } });

  const traveller = must(await handlers.traveller({ serial: one.serial }));
  expect(traveller.unit.state).toBe('scrapped');
  expect(traveller.steps.at(-1)?.event).toMatchObject({ kind: 'doubt-resolved', as: 'scrapped' });
  expect(await handlers.traveller({ serial: 'TF-9999' })).toMatchObject({ error: { kind: 'unknown-serial' } });
  expect(await handlers.preview({ serial: 'TF-9999' })).toMatchObject({ error: { kind: 'unknown-serial' } });
  const health = must(await handlers.verifyJournal(null));
  expect(health.records).toBe(station.parts.journal.head.size);

  const view = await handlers.station(null);
  expect(view).toMatchObject({ role: 'bench', batches: [BATCH], openIncidents: 1, preferences: { language: 'zh' } });
  const seen = JSON.stringify([
    view,
    page,
    incidents,
    traveller,
    await handlers.preview({ serial: one.serial }),
    await handlers.journalTail({ limit: 500 }),
  ]);
  for (const secret of [one.passphrase, two.passphrase, one.key, two.key]) {
    for (let at = 0; at + 8 <= secret.length; at++) expect(seen).not.toContain(secret.slice(at, at + 8));
  }
  await station.close();
});
