/** A Press on a real directory, with what can be made to fail: the journal's appends, and the printer. */
import { wordsOf } from '../../resources/words/languages.ts';
import { generateKeyPairSync, sign } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ChainRecord } from '../../core/journal/chain.ts';
import { must } from '../../core/base/result.ts';
import { openJournal, type JournalOptions } from '../../electron/journal/file.ts';
import type { Signer } from '../../electron/keys/ed25519.ts';
import { plainDelivery } from '../../electron/station/delivery.ts';
import { plainIntake } from '../../electron/station/intake.ts';
import { createPressBook } from '../../core/stations/press/book.ts';
import { createPressShift } from '../../core/stations/press/shift.ts';
import { both, follow } from '../../electron/journal/fold.ts';
import { startPress, type PressStation } from '../../electron/roles/press/station.ts';
import type { PressStationParts } from '../../electron/roles/press/parts.ts';
import { STATION } from './chain.ts';
import { derivation, knownOrder, plainMaker, PowerCut, type KnownOrder } from './press.ts';
import { platformRandom } from './streams.ts';
import { textOf } from './transfers.ts';

const keys = generateKeyPairSync('ed25519');
export const SIGNER: Signer = {
  publicKey: new Uint8Array(keys.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32)),
  sign: (message) => new Uint8Array(sign(null, message, keys.privateKey)),
};

/** The directories of one Press: its own, the key's medium, and where files come from and go to. */
export interface Site {
  readonly station: string;
  readonly medium: string;
  readonly outside: string;
}

export function newSite(): Site {
  const root = mkdtempSync(join(tmpdir(), 'twofold-press-'));
  const site = { station: join(root, 'station'), medium: join(root, 'medium'), outside: join(root, 'outside') };
  mkdirSync(join(site.station, 'press'), { recursive: true });
  mkdirSync(site.medium);
  mkdirSync(site.outside);
  return site;
}

/** An order as a file, with passphrases the test knows. */
export async function orderFile(site: Site, count: number, batch = 'BATCH-7', first = 1) {
  const known: KnownOrder = await knownOrder(count, batch, first);
  const path = join(site.outside, `${batch}.order.jsonl`);
  writeFileSync(
    path,
    textOf('order', [...known.order.units], { batch, from: 'Training Origin', to: 'Training Press' }),
  );
  return { ...known, path };
}

export interface Opened {
  readonly station: PressStation;
  /** Cuts the power at the nth append from now on; nothing more is written. */
  cut(after: number, when: 'before' | 'after'): void;
  /** As a crash leaves it: the journal is let go without a stop on record. */
  crash(): Promise<void>;
  /** What is on record now, and what comes to be. */
  records(): readonly ChainRecord[];
  follow(listener: (records: readonly ChainRecord[]) => void): void;
  /** How often the platform was to let go of keys. */
  lettingGo(): number;
}

export async function openSite(
  site: Site,
  over: Partial<PressStationParts> = {},
  options: Partial<JournalOptions> = {},
): Promise<Opened> {
  const opened = must(
    await openJournal({
      directory: site.station,
      station: 'Training Press',
      mode: 'training',
      identity: STATION,
      clock: { now: () => new Date().toISOString() },
      reserveBytes: 16,
      ...options,
    }),
  );
  let left = Number.POSITIVE_INFINITY;
  let mode: 'before' | 'after' = 'before';
  const journal: typeof opened = {
    ...opened,
    get head() {
      return opened.head;
    },
    get stopped() {
      return opened.stopped;
    },
    get low() {
      return opened.low;
    },
    async append(events) {
      left--;
      if (left < 0 && mode === 'before') throw new PowerCut();
      const refs = await opened.append(events);
      if (left < 0) throw new PowerCut();
      return refs;
    },
  };
  const [book, shift] = [createPressBook(), createPressShift()];
  await follow(both(book, shift), opened);
  let letGo = 0;
  const station = await startPress({
    name: 'Training Press',
    mode: 'training',
    version: '0.1.0',
    runtime: 'test',
    directory: site.station,
    journal,
    book,
    shift,
    signer: SIGNER,
    derivation,
    crew: () => ({ ...plainMaker, ready: Promise.resolve(), close: async () => undefined }),
    words: async () => wordsOf('en'),
    clock: { now: () => '2026-11-22T10:00:00.000Z' },
    random: platformRandom,
    letGoOfKeys: () => void letGo++,
    intake: plainIntake(journal),
    letGo: () => journal.close(),
    delivery: plainDelivery({
      from: 'Training Press',
      journal,
      last: (to) => book.returns().findLast((one) => one.to === to) ?? null,
    }),
    ...over,
  });
  return {
    station,
    cut: (after, when) => ([left, mode] = [after, when]),
    crash: () => opened.close(),
    lettingGo: () => letGo,
    records: () => [...opened.records(0)].flat(),
    follow: (listener) => void opened.follow(listener),
  };
}

/** Every file below a directory, with its bytes as text. */
export function filesBelow(directory: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(directory).flatMap((name) => {
    const path = join(directory, name);
    return statSync(path).isDirectory() ? filesBelow(path) : [{ path, text: readFileSync(path, 'latin1') }];
  });
}
