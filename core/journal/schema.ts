/**
 * What each kind of event must look like when it comes back from a file: exactly these fields, of these types.
 * The table is checked against the union in event.ts, field by field, so that they cannot drift.
 */
import * as v from 'valibot';
import type { EventKind, EventOf, JournalEvent } from './event.ts';

type Field<T> = v.GenericSchema<unknown, T>;
type Fields = {
  readonly [K in EventKind]: { readonly [F in Exclude<keyof EventOf<K>, 'kind'>]-?: Field<EventOf<K>[F]> };
};

const text = v.string();
const textOrNull = v.nullable(text);
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const hex = (bytes: number) => v.pipe(v.string(), v.regex(new RegExp(`^[0-9a-f]{${2 * bytes}}$`)));
const people = v.strictTuple([text, text]);
const transfer = v.picklist(['order', 'vault', 'supplied', 'return', 'proof']);
const sticker = { batch: text, serial: text, sticker: text };
const outcome = v.picklist(['PASS', 'FAIL', 'ERROR', 'ABORTED']);

const fields = {
  'journal-begun': {
    format: v.literal(1),
    station: text,
    mode: v.picklist(['training', 'production']),
    publicKey: hex(32),
  },
  'station-started': { version: text, runtime: text },
  'station-stopped': {},
  'tail-cut': { bytes: count, sha256: hex(32) },
  'index-rebuilt': { because: v.picklist(['missing', 'stale', 'damaged']), records: count },
  checkpoint: { size: count, head: hex(32), signature: hex(64) },
  'device-changed': { device: v.picklist(['scanner', 'printer']), state: text, reason: textOrNull },
  'settings-changed': { what: text, to: text },
  'key-derivation-disagreed': { job: text },

  'unit-received': {
    batch: text,
    serial: text,
    address: text,
    publicKey: text,
    confirmation: text,
    sticker: text,
  },
  'unit-withdrawn-at-press': { batch: text, serial: text },
  'batch-opened': {
    batch: text,
    count,
    vault: text,
    returned: text,
    origin: text,
    press: text,
    supplied: v.exactOptional(v.literal(true)),
  },
  'check-started': { batch: text, left: count },
  'check-stopped': { batch: text, left: count, because: v.picklist(['done', 'cancelled', 'station-fault']) },
  'unit-checked': { batch: text, serial: text },

  'unit-quarantined': { serial: text, reason: text },
  'unit-verified': { serial: text, address: text, coin: text },
  'verdict-given': { serial: textOrNull, outcome, reason: textOrNull },
  'label-printed': { serial: text, outcome, evidence: text },
  'label-failed': { serial: text, outcome, reason: text },
  'etch-intended': { serial: text, job: text, layout: text },
  'etch-sent': { serial: text, job: text, bytes: count, mac: text },
  'etch-marked': { serial: text, job: text },
  'etch-read-back': { serial: text, job: text, positions: v.array(count) },
  'etch-misread': { serial: text, job: text, attempt: count },
  'etch-in-doubt': { serial: text, job: text, reason: text },
  'doubt-resolved': {
    serial: text,
    job: text,
    as: v.picklist(['marked', 'scrapped']),
    people,
  },

  'unit-covered': { serial: text, person: text },
  'unit-sealed': { serial: text, person: text },
  'unit-finished': { serial: text, person: text },
  'inspection-failed': { serial: text, what: v.picklist(['strip', 'seal', 'pack']), person: text },
  'unit-reworked': { serial: text, reason: text, person: text },
  'unit-scrapped': { serial: text, reason: text, people },
  'sample-picked': { batch: text, from: count, serials: v.array(text) },
  'unit-sampled': { serial: text, good: v.boolean(), people },
  'batch-closed': {
    batch: text,
    count,
    finished: count,
    scrapped: count,
    quarantined: count,
    sampled: count,
    withdrawn: count,
    printed: count,
    destroyed: count,
    people,
  },
  'passphrases-destroyed': { batch: text, how: text },

  'scan-refused': { serial: textOrNull, reason: text, what: text, length: count },
  incident: { reason: text, serial: textOrNull, detail: text },
  'incident-acknowledged': { incident: count, person: text },

  'station-commissioned': { identity: text },
  'station-unlocked': { wrong: count },
  'peer-pinned': { name: text, identity: text, people },
  'peer-revoked': { name: text, peer: hex(32), reason: text, people },
  'transfer-prepared': {
    transfer,
    batch: text,
    count,
    to: text,
    peer: v.nullable(hex(32)),
    sequence: count,
    previous: hex(32),
    digest: hex(32),
    records: count,
    journal: hex(32),
  },
  'transfer-sent': {
    transfer,
    batch: text,
    to: text,
    peer: v.nullable(hex(32)),
    sequence: count,
    digest: hex(32),
  },
  'transfer-abandoned': { to: text, peer: v.nullable(hex(32)), sequence: count, people },
  'transfer-received': {
    transfer,
    batch: text,
    count,
    from: text,
    peer: hex(32),
    sequence: count,
    digest: hex(32),
    records: count,
    journal: hex(32),
    until: v.exactOptional(v.picklist(['order-taken', 'batch-opened'])),
  },
  'transfer-set-aside': {
    transfer,
    batch: text,
    count,
    from: text,
    peer: hex(32),
    sequence: count,
    digest: hex(32),
    records: count,
    journal: hex(32),
    reason: text,
    people,
  },
  'transfer-refused': { transfer, from: textOrNull, reason: text },

  'batch-planned': {
    batch: text,
    count,
    keys: hex(16),
    prefix: text,
    digits: count,
    start: count,
    check: v.boolean(),
    permuted: v.boolean(),
    alphabet: v.picklist(['legible', 'all']),
    groups: count,
    size: count,
    lot: v.nullable(count),
    sequence: v.nullable(count),
  },
  'codes-supplied': { batch: text, count, keys: hex(16), mac: hex(32) },
  'coding-started': { batch: text, left: count, adopted: count, cut: count, dice: count },
  'coding-stopped': { batch: text, left: count, because: v.picklist(['done', 'cancelled', 'station-fault']) },
  'units-coded': { batch: text, from: count, count, first: text, last: text, mac: hex(32) },
  'batch-voided': { batch: text, reason: text },
  'passphrase-opened': { batch: text, serial: text, reason: text, people },
  'batch-leaving': { batch: text, count },
  'passphrases-condemned': { batch: text, people },
  'batch-exported': { batch: text, transfer, count, to: text, sequence: count, digest: hex(32) },

  'unit-ordered': { batch: text, serial: text, owner: hex(8), point: hex(32) },
  'order-taken': { batch: text, count, order: hex(32), origin: text, coins: v.array(text) },
  'batch-key-made': { batch: text, fingerprint: hex(16) },
  'keying-intended': { batch: text, from: count, count },
  'unit-keyed': { batch: text, serial: text, address: text, publicKey: text, confirmation: text },
  'sticker-intended': { ...sticker },
  'sticker-unsent': { ...sticker, reason: text },
  'sticker-printed': { ...sticker, evidence: text },
  'sticker-in-doubt': { ...sticker, reason: text },
  'unit-proven': { ...sticker },
  'sticker-spoilt': { ...sticker, reason: text, supervisor: text },
  'sticker-destroyed': { ...sticker, person: text },
  'sticker-absent': { ...sticker, people },
  'unit-withdrawn': { batch: text, serial: text, reason: text, supervisor: text },
  'return-written': {
    batch: text,
    count,
    counted: count,
    to: text,
    sequence: count,
    digest: hex(32),
  },
  'destruction-begun': {
    batch: text,
    people,
    files: v.array(v.strictObject({ name: text, bytes: count, sha256: hex(32) })),
  },
  'destruction-step': { batch: text, step: v.picklist(['key', 'seeds', 'codes', 'printer']), how: text },
  'press-batch-closed': {
    batch: text,
    printed: count,
    applied: count,
    destroyed: count,
    withdrawn: count,
    certificate: hex(32),
  },
} satisfies Fields;

const schemas: ReadonlyMap<string, Field<unknown>> = new Map(
  Object.entries(fields).map(([kind, entries]) => [
    kind,
    v.strictObject({ kind: v.literal(kind), ...(entries as v.ObjectEntries) }),
  ]),
);

/** Whether `value` is an event we know, with exactly its fields. Says why not, naming the field. */
export function checkEvent(value: unknown): { event: JournalEvent } | { why: string } {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  if (typeof kind !== 'string') return { why: 'its event has no kind' };
  const schema = schemas.get(kind);
  if (schema === undefined) return { why: `nothing is known of the kind ${JSON.stringify(kind.slice(0, 40))}` };
  const parsed = v.safeParse(schema, value, { abortEarly: true });
  if (parsed.success) return { event: value as JournalEvent };
  return { why: `${kind}.${v.getDotPath(parsed.issues[0]) ?? ''} is not as it must be` };
}
