/** What somebody with a hand on the disk puts in a file's place: no opening of ours may wait for it, follow it, or use it. */
import { execFileSync } from 'node:child_process';
import { closeSync, constants, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import { eraseFile, zeros } from '../../../electron/files/erase.ts';
import { openPlain, openPlainNow, readPlain } from '../../../electron/files/plain.ts';
import { replaceWhole } from '../../../electron/files/whole.ts';
import { readAnchor } from '../../../electron/journal/anchor.ts';
import { openIdentity } from '../../../electron/journal/identity.ts';
import { isSealed } from '../../../electron/journal/seal.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { readAttempts } from '../../../electron/keys/attempts.ts';
import { closeToOthers, makeBatchKey, openBatchKey } from '../../../electron/keys/batch-key.ts';
import { openTrainingKey } from '../../../electron/keys/station-key.ts';
import { readBook } from '../../../electron/station/book.ts';
import { readStation } from '../../../electron/station/gate.ts';
import { restoreStation } from '../../../electron/station/restore.ts';
import { openSettings } from '../../../electron/station/settings.ts';
import { trainingRoleOf } from '../../../electron/station/training-journal.ts';
import { platformRandom } from '../../../electron/keys/platform-random.ts';
import { openSeeds } from '../../../electron/vault/seeds.ts';
import { openCodes } from '../../../electron/vault/codes.ts';

let directory = '';
const at = (name: string): string => join(directory, name);
const pipe = (name: string): string => {
  execFileSync('mkfifo', [at(name)]);
  return at(name);
};

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-plain-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** What was thrown or refused, as text; `done` where nothing was. */
const said = (work: Promise<unknown>): Promise<string> =>
  work.then(
    (answer) => JSON.stringify(answer) ?? 'done',
    (cause: unknown) => String(cause),
  );

describe('M5: openPlain', () => {
  test.each(['O_RDONLY', 'O_RDWR', 'O_WRONLY'] as const)('waits for no pipe (%s)', async (flag) => {
    await expect(openPlain(pipe('p'), constants[flag])).rejects.toMatchObject({
      code: expect.stringMatching(/^(NOT_A_FILE|ENXIO)$/),
    });
  });

  test('takes no directory, no device and no link', async () => {
    await mkdir(at('d'));
    await writeFile(at('file'), 'x');
    await symlink(at('file'), at('l'));
    await expect(openPlain(at('d'))).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await expect(openPlain('/dev/null')).rejects.toMatchObject({ code: 'NOT_A_FILE' });
    await expect(openPlain(at('l'))).rejects.toMatchObject({ code: 'ELOOP' });
    expect((await readPlain(at('file'))).toString()).toBe('x');
  });
});

test('M5: openPlainNow takes no pipe, no directory, no device and no link', async () => {
  await mkdir(at('d'));
  await writeFile(at('file'), 'x');
  await symlink(at('file'), at('l'));
  for (const strange of [pipe('p'), at('d'), '/dev/null']) {
    expect(() => openPlainNow(strange)).toThrow(expect.objectContaining({ code: 'NOT_A_FILE' }));
  }
  expect(() => openPlainNow(at('l'))).toThrow(expect.objectContaining({ code: 'ELOOP' }));
  const file = openPlainNow(at('file'));
  expect(readFileSync(file, 'latin1')).toBe('x');
  closeSync(file);
});

describe('M5: a pipe in the place of', () => {
  const key = () => new Secret(new Uint8Array(32));
  const random = platformRandom;
  const place = () => ({ directory, station: 'S', batch: 'P1' });
  const ATTACKS: readonly (readonly [name: string, use: () => Promise<unknown>])[] = [
    ['P1.key', () => openBatchKey(place(), '0'.repeat(64))],
    ['P1.key', () => makeBatchKey(place(), random)],
    ['P1.key', () => closeToOthers(place())],
    ['P1.key.destroyed', () => openBatchKey(place(), '0'.repeat(64))],
    ['station.keys', () => readStation(directory)],
    ['station.attempts', () => readAttempts({ directory, outside: null })],
    ['station.attempts.next', () => replaceWhole(directory, at('station.attempts'), 'x')],
    ['training.key', () => openTrainingKey(directory, random)],
    ['journal.pem', () => openIdentity(at('journal.pem'))],
    ['journal.jsonl', () => verifyJournal(at('journal.jsonl'))],
    ['journal.jsonl', () => readBook(at('journal.jsonl'))],
    ['journal.jsonl', () => trainingRoleOf(directory)],
    ['settings.json', () => openSettings(directory)],
    ['journal.anchor', () => readAnchor(at('journal.anchor'), () => '')],
    ['index.sqlite', async () => isSealed(at('index.sqlite'), () => '')],
    ['index.sqlite.seal', async () => isSealed(at('index.sqlite'), () => '')],
    ['SHA256SUMS', () => restoreStation(directory, at('restored'))],
    ['B.seeds', () => openSeeds({ path: at('B.seeds'), key: key(), station: 'S', batch: 'B', random })],
    ['B.codes', () => openCodes(at('B.codes'), 'x')],
    ['job', () => eraseFile(at('job'), zeros)],
  ];
  test.each(ATTACKS)('%s is not waited for', async (name, use) => {
    pipe(name);
    // What a seal is asked about is there.
    for (const beside of ['index.sqlite', 'index.sqlite.seal'])
      await writeFile(at(beside), '', { flag: 'ax' }).catch(() => undefined);
    // Whoever waits for the other end fails by the test's deadline.
    expect(await said(use())).not.toBe('done');
  });
});
