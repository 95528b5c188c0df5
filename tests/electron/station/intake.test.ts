/** How a commissioned Bench takes in the real transfers: sealed vault and signed return, both or none. */
import { cp, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addressesOf } from '../../../core/coins/coins.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { must, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { UncheckedUnits } from '../../../core/transfer/kinds.ts';
import type { PrintedUnit } from '../../../core/transfer/units.ts';
import { openIndex, type Index } from '../../../electron/journal/index.ts';
import { courierIntake } from '../../../electron/station/intake.ts';
import { openBatchFiles } from '../../../electron/roles/bench/opening.ts';
import type { BatchFiles } from '../../../electron/roles/served.ts';
import { openVault, type Vault } from '../../../electron/vault/vault.ts';
import { batchFiles } from '../../fakes/bench-station.ts';
import { BATCH, makeCards, passphraseOf, type TestCard } from '../../fakes/cards.ts';
import { eventsOf, introduce, newTrio, openStation, type TestStation, type Trio } from '../../fakes/commissioned.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { outsideAnchor } from '../../fakes/computer.ts';
import { putJournal } from '../../fakes/open-journal.ts';

let cards: readonly TestCard[] = [];
beforeAll(async () => {
  cards = await makeCards(4);
});

let trio: Trio;
const desks: { close(): void }[] = [];
beforeEach(async () => {
  trio = await newTrio();
});
afterEach(async () => {
  for (const one of desks.splice(0)) one.close();
  await trio.close();
});

const returnOf = ({ serial, confirmation, publicKey, sticker }: TestCard): PrintedUnit => {
  const { BTC = '' } = must(addressesOf(Buffer.from(publicKey, 'hex')));
  return { addresses: { BTC }, confirmation, publicKey, serial: serial as Serial, sticker };
};

/** What Origin and Press send of these cards; without the withdrawn ones' keys. */
async function sent(units: readonly TestCard[], batch = BATCH, withdrawn: readonly TestCard[] = []) {
  const medium = await trio.medium();
  const vault = units.map((card) => ({ serial: card.serial as Serial, passphrase: passphraseOf(card) }));
  const returned = units.map((card): UncheckedUnits['return'] =>
    withdrawn.includes(card) ? { serial: card.serial as Serial, withdrawn: true } : returnOf(card),
  );
  const files = {
    vault: must(await trio.origin.courier.send('vault', 'Bench A', { batch, units: vault }, medium)).file,
    returned: must(await trio.press.courier.send('return', 'Bench A', { batch, units: returned }, medium)).file,
  };
  return files satisfies BatchFiles;
}

interface Desk {
  readonly index: Index;
  readonly vault: Vault;
  open(files: BatchFiles): Promise<Result<string>>;
}

/** The parts of a Bench that opening a batch needs, over a commissioned station. */
async function desk(station: TestStation): Promise<Desk> {
  const { directory, journal, courier } = station;
  const index = await openIndex({ path: join(directory, 'index.sqlite'), journal });
  const vault = openVault({
    directory: join(directory, 'vault'),
    station: station.identity.name,
    stationKey: Secret.copyOf(station.vaultKey.use((bytes) => bytes)),
    random: platformRandom,
    letGoOfKeys: () => undefined,
  });
  desks.push({
    close() {
      index.close();
      vault[Symbol.dispose]();
    },
  });
  const ports = {
    directory,
    journal,
    index,
    vault,
    intake: courierIntake(courier),
    room: async () => 1e9,
    progress: () => {},
  };
  return { index, vault, open: (files) => openBatchFiles(files, ports) };
}

const kinds = (events: readonly JournalEvent[]): readonly string[] => events.map(({ kind }) => kind);

