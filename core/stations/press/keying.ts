/**
 * Making the keys of a batch. Nothing is made twice and nothing is lost, whenever the power goes:
 *
 * 1. the intent to use a range of codes is on disk before a seed of it is drawn;
 * 2. a unit's seed is sealed on disk before anything is made of it, and is never replaced;
 * 3. what follows from code and seed is always the same, so a unit whose record is missing is simply made again.
 *
 * The EPK itself is not made here: it follows from the seed as well, and exists only for the moment of its printing.
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { freshSeed } from '../../bip38/generate.ts';
import type { Coin } from '../../coins/coins.ts';
import type { JournalEvent } from '../../journal/event.ts';
import type { CancelSignal, Random } from '../../base/ports.ts';
import { failIn, must, ok, type Result } from '../../base/result.ts';
import { Secret } from '../../base/secret.ts';
import { pressLife } from '../../life/press-life.ts';
import { inLanes } from '../../work/lanes.ts';
import { createPace, type PaceView } from '../../work/pace.ts';
import type { Queue } from '../../work/queue.ts';
import type { PressBatch } from './book.ts';
import type { Codes, PressRecords, SealedSeeds, UnitMaker } from './ports.ts';

const fail = failIn('press');

export interface KeyingPorts extends PressRecords {
  readonly codes: Codes;
  readonly seeds: SealedSeeds;
  readonly maker: UnitMaker;
  readonly random: Random;
  /** Milliseconds that only go forward. */
  readonly ticks: () => number;
  readonly progress: (view: PaceView) => void;
  /** The station's: a group is made whole before anybody withdraws a unit of it. */
  readonly inLine: Queue;
}

export type KeyingFailure = 'random-failed' | 'seed-missing';

/** Units a group: two writes to disk for all of them, and no more than so many seeds in memory. */
const GROUP = 128;
/** Groups the rate is taken over. */
const STRETCH = 8;

/** The coin whose address stands on the stickers of a batch, as its order was taken. */
export const depositCoin = ({ taken }: PressBatch): Coin => taken.deposit as Coin;

/**
 * Makes the keys that a batch has not got yet. Resolves when all are made or `signal` has fired; what is in hand then
 * is finished first. Gives how many were made.
 */
export async function makeKeys(batch: PressBatch, ports: KeyingPorts, signal: CancelSignal): Promise<Result<number>> {
  const { book } = ports;
  const total = batch.serials.length;
  const wanted = batch.serials.filter((serial) => isWanted(serial, ports));
  const seedSource = createSeedSource(ports.random);
  const pace = createPace(STRETCH, ports.ticks, total - wanted.length, total);
  let made = 0;
  for (let at = 0; at < wanted.length && !signal.aborted; at += GROUP) {
    const done = await ports.inLine(() => {
      const group = wanted.slice(at, at + GROUP).filter((serial) => isWanted(serial, ports));
      return makeGroup(batch, group, seedSource, ports);
    });
    if (!done.ok) return done;
    made += done.value;
    pace.reached(total - wanted.length + made);
    ports.progress(pace.view());
  }
  const { keying, ordered } = book.counts(batch.batch);
  if (signal.aborted || keying + ordered === 0) return ok(made);
  throw new Error(`batch ${batch.batch} has ${keying + ordered} units left`);
}

const isWanted = (serial: string, { book }: PressRecords): boolean => {
  const unit = book.unit(serial);
  return unit !== null && (pressLife.may(unit, 'keying-intended') || pressLife.may(unit, 'unit-keyed'));
};

async function makeGroup(
  batch: PressBatch,
  group: readonly string[],
  seedSource: SeedSource,
  ports: KeyingPorts,
): Promise<Result<number>> {
  const { book, journal, seeds } = ports;
  const ranges = unintended(group, book);
  await journal.append(ranges.map(({ from, count }) => ({ kind: 'keying-intended', batch: batch.batch, from, count })));
  const fresh = new Map<string, Secret>();
  try {
    for (const serial of group) {
      if (seeds.has(serial)) continue;
      const seed = seedSource.draw();
      if (!seed.ok) return seed;
      fresh.set(serial, seed.value);
    }
    const kept = await seeds.put(fresh);
    if (!kept.ok) return kept;
  } finally {
    for (const seed of fresh.values()) seed.wipe();
  }
  const events = await inLanes(group, ports.maker.width, (serial) => makeOne(batch, serial, ports));
  await journal.append(events);
  return ok(group.length);
}

/** From the seed as it is on disk: what cannot be read back is noticed now, not at the printer. */
async function makeOne(batch: PressBatch, serial: string, { codes, seeds, maker }: KeyingPorts): Promise<JournalEvent> {
  using seed = must(seeds.seed(serial));
  const made = await maker.make(codes.code(serial), seed, depositCoin(batch));
  const { address, publicKey, confirmation } = made;
  return { kind: 'unit-keyed', batch: batch.batch, serial, address, publicKey, confirmation };
}

/** The stretches of a group that no intent covers yet, by place in the order. */
function unintended(group: readonly string[], book: PressRecords['book']) {
  const ranges: { from: number; count: number }[] = [];
  for (const serial of group) {
    const unit = book.unit(serial);
    if (unit === null || !pressLife.may(unit, 'keying-intended')) continue;
    const last = ranges.at(-1);
    if (last !== undefined && last.from + last.count === unit.position) last.count++;
    else ranges.push({ from: unit.position, count: 1 });
  }
  return ranges;
}

interface SeedSource {
  /** A fresh seed, unlike any other of this run. */
  draw(): Result<Secret, KeyingFailure>;
}

/** A generator that repeats itself has failed, and so has everything made since: this is the wire across its path. */
function createSeedSource(random: Random): SeedSource {
  const key = random.bytes(32);
  const seen = new Set<string>();
  return {
    draw() {
      const seed = freshSeed(random);
      const mark = bytesToHex(hmac(sha256, key, seed).subarray(0, 12));
      if (seen.has(mark) || seed.every((byte) => byte === seed[0])) {
        seed.fill(0);
        return fail(
          'random-failed',
          'The random generator of this machine repeats itself. Stop work and call your supervisor: nothing was made of it.',
        );
      }
      seen.add(mark);
      return ok(new Secret(seed));
    },
  };
}
