import { createHmac, hkdfSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { mixDice, readDice } from '../../../core/random/dice.ts';
import { must } from '../../../core/base/result.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text));
const SOME = '13652 41623 55421 36142 51326 44213 65312 24165';
const read = (text: string) => must(readDice(bytes(text)));
const kindOf = (text: string): string => {
  const dice = readDice(bytes(text));
  return dice.ok ? 'ok' : dice.error.kind;
};

describe('rolls', () => {
  test('are counted and worth log2(6) bits each', () => {
    const { rolls, bits } = read(`${SOME}\r\n`);
    expect(rolls.length).toBe(40);
    expect(bits).toBeCloseTo(103.4, 1);
    expect(rolls.use((all) => [...all.subarray(0, 5)])).toEqual([1, 3, 6, 5, 2]);
  });

  test.each([
    [SOME.replace('1', '0'), 'not-dice'],
    [SOME.replace('1', '7'), 'not-dice'],
    [SOME.replace('1', 'x'), 'not-dice'],
    ['123456'.repeat(700), 'not-dice'],
    ['', 'too-few-rolls'],
    ['123456'.repeat(6), 'too-few-rolls'],
    [`${'123456'.repeat(6)}123`, 'ok'],
    [SOME + '4'.repeat(17), 'stuck-dice'],
    [SOME + '4'.repeat(16), 'ok'],
  ])('%s: %s', (text, kind) => expect(kindOf(text)).toBe(kind));
});

describe('mixing', () => {
  /** HKDF and HMAC by OpenSSL. */
  function expected(seed: string, length: number): Buffer {
    const source = steadyRandom(seed);
    const salt = source.bytes(32);
    const rolls = Uint8Array.from(SOME.replaceAll(' ', ''), Number);
    const key = Buffer.from(hkdfSync('sha256', rolls, salt, 'twofold|dice|1', 32));
    const counter = (n: number): Buffer => Buffer.from([0, 0, 0, 0, 0, 0, 0, n]);
    const stream = Buffer.concat([0, 1, 2].map((n) => createHmac('sha256', key).update(counter(n)).digest()));
    return Buffer.from(source.bytes(length).map((byte, i) => byte ^ (stream[i] ?? 0)));
  }

  test('is the source XOR a stream keyed by the dice', () => {
    const mixed = mixDice(steadyRandom('a'), read(SOME).rolls);
    expect(Buffer.from(mixed.bytes(80))).toEqual(expected('a', 80));
  });

  test('carries a source that has failed, each time anew', () => {
    const dead = { bytes: (length: number) => new Uint8Array(length) };
    const one = mixDice(dead, read(SOME).rolls);
    const other = mixDice(dead, read(SOME.replace('1', '2')).rolls);
    const drawn = [one.bytes(24), one.bytes(24), other.bytes(24)].map((piece) => Buffer.from(piece).toString('hex'));
    expect(new Set([...drawn, '00'.repeat(24)]).size).toBe(4);
  });

  test('takes nothing from a good source, whatever the dice', () => {
    // Two runs differ in the source alone; the stream they are mixed with differs too, through the salt.
    const rolls = () => read('123456'.repeat(7)).rolls;
    const runs = ['a', 'b', 'c'].map((seed) => mixDice(steadyRandom(seed), rolls()).bytes(32).join());
    expect(new Set(runs).size).toBe(3);
  });

  test('ends with its key', () => {
    const mixed = mixDice(steadyRandom('a'), read(SOME).rolls);
    mixed[Symbol.dispose]();
    expect(() => mixed.bytes(8)).toThrow('wiped');
  });
});
