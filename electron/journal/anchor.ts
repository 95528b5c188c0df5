/**
 * An anchor: how far the journal was, in a file of its own (`anchor-file.ts`), with the station's MAC. A journal that does
 * not reach it has lost its end, by whatever hand, and is not gone on with.
 *
 * There are two. The one beside the journal holds against a journal that is cut. The other lies where a copy of the
 * station's directory does not reach, in a folder of the computer or on a medium that two people chose, and holds against
 * a directory that is put back as it was, or goes on elsewhere.
 */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { NO_RECORDS, type Head, type LineMac } from '../../core/journal/chain.ts';
import { anchorFile, anchorLines, type AnchorFile } from './anchor-file.ts';

/** What stands in the file; `gone` also for what this station has not written. */
export type Anchored = Head | 'gone';

const LINE = /^twofold-anchor-1 (\d{1,15}) ([0-9a-f]{64}) ([0-9a-f]{64})\n$/;

const textOf = ({ size, hash }: Head): string => `twofold-anchor-1 ${size} ${hash}`;

/** The farthest that stands there: a power cut can leave one before it beside it. */
export async function readAnchor(path: string, mac: LineMac): Promise<Anchored> {
  let farthest: Anchored = 'gone';
  for (const line of await anchorLines(path)) {
    const [, size, hash, sum] = LINE.exec(line) ?? [];
    if (size === undefined || hash === undefined) continue;
    const head: Head = { size: Number(size), hash };
    if (mac(textOf(head)) !== sum) continue;
    if (farthest === 'gone' || head.size > farthest.size) farthest = head;
  }
  return farthest;
}

const keep = (file: AnchorFile, head: Head, mac: LineMac): Promise<void> =>
  file.keep({ size: head.size, line: `${textOf(head)} ${mac(textOf(head))}\n` });

/** On disk, also across a power cut, when it resolves. Its folder must be there. */
export const writeAnchor = (path: string, head: Head, mac: LineMac): Promise<void> => keep(anchorFile(path), head, mac);

/** Whether a journal that stands at `head`, and had the hash `hashAt` at the anchor's size, reaches the anchor. */
export const reaches = (head: Head, anchored: Head, hashAt: string | null): boolean =>
  anchored.size === 0 ? anchored.hash === NO_RECORDS.hash : anchored.size <= head.size && hashAt === anchored.hash;

export interface Anchors {
  /** Beside the journal, and outside where the station has such a place. */
  readonly paths: readonly string[];
  /** Makes the computer's own folder where it is missing; a medium's is never made. */
  prepare(): Promise<void>;
  write(head: Head): Promise<void>;
  /** The outside one goes to another folder once `record` has resolved: until then both are kept. */
  move(to: string | null, at: Head, record: () => Promise<unknown>): Promise<void>;
}

export interface AnchorPlaces {
  readonly beside: string;
  /** The computer's folder for the outside one; null where a station has none, as in training. */
  readonly computer: string | null;
  /** The medium's folder, where two people have moved it there. */
  readonly medium: string | null;
  /** What the file outside is called: nobody else's. */
  readonly name: string;
  readonly mac: LineMac;
}

export function createAnchors({ beside, computer, medium, name, mac }: AnchorPlaces): Anchors {
  const outsideIn = (moved: string | null): string | null => {
    const folder = computer === null ? null : (moved ?? computer);
    return folder === null ? null : join(folder, `${name}.anchor`);
  };
  let outside = outsideIn(medium);
  let leaving: string | null = null;
  const files = new Map<string, AnchorFile>();
  const fileAt = (path: string): AnchorFile => {
    const file = files.get(path) ?? anchorFile(path);
    files.set(path, file);
    return file;
  };

  async function prepare(): Promise<void> {
    if (computer !== null && outside === outsideIn(null)) await mkdir(computer, { recursive: true, mode: 0o700 });
  }

  return {
    get paths() {
      return outside === null ? [beside] : [beside, outside];
    },
    prepare,
    async write(head) {
      const all = [beside, outside, leaving].filter((path) => path !== null);
      await Promise.all(all.map((path) => keep(fileAt(path), head, mac)));
    },
    async move(to, at, record) {
      const next = outsideIn(to);
      if (next === null || next === outside) return;
      const before = outside;
      outside = next;
      leaving = before;
      try {
        await prepare();
        await keep(fileAt(next), at, mac);
        await record();
      } catch (cause) {
        [outside, leaving] = [before, null];
        throw cause;
      }
      leaving = null;
      if (before !== null) await rm(before, { force: true });
    },
  };
}
