import { describe, expect, test } from 'vitest';
import { Secret, SealedSecret, SecretChanged } from '../../../core/base/secret.ts';

/** What was lent, and every buffer that was opened for it. */
function sealed() {
  const opened: Uint8Array[] = [];
  let gone = 0;
  const secret = new SealedSecret(
    () => {
      const bytes = Uint8Array.of(1, 2, 3);
      opened.push(bytes);
      return new Secret(bytes);
    },
    () => void gone++,
  );
  return { secret, opened, gone: () => gone };
}

describe('a secret that stays sealed', () => {
  test('is open while it is used and no longer, each time anew', () => {
    const { secret, opened } = sealed();
    expect(opened).toEqual([]);
    for (let times = 1; times <= 2; times++) {
      expect(secret.use((bytes) => [...bytes])).toEqual([1, 2, 3]);
      expect(opened).toEqual(Array.from({ length: times }, () => Uint8Array.of(0, 0, 0)));
    }
    expect([secret.length, secret.wiped]).toEqual([3, false]);
  });

  test('is wiped behind a borrower who throws, and behind one who takes his time', async () => {
    const { secret, opened } = sealed();
    expect(() =>
      secret.use(() => {
        throw new Error('dropped');
      }),
    ).toThrow('dropped');
    let done = (): void => undefined;
    const waits = secret.use(async (bytes) => {
      await new Promise<void>((resolve) => (done = resolve));
      return [...bytes];
    });
    expect(opened.map(([first]) => first)).toEqual([0, 1]);
    done();
    expect(await waits).toEqual([1, 2, 3]);
    expect(opened.map(([first]) => first)).toEqual([0, 0]);
  });

  test('opens no more once it is wiped, and says so once', () => {
    const { secret, opened, gone } = sealed();
    secret.wipe();
    secret[Symbol.dispose]();
    expect([secret.wiped, gone(), opened.length]).toEqual([true, 1, 0]);
    expect(() => secret.use(() => null)).toThrow('wiped');
    expect(() => secret.length).toThrow('wiped');
  });

  test('prints as every secret does', () => {
    const { secret, opened } = sealed();
    expect([String(secret), JSON.stringify({ secret }), opened.length]).toEqual([
      '[secret]',
      '{"secret":"[secret]"}',
      0,
    ]);
  });
});

describe('bytes that change by themselves', () => {
  test('any single bit: they are lent to nobody any more', () => {
    const original = Uint8Array.from({ length: 24 }, (_, i) => 65 + i);
    for (let bit = 0; bit < original.length * 8; bit++) {
      const bytes = Uint8Array.from(original);
      const secret = new Secret(bytes);
      expect(secret.use((lent) => lent[0])).toBe(65);
      bytes[bit >> 3] = (bytes[bit >> 3] as number) ^ (1 << (bit & 7));
      expect(() => secret.use(() => 'lent')).toThrow(SecretChanged);
      expect(() => Secret.copyOf(original).use(() => 'lent')).not.toThrow();
      secret.wipe();
      expect(secret.wiped).toBe(true);
    }
  });
});
