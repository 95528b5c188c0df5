/** Journals made by hand, so that they can be spoilt by hand. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import {
  chainLines,
  checkpointText,
  encodeEvent,
  NO_RECORDS,
  type Head,
  type JournalLines,
  type LineMac,
} from '../../core/journal/chain.ts';
import type { EventOf, JournalEvent } from '../../core/journal/event.ts';
import { NOBODY, type Attested } from '../../core/journal/signed.ts';
import { JOURNAL_FORMAT } from '../../core/journal/events/station.ts';
import { createVerifier, type ChainReport } from '../../core/journal/verify.ts';
import { checkSignature, journalMac, type Identity } from '../../electron/journal/identity.ts';

export const AT = '2026-11-22T10:00:00.000Z';

/** A key of this run, as the station's. */
export function testIdentity(): Identity {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    mac: journalMac(randomBytes(32)),
    publicKey: publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex'),
    sign: (text) => sign(null, Buffer.from(text, 'ascii'), privateKey).toString('hex'),
  };
}

export const STATION = testIdentity();

export const begun = (identity: Identity = STATION): EventOf<'journal-begun'> => ({
  kind: 'journal-begun',
  format: JOURNAL_FORMAT,
  station: 'Bench 1',
  mode: 'training',
  publicKey: identity.publicKey,
});

export const received = (serial: string, batch = 'B1'): EventOf<'unit-received'> => ({
  kind: 'unit-received',
  batch,
  serial,
  address: `bc1q${serial.toLowerCase()}`,
  publicKey: createHash('sha256').update(serial).digest('hex'),
  confirmation: `cfrm38${serial}`,
  sticker: `ST-${serial}`,
});

export const opened = (count: number, batch = 'B1'): EventOf<'batch-opened'> => ({
  kind: 'batch-opened',
  batch,
  count,
  vault: 'v',
  returned: 'r',
  origin: 'Origin',
  press: 'Press',
});

/** A bit of everything: null, empty text, lists, tuples, text beyond ASCII and beyond the first plane. */
export const EVENTS: readonly JournalEvent[] = [
  received('C-001'),
  received('C-002'),
  opened(2),
  { kind: 'unit-checked', batch: 'B1', serial: 'C-001' },
  { kind: 'verdict-given', serial: null, outcome: 'ABORTED', reason: null },
  { kind: 'etch-read-back', serial: 'C-001', job: 'j1', positions: [3, 11, 20] },
  {
    kind: 'doubt-resolved',
    serial: 'C-001',
    job: 'j1',
    as: 'marked',
    signatures: [{ name: 'Åsa Öberg' }, { name: '王芳 🔍' }],
  },
  { kind: 'incident', reason: 'secret-scanned', serial: 'C-002', detail: 'a "quoted"\n\u0000\\ text' },
];

/** The lines that put `events` behind `head`; with zeros for a MAC, as who lacks the key might write them. */
export const appendLines = (
  head: Head,
  events: readonly JournalEvent[],
  at: string,
  mac: LineMac = () => '0'.repeat(64),
  attested: Attested = NOBODY,
): JournalLines =>
  chainLines(
    head,
    events.map((event) => ({ event, json: encodeEvent(event), attested })),
    at,
    mac,
  );

/** A chain being written: of events, of checkpoints, and of whatever text one likes. */
export function chain(identity: Identity = STATION) {
  let head: Head = NO_RECORDS;
  const lines: Buffer[] = [];
  return {
    lines,
    get head() {
      return head;
    },
    get bytes() {
      return joined(lines);
    },
    add(...events: readonly JournalEvent[]) {
      for (const event of events) {
        this.attested(NOBODY, event);
      }
      return this;
    },
    /** With who was signed in, and who has signed. */
    attested(attested: Attested, event: JournalEvent) {
      const made = appendLines(head, [event], AT, identity.mac, attested);
      lines.push(Buffer.from(made.bytes).subarray(0, -1));
      head = made.head;
      return this;
    },
    checkpoint(at: Head = head) {
      return this.add({
        kind: 'checkpoint',
        size: at.size,
        head: at.hash,
        signature: identity.sign(checkpointText(at)),
      });
    },
    /** A line of any text, rightly chained. `PREV` and `SEQ` stand for what belongs there. */
    raw(text: string | Buffer) {
      const line = Buffer.isBuffer(text)
        ? text
        : Buffer.from(text.replace('PREV', head.hash).replace('SEQ', String(head.size)));
      lines.push(line);
      head = { size: head.size + 1, hash: createHash('sha256').update(line).digest('hex') };
      return this;
    },
  };
}

/** Genesis, {@link EVENTS} and a checkpoint. */
export const wholeChain = (identity: Identity = STATION) =>
  chain(identity)
    .add(begun(identity), ...EVENTS)
    .checkpoint();

export const joined = (lines: readonly Buffer[]): Buffer =>
  Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')]));

/** What a reader makes of it: one without the station's key, unless it is given. */
export function verified(bytes: Uint8Array, mac: LineMac | null = null): ChainReport {
  const verifier = createVerifier({ signature: checkSignature, mac });
  verifier.feed(bytes);
  return verifier.finish();
}
