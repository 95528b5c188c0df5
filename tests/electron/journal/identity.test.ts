import { generateKeyPairSync } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { checkSignature, openIdentity } from '../../../electron/journal/identity.ts';
import { journalDirectory } from '../../fakes/open-journal.ts';

test('a key is made once, for its owner alone, and kept', async () => {
  const directory = await journalDirectory();
  const path = join(directory, 'identity.key');
  const first = must(await openIdentity(path));
  const again = must(await openIdentity(path));
  expect(first.publicKey).toMatch(/^[0-9a-f]{64}$/);
  expect(again.publicKey).toBe(first.publicKey);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  expect(await readdir(directory)).toEqual(['identity.key']);
  expect(again.sign('text')).toBe(first.sign('text'));
});

test('of two that make it at once, both have the same', async () => {
  const path = join(await journalDirectory(), 'identity.key');
  const [one, other] = await Promise.all([openIdentity(path), openIdentity(path)]);
  expect(must(one).publicKey).toBe(must(other).publicKey);
  expect(must(await openIdentity(path)).publicKey).toBe(must(one).publicKey);
});

test('signatures are of one key and one text', async () => {
  const directory = await journalDirectory();
  const [mine, other] = [
    must(await openIdentity(join(directory, 'mine'))),
    must(await openIdentity(join(directory, 'other'))),
  ];
  const signature = mine.sign('text');
  expect(checkSignature(mine.publicKey, 'text', signature)).toBe(true);
  expect(checkSignature(mine.publicKey, 'texT', signature)).toBe(false);
  expect(checkSignature(other.publicKey, 'text', signature)).toBe(false);
  expect(checkSignature(mine.publicKey, 'text', signature.slice(2))).toBe(false);
  expect(checkSignature('', 'text', signature)).toBe(false);
});

test('RFC 8032, 7.1, test 1: the empty text', () => {
  const publicKey = 'd75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a';
  const signature =
    'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b';
  expect(checkSignature(publicKey, '', signature)).toBe(true);
});

describe('a file that is no key is refused and left alone', () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey.export({ type: 'pkcs8', format: 'pem' });
  test.each([
    ['empty', ''],
    ['garbage', 'not a key'],
    ['of another kind', String(rsa)],
  ])('%s', async (_, content) => {
    const path = join(await journalDirectory(), 'identity.key');
    await writeFile(path, content);
    const opened = await openIdentity(path);
    expect(opened).toMatchObject({ ok: false, error: { kind: 'identity-unreadable', facts: { path } } });
    expect(await readFile(path, 'utf8')).toBe(content);
  });
});
