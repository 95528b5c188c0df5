/** The plug pulled at every change of the disk while a passphrase is tried: none is looked at that is not counted. */
import { rmSync } from 'node:fs';
import type * as Fs from 'node:fs';
import { afterAll, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { readAttempts } from '../../../electron/keys/attempts.ts';
import { outsideCount } from '../../../electron/station/anchor-folder.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { cheapGate, makeStation, secretOf } from '../../fakes/commissioned.ts';
import { power, type Loss } from '../../fakes/power.ts';
import { platformRandom } from '../../fakes/streams.ts';

vi.mock('node:fs/promises', async (original) => (await import('../../fakes/power.ts')).power.over(await original()));
vi.mock('node:fs', async (original) => {
  const { power: own } = await import('../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: own.over(real.promises) };
});

const made: string[] = [];
afterAll(() => made.forEach((directory) => rmSync(directory, { recursive: true, force: true })));

const TRIES = 3;

test.each<Loss>(['half', 'unsynced'])('a try and its count, what is %s lost', async (loss) => {
  let cuts = 0;
  for (let n = 1, whole = false; !whole; n++) {
    const directory = await makeStation('bench', 'Bench A');
    made.push(directory);
    let [looked, time] = [0, 0];
    const cheap = cheapGate();
    const derivation = {
      derive(job: Parameters<typeof cheap.derive>[0]) {
        looked++;
        return cheap.derive(job);
      },
    };
    const gate = must(await openGate({ directory, derivation, random: platformRandom, now: () => time }));
    power.cutAt(n, loss);
    whole = await power
      .live(async () => {
        for (let i = 0; i < TRIES; i++, time += 3_600_000) await gate.unlock(secretOf('a wrong passphrase'));
        return !power.off;
      })
      .catch(() => false);
    await power.restore();
    if (!whole) cuts++;
    const counted = await readAttempts({ directory, outside: outsideCount(gate.identity, 'attempts') });
    expect(counted, `cut ${n}`).toBeGreaterThanOrEqual(looked);
    if (whole) expect(looked).toBe(TRIES);
  }
  expect(cuts).toBeGreaterThan(TRIES * 6);
});
