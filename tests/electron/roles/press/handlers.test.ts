import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import { namePressScan } from '../../../../core/stations/press/press-code.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../../../core/sticker/layout.ts';
import type { PressInput } from '../../../../electron/roles/press/contract.ts';
import { createExaminer } from '../../../../electron/station/examiner.ts';
import { createPressDesk } from '../../../../electron/roles/press/desk.ts';
import type { PressDevices } from '../../../../electron/roles/press/devices.ts';
import { createPressHandlers } from '../../../../electron/roles/press/handlers.ts';
import { createPressTray } from '../../../../electron/roles/press/tray.ts';
import { followRecords } from '../../../../electron/station/records.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { fakePrinter, textsOf } from '../../../fakes/press.ts';
import { newSite, openSite, orderFile } from '../../../fakes/press-station.ts';
import { NO_WALL } from '../../../fakes/figures.ts';
import { pressShiftSource } from '../../../../electron/roles/press/shift-source.ts';

const ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A desk at a real station: its printer and its dialogs are the test's. */
async function openDesk(count = 2, follow = false) {
  const site = newSite();
  const order = await orderFile(site, count);
  const { station, crash } = await openSite(site);
  const printer = fakePrinter();
  const cleared: string[] = [];
  const devices: Pick<PressDevices, 'view' | 'loaded' | 'flaw' | 'follow' | 'forget'> = {
    view: {} as PressDevices['view'],
    loaded: { stock: STICKER_STOCK, style: STICKER_STYLE },
    flaw: null,
    follow,
    forget: async () => (cleared.push('memory'), ok(null)),
  };
  let shown = 0;
  const desk = createPressDesk({
    station,
    clock: station.parts.clock,
    printer,
    stock: () => devices.loaded,
    follow: () => follow,
    changed: () => shown++,
  });
  ends.push(async () => {
    await desk.close();
    await crash();
  });
  /** What a person chooses in the next dialogs. */
  const chosen: (string | null)[] = [];
  const ask = {
    file: async () => chosen.shift() ?? null,
    directory: async () => chosen.shift() ?? null,
    confirm: async () => false,
  };
  const { journal, name, mode } = station.parts;
  const settings = await openSettings(site.station);
  const records = await followRecords(journal);
  const scans: string[] = [];
  const tray = createPressTray(async (code) => void scans.push(code));
  const common = {
    ...{ name, mode, journal, records, settings, ask, role: 'press' as const },
    ...{
      directory: site.station,
      version: '0.1.0',
      runtime: 'test',
      commissioned: null,
      answers: [],
      examiner: createExaminer(null),
      manual: async () => {},
    },
  };
  const handlers = createPressHandlers({
    common,
    desk,
    ...{ source: pressShiftSource(station, () => desk.batch?.batch ?? null), wall: NO_WALL },
    devices: devices as PressDevices,
    ask,
    printPdf: async (html) => ok(new TextEncoder().encode(`%PDF- of ${html.length} characters`)),
    tray,
    sample: fileURLToPath(new URL('../../../../resources/sample/sample.order.jsonl', import.meta.url)),
  });
  const scan = (text: string) => desk.line.scan(namePressScan(text));
  const line = () => desk.view().line;
  return {
    site,
    order,
    station,
    printer,
    cleared,
    desk,
    handlers,
    chosen,
    tray,
    scans,
    scan,
    line,
    shown: () => shown,
  };
}
type Open = Awaited<ReturnType<typeof openDesk>>;

/** Order in, keys made, and the key in memory. */
async function atThePrinter(count = 2, follow = false): Promise<Open> {
  const open = await openDesk(count, follow);
  const { handlers, chosen, order, site } = open;
  chosen.push(order.path, site.medium);
  must(await handlers.takeOrder({ coins: ['BTC'] }));
  must(await handlers.chooseMedium(null));
  must(await handlers.makeKeys(null));
  must(await handlers.openLine(null));
  return open;
}

test('keys that are being made are broken off by a rest, which ends a key wholly, and can be gone on with', async () => {
  const { handlers, chosen, order, site, desk } = await openDesk(3);
  chosen.push(order.path, site.medium);
  must(await handlers.takeOrder({ coins: ['BTC'] }));
  must(await handlers.chooseMedium(null));
  expect(desk.leftOff).toBeNull();
  const batch = desk.batch?.batch ?? '';
  const making = handlers.makeKeys(null);
  const leftOff = { call: 'makeKeys', batch, medium: site.medium };
  expect(desk.leftOff).toEqual(leftOff);
  await desk.close();
  expect(desk.leftOff).toBeNull();
  await making;
  // As whoever comes in next goes on with it.
  must(await desk.select(leftOff.batch));
  must(await desk.putIn(leftOff.medium));
  must(await desk.make());
  expect(desk.view()).toMatchObject({ line: { at: 'no-key' } });
});

