import { describe, expect, test } from 'vitest';
import { createHealthyRandom, RandomFailure } from '../../../core/random/healthy.ts';
import type { Random } from '../../../core/base/ports.ts';
import { platformRandom, steadyRandom } from '../../fakes/streams.ts';

/** Good for the first `good` bytes, then as `bad` has it. */
function failingAfter(good: number, bad: (length: number) => Uint8Array): Random {
  let given = 0;
  return {
    bytes(length) {
      given += length;
      return given <= good ? platformRandom.bytes(length) : bad(length);
    },
  };
}

const fill = (byte: number) => (length: number) => new Uint8Array(length).fill(byte);
/** The same on every run, so that it is always the same test that finds out. */
const steady = steadyRandom('bad');
const biased = (length: number): Uint8Array => steady.bytes(length).map((byte) => (byte < 26 ? 5 : byte));
const fewValues = (length: number): Uint8Array => steady.bytes(length).map((byte) => byte & 0x0f);
const oneAnswer = platformRandom.bytes(1 << 16);
const loop = platformRandom.bytes(24);
const throwing = (): never => {
  throw new Error('no entropy');
};

const BROKEN: readonly (readonly [string, (length: number) => Uint8Array, string])[] = [
  ['gives zeros', fill(0), 'repetition-count'],
  ['gives ones', fill(0xff), 'repetition-count'],
  ['prefers a value', biased, 'adaptive-proportion'],
  ['knows few values', fewValues, 'adaptive-proportion'],
  ['goes round a short loop', (length) => Uint8Array.from({ length }, (_, i) => loop[i % 24] ?? 0), 'repeated-block'],
  ['gives one answer to every question', (length) => oneAnswer.slice(0, length), 'repeated-block'],
  ['throws', throwing, 'no-answer'],
  ['gives too little', (length) => platformRandom.bytes(length - 1), 'no-answer'],
  ['gives too much', (length) => platformRandom.bytes(length + 1), 'no-answer'],
];

/** Draws until it fails, within what a batch of some hundred units draws. */
function drawMuch(random: Random): readonly Uint8Array[] {
  const drawn: Uint8Array[] = [];
  for (let i = 0; i < 1000; i++) drawn.push(random.bytes(24));
  return drawn;
}

describe('a generator under test', () => {
  test('gives what the source gives, after the start-up samples', () => {
    const source = steadyRandom('source');
    const random = createHealthyRandom(steadyRandom('source'));
    source.bytes(1024);
    expect(random.bytes(40)).toEqual(source.bytes(40));
    expect(random.fault).toBeNull();
  });

  test.each(BROKEN)('is found out when it %s', (_, bad, fault) => {
    const random = createHealthyRandom(failingAfter(2048, bad));
    expect(random.fault).toBeNull();
    expect(() => drawMuch(random)).toThrow(RandomFailure);
    expect(random.fault).toBe(fault);
  });

  test.each(BROKEN.filter(([, , fault]) => fault !== 'repeated-block'))('does not even start when it %s', (_, bad) => {
    const random = createHealthyRandom({ bytes: bad });
    expect(random.fault).not.toBeNull();
    expect(() => random.bytes(1)).toThrow(RandomFailure);
  });

  test('says nothing more after a fault, though the source is well again', () => {
    let ill = false;
    const random = createHealthyRandom({ bytes: (length) => (ill ? fill(0)(length) : platformRandom.bytes(length)) });
    ill = true;
    expect(() => random.bytes(64)).toThrow(/repetition-count/);
    ill = false;
    expect(() => random.bytes(64)).toThrow(/repetition-count/);
  });

  test('can be condemned by who draws from it', () => {
    const random = createHealthyRandom(platformRandom);
    expect(random.condemn('seen-before')).toBeInstanceOf(RandomFailure);
    expect(() => random.bytes(8)).toThrow(/seen-before/);
    expect(random.condemn('no-answer').fault).toBe('seen-before');
  });

  test('draws as a large batch does without an alarm', () => {
    const random = createHealthyRandom(platformRandom);
    for (let i = 0; i < 20_000; i++) random.bytes(8 + (i % 40));
    expect(random.fault).toBeNull();
  });
});
