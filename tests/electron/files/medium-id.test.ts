import { mkdirSync, mkdtempSync, symlinkSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mediumOf } from '../../../electron/files/medium-id.ts';

let home = '';
/** Another file system than that of the station: memory stands in for the stick. */
let stick = '';
beforeEach(async () => {
  // Not where the run has its own directories, which may be in memory too.
  home = await mkdtemp('/tmp/twofold-medium-');
  stick = mkdtempSync('/dev/shm/twofold-medium-');
});
afterEach(() => Promise.all([home, stick].map((path) => rm(path, { recursive: true }))));

test('fault 31: one stick is one medium, whichever of its folders is chosen', async () => {
  for (const name of ['press', 'bench']) mkdirSync(join(stick, name));
  const [one, other] = await Promise.all(['press', 'bench'].map((name) => mediumOf(join(stick, name), home)));
  expect(one).toBe(other);
  expect(one).toMatch(/^device \d+, \d+ bytes$/);
});

test('fault 31: on the own disk of the station a folder is told from another, and a link is no other', async () => {
  for (const name of ['press', 'bench']) mkdirSync(join(home, name));
  symlinkSync(join(home, 'press'), join(home, 'alias'));
  const [press, bench, alias] = await Promise.all(
    ['press', 'bench', 'alias'].map((name) => mediumOf(join(home, name), home)),
  );
  expect(press).not.toBe(bench);
  expect(alias).toBe(press);
});

test('what is not there is said by the disk', async () => {
  await expect(mediumOf(join(stick, 'none'), home)).rejects.toThrow(/ENOENT/);
});