test('fault 35, fault 34: a training Press has an order to practise with, and the coin that was chosen first is on its stickers', async () => {
  const { handlers, desk } = await openDesk();
  must(await handlers.takeSampleOrder({ coins: ['ETH', 'BTC'] }));
  expect(desk.view()).toMatchObject({
    batch: { batch: 'PRINT-1', count: 12, deposit: 'ETH' },
    line: { at: 'no-keys' },
  });
  expect(await handlers.takeSampleOrder({ coins: ['BTC'] })).toMatchObject({ ok: false });
});

/** Prints what is next; gives what its codes say. */
async function printNext({ handlers, printer, desk }: Open) {
  const { line } = desk.view();
  if (line.at !== 'print') throw new Error(`the line is at ${line.at}`);
  must(await handlers.print({ serial: line.serial }));
  const printed = printer.printed.at(-1);
  if (printed === undefined) throw new Error('nothing came out');
  return { serial: line.serial, ...textsOf(printed) };
}

test('a batch goes from order to certificate by what people do at the window', async () => {
  const open = await openDesk();
  const { handlers, chosen, order, site, desk, cleared } = open;
  expect(desk.view()).toMatchObject({ batch: null, line: { at: 'no-batch' }, batches: [] });
  // A person changes their mind.
  chosen.push(null);
  expect(await handlers.takeOrder({ coins: ['BTC', 'ETH'] })).toEqual(ok(null));
  chosen.push(order.path);
  must(await handlers.takeOrder({ coins: ['BTC', 'ETH'] }));
  expect(desk.view()).toMatchObject({ line: { at: 'no-keys' }, ready: false, batch: { count: 2, deposit: 'BTC' } });
  expect(await handlers.makeKeys(null)).toMatchObject({ error: { kind: 'no-medium' } });
  chosen.push(join(site.medium, 'elsewhere'), site.medium);
  expect(await handlers.chooseMedium(null)).toMatchObject({ error: { kind: 'no-medium' } });
  must(await handlers.chooseMedium(null));
  must(await handlers.makeKeys(null));
  expect(desk.view().line).toMatchObject({ at: 'no-key' });
  must(await handlers.openLine(null));

  for (const _ of order.passphrases) {
    const { serial, key, address } = await printNext(open);
    expect(open.line()).toMatchObject({ at: 'scan', serial, upper: false, lower: false });
    expect(await open.scan(address)).toBe('good');
    expect(open.line()).toMatchObject({ upper: true, lower: false });
    expect(await open.scan(key)).toBe('good');
    expect(desk.view().verdict).toMatchObject({ outcome: 'PROVEN', serial });
  }
  expect(desk.view()).toMatchObject({ line: { at: 'done' }, batch: { states: { proven: 2 } } });

  expect(
    await handlers.destroyBatch({ people: ['Ada', 'Grace'], unreceived: 'told by voice', printer: 'clear' }),
  ).toMatchObject({
    error: { kind: 'not-returned' },
  });
  chosen.push(site.outside, site.outside);
  expect(await handlers.giveReturn({ counted: 1 })).toMatchObject({ error: { kind: 'miscounted' } });
  expect(must(await handlers.giveReturn({ counted: 2 }))).toMatchObject({ count: 2 });
  expect(desk.view()).toMatchObject({ ready: false, line: { at: 'returned' } });

  expect((await handlers.doomed(null)).map(({ what, bytes }) => [what, (bytes ?? 0) > 0])).toEqual([
    ['key', true],
    ['seeds', true],
    ['codes', true],
    ['printer', false],
  ]);
  expect(await handlers.certificate({ batch: 'BATCH-7' })).toMatchObject({ error: { kind: 'no-certificate' } });
  expect(
    await handlers.destroyBatch({ people: ['Ada', 'ada'], unreceived: 'told by voice', printer: 'clear' }),
  ).toMatchObject({
    error: { kind: 'same-person' },
  });
  must(await handlers.destroyBatch({ people: ['Ada', 'Grace'], unreceived: 'told by voice', printer: 'clear' }));
  expect(cleared).toEqual(['memory']);
  expect(desk.view()).toMatchObject({ batch: { closed: true, returned: { count: 2 } } });
  expect(await handlers.doomed(null)).toMatchObject([{ bytes: null }, { bytes: null }, { bytes: null }, {}]);

  const paper = must(await handlers.certificate({ batch: 'BATCH-7' }));
  expect(paper).toMatchObject({ units: 2, returned: 2, counted: 2, people: ['Ada', 'Grace'] });
  const papers = mkdtempSync(join(tmpdir(), 'twofold-papers-'));
  chosen.push(papers);
  const saved = must(await handlers.saveCertificate({ batch: 'BATCH-7' }));
  expect(readFileSync(saved?.path ?? '', 'latin1')).toMatch(/^%PDF-/);
  expect(readdirSync(papers)).toHaveLength(3);
  await desk.close();
});

