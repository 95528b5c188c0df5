/**
 * The anchor: how far the journal was, in a file of one line beside it, with the station's MAC. A journal that does not
 * reach it has lost its end, by whatever hand, and is not gone on with.
 *
 * It holds against a journal that is cut, not against a whole directory that is put back as it was.
 */
import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { NO_RECORDS, type Head, type LineMac } from '../../core/journal/chain.ts';
import { replaceWhole } from '../files/whole.ts';

/** What stands in the file; `gone` also for what this station has not written. */
export type Anchored = Head | 'gone';

const LINE = /^twofold-anchor-1 (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})\n$/;

const textOf = ({ size, hash }: Head): string => `twofold-anchor-1 ${size} ${hash}`;

export async function readAnchor(path: string, mac: LineMac): Promise<Anchored> {
  const text = await readFile(path, 'latin1').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return '';
    throw cause;
  });
  const [, size, hash, sum] = LINE.exec(text) ?? [];
  if (size === undefined || hash === undefined) return 'gone';
  const head: Head = { size: Number(size), hash };
  return mac(textOf(head)) === sum ? head : 'gone';
}

/** On disk, also across a power cut, when it resolves. */
export const writeAnchor = (path: string, head: Head, mac: LineMac): Promise<void> =>
  replaceWhole(dirname(path), path, Buffer.from(`${textOf(head)} ${mac(textOf(head))}\n`, 'latin1'));

/** Whether a journal that stands at `head`, and had the hash `hashAt` at the anchor's size, reaches the anchor. */
export const reaches = (head: Head, anchored: Head, hashAt: string | null): boolean =>
  anchored.size === 0 ? anchored.hash === NO_RECORDS.hash : anchored.size <= head.size && hashAt === anchored.hash;
