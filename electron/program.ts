/**
 * The program's own files, against the manifest that its package brought: a byte that rotted, a file that somebody
 * exchanged, a folder beside ours that Electron would load first. Whoever can write there can write another manifest as
 * well, so its hash is part of the version that every record, paper and screen shows: compare it with the published one.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../core/base/result.ts';

const fail = failIn('launch');

/** As `sha256sum -c` reads it, beside the program. */
export const MANIFEST = 'FILES.sha256';
/** Where our own code lies; the rest is the runtime. */
const OURS = /^resources\//;

/** What is asked of the disk, by the path below the program's folder. `node:fs` of Electron sees archives as folders. */
export interface ProgramFiles {
  read(name: string): Promise<Buffer>;
  /** Hex. */
  sha256(name: string): Promise<string>;
  /** Every file below `folder`, by its name there. */
  list(folder: string): Promise<readonly string[]>;
}

export interface Program {
  /** Of the manifest: 16 digits; null where there is none. */
  readonly build: string | null;
  /** Looks through the files of the runtime; refused as {@link openProgram} refuses. */
  readonly rest: () => Promise<Result<null, 'altered-program'>>;
}

/** Our own files are as they were packed, and no others lie among them; those of the runtime can wait for the window. */
export async function openProgram(files: ProgramFiles): Promise<Result<Program, 'altered-program'>> {
  const manifest = await files.read(MANIFEST).catch(() => null);
  if (manifest === null) return altered([MANIFEST]);
  const hashes = readManifest(manifest.toString('utf8'));
  const names = [...hashes.keys()];
  const there = await files.list('resources').catch(() => []);
  const strange = there.map((name) => join('resources', name)).filter((name) => !hashes.has(name));
  const ours = await differing(
    names.filter((name) => OURS.test(name)),
    hashes,
    files,
  );
  if (strange.length + ours.length > 0) return altered([...ours, ...strange]);
  return ok({
    build: createHash('sha256').update(manifest).digest('hex').slice(0, 16),
    async rest() {
      const others = names.filter((name) => !OURS.test(name));
      const wrong = await differing(others, hashes, files);
      return wrong.length === 0 ? ok(null) : altered(wrong);
    },
  });
}

const readManifest = (text: string): ReadonlyMap<string, string> =>
  new Map([...text.matchAll(/^([0-9a-f]{64}) {2}(.+)$/gm)].map(([, hash = '', name = '']) => [name, hash]));

async function differing(
  names: readonly string[],
  hashes: ReadonlyMap<string, string>,
  files: ProgramFiles,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const name of names) {
    const hash = await files.sha256(name).catch(() => '');
    if (hash !== hashes.get(name)) wrong.push(name);
  }
  return wrong;
}

/** More than this nobody reads. */
const NAMED = 5;

function altered(names: readonly string[]) {
  const list = names.slice(0, NAMED).join(', ') + (names.length > NAMED ? ', …' : '');
  return fail(
    'altered-program',
    `This program is not as it was packed (${list}). No station opens with it: install it again from a package whose signature you have checked.`,
    { list },
  );
}