test('what cannot be right is refused large, what was not read is only not taken', async () => {
  const open = await atThePrinter();
  const first = await printNext(open);
  for (const text of [first.address, first.key]) await open.scan(text);
  const second = await printNext(open);
  await open.scan(second.address);

  expect(await open.scan(first.key)).toBe('bad');
  const refused = open.desk.view();
  expect(refused).toMatchObject({
    verdict: { outcome: 'REFUSED', serial: second.serial, reason: { kind: 'other-unit-key' } },
    notice: null,
  });
  const misread = `${second.key.slice(0, -1)}${second.key.endsWith('1') ? '2' : '1'}`;
  expect(await open.scan(misread)).toBe('bad');
  expect(open.desk.view()).toMatchObject({ verdict: refused.verdict, notice: { kind: 'unreadable' } });
  expect(open.desk.view().turn).toBeGreaterThan(refused.turn);
  expect(open.line()).toMatchObject({ at: 'scan', serial: second.serial, upper: true, lower: false });
  // A page that is behind asks for a sticker that is not next.
  expect(await open.handlers.print({ serial: first.serial })).toMatchObject({ ok: false });
  // Nothing of a key is in anything a page can ask for.
  const asked = [
    await open.handlers.station(null),
    await open.handlers.units({ search: '', state: null, offset: 0, limit: 10 }),
    await open.handlers.preview({ serial: second.serial }),
    await open.handlers.journalTail({ limit: 500 }),
  ];
  for (const { key } of [first, second]) expect(JSON.stringify(asked)).not.toContain(key.slice(0, 10));
});

test('people sign for what is spoilt, lost and withdrawn', async () => {
  const open = await atThePrinter(3);
  const { handlers, printer } = open;
  const { serial } = await printNext(open);
  must(await handlers.spoil({ serial, reason: 'Torn', supervisor: 'Grace' }));
  expect(open.line()).toMatchObject({ at: 'destroy', serial, reason: 'Torn' });
  must(await handlers.destroyed({ serial, person: 'Ada' }));
  expect(open.line()).toEqual({ at: 'print', serial });

  printer.next = 'void';
  expect(await handlers.print({ serial })).toMatchObject({ error: { kind: 'void' } });
  expect(open.line()).toMatchObject({ at: 'doubt', serial, reason: 'ribbon-out' });
  expect(await handlers.absent({ serial, people: ['Ada', 'Ada '] })).toMatchObject({ error: { kind: 'same-person' } });
  must(await handlers.absent({ serial, people: ['Ada', 'Grace'] }));

  printer.next = 'unsent';
  expect(await handlers.print({ serial })).toMatchObject({ error: { kind: 'unsent' } });
  expect(open.line()).toEqual({ at: 'print', serial });
  must(await handlers.withdraw({ serial, reason: 'Not wanted', supervisor: 'Grace' }));
  const { total, rows } = await handlers.units({ search: '', state: 'withdrawn', offset: 0, limit: 10 });
  expect({ total, rows }).toMatchObject({ total: 1, rows: [{ serial, reason: 'Not wanted' }] });
  expect(await handlers.units({ search: serial, state: null, offset: 1, limit: 10 })).toEqual({ total: 1, rows: [] });
});

test('the key is there only while the batch is at the printer', async () => {
  const open = await atThePrinter();
  const { handlers, desk, station } = open;
  expect(desk.view().ready).toBe(true);
  const opened = await printNext(open);
  must(await handlers.closeLine(null));
  expect(desk.view()).toMatchObject({ ready: false, line: { at: 'scan' } });
  // Proving needs no key; what was read so far is read again.
  for (const text of [opened.key, opened.address]) expect(await open.scan(text)).toBe('good');
  expect(open.line()).toMatchObject({ at: 'no-key' });
  const { serial } = open.line() as { serial: string };
  expect(await handlers.print({ serial })).toMatchObject({ error: { kind: 'no-key' } });
  must(await handlers.openLine(null));
  must(await handlers.selectBatch({ batch: 'BATCH-7' }));
  expect(desk.view().ready).toBe(false);
  expect(await handlers.selectBatch({ batch: 'NO-SUCH' })).toMatchObject({ error: { kind: 'no-batch' } });
  await desk.close();
  expect(station.book.counts('BATCH-7')).toMatchObject({ proven: 1, keyed: 1 });
});

