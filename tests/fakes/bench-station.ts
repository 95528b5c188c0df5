/** A bench's directory on a real disk: real journal, index, vault and outbox, and a pool that is only cheap scrypt. */
import { cp, mkdir, mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { must, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { addressesOf } from '../../core/coins/coins.ts';
import type { Heading } from '../../core/transfer/writer.ts';
import type { Serial } from '../../core/card/serial.ts';
import type { UncheckedUnits } from '../../core/transfer/kinds.ts';
import type { ConfirmationCode } from '../../core/bip38/layout.ts';
import { slotOf } from '../../electron/roles/bench/open.ts';
import { createMovingOutbox } from '../../electron/etch/outbox.ts';
import type { LaserTarget } from '../../electron/etch/target.ts';
import { openJournal, type JournalOptions, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { putJournal } from './open-journal.ts';
import { openIndex } from '../../electron/journal/index.ts';
import { plainDelivery } from '../../electron/station/delivery.ts';
import { plainIntake } from '../../electron/station/intake.ts';
import type { BatchFiles } from '../../electron/roles/served.ts';
import { ONE_CARD, type TrayForm } from '../../core/etch/tray.ts';
import type { Reading } from '../../core/etch/readback.ts';
import type { BenchStationParts } from '../../electron/roles/bench/parts.ts';
import { openVault } from '../../electron/vault/vault.ts';
import type { Pool } from '../../electron/workers/pool.ts';
import { BATCH, passphraseOf, type TestCard } from './cards.ts';
import { cheapPool } from './pool.ts';
import { platformRandom } from './streams.ts';
import { textOf } from './transfers.ts';

const NAME = 'Bench A';

/** A directory of the test's own, gone when the test is over. */
export async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-station-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** The two transfer files of a batch, and of those cards that Press has withdrawn. */
export async function batchFiles(
  directory: string,
  cards: readonly TestCard[],
  heading: Partial<Heading> = {},
  withdrawn: readonly TestCard[] = [],
): Promise<BatchFiles> {
  const files = { vault: join(directory, 'vault.jsonl'), returned: join(directory, 'return.jsonl') };
  const vault = cards.map((card) => ({ serial: card.serial as Serial, passphrase: passphraseOf(card) }));
  const returned = cards.map((card): UncheckedUnits['return'] => {
    if (withdrawn.includes(card)) return { serial: card.serial as Serial, withdrawn: true };
    const { serial, confirmation, publicKey, sticker } = card;
    const { BTC = '', ETH = '' } = must(addressesOf(Buffer.from(publicKey, 'hex')));
    return {
      addresses: { BTC, ETH },
      confirmation: confirmation as ConfirmationCode,
      publicKey,
      serial: serial as Serial,
      sticker,
    };
  });
  await writeFile(files.vault, textOf('vault', vault, { batch: BATCH, ...heading }));
  await writeFile(files.returned, textOf('return', returned, { batch: BATCH, from: 'Press B', ...heading }));
  return files;
}

export const tryJournal = async (
  directory: string,
  options: Partial<JournalOptions> = {},
): Promise<Result<OpenJournal>> =>
  openJournal({
    directory,
    station: NAME,
    mode: 'training',
    identity: must(await openIdentity(join(directory, 'identity.key'))),
    clock: { now: () => new Date().toISOString() },
    reserveBytes: 4096,
    ...options,
  });

export async function openParts(
  directory: string,
  {
    pool = cheapPool(),
    checking = null,
    journal: options = {},
    tray = () => ONE_CARD,
    reading = (): Reading => ({ code: false, share: 10 }),
    laser = () => ({ format: 'svg', slot: null, link: null, directory: join(directory, 'etch') }),
  }: {
    pool?: Pool;
    checking?: BenchStationParts['checking'];
    journal?: Partial<JournalOptions>;
    laser?: () => LaserTarget;
    reading?: () => Reading;
    tray?: () => TrayForm;
  } = {},
): Promise<BenchStationParts> {
  await mkdir(join(directory, 'etch'), { recursive: true, mode: 0o700 });
  const journal = must(await tryJournal(directory, options));
  const index = await openIndex({ path: join(directory, 'index.sqlite'), journal });
  return {
    name: NAME,
    mode: 'training',
    shift: () => ({ target: 38, check: 0 }),
    directory,
    version: '1.2.3',
    runtime: 'test',
    benches: () => null,
    signer: null,
    journal,
    index,
    vault: openVault({
      directory: join(directory, 'vault'),
      station: NAME,
      stationKey: new Secret(new Uint8Array(32).fill(7)),
      random: platformRandom,
      letGoOfKeys: () => undefined,
    }),
    laser,
    tray,
    reading,
    outbox: createMovingOutbox(
      () => laser().directory,
      () => slotOf(laser(), index),
    ),
    pool,
    checking,
    clock: { now: () => new Date().toISOString() },
    ticks: () => 0,
    random: platformRandom,
    intake: plainIntake(journal),
    delivery: plainDelivery({ from: NAME, journal, last: () => null }),
    letGo: () => journal.close(),
  };
}

/** A journal on a disk that is full from the moment `disk` says so, with nothing held in reserve. */
export const fillable = (disk: { readonly full: boolean }): Partial<JournalOptions> => ({
  reserveBytes: 0,
  async openFile(path, flags, mode) {
    const file = await open(path, flags, mode);
    const write = file.write.bind(file) as typeof file.write;
    file.write = ((...args: Parameters<typeof file.write>) =>
      disk.full
        ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
        : write(...args)) as typeof file.write;
    return file;
  },
});

/** Lets go of parts that never became a station. */
export async function closeParts({ journal, index, vault }: BenchStationParts): Promise<void> {
  await journal.close();
  index.close();
  vault[Symbol.dispose]();
}

/** What the disk holds at this moment, as a power cut would leave it; the first `lines` of the journal alone, if told. */
export async function afterPowerCut(directory: string, lines?: number, torn = ''): Promise<string> {
  const left = await scratch();
  for (const name of ['etch', 'vault', 'identity.key', 'journal.jsonl', 'journal.anchor']) {
    await cp(join(directory, name), join(left, name), { recursive: true }).catch(() => undefined);
  }
  if (lines !== undefined) {
    const text = await readFile(join(directory, 'journal.jsonl'), 'utf8');
    const kept = text
      .split('\n')
      .slice(0, lines)
      .map((line) => `${line}\n`);
    const { mac } = must(await openIdentity(join(directory, 'identity.key')));
    await putJournal(left, kept.join('') + torn, mac);
  }
  return left;
}

export const journalLines = async (directory: string): Promise<readonly string[]> =>
  (await readFile(join(directory, 'journal.jsonl'), 'utf8')).split('\n').slice(0, -1);
