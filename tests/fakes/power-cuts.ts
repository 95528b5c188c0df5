/**
 * A station's whole life, played again for every change it makes to its disk, with the power cut at that change; then it
 * is started again and goes on from wherever it was left. What was acknowledged must still stand, in its order.
 */
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi, type MockInstance } from 'vitest';
import type { ChainRecord } from '../../core/journal/chain.ts';
import { power, type Loss } from './power.ts';

/** What a life tells of itself while it is lived. */
export interface Witness {
  /** From here on what is on record is what the journal has, and then what it acknowledges. */
  follow(records: readonly ChainRecord[], follow: (listener: (next: readonly ChainRecord[]) => void) => void): void;
  /** Names what a dead process would let go of by itself, and this one does not. */
  holds(letGo: () => void): void;
}

/** @typeParam W what no power cut undoes: what was brought, what came out. */
export interface Life<W> {
  begin(): Promise<W>;
  /** The station's directory. */
  home(world: W): string;
  /** Everything there is to do, from wherever it was left. */
  work(world: W, witness: Witness): Promise<void>;
  /** At the instant the power is gone: what the world saw, whatever the disk remembers. */
  darkness?(world: W): void;
  /** What must hold of the disk alone, before anything is started on it. */
  expectDisk?(world: W): void;
  /** A text that can only grow, as far as what is on record says it is there. */
  kept?(world: W, records: readonly ChainRecord[]): string;
  /** What must hold at the end, whatever happened. */
  expectEnd(world: W, records: readonly ChainRecord[]): void | Promise<void>;
}

/**
 * Defines the tests: the life with a cut at its first change, its second, and so on until it gets to its end uncut.
 *
 * @param least cuts there must be: fewer, and the disk was not watched.
 */
export function cutEverywhere<W>(life: Life<W>, least: number, timeout: number): void {
  const timers = vi.spyOn(globalThis, 'setTimeout');
  test.each<Loss>(['half', 'unsynced'])(
    'the power cut at every change, what is %s lost',
    async (loss) => {
      let cuts = 0;
      for (let n = 1; await cutAndGoOn(life, timers, n, loss); n++) cuts++;
      expect(cuts).toBeGreaterThan(least);
    },
    timeout,
  );
}

/** Gives whether it was cut at all. */
async function cutAndGoOn<W>(life: Life<W>, timers: Timers, n: number, loss: Loss): Promise<boolean> {
  const world = await life.begin();
  const first = createWitness();
  timers.mockClear();
  power.cutAt(n, loss);
  const whole = await life.work(world, first).then(
    () => true,
    () => false,
  );
  const { off } = power;
  life.darkness?.(world);
  await power.restore();
  life.expectDisk?.(world);
  if (whole) {
    await life.expectEnd(world, first.records);
    return false;
  }
  expect(off).toBe(true);
  // What the system does for a process that is gone.
  for (const { value } of timers.mock.results) clearTimeout(value as NodeJS.Timeout);
  first.letGo();
  freeLock(life.home(world));

  const kept = life.kept?.(world, first.records) ?? '';
  const second = createWitness();
  await life.work(world, second);
  expect(hashes(second.records).slice(0, first.records.length)).toEqual(hashes(first.records));
  expect((life.kept?.(world, second.records) ?? '').startsWith(kept)).toBe(true);
  await life.expectEnd(world, second.records);
  return true;
}

type Timers = MockInstance<typeof setTimeout>;

function createWitness(): Witness & { readonly records: readonly ChainRecord[]; letGo(): void } {
  const records: ChainRecord[] = [];
  const held: (() => void)[] = [];
  return {
    records,
    follow(before, follow) {
      records.push(...before);
      follow((next) => records.push(...next));
    },
    holds: (letGo) => void held.push(letGo),
    letGo: () => held.forEach((letGo) => letGo()),
  };
}

const hashes = (records: readonly ChainRecord[]): readonly string[] => records.map(({ hash }) => hash);

/** The process that had the journal is gone with the power; here it is the very one that asks. */
function freeLock(directory: string): void {
  for (const name of readdirSync(directory)) if (name.startsWith('journal.lock.')) truncateSync(join(directory, name));
}
