/**
 * The whole round in production: four stations commissioned in real windows, scanners and printers on real serial
 * lines, four people with badges and PINs, twelve cards from the plan at Origin to the owner's Check. What the stations
 * leave is then looked at from outside, by programs that are not ours.
 */
import { expect, test } from '@playwright/test';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Role } from '../../core/base/role.ts';
import type { Station } from '../../electron/roles/bench/contract.ts';
import type { CheckBridge } from '../../electron/roles/check/contract.ts';
import type { OriginBridge } from '../../electron/roles/origin/contract.ts';
import type { PressBridge } from '../../electron/roles/press/contract.ts';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { addressInLink } from '../../core/coins/coins.ts';
import { addressOfWif } from '../fakes/keys.ts';
import { chainOf, minisign } from '../fakes/outside.ts';
import { readSticker } from '../fakes/print.ts';
import { attachVirtualDevice, type PtyCable } from '../fakes/pty.ts';
import type { RunningApp } from './app.ts';
import { attestedBy, passphrasesIn } from './bench-says.ts';
import { finishCard } from './bench-work.ts';
import { foundInMemory } from '../fakes/process-memory.ts';
import { removeStation } from './app.ts';
import { keysOf } from './memory.ts';
import { isPackingOf, openAtHome } from './owner-at-home.ts';
import { strike } from './people.ts';
import { callsOf, choose, closeAll, KEPT, meet, NAMES, newSite, PASSPHRASE, PEOPLE, well } from './site.ts';
import { newStaff, STAFF, type Staff, type Who } from './staff.ts';
import { whoDidIt } from './who-did-it.ts';

test.describe.configure({ mode: 'serial' });

const COUNT = 12;
const BATCH = 'ROUND-1';
const DPMM = 12;

const site = newSite();
const { stick, at } = site;
const onStick = (start: string, end: string): string =>
  join(stick, readdirSync(stick).find((name) => name.startsWith(start) && name.endsWith(end)) ?? `no ${start}`);
const vaultStick = join(site.home, 'vault-stick');
mkdirSync(vaultStick, { recursive: true });
const vaultFile = (): string =>
  join(vaultStick, readdirSync(vaultStick).find((name) => name.endsWith('.jsonl.age')) ?? 'no vault');
const identityOf = (role: Role): string => onStick(`${role}-`, '.identity.txt');
const signing = (role: Role): string =>
  (JSON.parse(readFileSync(identityOf(role), 'utf8')) as { signing: string }).signing;

/** On another disk than the stations, as Press insists. Made where the tests run: this file is also read to list them. */
let keyStick = '';
test.beforeAll(() => void (keyStick = mkdtempSync('/dev/shm/twofold-key-')));

/** Carried from port to port. */
const scanner = new VirtualScanner();
let cables: PtyCable[] = [];
let staff: Staff;
/** Supervisors, and the two whom the table asks for where it says supervisor and operator. */
const BOTH: readonly Who[] = ['Li Wei', 'Anna Roth'];
const TWO: readonly Who[] = ['Dora', 'Anna Roth'];
async function plugIn(run: RunningApp, printer: VirtualPrinter): Promise<void> {
  const paper = await attachVirtualDevice(printer, 'printer');
  cables.push(paper);
  const devices = callsOf<Pick<Station, 'configureDevice'>>(run.page);
  await choose(run, paper.path);
  const wish = { device: 'printer', port: 'other', baudRate: 115200, feedback: 'none' } as const;
  await well(devices('configureDevice', wish));
  for (const device of ['scanner', 'printer']) {
    await expect(run.page.locator(`[data-device="${device}"]`)).toHaveAttribute('data-state', 'ready');
  }
}
async function leave(run: RunningApp): Promise<void> {
  await run.close();
  for (const cable of cables.splice(1)) await cable.close();
}

/** What is on the stickers, as only the test can know it: EPKs by serial. */
const keys = new Map<string, string>();
const addresses = new Map<string, string>();
const links = new Map<string, string>();
/** Stickers, and what Bench's printer printed for the packings, as the printers were told them. */
const stickers = new Map<string, string>();
const packings: string[] = [];

test.afterAll(async () => {
  await closeAll();
  for (const cable of cables) await cable.close();
  const left = KEPT === null ? [site.home, keyStick] : [keyStick];
  for (const directory of left) removeStation(directory);
});

test('four stations are made at their doors, and four people enrolled at each', async () => {
  const cable = await attachVirtualDevice(scanner, 'scanner');
  cables = [cable];
  staff = newStaff({ at, scanner: { path: cable.path, scan: (text) => scanner.scan(text) } });
  for (const role of ROLES) await site.commission(role);
  expect(readdirSync(stick)).toHaveLength(4);
  for (const role of ROLES) await staff.enrol(role);
});

