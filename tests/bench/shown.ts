/** What a look at Records costs: who did each of its records, and whether what people have signed holds; of the processor. */
import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JournalEvent, JournalRecord } from '../../core/journal/event.ts';
import type { Enrolled } from '../../core/journal/events/people.ts';
import type { LineSigner } from '../../core/journal/signed.ts';
import { must } from '../../core/base/result.ts';
import { openJournal, type OpenJournal } from '../../electron/journal/file.ts';
import { openIdentity } from '../../electron/journal/identity.ts';
import { median, processorMilliseconds } from './measure.ts';
import { atMost } from './table.ts';
import type { Table } from './table.ts';

/** As many as the page asks for at most. */
const LOOKED_AT = 500;
const TIMES = 9;

interface Signing extends LineSigner {
  readonly enrolled: Enrolled;
}

function somebody(name: string): Signing {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const person = randomBytes(8).toString('hex');
  const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex');
  const enrolled: Enrolled = { person, name, roles: ['supervisor'], badge: randomBytes(8).toString('hex'), key };
  const signed = (text: string): string => sign(null, Buffer.from(text, 'utf8'), privateKey).toString('hex');
  return { person, enrolled, sign: signed };
}

/** A journal of two people, whose last records are all signed by both, as bad as it can be. */
export async function shown(): Promise<readonly Table[]> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-bench-'));
  try {
    const identity = must(await openIdentity(join(directory, 'identity.key')));
    const journal = must(
      await openJournal({
        ...{ directory, station: 'Bench', mode: 'training', identity },
        clock: { now: () => new Date().toISOString() },
      }),
    );
    const records = await signedByTwo(journal);
    const look = () => processorMilliseconds(() => journal.shown(records));
    const first = await look();
    const next: number[] = [];
    for (let times = 0; times < TIMES; times++) next.push(await look());
    await journal.close();
    return [
      {
        title: `Records: a look at ${LOOKED_AT} that two people have signed each, of the processor`,
        rows: [
          { what: 'the first', value: first, unit: 'ms' },
          { what: 'the next, median', value: median(next), unit: 'ms', target: atMost(50) },
        ],
      },
    ];
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function signedByTwo(journal: OpenJournal): Promise<readonly JournalRecord[]> {
  const people = [somebody('Ada'), somebody('Bela')] as const;
  const signatures = [{ name: 'Ada' }, { name: 'Bela' }] as const;
  const records: JournalRecord[] = [];
  journal.follow((written) => void records.push(...written));
  journal.attend(() => ({ by: null, signers: people }));
  const [ada, bela] = people;
  await journal.append([{ kind: 'people-begun', people: [ada.enrolled, bela.enrolled], signatures }]);
  const scrapped = (i: number): JournalEvent => ({
    kind: 'unit-scrapped',
    serial: `TF-${String(i).padStart(6, '0')}`,
    reason: 'strip torn',
    signatures,
  });
  await journal.append(Array.from({ length: LOOKED_AT }, (_, i) => scrapped(i)));
  return records.slice(-LOOKED_AT);
}
