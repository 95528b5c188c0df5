/** Journal records and incidents for the gallery: one of nearly every kind, so that every sentence is looked at. */
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { actOf } from '../../core/journal/signed.ts';
import type { Doer, ShownRecord, WhoDid } from '../../core/journal/who.ts';
import { viewOf } from '../../core/stations/bench/deeds.ts';
import type { Traveller } from '../../electron/roles/bench/contract.ts';
import type { IncidentView } from '../../electron/bridge/common.ts';
import { unitRow } from '../fakes/station.ts';

const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const hash = '0'.repeat(64);

const [aino, wang]: readonly [Doer, Doer] = [
  { name: 'Aino Laine', roles: ['operator', 'supervisor'] },
  { name: '王小明', roles: ['operator'] },
];

/** Signed by two, or done by the operator alone. */
export const whoOf = (event: JournalEvent): WhoDid =>
  actOf(event) === null
    ? { by: wang, signers: [], signatures: null }
    : { by: wang, signers: [aino, wang], signatures: 'hold' };

const records = (first: number, events: readonly JournalEvent[]): readonly ShownRecord[] =>
  events.map((event, i) => ({
    seq: first + i,
    at: new Date(Date.UTC(2026, 10, 22, 8, 0, first + i * 7)).toISOString(),
    prev: hash,
    mac: hash,
    event,
    who: whoOf(event),
  }));

const stepsOf = (serial: string): readonly JournalEvent[] => [
  {
    kind: 'unit-received',
    batch: '2026-047',
    serial,
    address,
    publicKey: hash,
    confirmation: 'cfrm38VU',
    sticker: 'ST-90001',
  },
  { kind: 'unit-checked', batch: '2026-047', serial },
  { kind: 'scan-refused', serial, reason: 'address-next', what: 'serial', length: 9 },
  { kind: 'unit-verified', serial, address, coin: 'BTC native SegWit' },
  { kind: 'verdict-given', serial, outcome: 'PASS', reason: null },
  { kind: 'label-failed', serial, outcome: 'PASS', reason: 'paper-out' },
  { kind: 'label-printed', serial, outcome: 'PASS', evidence: 'buffer-empty' },
  { kind: 'etch-intended', serials: [serial], job: 'J-0001', layout: 'card-86x54/1', format: 'svg' },
  { kind: 'etch-sent', serials: [serial], job: 'J-0001', bytes: 9120, mac: hash },
  { kind: 'etch-in-doubt', serial, job: 'J-0001', reason: 'interrupted' },
];

export const travellerOf = (serial: string): Traveller => ({
  unit: { ...unitRow(1), serial, state: 'in-doubt', reason: 'interrupted' },
  steps: records(1190, stepsOf(serial)),
  deeds: (['put-aside', 'scrap'] as const).map(viewOf),
  inTray: true,
});

export const journal: readonly ShownRecord[] = records(12_800, [
  { kind: 'journal-begun', format: JOURNAL_FORMAT, station: 'HEL-2-BENCH-01', mode: 'production', publicKey: hash },
  { kind: 'station-started', version: '0.1.0', runtime: 'Electron 45.4.1' },
  { kind: 'index-rebuilt', because: 'stale', records: 12_800 },
  { kind: 'device-changed', device: 'printer', state: 'faulted', reason: 'paper-out' },
  {
    kind: 'batch-opened',
    batch: '2026-047',
    count: 10_000,
    vault: hash,
    returned: hash,
    origin: 'HEL-1',
    press: 'TLL-1',
  },
  { kind: 'check-started', batch: '2026-047', left: 10_000 },
  { kind: 'check-stopped', batch: '2026-047', left: 6139, because: 'cancelled', confirmed: 41 },
  ...stepsOf('TF-004711'),
  { kind: 'etch-misread', serial: 'TF-004709', job: 'J-0000', attempt: 2 },
  {
    kind: 'doubt-resolved',
    serial: 'TF-004709',
    job: 'J-0000',
    as: 'scrapped',
    signatures: [{ name: 'Aino Laine' }, { name: '王小明' }],
  },
  { kind: 'incident', reason: 'secret-scanned', serial: null, detail: 'encrypted key, 58 characters' },
  { kind: 'checkpoint', size: 12_800, head: hash, signature: hash },
]);

export const incidents: readonly IncidentView[] = [
  {
    incident: 12_819,
    at: '2026-11-22T10:31:00.000Z',
    reason: 'secret-scanned',
    serial: 'TF-004712',
    detail: 'encrypted key, 58 characters',
    acknowledgedBy: null,
    answered: [],
  },
  {
    incident: 12_790,
    at: '2026-11-22T07:02:40.000Z',
    reason: 'secret-scanned',
    serial: null,
    detail: 'private key (WIF), 52 characters',
    acknowledgedBy: null,
    answered: [],
  },
  {
    incident: 11_004,
    at: '2026-11-21T15:20:11.000Z',
    reason: 'derivation-disagreed',
    serial: 'TF-003310',
    detail: 'job 77',
    acknowledgedBy: 'Aino Laine',
    answered: [],
  },
];
