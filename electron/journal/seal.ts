/**
 * The index's seal: that its file is, to the byte, what this station closed it with. Only then is it believed; otherwise
 * the journal is asked, and the index made again from it. So a crash costs that, and an editor gains nothing.
 */
import { createHash } from 'node:crypto';
import { closeSync, existsSync, readFileSync, readSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { LineMac } from '../../core/journal/chain.ts';
import { openPlainNow } from '../files/plain.ts';

const CHUNK = 1 << 20;
/** What SQLite would read besides the file itself. */
const BESIDE = ['-wal', '-shm', '-journal'];

const sealPath = (path: string): string => `${path}.seal`;

/** Notes what the closed database in `path` is. Where that fails there is no seal, and the next start does without. */
export function sealStore(path: string, mac: LineMac): void {
  try {
    const next = `${sealPath(path)}.next`;
    writeFileSync(next, `${mac(textOf(path))}\n`, { mode: 0o600 });
    renameSync(next, sealPath(path));
  } catch {
    breakSeal(path);
  }
}

/** Whether the database in `path` is as it was sealed. */
export function isSealed(path: string, mac: LineMac): boolean {
  if (BESIDE.some((suffix) => existsSync(path + suffix)) || !existsSync(sealPath(path))) return false;
  return sealIn(path) === `${mac(textOf(path))}\n`;
}

function sealIn(path: string): string {
  const file = openPlainNow(sealPath(path));
  try {
    return readFileSync(file, 'latin1');
  } finally {
    closeSync(file);
  }
}

/** From now on the file changes. */
export function breakSeal(path: string): void {
  rmSync(sealPath(path), { force: true });
}

/** @throws the system's error */
function textOf(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const file = openPlainNow(path);
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return `twofold-index-1 ${hash.digest('hex')}`;
}
