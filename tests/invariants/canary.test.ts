/** The canary finds what is planted, so that its silence means something. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { find, placesBelow, textCanary } from '../fakes/canary.ts';

const PASSPHRASE = '7Q2K-M9XV-4HTR-D0WB-3NYE';
const SEED = Buffer.from('000102030405060708f9fafbfcfdfeff1011121314151617', 'hex');
const canaries = [textCanary('passphrase', PASSPHRASE), { what: 'seed', bytes: SEED }];

const inBase64 = (bytes: Uint8Array, before: number): string =>
  Buffer.concat([Buffer.alloc(before, 'x'), bytes, Buffer.from('behind')]).toString('base64');

test.each<[string, Uint8Array | string]>([
  ['passphrase', `in the middle ${PASSPHRASE} of a line`],
  ['passphrase', Buffer.from(PASSPHRASE, 'utf16le')],
  ['passphrase', Buffer.from(PASSPHRASE).toString('hex')],
  ['seed', SEED],
  ['seed', `{"seed":"${SEED.toString('hex').toUpperCase()}"}`],
  ...[0, 1, 2, 3].map((before): [string, string] => ['passphrase', inBase64(Buffer.from(PASSPHRASE), before)]),
  ...[0, 1, 2, 3].map((before): [string, string] => ['seed', inBase64(SEED, before)]),
])('finds a %s, planted as %j', (what, text) => {
  const home = mkdtempSync(join(tmpdir(), 'twofold-canary-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, 'deep'));
  writeFileSync(join(home, 'innocent'), 'nothing of any value');
  expect(find(canaries, placesBelow(home))).toEqual([]);
  const planted = join(home, 'deep', 'planted');
  writeFileSync(planted, text);
  expect(find(canaries, placesBelow(home))).toEqual([`${planted}: ${what}`]);
});

test('finds it in the name of a file as well', () => {
  const home = mkdtempSync(join(tmpdir(), 'twofold-canary-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  writeFileSync(join(home, `${PASSPHRASE}.svg`), '');
  expect(find(canaries, placesBelow(home))).toEqual(['the names of files: passphrase']);
});
