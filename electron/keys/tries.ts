/**
 * How many wrong PINs each badge was given. The number is on disk before a PIN is tried, so that pulling the plug in
 * between gains nothing, and the wait is of monotonic time, so that setting the clock gains nothing either.
 */
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { replaceWhole } from '../files/whole.ts';
import { orNothing } from '../files/fault.ts';
import { readPlain } from '../files/plain.ts';
import { waitAfter } from './attempts.ts';
import type { PersonSlot } from './person-slot.ts';

const fail = failIn('people');

/** After so many wrong ones in a row somebody is locked until two supervisors say otherwise (the house's rule). */
export const MOST_WRONG_PINS = 10;

/** Where the numbers are missing or damaged everybody counts as having so many, so that removing them gains nothing. */
const UNKNOWN = 6;

const HEAD = 'twofold-people-attempts 1';

export type TriesFailure = 'person-locked' | 'too-soon' | 'wrong-pin';

export interface Tries {
  /** Seconds until a PIN of this badge is looked at; after a restart the wait begins again. */
  wait(badge: string): Promise<number>;
  wrong(badge: string): Promise<number>;
  /**
   * Lets `look` try a PIN, after it was counted.
   *
   * @param last of the only supervisor who is left: waits, and is never locked
   * @param look null: it is wrong
   */
  attempt<T>(
    slot: Pick<PersonSlot, 'badge' | 'name'>,
    last: boolean,
    look: () => Promise<T | null>,
  ): Promise<Result<{ readonly value: T; readonly wrong: number }, TriesFailure>>;
  /** On disk when it resolves: this badge counts as never tried, and is known from here on. */
  clear(badge: string): Promise<void>;
}

/** @param outside a file where the numbers are kept besides, out of reach of whoever edits the directory; null: nowhere */
export function createTries(directory: string, now: () => number, outside: string | null = null): Tries {
  const path = join(directory, 'people.attempts');
  /** When a badge was last found to have been given a wrong PIN; of one that was not, when this process began. */
  const since = new Map<string, { readonly at: number; readonly wrong: number }>();
  const begun = now();

  async function read(from: string): Promise<Map<string, number> | null> {
    const text = (await readPlain(from).catch(orNothing))?.toString('latin1');
    const [head, ...lines] = text?.split('\n') ?? [];
    if (head !== HEAD || lines.pop() !== '') return null;
    const counts = lines.map((line) => /^([0-9a-f]{16}) (\d{1,6})$/.exec(line));
    if (counts.some((found) => found === null)) return null;
    return new Map(counts.map((found) => [found?.[1] ?? '', Number(found?.[2])]));
  }

  const countOf = (counts: ReadonlyMap<string, number> | null, badge: string): number =>
    counts === null ? UNKNOWN : (counts.get(badge) ?? 0);

  async function writeTo(place: string, badge: string, wrong: number): Promise<void> {
    const counts = (await read(place)) ?? new Map<string, number>();
    counts.set(badge, wrong);
    const lines = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([one, count]) => `${one} ${count}\n`);
    await replaceWhole(dirname(place), place, [`${HEAD}\n`, ...lines].join(''));
  }

  async function write(badge: string, wrong: number): Promise<void> {
    if (outside !== null) {
      await mkdir(dirname(outside), { recursive: true, mode: 0o700 });
      await writeTo(outside, badge, wrong);
    }
    await writeTo(path, badge, wrong);
  }

  function left(badge: string, wrong: number): number {
    const known = since.get(badge);
    // Somebody else has tried meanwhile, from another window or process: their wait is ours.
    if (known !== undefined && known.wrong !== wrong) since.set(badge, { at: now(), wrong });
    const at = since.get(badge)?.at ?? begun;
    return Math.max(0, Math.ceil(waitAfter(wrong) - (now() - at) / 1000));
  }

  /** The larger of the two, so that setting one back gains nothing. */
  async function wrongOf(badge: string): Promise<number> {
    const beyond = outside === null ? 0 : ((await read(outside))?.get(badge) ?? 0);
    return Math.max(countOf(await read(path), badge), beyond);
  }

  return {
    wait: async (badge) => left(badge, await wrongOf(badge)),
    wrong: wrongOf,
    async attempt({ badge, name }, last, look) {
      const wrong = await wrongOf(badge);
      if (wrong >= MOST_WRONG_PINS && !last) return locked(name, wrong);
      const wait = left(badge, wrong);
      if (wait > 0) return tooSoon(name, wait);
      await write(badge, wrong + 1);
      const value = await look();
      if (value !== null) {
        since.delete(badge);
        await write(badge, 0);
        return ok({ value, wrong });
      }
      since.set(badge, { at: now(), wrong: wrong + 1 });
      if (wrong + 1 >= MOST_WRONG_PINS && !last) return locked(name, wrong + 1);
      return wrongPin(name, waitAfter(wrong + 1), last ? null : MOST_WRONG_PINS - wrong - 1);
    },
    async clear(badge) {
      since.delete(badge);
      await write(badge, 0);
    },
  };
}

const locked = (name: string, wrong: number): Failed<'person-locked'> =>
  fail('person-locked', `${name} is locked after ${wrong} wrong PINs, until two supervisors unlock.`, { name, wrong });

const tooSoon = (name: string, wait: number): Failed<'too-soon'> =>
  fail('too-soon', `${name} was given a wrong PIN. The next is looked at in ${wait} s; this one was not.`, {
    name,
    wait,
  });

/** @param left how many more wrong ones lock them; null: they are never locked */
const wrongPin = (name: string, wait: number, left: number | null): Failed<'wrong-pin'> =>
  fail(
    'wrong-pin',
    `This PIN is not that of this badge (${name}). Wait ${wait} s before the next try.${left === null ? '' : ` Tries left: ${left}.`}`,
    { name, wait, ...(left !== null && { left }) },
  );
