/** The files beside the running program, as they lie on the disk. */
import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
// Electron's own `node:fs` would look into the archive instead of at it.
import { createReadStream, promises as disk } from 'original-fs';
import type { ProgramFiles } from './program.ts';

const home = dirname(process.execPath);

export const programFiles: ProgramFiles = {
  read: (name) => disk.readFile(join(home, name)),
  async sha256(name) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(home, name)), hash);
    return hash.digest('hex');
  },
  async list(folder) {
    const all: string[] = [];
    for (const entry of await disk.readdir(join(home, folder), { withFileTypes: true })) {
      if (!entry.isDirectory()) all.push(entry.name);
      else all.push(...(await programFiles.list(join(folder, entry.name))).map((name) => join(entry.name, name)));
    }
    return all;
  },
};
