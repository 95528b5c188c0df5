/**
 * A pre-verification that goes on behind a lock, by a supervisor's word: its process has the key of the batch already, and
 * the station's, which has none then, feeds it with what is sealed and keeps what it found until somebody is back.
 */
import type { BenchUnit } from '../../../../core/life/bench-life.ts';
import type { ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import type { Running } from '../../../apart/running.ts';
import type { WorkBehindLock } from '../../served.ts';
import type { FromChecking, ToChecking } from './channel.ts';

/** A unit as it is on record, and its passphrase as it lies in the vault, hex. */
export type UnitToCheck = Pick<Extract<ToChecking, { is: 'unit' }>, 'unit' | 'sealed'>;

/** What was found while nobody was there. None of it is on record yet. */
export interface FoundBehind {
  /** Of each unit that was looked at what is wrong with it, or null. */
  readonly flaws: ReadonlyMap<string, ReasonKind | null>;
  /** Derivations that the second implementation has confirmed there. */
  readonly confirmed: number;
  /** The two implementations gave different keys. */
  readonly disagreed: boolean;
}

export interface LeftRunning {
  readonly batch: string;
  readonly running: Running<ToChecking, FromChecking>;
  /** What it was asked, and has not answered. */
  readonly asked: Iterable<string>;
  /** What it was not asked. */
  readonly left: readonly UnitToCheck[];
  /** Units that it has at once. */
  readonly width: number;
  /** Confirmed so far, and on record. */
  readonly confirmed: number;
}

export class BehindLock implements WorkBehindLock {
  readonly batch: string;
  readonly #running: LeftRunning['running'];
  readonly #asked: Set<string>;
  readonly #left: UnitToCheck[];
  readonly #flaws = new Map<string, ReasonKind | null>();
  readonly #before: number;
  #confirmed: number;
  #disagreed = false;

  constructor({ batch, running, asked, left, width, confirmed }: LeftRunning) {
    this.batch = batch;
    this.#running = running;
    this.#asked = new Set(asked);
    this.#left = [...left];
    this.#before = this.#confirmed = confirmed;
    // Nobody waits at a bench that is locked.
    running.post({ is: 'hold', on: false });
    this.#feed(width - this.#asked.size);
  }

  #feed(most: number): void {
    for (const next of this.#left.splice(0, Math.max(0, most))) {
      this.#asked.add(next.unit.serial);
      this.#running.post({ is: 'unit', ...next });
    }
    // The key stays nowhere longer than it is used.
    if (this.#asked.size === 0) this.#running.kill();
  }

  hear(message: FromChecking): void {
    if (message.is === 'checked') {
      this.#confirmed = message.confirmed;
      this.#flaws.set(message.serial, message.flaw);
      this.#asked.delete(message.serial);
      return this.#feed(1);
    }
    // A fault of the station: what is left is done again, where somebody hears of it.
    if (message.is === 'disagreed') this.#disagreed = true;
    this.#running.kill();
  }

  async stop(): Promise<void> {
    this.#running.kill();
    await this.#running.ended;
  }

  /** Ends it, if it has not ended by itself, and says what it found. */
  async found(): Promise<FoundBehind> {
    await this.stop();
    const confirmed = this.#confirmed - this.#before;
    return { flaws: this.#flaws, confirmed, disagreed: this.#disagreed };
  }
}

/** Of these units those that are sealed here, as they are. */
export const sealedUnits = (
  units: Iterable<BenchUnit>,
  sealed: (serial: string) => string | null,
): readonly UnitToCheck[] =>
  [...units].flatMap((unit) => {
    const found = sealed(unit.serial);
    return found === null ? [] : [{ unit, sealed: found }];
  });
