/** What tells one medium from another, whatever it is mounted on: two transfers that must part ways ask it. */
import { createHash } from 'node:crypto';
import { readdir, realpath, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Where Linux keeps a link to every file system under its own id. */
const BY_UUID = '/dev/disk/by-uuid';

/**
 * The id of the medium that `directory` lies on, for a record and a slip: its file system's own (`lsblk -f` shows it),
 * else device and size. On the disk of the station itself folders are told apart instead: each is somebody's share or
 * dock, and the disk is no medium that anybody carries.
 *
 * @param home the station's own directory
 * @param ids where file systems lie under their ids
 * @throws what the disk answers
 */
export async function mediumOf(directory: string, home: string, ids = BY_UUID): Promise<string> {
  const real = await realpath(directory);
  const { dev } = await stat(real);
  if (dev === (await stat(home)).dev) {
    return `folder ${createHash('sha256').update(real).digest('hex').slice(0, 12)}`;
  }
  const id = await idOf(dev, ids);
  if (id !== null) return id;
  const { blocks, bsize } = await statfs(real);
  return `device ${dev}, ${blocks * bsize} bytes`;
}

async function idOf(dev: number, ids: string): Promise<string | null> {
  const names = await readdir(ids).catch((): string[] => []);
  const devices = await Promise.all(
    names.map(async (name) => ({ name, rdev: (await stat(join(ids, name)).catch(() => null))?.rdev })),
  );
  return devices.find(({ rdev }) => rdev === dev)?.name ?? null;
}
