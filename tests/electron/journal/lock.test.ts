import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { takeLock } from '../../../electron/journal/lock.ts';
import { journalDirectory } from '../../fakes/open-journal.ts';

const NAME = 'journal.lock';

/** A process that has ended, and its number. */
async function deadPid(): Promise<number> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return child.pid as number;
}

const held = { ok: false, error: { kind: 'journal-locked', facts: { pid: process.pid } } };

test('one holder at a time', async () => {
  const directory = await journalDirectory();
  const lock = must(await takeLock(directory, NAME));
  expect(await takeLock(directory, NAME)).toMatchObject(held);
  await lock.release();
  const next = must(await takeLock(directory, NAME));
  expect(await takeLock(directory, NAME)).toMatchObject(held);
  await next.release();
});

test.each([
  ['a process that has ended', async () => `${await deadPid()} 1 boot\n`],
  ['a process of an earlier boot', async () => `${process.pid} 1 00000000-0000-0000-0000-000000000000\n`],
  ['nobody, for the file is empty', async () => ''],
  ['nobody, for the file is garbage', async () => '\u0000\u0000\u0000'],
])('a lock left behind by %s heals', async (_, content) => {
  const directory = await journalDirectory();
  await writeFile(join(directory, `${NAME}.7`), await content());
  const lock = must(await takeLock(directory, NAME));
  expect(await readdir(directory)).toEqual([`${NAME}.8`]);
  expect(await takeLock(directory, NAME)).toMatchObject(held);
  await lock.release();
});

test('a lock whose process number went to another process heals', async () => {
  const directory = await journalDirectory();
  await takeLock(directory, NAME);
  const own = await readFile(join(directory, `${NAME}.1`), 'utf8');
  const [pid, start, boot] = own.trim().split(' ') as [string, string, string];
  expect(Number(pid)).toBe(process.pid);
  await writeFile(join(directory, `${NAME}.1`), `${pid} ${Number(start) - 1} ${boot}\n`);
  expect(await takeLock(directory, NAME)).toMatchObject({ ok: true });
});

test('of many that find the same dead holder, one wins', async () => {
  const dead = `${await deadPid()} 1 boot\n`;
  for (let round = 0; round < 8; round++) {
    const directory = await journalDirectory();
    await writeFile(join(directory, `${NAME}.3`), dead);
    const takers = await Promise.all(Array.from({ length: 8 }, () => takeLock(directory, NAME)));
    expect(takers.filter(({ ok }) => ok).length, `round ${round}`).toBe(1);
  }
});
