import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventOf } from '../../core/journal/event.ts';
import { must } from '../../core/base/result.ts';
import { openJournal, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { openIndex } from '../../electron/journal/index.ts';
import { verifyJournal } from '../../electron/journal/verify.ts';
import { milliseconds } from './measure.ts';
import { atMost } from './table.ts';
import type { Row, Table } from './table.ts';

const UNITS = 10_000;
const RECORDS = 100_000;

/** The journal and its index on the disk of the temporary directory: what one waits for, and how long. */
export async function journal(): Promise<Table[]> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-bench-'));
  try {
    const open = async (): Promise<OpenJournal> =>
      must(
        await openJournal({
          directory,
          station: 'Bench',
          mode: 'training',
          identity: must(await openIdentity(join(directory, 'identity.key'))),
          clock: { now: () => new Date().toISOString() },
        }),
      );
    const path = join(directory, 'index.sqlite');
    const first = await open();
    const writing = await appends(first);
    await fill(first);
    await first.close();
    return [writing, await reading(first.path, open), await asking(path, open)];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const verified = (serial: string): EventOf<'unit-verified'> => ({
  kind: 'unit-verified',
  serial,
  address: 'bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq',
  coin: 'BTC',
});

const serialOf = (i: number): string => `C-${String(i).padStart(6, '0')}`;

async function appends(journal: OpenJournal): Promise<Table> {
  const many = async (lanes: number, each: number): Promise<Row> => {
    const lane = async (): Promise<void> => {
      for (let i = 0; i < each; i++) await journal.append([verified(serialOf(i))]);
    };
    const time = await milliseconds(() => Promise.all(Array.from({ length: lanes }, lane)));
    const what = lanes === 1 ? 'one at a time' : `${lanes} at once, sharing their syncs`;
    return { what, value: (1000 * lanes * each) / time, unit: '/s' };
  };
  await many(1, 50);
  return {
    title: 'Journal: records appended, each on disk (fdatasync)',
    rows: [await many(1, 500), await many(16, 200)],
  };
}

/** A station's year or so: a batch, its checks, and what comes after. */
async function fill(journal: OpenJournal): Promise<void> {
  const units = Array.from({ length: UNITS }, (_, i) => ({
    kind: 'unit-received' as const,
    batch: 'B1',
    serial: serialOf(i),
    address: `bc1q${String(i).padStart(38, '0')}`,
    publicKey: `02${String(i).padStart(64, '0')}`,
    confirmation: 'cfrm38V8aXpiCTkDHgnpgyBNbHP3aYFAAzE2XJ5v2gw5q3sWnPLRCRFzCWkbNBvq2xWpEpCXjMG',
    sticker: `S-${i}`,
  }));
  const names = { vault: 'v', returned: 'r', origin: 'o', press: 'p' };
  await journal.append([...units, { kind: 'batch-opened', batch: 'B1', count: UNITS, ...names }]);
  await journal.append(units.map(({ batch, serial }) => ({ kind: 'unit-checked' as const, batch, serial })));
  while (journal.head.size < RECORDS)
    await journal.append(
      Array.from({ length: 10_000 }, (_, i) => ({
        kind: 'verdict-given' as const,
        serial: serialOf(i % UNITS),
        outcome: 'PASS' as const,
        reason: null,
      })),
    );
}

async function reading(path: string, open: () => Promise<OpenJournal>): Promise<Table> {
  await verifyJournal(path);
  const { records } = must(await verifyJournal(path));
  const verifying = await milliseconds(() => verifyJournal(path));
  const opening = await milliseconds(async () => (await open()).close());
  const scale = RECORDS / records;
  return {
    title: `Journal: ${RECORDS.toLocaleString('en')} records`,
    rows: [
      { what: 'verified, file alone', value: verifying * scale, unit: 'ms', target: atMost(2000) },
      { what: 'opened, verified and closed', value: opening * scale, unit: 'ms' },
    ],
  };
}

async function asking(path: string, open: () => Promise<OpenJournal>): Promise<Table> {
  const journal = await open();
  const building = await milliseconds(async () => (await openIndex({ path, journal })).close());
  const opening = await milliseconds(async () => (await openIndex({ path, journal })).close());
  const index = await openIndex({ path, journal });
  const page = { batch: 'B1', search: '', state: null, offset: 0, limit: 100 } as const;
  const searched = await milliseconds(() => index.units({ ...page, search: '777' }));
  const last = await milliseconds(() => index.units({ ...page, offset: UNITS - 100 }));
  const counted = await milliseconds(() => index.counts('B1'));
  const travelled = await milliseconds(() => index.traveller(serialOf(77)));
  index.close();
  const size = journal.head.size;
  await journal.close();
  return {
    title: `Index: ${UNITS.toLocaleString('en')} units, ${size.toLocaleString('en')} records`,
    rows: [
      { what: 'made from the journal', value: building, unit: 'ms' },
      { what: 'opened', value: opening, unit: 'ms' },
      { what: 'searched for three digits', value: searched, unit: 'ms', target: atMost(50) },
      { what: 'last page', value: last, unit: 'ms', target: atMost(50) },
      { what: 'counted by state', value: counted, unit: 'ms', target: atMost(50) },
      { what: 'traveller of one unit', value: travelled, unit: 'ms', target: atMost(50) },
    ],
  };
}