test('Origin plans and makes twelve cards, and sends order and vault', async () => {
  const run = await staff.enter('origin', 'Li Wei');
  await meetAll(run, 'origin');
  const origin = callsOf<OriginBridge>(run.page);
  const scheme = { prefix: 'TF-', digits: 6, start: 1, check: false, order: 'sequential' } as const;
  const shape = { alphabet: 'legible', groups: 5, size: 4, lots: null, product: null } as const;
  await well(origin('plan', { batch: BATCH, count: COUNT, ...scheme, ...shape }));
  expect(await well(origin('make', { batch: BATCH, dice: null }))).toBe('done');
  // One medium for both is refused: they part ways here.
  await choose(run, stick, stick, vaultStick);
  const carried = (to: 'press' | 'bench', who: Who) =>
    staff.signed(run, 'origin', [who], () => origin('sendTransfer', { batch: BATCH, to, carrier: 'whoever signs' }));
  await well(carried('press', 'Cai'));
  expect(await carried('bench', 'Dora')).toMatchObject({ ok: false, error: { kind: 'same-medium' } });
  await well(carried('bench', 'Dora'));
  const [known] = (await origin('station', null)).batches;
  expect(known?.transfers.map(({ transfer, to, carrier }) => [transfer, to, carrier])).toEqual([
    ['order', NAMES.press, 'Cai'],
    ['vault', NAMES.bench, 'Dora'],
  ]);
  await run.picture('round-1-origin');
  await leave(run);
});

test('Press makes their keys, prints and proves every sticker, and returns them', async () => {
  const run = await staff.enter('press', 'Anna Roth');
  await meetAll(run, 'press');
  const press = callsOf<PressBridge>(run.page);
  const labels: string[] = [];
  await plugIn(run, new VirtualPrinter((label) => labels.push(label), { dpmm: DPMM, pace: 20, counts: true }));
  await choose(run, onStick('order-', '.jsonl'));
  await well(press('takeOrder', { coins: ['BTC', 'ETH', 'LTC'] }));
  await choose(run, keyStick);
  await well(press('chooseMedium', null));
  await staff.change(run, 'press', 'Cai');
  await well(press('makeKeys', null));
  await well(press('openLine', null));

  const desk = async () => (await press('station', null)).desk;
  await run.page.keyboard.press('F1');
  for (let done = 0; done < COUNT; done++) {
    // The first by hand; the others come by themselves when the one before is proven.
    if (done === 0) {
      await expect(run.page.locator('[data-screen="printing"]')).toBeVisible();
      await run.page.keyboard.press('Enter');
    }
    await expect.poll(async () => [labels.length, (await desk()).line.at]).toEqual([done + 1, 'scan']);
    const { line } = await desk();
    if (line.at !== 'scan') throw new Error(`the line is at ${line.at}`);
    const codes = await readSticker(labels.at(-1) ?? '', DPMM);
    const key = codes.find((code) => code.startsWith('6P')) ?? '';
    const link = codes.find((code) => code !== key) ?? '';
    keys.set(line.serial, key);
    links.set(line.serial, link);
    stickers.set(line.serial, labels.at(-1) ?? '');
    addresses.set(line.serial, addressInLink(link));
    await scanner.scan(link);
    await scanner.scan(key);
    await expect.poll(async () => (await desk()).batch?.states.proven).toBe(done + 1);
  }
  expect(labels).toHaveLength(COUNT);
  await run.picture('round-2-proven');
  await staff.change(run, 'press', 'Anna Roth');
  await choose(run, stick);
  expect(await well(press('giveReturn', { counted: COUNT }))).toMatchObject({ count: COUNT });
  await choose(run, stick);
  const packages = [{ seal: 'A-1027', cards: COUNT }];
  expect(await well(press('ship', { packages, person: PEOPLE[1] }))).toMatchObject({ part: 1 });
  // Nothing goes before Bench has the return.
  const destroyed = { people: PEOPLE, unreceived: null, printer: 'clear' } as const;
  const early = await staff.signed(run, 'press', TWO, () => press('destroyBatch', destroyed));
  expect(early).toMatchObject({ ok: false, error: { kind: 'no-receipt' } });
  await run.picture('round-2-returned');
  await leave(run);
});

