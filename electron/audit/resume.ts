/**
 * What an audit has read already, in a folder of the auditor's own: a file for each journal, named by the SHA-256 of its
 * bytes, so that nothing but the same bytes is ever passed over.
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { JournalFacts } from '../../core/audit/journal-audit.ts';
import { readPlain } from '../files/plain.ts';
import { replaceWhole } from '../files/whole.ts';

/** Rises when what is read of a journal changes. */
const VERSION = 1;

export interface AuditResume {
  /** What is kept of the journal with these bytes; `null` where it has to be read. */
  kept(path: string): Promise<JournalFacts | null>;
  keep(digest: string, facts: JournalFacts): Promise<void>;
}

const fileOf = (digest: string): string => `${digest}.v${VERSION}.audit`;

export async function openResume(directory: string): Promise<AuditResume> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const known = new Set(await readdir(directory));
  return {
    async kept(path) {
      // Nothing is kept yet: hashing would only cost.
      if (![...known].some((name) => name.endsWith('.audit'))) return null;
      const digest = await digestOf(path);
      if (!known.has(fileOf(digest))) return null;
      return deserialize(await readPlain(join(directory, fileOf(digest)))) as JournalFacts;
    },
    async keep(digest, facts) {
      await replaceWhole(directory, join(directory, fileOf(digest)), serialize(facts));
    },
  };
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer);
  return hash.digest('hex');
}
