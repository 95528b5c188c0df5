import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTries, MOST_WRONG_PINS, type Tries } from '../../../electron/keys/tries.ts';

let directory = '';
let time = 0;
const ADA = { badge: 'aa'.repeat(8), name: 'Ada' };
const BELA = { badge: 'bb'.repeat(8), name: 'Bela' };

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'twofold-tries-'));
  time = 5000;
});
afterEach(() => rmSync(directory, { recursive: true }));

const file = (): string => join(directory, 'people.attempts');
const begin = async (): Promise<Tries> => {
  const tries = createTries(directory, () => time);
  await tries.clear(ADA.badge);
  return tries;
};
const said = async (tries: Tries, who = ADA, right = false, last = false): Promise<string> => {
  const tried = await tries.attempt(who, last, () => Promise.resolve(right ? 'in' : null));
  return tried.ok ? `in after ${tried.value.wrong}` : tried.error.kind;
};

describe('wrong PINs', () => {
  it('double the wait, of this badge alone, and the right one ends it', async () => {
    const tries = await begin();
    const waits: number[] = [];
    for (let i = 0; i < 5; i++) {
      expect(await said(tries)).toBe('wrong-pin');
      waits.push(await tries.wait(ADA.badge));
      expect(await said(tries, ADA, true)).toBe('too-soon');
      expect(await said(tries, BELA, true)).toBe('in after 0');
      time += 1000 * (await tries.wait(ADA.badge));
    }
    expect(waits).toEqual([1, 2, 4, 8, 16]);
    expect(await said(tries, ADA, true)).toBe('in after 5');
    expect(await tries.wait(ADA.badge)).toBe(0);
  });

  it('say how many are left, but of who is never locked', async () => {
    const tries = await begin();
    const left = async (last: boolean): Promise<unknown> => {
      const tried = await tries.attempt(ADA, last, () => Promise.resolve(null));
      time += 3_600_000;
      return tried.ok ? 'in' : [tried.error.facts?.['left'], tried.error.message.includes('Tries left')];
    };
    expect(await left(false)).toEqual([9, true]);
    expect(await left(true)).toEqual([undefined, false]);
    expect(await left(false)).toEqual([7, true]);
  });

  it('are counted before they are looked at', async () => {
    const tries = await begin();
    let seen = '';
    await tries
      .attempt(ADA, false, () => {
        seen = readFileSync(file(), 'latin1');
        throw new Error('the power is gone');
      })
      .catch(() => undefined);
    expect(seen).toContain(`${ADA.badge} 1\n`);
    expect(await createTries(directory, () => time).wrong(ADA.badge)).toBe(1);
  });

  it('lock after ten, also the right one, until somebody clears it', async () => {
    const tries = await begin();
    for (let i = 1; i < MOST_WRONG_PINS; i++) {
      expect(await said(tries)).toBe('wrong-pin');
      time += 3_600_000;
    }
    expect(await said(tries)).toBe('person-locked');
    time += 3_600_000;
    expect(await said(tries, ADA, true)).toBe('person-locked');
    expect(
      await said(
        createTries(directory, () => time),
        ADA,
        true,
      ),
    ).toBe('person-locked');
    await tries.clear(ADA.badge);
    expect(await said(tries, ADA, true)).toBe('in after 0');
  });

  it('never lock the last supervisor, who waits up to an hour', async () => {
    const tries = await begin();
    for (let i = 0; i < 20; i++) {
      expect(await said(tries, ADA, false, true)).toBe('wrong-pin');
      time += 3_600_000;
    }
    expect(await said(tries, ADA, true, true)).toBe('in after 20');
  });

  it('are not shortened by a clock that is set back, nor by a restart', async () => {
    const tries = await begin();
    for (let i = 0; i < 4; i++) {
      await said(tries);
      time += 1000 * (await tries.wait(ADA.badge));
    }
    await said(tries);
    time -= 3_600_000;
    expect(await tries.wait(ADA.badge)).toBeGreaterThan(16);
    const restarted = createTries(directory, () => time);
    expect(await restarted.wait(ADA.badge)).toBe(16);
  });

  it('are many where the file is gone or damaged', async () => {
    const tries = await begin();
    rmSync(file());
    expect(await tries.wait(ADA.badge)).toBe(32);
    writeFileSync(file(), 'twofold-people-attempts 1\nnonsense\n');
    expect(await tries.wait(BELA.badge)).toBe(32);
  });

  it('that another process has counted, begin the wait anew', async () => {
    const [one, other] = [await begin(), createTries(directory, () => time)];
    await said(one);
    time += 1000;
    await said(other);
    expect(await one.wait(ADA.badge)).toBe(2);
  });
});

describe('the numbers kept outside', () => {
  it('M13: hold where those in the directory are set back, and the other way round', async () => {
    const outside = join(directory, 'elsewhere', 'count');
    const again = (): Tries => createTries(directory, () => time, outside);
    const tries = again();
    await tries.clear(ADA.badge);
    for (let i = 0; i < 3; i++) {
      expect(await said(tries)).toBe('wrong-pin');
      time += 1000 * (await tries.wait(ADA.badge));
    }
    for (const path of [file(), outside]) {
      const kept = readFileSync(path, 'latin1');
      expect(kept).toContain(`${ADA.badge} 3`);
      writeFileSync(path, kept.replace(' 3', ' 0'));
      expect(await again().wrong(ADA.badge)).toBe(3);
      writeFileSync(path, kept);
    }
    rmSync(outside);
    expect(await again().wrong(ADA.badge)).toBe(3);
    expect(await said(tries, ADA, true)).toBe('in after 3');
    expect(await again().wrong(ADA.badge)).toBe(0);
  });
});