test('both receipts stand with the opening, and every passphrase is sealed here', async () => {
  const files = await sent(cards.slice(0, 3), BATCH, cards.slice(2, 3));
  const { index, vault, open } = await desk(trio.bench);
  expect(await open(files)).toEqual({ ok: true, value: BATCH });
  expect(kinds(eventsOf(trio.bench)).slice(-6)).toEqual([
    'unit-received',
    'unit-received',
    'unit-withdrawn-at-press',
    'transfer-received',
    'transfer-received',
    'batch-opened',
  ]);
  expect(eventsOf(trio.bench).at(-1)).toMatchObject({ batch: BATCH, count: 3, origin: 'Origin A', press: 'Press B' });
  expect(index.counts(BATCH)).toMatchObject({ received: 2, withdrawn: 1 });
  expect(must(await vault.open(BATCH)).count).toBe(2);
  // The very next of each, and none a second time.
  expect(await open(files)).toMatchObject({ error: { kind: 'replayed' } });
  expect(await open(await sent(cards.slice(3), 'BATCH-2'))).toEqual({ ok: true, value: 'BATCH-2' });
});

test('a power cut at any record leaves transfers that are taken, or still to be taken', async () => {
  const files = await sent(cards.slice(0, 2));
  const { open } = await desk(trio.bench);
  const before = trio.bench.journal.head.size;
  must(await open(files));
  const lines = (await readFile(join(trio.bench.directory, 'journal.jsonl'), 'latin1')).split('\n').slice(0, -1);
  for (let kept = before; kept <= lines.length; kept++) {
    const left = await trio.medium();
    for (const name of ['station.keys', 'station.attempts', 'vault']) {
      await cp(join(trio.bench.directory, name), join(left, name), { recursive: true });
    }
    const torn = (lines[kept] ?? '').slice(0, 30);
    const text = lines.slice(0, kept).map((line) => `${line}\n`);
    await putJournal(left, text.join('') + torn, trio.bench.journal.mac, outsideAnchor(trio.bench.identity));
    const station = await openStation(left);
    const after = await desk(station);
    const whole = kept === lines.length;
    expect(after.index.batches()).toHaveLength(whole ? 1 : 0);
    const answer = await after.open(files);
    expect([kept, answer.ok ? 'opened' : answer.error.kind]).toEqual([kept, whole ? 'replayed' : 'opened']);
    expect(after.index.counts(BATCH)).toMatchObject({ received: 2 });
    expect(after.index.openIncidents()).toBe(0);
    await station.close();
  }
});

test('production takes no file of training, and nothing that is not signed, sealed and whole', async () => {
  const { open, index } = await desk(trio.bench);
  const plain = await batchFiles(await trio.medium(), cards.slice(0, 2));
  const files = await sent(cards.slice(0, 2));
  const bare = join(await trio.medium(), 'return.jsonl');
  await cp(files.returned, bare);
  const refusals: readonly (readonly [BatchFiles, string])[] = [
    [plain, 'unsigned'],
    [{ ...files, vault: plain.vault }, 'unsigned'],
    [{ ...files, returned: plain.returned }, 'unsigned'],
    [{ ...files, returned: bare }, 'unsigned'],
    [{ vault: files.returned, returned: files.vault }, 'unsigned'],
  ];
  for (const [bad, kind] of refusals) expect(await open(bad)).toMatchObject({ ok: false, error: { kind } });
  expect(index.batches()).toEqual([]);
  expect(await readdir(join(trio.bench.directory, 'vault')).catch(() => [])).toEqual([]);
  expect(kinds(eventsOf(trio.bench)).filter((kind) => kind === 'transfer-refused')).toHaveLength(refusals.length);
  expect(await open(files)).toEqual({ ok: true, value: BATCH });
});