test('Bench verifies, etches, reads back and finishes every card', async () => {
  const passphrases = await passphrasesOf();
  const run = await staff.enter('bench', 'Anna Roth');
  await meetAll(run, 'bench');
  const bench = callsOf<Station>(run.page);
  await plugIn(run, new VirtualPrinter((label) => packings.push(label), { dpmm: 8, pace: 20 }));
  await well(bench('configureLabels', { language: 'zpl', dpmm: 8, width: 60, height: 40 }));
  await well(bench('configurePacking', { print: true }));
  await choose(run, vaultFile(), onStick('return-', '.jsonl'));
  await well(bench('openBatch', null));
  for (const to of ['press', 'origin'] as const) {
    await choose(run, stick);
    await well(bench('writeReceipt', { to }));
  }
  await arrive(run);
  const states = async () => (await bench('station', null)).batch?.states;
  await expect.poll(async () => (await states())?.checked).toBe(COUNT);
  await staff.change(run, 'bench', 'Dora');

  for (const [serial, link] of links) {
    await finishCard(run, scanner, { serial, link, passphrase: passphrases.get(serial) ?? '', person: PEOPLE[0] });
  }
  expect(await states()).toMatchObject({ finished: COUNT });
  const said = () => run.journal().filter(({ event }) => event.kind === 'statement-printed').length;
  await expect.poll(said).toBe(COUNT);
  await run.picture('round-3-bench');
  // Locked in the middle of a batch: what opens its cards is not in memory.
  const opens = await keysOf(at('bench'), PASSPHRASE, BATCH);
  const inMemory = () => foundInMemory(run.app.process().pid ?? 0, opens);
  expect(inMemory()).toEqual(expect.arrayContaining(['batch', 'sealing', 'signing', 'vault']));
  await strike(run.app, ['F12'], 'station');
  await expect(run.page.locator('[data-stage="gate"]')).toBeVisible();
  await expect.poll(inMemory).toEqual([]);
  await staff.comeIn(run, 'bench', 'Dora');
  await well(staff.signed(run, 'bench', TWO, () => bench('closeBatch', { people: PEOPLE, labels: 0 })));
  await choose(run, stick);
  expect((await well(bench('writeProof', null)))?.file).toContain('proof-');
  await leave(run);
});

test("fault 30, fault 32: Press and Origin take in Bench's receipts, and forget what they held", async () => {
  const run = await staff.enter('press', 'Anna Roth');
  const press = callsOf<PressBridge>(run.page);
  await plugIn(run, new VirtualPrinter(() => undefined, { dpmm: DPMM, pace: 20 }));
  await well(press('selectBatch', { batch: BATCH }));
  await choose(run, onStick('return-receipt-', '.jsonl'));
  await well(press('takeReceipt', null));
  await choose(run, keyStick);
  await well(press('chooseMedium', null));
  const destroyed = { people: PEOPLE, unreceived: null, printer: 'clear' } as const;
  await well(staff.signed(run, 'press', TWO, () => press('destroyBatch', destroyed)));
  await choose(run, stick);
  await well(press('saveCertificate', { batch: BATCH }));
  await run.picture('round-4-destroyed');
  await leave(run);
  expect([readdirSync(at('press', 'press')), readdirSync(keyStick)]).toEqual([[], []]);

  const first = await staff.enter('origin', 'Li Wei');
  const origin = callsOf<OriginBridge>(first.page);
  const destroy = () =>
    staff.signed(first, 'origin', BOTH, () =>
      origin('destroyBatch', { batch: BATCH, people: PEOPLE, unreceived: null }),
    );
  const waiting = await destroy();
  expect(waiting).toMatchObject({ ok: false, error: { kind: 'no-receipt' } });
  await choose(first, onStick('vault-receipt-', '.jsonl'));
  expect(await well(origin('takeReceipt', null))).toEqual({ batch: BATCH });
  await well(destroy());
  await first.close();
});

test("Check finds the card in the maker's proof, and opens it for its owner", async () => {
  const [[serial = '', passphrase = '']] = [...(await passphrasesOf())] as [[string, string]];
  const run = await staff.enter('check', 'Cai');
  await staff.change(run, 'check', 'Anna Roth');
  await meetAll(run, 'check');
  const check = callsOf<CheckBridge>(run.page);
  await choose(run, onStick('proof-', '.jsonl'));
  expect(await well(check('openProof', null))).toMatchObject({
    proof: { count: COUNT, signer: { name: NAMES.bench } },
  });
  await check('put', { text: serial });
  const address = addresses.get(serial);
  expect(await typePassphrase(run, passphrase)).toMatchObject({ ok: true, address, shownBy: 'confirmation-code' });
  await run.picture('round-5-confirmed');

  await check('put', { text: keys.get(serial) ?? '' });
  expect(await typePassphrase(run, passphrase)).toMatchObject({ ok: true, address });
  const shown = await well(check('revealKeys', null));
  const wif = shown.find(({ form, coins }) => form === 'wif' && coins.includes('BTC'));
  expect(addressOfWif(wif?.text ?? '')).toBe(addresses.get(serial));
  const wrong = `${passphrase.slice(0, -1)}${passphrase.endsWith('0') ? '1' : '0'}`;
  expect(await typePassphrase(run, wrong)).toMatchObject({ ok: false });
  await run.close();
  expect(readFileSync(at('check', 'journal.jsonl'), 'latin1')).not.toContain(passphrase);
});

