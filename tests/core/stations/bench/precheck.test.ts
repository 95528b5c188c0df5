import { describe, expect, test, vi } from 'vitest';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { createLedger, type Ledger } from '../../../../core/stations/bench/ledger.ts';
import { precheck, type PrecheckPorts } from '../../../../core/stations/bench/precheck.ts';
import { flawOf } from '../../../../core/stations/bench/unit-flaw.ts';
import { fakeVault, type FakeVault } from '../../../fakes/bench.ts';
import { BATCH, makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { cheapDerivation, heldDerivation } from '../../../fakes/derivation.ts';
import { memoryJournal, type MemoryJournal } from '../../../fakes/journal.ts';

const cards = await makeCards(6);
const serials = cards.map(({ serial }) => serial);
const [one, two] = cards as readonly TestCard[] as [TestCard, TestCard];

type Shown = Parameters<PrecheckPorts['progress']>[0];

interface Run {
  readonly journal: MemoryJournal;
  readonly ledger: Ledger;
  readonly vault: FakeVault;
  readonly shown: readonly Shown[];
  run(which?: readonly string[], done?: number, failed?: number): Promise<void>;
  readonly abort: AbortController;
}

function prepare(derivation: KeyDerivation = cheapDerivation(), width = 2): Run {
  const journal = memoryJournal(openingEvents(cards));
  const ledger = createLedger(journal, journal);
  const vault = fakeVault(cards);
  const shown: Shown[] = [];
  const abort = new AbortController();
  let now = 0;
  return {
    journal,
    ledger,
    vault,
    shown,
    abort,
    run: (which = serials, done = 0, failed = 0) =>
      precheck(
        BATCH,
        which,
        { done, failed },
        {
          journal: ledger,
          units: ledger,
          flawOf: (unit) => flawOf(unit, vault, derivation, abort.signal),
          width,
          ticks: () => (now += 500),
          progress: (view) => shown.push(view),
        },
        abort.signal,
      ),
  };
}

/** Fails at the `nth` heavy derivation; the others go on. */
function brokenAt(nth: number): KeyDerivation {
  const cheap = cheapDerivation();
  let heavy = 0;
  return {
    derive(job, options) {
      if (job.N === 16384 && ++heavy === nth) return Promise.reject(new Error('a worker is gone'));
      return cheap.derive(job, options);
    },
  };
}

const states = ({ journal }: Run) => journal.allUnits().map(({ state }) => state);

test('checks every unit and says how far it is', async () => {
  const check = prepare();
  await check.run();
  expect(states(check)).toEqual(Array(6).fill('checked'));
  expect(check.shown[0]).toEqual({ running: true, done: 0, total: 6, failed: 0, rate: 0, left: null });
  expect(check.shown.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5, 6, 6]);
  // A tick of half a second for every unit.
  expect(check.shown[3]).toMatchObject({ running: true, done: 3, rate: 2, left: 1.5 });
  expect(check.shown.at(-1)).toEqual({ running: false, done: 6, total: 6, failed: 0, rate: 2, left: 0 });
  expect(check.vault.allWiped).toBe(true);
});

test('quarantines a unit whose passphrase is another one', async () => {
  const check = prepare();
  check.vault.instead.set(one.serial, two.passphrase);
  await check.run();
  expect(check.journal.unit(one.serial)).toMatchObject({ state: 'condemned', reason: 'passphrase-mismatch' });
  expect(states(check).filter((state) => state === 'checked')).toHaveLength(5);
  expect(check.shown.at(-1)).toMatchObject({ done: 6, failed: 1 });
});

test('goes on where an earlier run was', async () => {
  const check = prepare();
  await check.run(serials.slice(2), 2, 1);
  expect(check.shown[0]).toMatchObject({ done: 2, total: 6, failed: 1 });
  expect(check.shown.at(-1)).toMatchObject({ done: 6, total: 6, failed: 1 });
  expect(states(check)).toEqual(['received', 'received', 'checked', 'checked', 'checked', 'checked']);
});

