import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bech32 } from '@scure/base';
import { Stanza } from 'age-encryption';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { openSealingKey, sealedSize, sealTo, unsealWith } from '../../../electron/courier/age.ts';
import { secretOf } from '../../fakes/commissioned.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const directory = mkdtempSync(join(tmpdir(), 'twofold-age-'));
const at = (name: string): string => join(directory, name);
afterAll(() => rmSync(directory, { recursive: true }));

const seed = 'k'.repeat(32);
const key = openSealingKey(secretOf(seed));
const other = openSealingKey(secretOf('o'.repeat(32)));
/** The form in which `age -i` wants a key: text, which only a test would make of it. */
const identityFile = at('key.txt');
writeFileSync(identityFile, bech32.encodeFromBytes('age-secret-key-', new Uint8Array(Buffer.from(seed))).toUpperCase());

/** One buffer, used again for every piece, as files are read. */
async function* inPieces(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(size);
  for (let from = 0; from < bytes.length; from += size) {
    const piece = bytes.subarray(from, from + size);
    buffer.set(piece);
    yield buffer.subarray(0, piece.length);
  }
  buffer.fill(0);
}

async function all(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const list: Uint8Array[] = [];
  for await (const piece of pieces) list.push(piece.slice());
  return Buffer.concat(list);
}

const sealed = (bytes: Uint8Array): Promise<Buffer> => all(sealTo(key.recipient, inPieces(bytes)));
const opened = (bytes: Uint8Array, by = key): Promise<Buffer> => all(unsealWith(by, inPieces(bytes)));

/** Around the format's pieces of 64 KiB. */
const SIZES = [0, 1, 65_535, 65_536, 65_537, 200_000];
const content = (size: number): Buffer => Buffer.from(steadyRandom(`content ${size}`).bytes(size));

describe('the tool of the same name', () => {
  test.each(SIZES)('opens %i bytes that we have sealed', async (size) => {
    const file = await sealed(content(size));
    expect(execFileSync('age', ['-d', '-i', identityFile], { input: file }).equals(content(size))).toBe(true);
    expect(file.length).toBeLessThanOrEqual(sealedSize(size));
  });

  test.each(SIZES)('seals %i bytes that we open', async (size) => {
    const file = execFileSync('age', ['-r', key.recipient], { input: content(size) });
    expect((await opened(file)).equals(content(size))).toBe(true);
  });

  test('may seal to others as well', async () => {
    const file = execFileSync('age', ['-r', other.recipient, '-r', key.recipient], { input: content(100) });
    expect((await opened(file)).equals(content(100))).toBe(true);
  });
});

test('another key opens nothing', async () => {
  await expect(opened(await sealed(content(100)), other)).rejects.toMatchObject({ kind: 'sealed-to-another' });
});

test('a change of any byte is noticed, and so is every cut', async () => {
  const file = await sealed(content(30));
  const refusal = (bytes: Uint8Array): Promise<string> =>
    opened(bytes).then(
      () => 'opened',
      (cause: { kind?: string }) => cause.kind ?? 'a bug',
    );
  const changes = await Promise.all(
    [...file.keys()].map((i) => refusal(Buffer.from(file).fill((file[i] as number) ^ 1, i, i + 1))),
  );
  const cuts = await Promise.all([...file.keys()].map((length) => refusal(file.subarray(0, length))));
  expect(new Set([...changes, ...cuts])).toEqual(new Set(['seal-broken', 'sealed-to-another']));
  expect(await refusal(Buffer.concat([file, Buffer.of(0)]))).toBe('seal-broken');
});

/** A header's share is anybody's text, and the identity itself says so: a file that is read apart asks it directly. */
test.each([
  ['a letter that is none', `*${'A'.repeat(42)}`],
  ['bits that mean nothing', `${'A'.repeat(42)}B`],
  ['another length', 'AAAA'],
  ['none at all', ''],
  ['a point of small order', 'A'.repeat(43)],
])('a share that is no share (%s) is a broken seal to whoever opens it', async (_, share) => {
  const stanza = new Stanza(['X25519', share], new Uint8Array(32));
  await expect(async () => key.identity.unwrapFileKey([stanza])).rejects.toMatchObject({ kind: 'seal-broken' });
});

test('a long file cut at the end of a piece is noticed', async () => {
  const file = await sealed(content(3 * 65_536));
  const header = file.indexOf('\n---') + 1;
  const start = file.indexOf('\n', header) + 1 + 16;
  await expect(opened(file.subarray(0, start + 2 * (65_536 + 16)))).rejects.toMatchObject({ kind: 'seal-broken' });
});

test('a header of many recipients is not worked through', async () => {
  const one = (await sealed(content(10))).toString('latin1').split('\n');
  const [version, stanza, body, ...rest] = one;
  const many = [version, ...Array.from({ length: 40 }, () => [stanza, body]).flat(), ...rest].join('\n');
  await expect(opened(Buffer.from(many, 'latin1'))).rejects.toMatchObject({ kind: 'seal-broken' });
});

test("a fault of the source is the source's, and whoever stops reading stops it", async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* inPieces((await sealed(content(10))).subarray(0, 100));
    throw Object.assign(new Error('pulled'), { code: 'EIO' });
  }
  await expect(all(unsealWith(key, failing()))).rejects.toMatchObject({ code: 'EIO' });

  let closed = false;
  async function* watched(): AsyncGenerator<Uint8Array> {
    try {
      yield* inPieces(content(400_000));
    } finally {
      closed = true;
    }
  }
  for await (const piece of sealTo(key.recipient, watched())) if (piece.length > 1000) break;
  await vi.waitFor(() => expect(closed).toBe(true));
});

test('M14: a piece that was opened is wiped when the next is asked for, and when nobody asks any more', async () => {
  const file = await sealed(content(200_000));
  const kept: Uint8Array[] = [];
  for await (const piece of unsealWith(key, inPieces(file))) {
    expect(piece.some((byte) => byte !== 0)).toBe(true);
    kept.push(piece);
  }
  for await (const piece of unsealWith(key, inPieces(file))) {
    kept.push(piece);
    break;
  }
  expect(kept.length).toBeGreaterThan(3);
  expect(kept.every((piece) => piece.every((byte) => byte === 0))).toBe(true);
});
