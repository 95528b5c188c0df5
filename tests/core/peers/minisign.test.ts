import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blake2b } from '@noble/hashes/blake2.js';
import { base64 } from '@scure/base';
import { afterAll, describe, expect, test } from 'vitest';
import {
  keyIdOf,
  readMinisignature,
  readPublicKey,
  verifyMinisignature,
  writeMinisignature,
  writePublicKey,
} from '../../../core/peers/minisign.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';
import { secretOf } from '../../fakes/commissioned.ts';

const directory = mkdtempSync(join(tmpdir(), 'twofold-minisign-'));
const at = (name: string): string => join(directory, name);
afterAll(() => rmSync(directory, { recursive: true }));

const signer = openSigner(secretOf('0123456789abcdef0123456789abcdef'));
const content = new Uint8Array(Buffer.from('{"serial":"CARD-0001"}\n'.repeat(4000)));
const digestOf = (bytes: Uint8Array): Uint8Array => blake2b(bytes, { dkLen: 64 });
const COMMENT = 'twofold order 1 from Origin A to Press B, batch BATCH-7, units 12';
const signed = writeMinisignature(digestOf(content), COMMENT, signer.publicKey, signer.sign);

const verifies = (text: string, bytes = content, key = signer.publicKey): boolean => {
  const signature = readMinisignature(text);
  return signature !== null && verifyMinisignature(signature, digestOf(bytes), key, verifySignature);
};

/** Debian's tool; its exit code. */
function minisign(file: string, key: string): number | null {
  return spawnSync('minisign', ['-Vm', file, '-P', key]).status;
}

describe('the tool of the same name', () => {
  test('verifies what we sign, and the comment with it', () => {
    writeFileSync(at('ours'), content);
    writeFileSync(at('ours.minisig'), signed);
    const said = execFileSync('minisign', ['-Vm', at('ours'), '-P', writePublicKey(signer.publicKey)]).toString();
    expect(said).toContain(`Trusted comment: ${COMMENT}`);
  });

  test('refuses it once the comment or the file is changed, and so do we', () => {
    const forged = signed.replace('units 12', 'units 13');
    writeFileSync(at('comment'), content);
    writeFileSync(at('comment.minisig'), forged);
    writeFileSync(
      at('content'),
      content.map((byte, i) => (i === 7 ? byte ^ 1 : byte)),
    );
    writeFileSync(at('content.minisig'), signed);
    const key = writePublicKey(signer.publicKey);
    expect([minisign(at('comment'), key), minisign(at('content'), key)]).toEqual([1, 1]);
    expect(verifies(forged)).toBe(false);
    expect(verifies(signed, new Uint8Array(readFileSync(at('content'))))).toBe(false);
  });

  test('signs what we verify; its old, unhashed signatures we do not', () => {
    execFileSync('minisign', ['-GWf', '-p', at('key.pub'), '-s', at('key.sec')]);
    writeFileSync(at('theirs'), content);
    execFileSync('minisign', ['-Sm', at('theirs'), '-s', at('key.sec'), '-t', 'a comment']);
    const [, line = ''] = readFileSync(at('key.pub'), 'latin1').split('\n');
    const key = base64.decode(line).subarray(10);
    const signature = readMinisignature(readFileSync(at('theirs.minisig'), 'latin1'));
    expect(signature?.trustedComment).toBe('a comment');
    // Their key's name is drawn at random, ours follows from the key.
    const named = { ...(signature as NonNullable<typeof signature>), keyId: keyIdOf(key) };
    expect(verifyMinisignature(named, digestOf(content), key, verifySignature)).toBe(true);

    execFileSync('minisign', ['-Slm', at('theirs'), '-s', at('key.sec'), '-x', at('old.minisig')]);
    expect(readMinisignature(readFileSync(at('old.minisig'), 'latin1'))).toBeNull();
  });
});

test('no byte of a signature file can change without being noticed, but in the line that says it is untrusted', () => {
  const free = signed.indexOf('\n');
  const bytes = Buffer.from(signed, 'latin1');
  const unnoticed = [...bytes.keys()].slice(free).filter((i) => {
    const changed = Buffer.from(bytes);
    changed[i] = (changed[i] as number) ^ 1;
    return verifies(changed.toString('latin1'));
  });
  expect(unnoticed).toEqual([]);
  expect(verifies(signed)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['one line more', `${signed}\n`],
  ['no last line feed', signed.slice(0, -1)],
  ['Windows line ends', signed.replaceAll('\n', '\r\n')],
  ['no trusted comment', signed.replace(/^trusted comment:.*$/m, 'comment')],
  ['a signature of another length', signed.replace(/^RU/m, 'RUAAAARU')],
])('%s is no signature file', (_, text) => expect(readMinisignature(text)).toBeNull());

test('another key does not verify it, and a key with a name that is not its own is no key', () => {
  const other = openSigner(secretOf('x'.repeat(32)));
  expect(verifies(signed, content, other.publicKey)).toBe(false);
  const text = writePublicKey(signer.publicKey);
  expect(readPublicKey(text)).toEqual(signer.publicKey);
  const renamed = base64.decode(text);
  renamed[5] = (renamed[5] as number) ^ 1;
  expect(readPublicKey(base64.encode(renamed))).toBeNull();
  expect(readPublicKey(text.slice(0, -1))).toBeNull();
});
