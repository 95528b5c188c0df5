/**
 * The certificate of destruction, as canonical text to be signed and as a page to be printed. Its fields follow those
 * of the sample form in NIST SP 800-88; what software cannot promise is said, and has room to be done by hand.
 */
import type { Json } from '../../base/canonical.ts';
import { canonical } from '../../base/canonical.ts';
import { namesOf } from '../../people/person.ts';
import type { Mode } from '../../journal/event.ts';
import type { StickerCounts, PressBatch } from './book.ts';
import { escapeHtml, page, table } from '../page.ts';

export interface CertificateFacts {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  readonly at: string;
  readonly batch: PressBatch;
  readonly stickers: StickerCounts;
  readonly withdrawn: number;
  /** Where the journal stood when it was written. */
  readonly journal: { readonly size: number; readonly hash: string };
}

const METHODS = {
  key: 'Cryptographic erase: the key of the batch, kept on a medium of its own, was overwritten with random bytes',
  seeds: 'Clear: the sealed seeds were overwritten with random bytes and removed',
  codes: 'Clear: the intermediate codes were overwritten with random bytes and removed',
  printer: 'Clear: queue cancelled, drawing memory and stored objects deleted, printer asked what it holds',
} as const;

const NAMES = { key: 'The key', seeds: 'Seeds', codes: 'Codes', printer: 'Printer' } as const;

/** What nobody should believe of this page. */
export const LIMITS = [
  'Overwriting a file is no promise on flash (SSD, USB stick, memory card), nor on journaling or copying file systems: old blocks may survive. Those of the seeds are ciphertext without a key; those of the codes open nothing without a seed or a passphrase.',
  'Software cannot see copies of the key or of its medium. That there is none, the two people below vouch for.',
  'A thermal-transfer ribbon keeps a readable negative of every sticker. It is secret waste and not part of what software destroys.',
] as const;

/** One line of canonical JSON. */
export function certificateText(facts: CertificateFacts): string {
  const { batch, stickers, journal } = facts;
  const { taken, destruction, returned, steps, fingerprint } = batch;
  const value: Json = {
    format: 'twofold-certificate',
    version: 1,
    program: facts.version,
    station: facts.station,
    mode: facts.mode,
    at: facts.at,
    batch: batch.batch,
    units: taken.count,
    firstSerial: batch.serials[0] ?? '',
    lastSerial: batch.serials.at(-1) ?? '',
    order: taken.order,
    return: returned === null ? null : { digest: returned.digest, count: returned.count, counted: returned.counted },
    stickers: { printed: stickers.printed, applied: stickers.applied, destroyed: stickers.destroyed },
    withdrawn: facts.withdrawn,
    keyFingerprint: fingerprint,
    files: destruction?.files ?? [],
    steps: steps.map(({ step, how }) => ({ step, method: METHODS[step], how })),
    limits: LIMITS,
    people: destruction === null ? [] : namesOf(destruction.signatures),
    journal: { records: journal.size, head: journal.hash },
  };
  return `${canonical(value)}\n`;
}

/** The page: black on white, no script, with room for hands. `digest` is the SHA-256 of the signed text. */
export function certificatePage(facts: CertificateFacts, digest: string): string {
  const { batch, stickers } = facts;
  const { taken, destruction, returned } = batch;
  const [first = '', second = ''] = destruction === null ? [] : namesOf(destruction.signatures);
  const blank = (label: string): readonly [string, string] => [label, ''];
  const range = `${batch.serials[0] ?? ''} to ${batch.serials.at(-1) ?? ''}`;
  const rows: readonly (readonly [string, string])[] = [
    ['Lot', batch.batch],
    ['Serials', range],
    ['Units', `${taken.count} ordered, ${returned?.count ?? 0} returned, ${facts.withdrawn} withdrawn`],
    ['Stickers', `${stickers.printed} printed, ${stickers.applied} good, ${stickers.destroyed} destroyed`],
    ['Good stickers counted by hand', String(returned?.counted ?? 0)],
    ['Fingerprint of the key', batch.fingerprint ?? 'none was made'],
  ];
  const body = `
<h1>Certificate of destruction</h1>
<p>Station ${escapeHtml(facts.station)}, ${escapeHtml(facts.at)}, Twofold ${escapeHtml(facts.version)}</p>
<h2>What was destroyed</h2>
${table(['', ''], rows)}
<h2>Files, as they were before</h2>
${table(
  ['File', 'Bytes', 'SHA-256'],
  (destruction?.files ?? []).map(({ name, bytes, sha256 }) => [name, bytes, sha256]),
)}
<h2>How</h2>
${table(
  ['What', 'Method', 'Found'],
  batch.steps.map(({ step, how }) => [NAMES[step], METHODS[step], how]),
)}
<h2>What software cannot promise</h2>
<ul>${LIMITS.map((limit) => `<li>${escapeHtml(limit)}</li>`).join('')}</ul>
<h2>By hand</h2>
${table(
  ['', ''],
  [
    blank("Key's medium: make, model"),
    blank("Key's medium: serial number"),
    blank("Station's disk: serial number"),
    blank('Physical destruction: method (shredded, disintegrated, incinerated), particle size'),
    blank('Ribbon, liner and spoilt stickers: how destroyed'),
    blank('Place, date and time'),
    blank('Bag, seal or camera reference'),
  ],
)}
<h2>Signed text</h2>
<p>SHA-256 <code>${escapeHtml(digest)}</code></p>
<p>Journal: ${facts.journal.size} records, head <code>${escapeHtml(facts.journal.hash)}</code></p>
<div class="sign"><div>${escapeHtml(first)}<br>destroyed it: signature, date</div><div>${escapeHtml(second)}<br>saw it destroyed: signature, date</div></div>`;
  return page(`Certificate of destruction, batch ${batch.batch}`, facts.mode, body);
}
