/**
 * Origin's recipe. For each unit of a batch:
 *
 * 1. draw a passphrase and an owner entropy, neither of which was ever drawn here before;
 * 2. derive the intermediate code (one heavy scrypt; several units in flight);
 * 3. seal both, and wait until they are on disk;
 * 4. record that the unit is made.
 *
 * Units are sealed in order, some at once. A power cut loses at most what was never sealed, which nobody has seen: it
 * is drawn anew. What is sealed is never drawn again, because place and serial of a unit are one.
 */
import { intermediateCodeOf } from '../../bip38/intermediate.ts';
import type { IntermediateCode } from '../../bip38/layout.ts';
import { freshOwnerEntropy, type OwnerEntropy } from '../../bip38/lot.ts';
import { deriveOwner, type Owner } from '../../bip38/owner.ts';
import { passphraseFromBytes } from '../../bip38/passphrase.ts';
import type { CancelSignal, KeyDerivation, Random } from '../../base/ports.ts';
import type { Journal } from '../../journal/journal.ts';
import type { RandomFault } from '../../random/healthy.ts';
import { must, ok, type Failed, type Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import { makePassphrase, type PassphraseShape } from '../../card/passphrase.ts';
import type { Serial } from '../../card/serial.ts';
import type { Marks } from './marks.ts';
import { createPace, type PaceView } from '../../work/pace.ts';
import { lotAt, type LotRange } from '../../bip38/lot.ts';

/** A unit that is made and not yet sealed. */
export interface CodedUnit {
  readonly serial: Serial;
  readonly code: IntermediateCode;
  readonly codeMark: Uint8Array;
  /** `null` where the customer keeps it. */
  readonly passphrase: Secret | null;
  readonly passphraseMark: Uint8Array | null;
}

export interface CodingTask {
  readonly batch: string;
  readonly count: number;
  /** Units that are on record already. */
  readonly coded: number;
  readonly shape: PassphraseShape;
  readonly lots: LotRange | null;
  serialAt(place: number): Serial;
}

/** How far it is: units on record. */
export interface CodingView extends PaceView {
  readonly running: boolean;
}

export interface SealedUnits {
  /** Seals units behind those before them. On disk when it resolves, with the MAC (hex) of what was written. */
  append(units: readonly CodedUnit[]): Promise<Result<string, 'disk'>>;
}

export interface OriginPorts {
  readonly journal: Journal;
  readonly units: SealedUnits;
  readonly marks: Marks;
  readonly random: Random;
  /** Ends the use of the generator, giving the error to throw. */
  readonly condemn: (fault: RandomFault) => Error;
  readonly derivation: KeyDerivation;
  /** Units in flight at once: enough to keep every worker busy. */
  readonly width: number;
  /** Milliseconds that only go forward. */
  readonly ticks: () => number;
  readonly progress: (view: CodingView) => void;
}

/** Units sealed and recorded at once: a hundredth of a batch, so that a small one shows that it moves. */
export const groupSize = (count: number): number => Math.max(1, Math.min(64, Math.ceil(count / 100)));

/** How many groups may be drawn ahead of the last one that is on disk. */
const AHEAD = 4;
/** The rate is taken over this many last groups. */
const STRETCH = 16;

/**
 * Makes what is left of a batch. Answers `cancelled` if `signal` has fired before the end; what is on record stands.
 *
 * @throws whatever generator, derivation or journal throw, after which nothing more is started or sealed.
 */
export async function codeUnits(
  task: CodingTask,
  ports: OriginPorts,
  signal: CancelSignal,
): Promise<Result<'done' | 'cancelled', 'disk'>> {
  const { batch, count } = task;
  const group = groupSize(count);
  const ahead = Math.max(AHEAD * group, 2 * ports.width);
  const waiting = new Map<number, CodedUnit>();
  const faults: (Failed<'disk'> | { readonly thrown: unknown })[] = [];
  const pace = createPace(STRETCH, ports.ticks, task.coded, count);
  let next = task.coded;
  let done = task.coded;
  let writing: Promise<void> = Promise.resolve();
  /** Those who wait for room ahead of the writer. */
  const waiters: (() => void)[] = [];

  const stopped = (): boolean => signal.aborted || faults.length > 0;

  function wake(): void {
    for (const resume of waiters.splice(0)) resume();
  }

  const report = (running: boolean): void => ports.progress({ ...pace.view(), running });

  /** Seals and records the units that come next, if there are `least` of them in a row. */
  async function write(least: number): Promise<void> {
    const units: CodedUnit[] = [];
    while (units.length < group && waiting.has(done + units.length)) {
      units.push(waiting.get(done + units.length) as CodedUnit);
    }
    if (units.length < Math.max(1, least) || faults.length > 0) return;
    const sealed = await recordUnits(batch, done, units, ports);
    if (!sealed.ok) {
      faults.push(sealed);
      return;
    }
    for (const [i, unit] of units.entries()) {
      unit.passphrase?.wipe();
      waiting.delete(done + i);
    }
    done += units.length;
    pace.reached(done);
    report(true);
    return write(least);
  }

  async function lane(): Promise<void> {
    while (next < count && !stopped()) {
      if (next - done >= ahead) {
        await new Promise<void>((resume) => waiters.push(resume));
        continue;
      }
      const place = next++;
      waiting.set(place, await makeUnit(task, place, ports, signal));
      // One writer at a time; whoever finishes while it works is written by the next round.
      writing = writing.then(() => write(Math.min(group, count - done)));
      await writing;
      wake();
    }
  }

  /** After a fault nothing is started; the other lanes finish what they have in hand before anything is said. */
  const guarded = (): Promise<void> =>
    lane().catch((thrown: unknown) => {
      if (!signal.aborted || !isAbort(thrown)) faults.push({ thrown });
      wake();
    });

  signal.addEventListener('abort', wake);
  report(true);
  try {
    await Promise.all(Array.from({ length: Math.max(1, ports.width) }, guarded));
    // What is whole and in order when somebody stops the work is kept.
    await write(1).catch((thrown: unknown) => faults.push({ thrown }));
  } finally {
    signal.removeEventListener('abort', wake);
    for (const { passphrase } of waiting.values()) passphrase?.wipe();
    report(false);
  }
  const [fault] = faults;
  if (fault === undefined) return ok(done === count ? 'done' : 'cancelled');
  if ('thrown' in fault) throw fault.thrown;
  return fault;
}

/** Sealed and on disk first, then on record. */
export async function recordUnits(
  batch: string,
  from: number,
  units: readonly CodedUnit[],
  { units: sealed, journal }: Pick<OriginPorts, 'units' | 'journal'>,
): Promise<Result<null, 'disk'>> {
  const mac = await sealed.append(units);
  if (!mac.ok) return mac;
  const [first, last] = [units[0]?.serial ?? '', units.at(-1)?.serial ?? ''];
  await journal.append([{ kind: 'units-coded', batch, from, count: units.length, first, last, mac: mac.value }]);
  return ok(null);
}

async function makeUnit(task: CodingTask, place: number, ports: OriginPorts, signal: CancelSignal): Promise<CodedUnit> {
  const passphrase = makePassphrase(ports.random, task.shape);
  try {
    const passphraseMark = passphrase.use((bytes) => ports.marks.claim('passphrase', bytes));
    if (passphraseMark === null) throw ports.condemn('seen-before');
    for (;;) {
      const entropy = freshOwnerEntropy(ports.random, lotAt(task.lots, place));
      const codeMark = ports.marks.claim('owner', ownerBytes(entropy));
      if (codeMark === null) throw ports.condemn('seen-before');
      const owner = await ownerOf(passphrase, entropy, ports.derivation, signal);
      if (owner === null) continue;
      owner.passfactor.wipe();
      return { serial: task.serialAt(place), code: intermediateCodeOf(owner), codeMark, passphrase, passphraseMark };
    }
  } catch (cause) {
    passphrase.wipe();
    throw cause;
  }
}

async function ownerOf(
  passphrase: Secret,
  entropy: OwnerEntropy,
  derivation: KeyDerivation,
  signal: CancelSignal,
): Promise<Owner | null> {
  using normal = must(passphrase.use(passphraseFromBytes));
  return deriveOwner(normal, entropy, derivation, { priority: 'batch', signal });
}

/** Entropy with a lot and without are two things, though their bytes be equal. */
export const ownerBytes = ({ bytes, hasLot }: OwnerEntropy): Uint8Array => Uint8Array.of(hasLot ? 1 : 0, ...bytes);

const isAbort = (thrown: unknown): boolean => thrown instanceof Error && thrown.name === 'AbortError';