test('the owner opens a card on the page, from pictures of its sticker and of the code on its packing', async () => {
  const [[serial = '', passphrase = '']] = [...(await passphrasesOf())] as [[string, string]];
  const { statement, signature } = attestedBy(at('bench'), BATCH, serial, staff.lines('bench', 'Anna Roth'));
  const maker = identityOf('bench');
  const sticker = { zpl: stickers.get(serial) ?? '', dpmm: DPMM };
  const packing = { zpl: packings.find(isPackingOf(serial)) ?? '', dpmm: 8 };
  const seen = await openAtHome({ passphrase, sticker, packing, maker });
  expect(seen).toMatchObject({ address: addresses.get(serial), standing: 'good', requests: [] });
  expect(addressOfWif(seen.wif)).toBe(addresses.get(serial));
  const taken = join(stick, 'taken-apart.txt');
  writeFileSync(taken, statement);
  writeFileSync(`${taken}.minisig`, signature);
  expect([minisign(taken, signing('bench')), statement.includes(serial)]).toEqual(['a card', true]);
});

/** The package is counted before anybody knows what Press says of it. */
async function arrive({ page, ...run }: RunningApp): Promise<void> {
  await page.keyboard.press('F5');
  await page.click('[data-do="arrival"]');
  await page.locator('[data-field="packages"]').fill(`A-1027 ${COUNT}`);
  await choose({ page, ...run }, onStick('shipment-', '.jsonl'));
  await run.picture('round-3-arrival');
  await page.click('[data-sign="arrival"] [data-do="sign"]');
  await expect(page.locator('[role="status"]', { hasText: `${COUNT} cards, as Press says` })).toBeVisible();
  await page.keyboard.press('F1');
}

async function typePassphrase(run: RunningApp, passphrase: string): Promise<unknown> {
  // What was put there past the window, it learns by being loaded again.
  await run.page.reload();
  const at = await run.page.locator('[data-page]').getAttribute('data-page');
  await run.page.locator(`[data-do="${at === 'answer' ? 'back' : 'next'}"]`).click();
  await run.page.locator('[data-field="passphrase"]').fill(passphrase);
  await run.page.locator('[data-do="check"]').click();
  await expect(run.page.locator('[data-do="check"]')).toBeEnabled();
  return (await callsOf<CheckBridge>(run.page)('station', null)).table.outcome;
}

/** Two supervisors compare the words of every station that this one must know, and sign with their badges. */
const meetAll = (run: RunningApp, role: Role): Promise<void> =>
  meet(run, role, identityOf, (pin) => staff.signed(run, role, BOTH, pin));

const passphrasesOf = () => passphrasesIn(at('bench'), vaultFile());

test('from outside: every signature, every chain, and no half where it must not be', async () => {
  expect(minisign(onStick('order-', '.jsonl'), signing('origin'))).toContain(`units ${COUNT}`);
  expect(minisign(onStick('return-', '.jsonl'), signing('press'))).toContain(`units ${COUNT}`);
  expect(minisign(onStick('proof-', '.jsonl'), signing('bench'))).toContain(`units ${COUNT}`);
  for (const role of ROLES) {
    const kinds = chainOf(at(role, 'journal.jsonl')).map(({ kind }) => kind);
    expect(kinds[1]).toBe('station-commissioned');
    expect(kinds).not.toContain('incident');
  }
  const passphrases = [...(await passphrasesOf()).values()];
  const badges = ROLES.flatMap((role) => STAFF.map((who) => staff.badge(role, who)));
  const everything = readdirSync(site.home, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    // The etch jobs are what carries a passphrase onto the metal.
    .filter((path) => !path.startsWith(at('bench', 'etch')) && !path.startsWith(at('badges')));
  for (const path of everything) {
    const text = readFileSync(path, 'latin1');
    for (const secret of [...passphrases, ...keys.values(), ...badges, PASSPHRASE]) {
      expect(text.includes(secret), `${path} holds a secret`).toBe(false);
    }
  }
});

test('from outside: whoever did it has signed with a badge, and no name was typed', async () => {
  const acts: Readonly<Record<Role, readonly string[]>> = {
    origin: ['peer-pinned', 'peer-pinned', 'batch-exported', 'batch-exported', 'passphrases-condemned'],
    press: ['peer-pinned', 'peer-pinned', 'destruction-begun'],
    bench: ['peer-pinned', 'peer-pinned', 'peer-pinned', 'batch-closed'],
    check: ['peer-pinned'],
  };
  for (const role of ROLES) {
    const { signed, unsaid, verified } = whoDidIt(at(role, 'journal.jsonl'));
    expect([role, signed]).toEqual([role, ['people-begun', 'person-enrolled', 'person-enrolled', ...acts[role]]]);
    expect([role, unsaid, verified]).toEqual([role, [], true]);
  }
});