test('leaves alone what others have done meanwhile', async () => {
  const derivation = heldDerivation();
  const check = prepare(derivation, 6);
  const running = check.run([...serials, 'TF-9999']);
  await check.ledger.append([{ kind: 'unit-quarantined', serial: one.serial, reason: 'secret-scanned' }]);
  // Asked for, and not on disk yet when the check comes to it.
  const late = check.ledger.append([{ kind: 'unit-verified', serial: two.serial, address: two.address, coin: 'BTC' }]);
  derivation.letGo();
  await Promise.all([running, late]);
  expect(check.journal.unit(one.serial)).toMatchObject({ state: 'quarantined', reason: 'secret-scanned' });
  expect(check.journal.unit(two.serial)?.state).toBe('verified');
  expect(check.shown.at(-1)).toMatchObject({ done: 7, total: 7, failed: 0 });
});

test('stops when told to: what is in flight is simply not checked yet', async () => {
  const check = prepare({
    derive: (job, options) =>
      new Promise((resolve, reject) => {
        options?.signal?.addEventListener('abort', () => reject(new Error('cancelled')));
        if (check.shown.length > 3) check.abort.abort();
        void cheapDerivation().derive(job).then(resolve);
      }),
  });
  await check.run();
  const done = states(check).filter((state) => state === 'checked').length;
  expect(done).toBeGreaterThan(0);
  expect(done).toBeLessThan(6);
  expect(check.shown.at(-1)).toMatchObject({ running: false, done });
});

describe('a fault of the station', () => {
  test('leaves the unit as it was, and ends the check', async () => {
    const check = prepare(brokenAt(3), 1);
    await expect(check.run()).rejects.toThrow('a worker is gone');
    expect(states(check)).toEqual(['checked', 'checked', 'received', 'received', 'received', 'received']);
    expect(check.journal.of('unit-quarantined')).toEqual([]);
    expect(check.shown.at(-1)).toMatchObject({ running: false, done: 2, failed: 0 });
  });

  test('is told only when the other lanes have put down what they had in hand', async () => {
    const check = prepare(brokenAt(1), 3);
    await expect(check.run()).rejects.toThrow('a worker is gone');
    const { appends } = check.journal;
    const { length } = check.shown;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(check.journal.appends).toBe(appends);
    expect(check.shown).toHaveLength(length);
    expect(check.shown.at(-1)?.running).toBe(false);
    expect(states(check).filter((state) => state === 'checked')).toHaveLength(2);
  });

  test.each([null, 'caf\u00e9'])('in the vault (%s) is not blamed on the unit', async (sealed) => {
    const check = prepare();
    check.vault.instead.set(one.serial, sealed);
    await expect(check.run()).rejects.toThrow(/vault/);
    expect(check.journal.unit(one.serial)?.state).toBe('received');
  });

  test('in the journal ends the check', async () => {
    const check = prepare(cheapDerivation(), 1);
    check.journal.failFrom(3);
    await expect(check.run()).rejects.toThrow('the journal cannot be written');
    expect(states(check).filter((state) => state === 'checked')).toHaveLength(2);
  });
});

test('fault 62: no lane waits for its own record: the next cards are derived while the disk is busy', async () => {
  let heavy = 0;
  const cheap = cheapDerivation();
  const check = prepare(
    { derive: (job, options) => ((heavy += Number(job.N === 16384)), cheap.derive(job, options)) },
    1,
  );
  const recorded: string[] = [];
  let free = (): void => undefined;
  const busy = new Promise<void>((resolve) => (free = resolve));
  const append = check.ledger.append;
  vi.spyOn(check.ledger, 'append').mockImplementation(async (events) => {
    recorded.push(...events.flatMap((event) => ('serial' in event ? [event.serial as string] : [])));
    await busy;
    return append(events);
  });
  const running = check.run();
  await vi.waitFor(() => expect(heavy).toBe(serials.length));
  // Nothing is called done that is not on disk; and then it is, in the order of the cards.
  expect(check.shown.at(-1)?.done).toBe(0);
  free();
  await running;
  expect(recorded).toEqual(serials);
  expect(states(check)).toEqual(Array(6).fill('checked'));
  expect(check.shown.at(-1)).toMatchObject({ running: false, done: 6, failed: 0 });
});