test('units that do not match use up neither transfer', async () => {
  const [one, two] = cards as readonly [TestCard, TestCard];
  const { vault } = await sent([one, two]);
  const other = await trio.add('press', 'Press C');
  await introduce(other, trio.bench);
  const batch = { batch: BATCH, units: [returnOf(one)] };
  const { file: returned } = must(await other.courier.send('return', 'Bench A', batch, await trio.medium()));
  const { open } = await desk(trio.bench);
  const { size } = trio.bench.journal.head;
  expect(await open({ vault, returned })).toMatchObject({ error: { kind: 'units-differ' } });
  // That it was refused is on record, and nothing else.
  expect(trio.bench.journal.head.size).toBe(size + 1);
  expect(eventsOf(trio.bench).at(-1)).toMatchObject({ kind: 'incident', reason: 'units-differ' });
  const senders = [trio.origin, other].map(({ identity }) => trio.bench.book.nextFrom(identity.fingerprint).sequence);
  expect(senders).toEqual([1, 1]);
});

test('halves that never match are set aside, and the next batch of the same stations opens', async () => {
  const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];
  const medium = await trio.medium();
  const units = [{ serial: one.serial as Serial, passphrase: passphraseOf(one) }];
  const other = { batch: BATCH, units: [returnOf(two)] };
  const { file: vault } = must(await trio.origin.courier.send('vault', 'Bench A', { batch: BATCH, units }, medium));
  const { file: returned } = must(await trio.press.courier.send('return', 'Bench A', other, medium));
  const next = await sent([three], 'BATCH-NEXT');
  const { open } = await desk(trio.bench);
  expect(await open({ vault, returned })).toMatchObject({ error: { kind: 'units-differ' } });
  expect(await open(next)).toMatchObject({ error: { kind: 'gap' } });
  const grounds = { reason: 'vault and return never match', people: ['Ada', 'Grace'] } as const;
  must(await trio.bench.courier.setAside('vault', vault, grounds));
  expect(await open(next)).toMatchObject({ error: { kind: 'gap' } });
  must(await trio.bench.courier.setAside('return', returned, grounds));
  expect(await open(next)).toEqual({ ok: true, value: 'BATCH-NEXT' });
  expect(await open({ vault, returned })).toMatchObject({ error: { kind: 'replayed' } });
});

test("customers' codes come in the vault's place, signed and for all to read, and are sealed here", async () => {
  const medium = await trio.medium();
  const units = cards.slice(0, 2);
  const supplied = units.map(({ serial, code }) => ({ serial: serial as Serial, code }));
  const vault = must(await trio.origin.courier.send('supplied', 'Bench A', { batch: BATCH, units: supplied }, medium));
  const batch = { batch: BATCH, units: units.map(returnOf) };
  const returned = must(await trio.press.courier.send('return', 'Bench A', batch, medium));
  const { index, vault: sealed, open } = await desk(trio.bench);
  expect(await open({ vault: vault.file, returned: returned.file })).toEqual({ ok: true, value: BATCH });
  expect(index.batches()).toMatchObject([{ batch: BATCH, supplied: true, vault: vault.digest }]);
  expect(eventsOf(trio.bench).at(-3)).toMatchObject({ kind: 'transfer-received', transfer: 'supplied' });
  const batchKept = must(await sealed.open(BATCH));
  for (const { serial, code } of units) {
    using secret = must(batchKept.passphrase(serial));
    expect(secret.use((bytes) => Buffer.from(bytes).toString('latin1'))).toBe(code);
  }
  // A vault of another batch is told from it.
  must(await open(await sent(cards.slice(2), 'BATCH-2')));
  expect(index.batches().map((one) => one.supplied ?? false)).toEqual([true, false]);
});

test('what is named as one and is the other is refused', async () => {
  const { vault, returned } = await sent(cards.slice(0, 2));
  const medium = await trio.medium();
  const named = join(medium, 'supplied-0001-BATCH-1-from-Origin_A.jsonl');
  await cp(vault, named);
  await cp(vault.replace(/\.jsonl\.age$/, '.jsonl.minisig.age'), `${named}.minisig`);
  const { open } = await desk(trio.bench);
  const answer = await open({ vault: named, returned });
  expect(answer.ok ? 'opened' : 'refused').toBe('refused');
  expect(await open({ vault, returned })).toEqual({ ok: true, value: BATCH });
});
