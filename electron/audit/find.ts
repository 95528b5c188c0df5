/** What lies in the folders that an auditor was given: told by how a file begins, never by its name. */
import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SIGNATURE } from '../../core/transfer/unsigned.ts';
import { SEALED } from '../courier/dispatch.ts';
import { openPlain } from '../files/plain.ts';

export type FoundKind = 'journal' | 'transfer' | 'sealed' | 'identity' | 'certificate';

export interface Found {
  readonly kind: FoundKind;
  readonly path: string;
  readonly size: number;
}

export interface Search {
  readonly found: readonly Found[];
  /** What could not be looked into. */
  readonly unreadable: readonly string[];
}

/** Deeper folders than this are nobody's delivery. */
const DEEPEST = 12;
/** What tells what a file is. */
const BEGINNING = 2048;

const MARKS: readonly (readonly [FoundKind, RegExp])[] = [
  ['journal', /^\{"at":"[^"]*","event":\{[^\n]*"kind":"journal-begun"/],
  ['transfer', /^\{[^\n]*"format":"twofold-transfer"/],
  ['identity', /^\{[^\n]*"format":"twofold-identity"/],
  ['certificate', /^\{[^\n]*"format":"twofold-certificate"/],
];

/** Looks through folders and files, follows no link, and gives what it knows in the order of their paths. */
export async function findFiles(places: readonly string[]): Promise<Search> {
  const found: Found[] = [];
  const unreadable: string[] = [];
  const seen = new Set<string>();

  async function look(path: string, depth: number): Promise<void> {
    if (seen.has(path)) return;
    seen.add(path);
    try {
      const stats = await lstat(path);
      if (stats.isDirectory()) {
        if (depth > DEEPEST) return;
        for (const name of (await readdir(path)).sort()) await look(join(path, name), depth + 1);
      } else if (stats.isFile()) {
        const kind = await kindOf(path);
        if (kind !== null) found.push({ kind, path, size: stats.size });
      }
    } catch {
      unreadable.push(path);
    }
  }

  for (const place of places) await look(place, 0);
  return { found, unreadable };
}

async function kindOf(path: string): Promise<FoundKind | null> {
  if (path.endsWith(SIGNATURE) || path.endsWith(`${SIGNATURE}${SEALED}`)) return null;
  if (path.endsWith(SEALED)) return 'sealed';
  const file = await openPlain(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(BEGINNING), 0, BEGINNING, 0);
    const text = buffer.toString('latin1', 0, bytesRead);
    // A certificate is sorted by its keys and has its format behind long lists of files.
    return MARKS.find(([, mark]) => mark.test(text))?.[0] ?? (await certificateAt(path, text));
  } finally {
    await file.close();
  }
}

/** By its name where its format stands further behind; what it says is read, and refused, later. */
const certificateAt = async (path: string, text: string): Promise<FoundKind | null> =>
  path.endsWith('.certificate.json') && text.startsWith('{"at":"') ? 'certificate' : null;
