/**
 * How far a journal was when this station closed it, verified to the last byte, and what those bytes were: `journal.verified`
 * beside it, under the station's own MAC. The journal remains the truth. The note is believed for exactly those bytes, by
 * their SHA-256, and only by a program with the same records; whatever is wrong with it, all is verified line by line.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { LineMac } from '../../core/journal/chain.ts';
import type { EventOf } from '../../core/journal/event.ts';
import type { RareRecord } from '../../core/journal/frequent.ts';
import { EVENT_FORMS } from '../../core/journal/schema.ts';
import type { ChainPlace } from '../../core/journal/verify.ts';
import { readPlain } from '../files/plain.ts';
import { replaceWhole } from '../files/whole.ts';
import type { LinesHash } from './digest.ts';
import { chunks } from './read.ts';
import type { JournalHandle } from './writer.ts';

/** What is known of a journal's beginning without reading its lines. */
export interface Prefix extends ChainPlace {
  readonly begun: EventOf<'journal-begun'>;
  /** SHA-256 of its bytes, hex. */
  readonly digest: string;
  /** Places to begin reading at, some megabyte apart. */
  readonly marks: readonly ChainPlace[];
  /** All its records that are not of one card, in order. */
  readonly rare: readonly RareRecord[];
}

export const prefixPath = (journal: string): string => journal.replace(/\.jsonl$/, '.verified');

/** Of the program: a newer one's records are unknown to an older one, which has to meet them itself. */
const FORMS = createHash('sha256').update(EVENT_FORMS).digest('hex');

const sealed = (text: string): string =>
  `twofold-verified-2 ${FORMS} ${createHash('sha256').update(text).digest('hex')}`;

/** Where it cannot be written there is none, and the next opening does without. */
export async function writePrefix(journal: string, prefix: Prefix, mac: LineMac): Promise<void> {
  const path = prefixPath(journal);
  const text = JSON.stringify(prefix);
  try {
    await replaceWhole(dirname(path), path, `${text}\n${mac(sealed(text))}\n`);
  } catch {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** What this station has noted, if nobody else has; whether the journal still begins so is not asked yet. */
export async function readPrefix(journal: string, mac: LineMac): Promise<Prefix | null> {
  const [text = '', sum] = await readPlain(prefixPath(journal)).then(
    (bytes) => bytes.toString('utf8').split('\n'),
    () => [],
  );
  return sum !== undefined && mac(sealed(text)) === sum ? (JSON.parse(text) as Prefix) : null;
}

/** Whether the file begins with the very bytes; `hash` has taken them then. */
export async function beginsWith(
  file: JournalHandle,
  { length, digest }: Pick<Prefix, 'length' | 'digest'>,
  hash: LinesHash,
  onBytes: (bytes: number) => void,
): Promise<boolean> {
  let read = 0;
  for await (const chunk of chunks(file, 0, length)) {
    hash.take(chunk);
    read += chunk.length;
    onBytes(read);
  }
  return read === length && hash.digest() === digest;
}

/** Bytes from one place to the next. */
const APART = 1 << 20;

/** Enough places to begin near any record, and no more. */
export function thinned(marks: readonly ChainPlace[]): readonly ChainPlace[] {
  const kept: ChainPlace[] = [];
  for (const mark of marks) if (mark.length - (kept.at(-1)?.length ?? 0) >= APART) kept.push(mark);
  return kept;
}
