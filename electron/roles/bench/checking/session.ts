/** A pre-verification's questions, answered in a process that ends with it. */
import type { KeyDerivation, Random } from '../../../../core/base/ports.ts';
import { must } from '../../../../core/base/result.ts';
import type { Secret } from '../../../../core/base/secret.ts';
import type { BenchUnit } from '../../../../core/life/bench-life.ts';
import type { ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import { flawOf } from '../../../../core/stations/bench/unit-flaw.ts';
import type { PassphraseVault } from '../../../../core/stations/bench/verification.ts';
import { openAgreement, sealAcross } from '../../../apart/agreement.ts';
import type { Running } from '../../../apart/running.ts';
import type { Pool } from '../../../workers/pool.ts';
import type { SealedOnDesk } from '../passphrases.ts';
import { BehindLock, sealedUnits } from './behind.ts';
import type { FromChecking, ToChecking } from './channel.ts';

/** How the process is started that pre-verifies, and where `worker.cjs` lies for it. */
export interface CheckingStart {
  readonly dist: string;
  /** Starts one that runs `checking.cjs`. */
  start(): Running<ToChecking, FromChecking>;
}

/** One pre-verification's means. */
export interface Checking {
  /** As pre-verification asks it of each unit. */
  flawOf(unit: BenchUnit): Promise<ReasonKind | null>;
  /** How many derivations the second implementation has confirmed elsewhere than with the station's own workers. */
  confirmed(): number;
  /**
   * Leaves it to itself with these units, at a lock, `width` of them at once: from here on nobody is answered, and `end` ends nothing. Null where
   * nothing could go on without the station's own keys, and everything is as before.
   */
  leave(units: readonly BenchUnit[], width: number): BehindLock | null;
  /** Resolves when nothing of it is open any more. */
  end(): Promise<void>;
}

export interface CheckingPorts {
  readonly station: string;
  /** What is sealed of the batch on the desk. */
  readonly sealed: () => SealedOnDesk | null;
  readonly pool: Pick<Pool, 'size' | 'workBeside' | 'distrust'>;
  readonly random: Random;
}

/**
 * Starts a process for `batch`, which gets the key of the batch once and then one sealed passphrase after the other. It is
 * ended by `signal` as well. Whoever waits for an answer when it ends, or has died, gets none.
 */
export function checkApart(batch: string, from: CheckingStart, ports: CheckingPorts, signal: AbortSignal): Checking {
  const asked = createAsked();
  let confirmed = 0;
  let keyed = false;
  let behind: BehindLock | null = null;

  function onDesk(): SealedOnDesk {
    const found = ports.sealed();
    if (found?.batch !== batch) throw new Error(`batch ${batch} is not on the desk`);
    return found;
  }

  const { supplied } = onDesk();
  const running = from.start();
  const agreement = openAgreement('station', ports.random);

  /** What can not be sealed for it, or was said by none of ours, ends it. */
  function sendKey(share: Uint8Array): void {
    try {
      using between = agreement.agree(share);
      const seal = (key: Secret): Uint8Array => sealAcross(between, 'batch-key', key, ports.random);
      running.post({ is: 'key', sealed: must(onDesk().sealed.useKey(seal)) });
      keyed = true;
    } catch {
      running.kill();
    }
  }

  /** The first unit is not to be there before the key. */
  const ready = new Promise<void>((resolve) => {
    running.hear((message) => {
      if (behind !== null) return behind.hear(message);
      if (message.is === 'disagreed') return ports.pool.distrust();
      if (message.is === 'ready') {
        sendKey(message.share);
        return resolve();
      }
      confirmed = message.confirmed;
      if (message.is === 'checked') asked.answer(message.serial, message.flaw);
      else asked.fail(message.serial);
    });
  });
  const { station, pool } = ports;
  running.post({
    ...{ is: 'batch', share: agreement.share, station, batch, supplied },
    ...{ dist: from.dist, workers: pool.size },
  });
  // Not before: somebody may wait already, and the batch is what it expects first.
  const letGo = pool.workBeside((on) => running.post({ is: 'hold', on }));
  const kill = (): void => running.kill();
  signal.addEventListener('abort', kill);
  // One that fired before is not heard any more.
  if (signal.aborted) kill();
  const gone = running.ended.then(() => {
    signal.removeEventListener('abort', kill);
    agreement[Symbol.dispose]();
    letGo();
    asked.end();
  });

  return {
    async flawOf(unit) {
      await Promise.race([ready, gone]);
      const sealed = must(onDesk().sealed.sealed(unit.serial));
      const answer = asked.ask(unit.serial);
      running.post({ is: 'unit', unit, sealed });
      return answer;
    },
    confirmed: () => confirmed,
    leave(units, width) {
      if (!keyed || asked.over) return null;
      const { sealed } = onDesk();
      const flying = new Set(asked.open());
      const left = sealedUnits(
        units.filter(({ serial }) => !flying.has(serial)),
        (serial) => {
          const found = sealed.sealed(serial);
          return found.ok ? found.value : null;
        },
      );
      // With what was agreed on, the key could be opened that has crossed.
      agreement[Symbol.dispose]();
      signal.removeEventListener('abort', kill);
      letGo();
      behind = new BehindLock({ batch, running, asked: flying, left, width, confirmed });
      asked.end();
      return behind;
    },
    async end() {
      if (behind !== null) return;
      running.kill();
      await gone;
    },
  };
}

/** The same in this process, where none is started: in tests, on derivations of theirs. */
export const checkHere = (vault: PassphraseVault, derivation: KeyDerivation, signal: AbortSignal): Checking => ({
  flawOf: (unit) => flawOf(unit, vault, derivation, signal),
  confirmed: () => 0,
  leave: () => null,
  end: async () => undefined,
});

/** The questions that have no answer yet, by serial. */
function createAsked() {
  const waiting = new Map<string, { resolve(flaw: ReasonKind | null): void; reject(error: Error): void }>();
  let over = false;
  const take = (serial: string) => {
    const one = waiting.get(serial);
    waiting.delete(serial);
    return one;
  };
  return {
    get over() {
      return over;
    },
    open: () => waiting.keys(),
    ask: (serial: string) =>
      new Promise<ReasonKind | null>((resolve, reject) => {
        if (over) reject(new CheckingEnded());
        else waiting.set(serial, { resolve, reject });
      }),
    answer: (serial: string, flaw: ReasonKind | null) => take(serial)?.resolve(flaw),
    fail: (serial: string) => take(serial)?.reject(new Error('this unit could not be derived')),
    end() {
      over = true;
      for (const serial of waiting.keys()) take(serial)?.reject(new CheckingEnded());
    },
  };
}

/** The process that pre-verifies is no more, by itself or because it was stopped. */
class CheckingEnded extends Error {
  override readonly name = 'CheckingEnded';

  constructor() {
    super('the process that pre-verifies has ended');
  }
}