test('one thing at a time, and making can be stopped', async () => {
  const open = await openDesk(300);
  const { handlers, chosen, order, site, desk } = open;
  chosen.push(order.path, site.medium);
  must(await handlers.takeOrder({ coins: ['BTC'] }));
  must(await handlers.chooseMedium(null));
  const making = handlers.makeKeys(null);
  expect(desk.view().work).toMatchObject({ what: 'making', done: 0, total: 300 });
  expect(await handlers.openLine(null)).toMatchObject({ error: { kind: 'busy' } });
  expect(await handlers.selectBatch({ batch: 'BATCH-7' })).toMatchObject({ error: { kind: 'busy' } });
  must(await handlers.stopMaking(null));
  must(await making);
  const { keyed, ordered } = desk.view().batch?.states ?? { keyed: 0, ordered: 0 };
  expect(keyed).toBeLessThan(300);
  expect(keyed + ordered).toBe(300);
  must(await handlers.makeKeys(null));
  expect(desk.view()).toMatchObject({ work: null, batch: { states: { keyed: 300 } } });
});

test('the tray holds the last two stickers before the scanner', async () => {
  const open = await openDesk(1);
  const { tray, scans, handlers } = open;
  const scan = (what: PressInput<'simulateScan'>['what']) => handlers.simulateScan({ what });
  expect(await scan('upper')).toMatchObject({ error: { kind: 'no-sticker' } });
  const scratched = () => [null, null];
  tray.put(['key-of-the-first-sticker', 'one'], scratched);
  tray.put([], scratched);
  tray.put(['key-of-the-second-sticker', 'two'], scratched);
  // Printed anew, it is no other card's.
  tray.put(['key-of-the-second-sticker', 'two'], scratched);
  for (const what of ['upper', 'lower', 'other-upper', 'other-lower', 'damaged'] as const) must(await scan(what));
  // What cannot be read through its scratch, a scanner is silent about.
  expect(scans).toEqual(['two', 'key-of-the-second-sticker', 'one', 'key-of-the-first-sticker']);
});

test('there is a certificate only of what was destroyed', async () => {
  const { handlers, chosen, site } = await atThePrinter(1);
  expect(await handlers.saveCertificate({ batch: 'NO-SUCH' })).toMatchObject({ error: { kind: 'no-batch' } });
  chosen.push(site.outside);
  expect(await handlers.saveCertificate({ batch: 'BATCH-7' })).toMatchObject({ error: { kind: 'no-certificate' } });
  mkdirSync(join(site.station, 'certificates'));
  for (const text of ['{"batch":', '{"batch":"BATCH-7"}']) {
    writeFileSync(join(site.station, 'certificates', 'BATCH-7.certificate.json'), text);
    expect(await handlers.certificate({ batch: 'BATCH-7' })).toMatchObject({ error: { kind: 'damaged' } });
  }
});

describe('the next sticker by itself', () => {
  test('comes when the one before is proven, and is no longer than it takes said to be proven', async () => {
    const open = await atThePrinter(3, true);
    const first = await printNext(open);
    await open.scan(first.address);
    expect(open.printer.printed).toHaveLength(1);
    await open.scan(first.key);
    expect(open.desk.view().verdict).toMatchObject({ outcome: 'PROVEN', serial: first.serial });
    await expect.poll(() => open.line()).toMatchObject({ at: 'scan', upper: false, lower: false });
    // The new one is in the hand: nothing is said of the one before.
    expect(open.desk.view()).toMatchObject({ verdict: null, notice: null });
    expect(open.printer.printed).toHaveLength(2);
  });

  test('waits for a hand where one is spoilt, and after the printer has refused', async () => {
    const open = await atThePrinter(3, true);
    const first = await printNext(open);
    open.printer.next = 'unsent';
    for (const text of [first.address, first.key]) await open.scan(text);
    await expect.poll(() => open.desk.view().notice).toMatchObject({ kind: 'unsent' });
    expect(open.line()).toMatchObject({ at: 'print' });
    expect(open.printer.printed).toHaveLength(1);
    const second = await printNext(open);
    must(await open.handlers.spoil({ serial: second.serial, reason: 'Torn', supervisor: 'Ada' }));
    expect(open.line()).toMatchObject({ at: 'destroy' });
    expect(open.printer.printed).toHaveLength(2);
  });

  test('is not printed where a person has switched that off', async () => {
    const open = await atThePrinter(2);
    const first = await printNext(open);
    for (const text of [first.address, first.key]) await open.scan(text);
    expect(open.line()).toMatchObject({ at: 'print' });
    expect(open.desk.view().verdict).toMatchObject({ outcome: 'PROVEN' });
  });
});
