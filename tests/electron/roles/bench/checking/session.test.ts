import { describe, expect, test } from 'vitest';
import { must } from '../../../../../core/base/result.ts';
import type { Secret } from '../../../../../core/base/secret.ts';
import type { BenchUnit } from '../../../../../core/life/bench-life.ts';
import { BehindLock } from '../../../../../electron/roles/bench/checking/behind.ts';
import type { FromChecking } from '../../../../../electron/roles/bench/checking/channel.ts';
import { checkApart } from '../../../../../electron/roles/bench/checking/session.ts';
import { startBench, type BenchStation } from '../../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../../fakes/bench-station.ts';
import { makeCards, passphraseOf } from '../../../../fakes/cards.ts';
import { playProcess, type PlayedProcess } from '../../../../fakes/checking-process.ts';
import { cheapPool } from '../../../../fakes/pool.ts';

const cards = await makeCards(5);
const good = (serial: string, confirmed = 0): FromChecking => ({ is: 'checked', serial, flaw: null, confirmed });

/** A station whose pre-verifications are played, one process after the other. */
async function station(...played: readonly PlayedProcess[]) {
  const directory = await scratch();
  const pool = { ...cheapPool(), held: null as ((on: boolean) => void) | null, distrusted: 0, waiting: false };
  pool.workBeside = (hold) => {
    pool.held = hold;
    if (pool.waiting) hold(true);
    return () => void (pool.held = null);
  };
  pool.distrust = () => void pool.distrusted++;
  const left = [...played];
  const start = (): PlayedProcess => left.shift() ?? expect.fail('nobody asked for another process');
  const opened = await startBench(await openParts(directory, { pool, checking: { dist: 'dist', start } }), null);
  must(await opened.open(await batchFiles(directory, cards)));
  const faults: string[] = [];
  opened.watch((update) => {
    if (update.type === 'fault') faults.push(update.fault.kind);
  });
  return { opened, pool, faults };
}

const stopped = ({ parts }: BenchStation) =>
  parts.index.tail(100).flatMap(({ event }) => {
    return event.kind === 'check-stopped' ? [[event.because, event.left, event.confirmed]] : [];
  });

test('gives a process the key once and each unit sealed, and takes from it what it found', async () => {
  const process = playProcess((serial, nth) =>
    nth === 2 ? { is: 'checked', serial, flaw: 'passphrase-mismatch', confirmed: 3 } : good(serial, 3),
  );
  const { opened } = await station(process);
  must(await opened.check.start());
  await opened.check.settled();
  expect(opened.desk.batch()?.states).toMatchObject({ received: 0, checked: 4, condemned: 1 });
  expect(stopped(opened)).toEqual([['done', 0, 3]]);
  expect(process.ran.over).toBe(true);
  expect(process.said.map(({ is }) => is)).toEqual(['batch', 'key', ...cards.map(() => 'unit')]);
  const hexOf = (own: Secret): string => own.use((bytes) => Buffer.from(bytes).toString('hex'));
  const onDesk = opened.desk.sealed() ?? expect.fail('no batch is on the desk');
  const key = must(onDesk.sealed.useKey(hexOf));
  expect(hexOf(process.key() ?? expect.fail('no key has crossed'))).toBe(key);
  const crossed = Buffer.from(
    JSON.stringify(process.said, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
    ),
  );
  const secrets = cards.map((card) => passphraseOf(card).use((bytes) => Buffer.from(bytes).toString('latin1')));
  expect([key, ...secrets].filter((secret) => crossed.includes(secret))).toEqual([]);
  await opened.close();
});

test('holds it while somebody waits, and no longer than it is there', async () => {
  const process = playProcess(null);
  const { opened, pool } = await station(process);
  must(await opened.check.start());
  await expect.poll(() => process.said.length).toBe(2 + cards.length);
  pool.held?.(true);
  pool.held?.(false);
  expect(process.said.slice(-2)).toEqual([
    { is: 'hold', on: true },
    { is: 'hold', on: false },
  ]);
  await opened.check.stop();
  expect([process.ran.over, pool.held]).toEqual([true, null]);
  await opened.close();
});

test('tells it first what it is for, whoever waits already', async () => {
  const process = playProcess((serial) => good(serial));
  const { opened, pool } = await station(process);
  pool.waiting = true;
  must(await opened.check.start());
  await opened.check.settled();
  expect(process.said.slice(0, 3).map(({ is }) => is)).toEqual(['batch', 'hold', 'key']);
  await opened.close();
});

describe('a process that ends before it is done', () => {
  test('by itself: that is said, no unit is the worse, and the next goes on', async () => {
    const first = playProcess((serial, nth, { kill }) => (nth > 2 ? (kill(), null) : good(serial, 1)));
    const { opened, faults } = await station(
      first,
      playProcess((serial) => good(serial)),
    );
    must(await opened.check.start());
    await opened.check.settled();
    const { received = 0 } = opened.desk.batch()?.states ?? {};
    expect(received).toBeGreaterThanOrEqual(3);
    expect([faults, stopped(opened)]).toEqual([['check-stopped'], [['station-fault', received, expect.any(Number)]]]);
    must(await opened.check.start());
    await opened.check.settled();
    expect(opened.desk.batch()?.states).toMatchObject({ received: 0, checked: 5 });
    expect(stopped(opened).at(-1)).toEqual(['done', 0, 0]);
    await opened.close();
  });

  test('before it has said anything, and at a share that is none', async () => {
    const dead = playProcess(null);
    dead.kill();
    const { opened } = await station(
      dead,
      playProcess((serial) => good(serial), new Uint8Array(32)),
    );
    for (const times of [1, 2]) {
      must(await opened.check.start());
      await opened.check.settled();
      expect(stopped(opened)).toEqual(Array(times).fill(['station-fault', 5, 0]));
    }
    await opened.close();
  });

  test('because it was stopped, or its station is closed: that is no fault', async () => {
    const [first, second] = [playProcess(null), playProcess(null)];
    const { opened, faults } = await station(first, second);
    must(await opened.check.start());
    await expect.poll(() => first.said.length).toBe(2 + cards.length);
    await opened.check.stop();
    expect([first.ran.over, stopped(opened), faults]).toEqual([true, [['cancelled', 5, 0]], []]);
    must(await opened.check.start());
    await expect.poll(() => second.said.length).toBe(2 + cards.length);
    await opened.close();
    expect([second.ran.over, faults]).toEqual([true, []]);
  });
});

test('one that is stopped before it has begun is ended, and nobody waits for it', async () => {
  const process = playProcess(null);
  const { opened } = await station();
  const { parts, desk } = opened;
  const from = { dist: 'dist', start: () => process };
  const ports = { ...parts, station: parts.name, sealed: () => desk.sealed() };
  const batch = desk.batch()?.batch ?? expect.fail('no batch is on the desk');
  const checking = checkApart(batch, from, ports, AbortSignal.abort());
  const unit = parts.index.unit(cards[0]?.serial ?? '') ?? expect.fail('the card is not there');
  await expect(checking.flawOf(unit)).rejects.toThrow('has ended');
  expect(process.ran.over).toBe(true);
  await opened.close();
});

test('one that the system does not start is a fault of the station, on record and said', async () => {
  const { opened, faults } = await station();
  const { checking } = opened.parts;
  if (checking === null) throw new TypeError('nothing is checked apart');
  Object.assign(checking, {
    start: () => {
      throw new Error('spawn EAGAIN');
    },
  });
  must(await opened.check.start());
  await opened.check.settled();
  expect([faults, stopped(opened)]).toEqual([['check-stopped'], [['station-fault', 5, 0]]]);
  await opened.close();
});

describe('behind a lock', () => {
  const answering = () => playProcess((serial) => good(serial, 1));
  const kinds = ({ parts }: BenchStation) =>
    parts.index.tail(100).flatMap(({ event: { kind } }) => (kind.startsWith('check-') ? [kind] : []));

  /** A process that has been asked everything, and answers what a test says. */
  async function begun(...others: readonly PlayedProcess[]) {
    const process = playProcess(null);
    const bench = await station(process, ...others);
    must(await bench.opened.check.start());
    await expect.poll(() => process.said.length).toBe(2 + cards.length);
    return { process, ...bench };
  }

  test('nothing goes on where nobody has said so, and before the process has its key', async () => {
    const dead = playProcess(null, new Uint8Array(32));
    const { opened, process } = await begun(dead);
    expect([opened.check.view.locked, opened.check.leave()]).toEqual([false, null]);
    must(await opened.check.goOnLocked('Li Wei'));
    expect(opened.check.view.locked).toBe(true);
    // Whoever stops it takes back what was said.
    await opened.check.stop();
    expect([process.ran.over, opened.check.view.locked, opened.check.leave()]).toEqual([true, false, null]);
    expect(await opened.check.goOnLocked('Li Wei')).toMatchObject({ error: { kind: 'not-checking' } });
    must(await opened.check.start());
    must(await opened.check.goOnLocked('Li Wei'));
    expect(opened.check.leave()).toBeNull();
    await opened.close();
  });

  test('it goes on with what was left when its station is closed, and ends with the last', async () => {
    const { opened, process } = await begun();
    must(await opened.check.goOnLocked('Li Wei'));
    const [first = '', ...others] = cards.map(({ serial }) => serial);
    process.say(good(first, 1));
    await expect.poll(() => opened.check.view.done).toBe(1);
    const behind = opened.check.leave() ?? expect.fail('it was stopped');
    await opened.check.stop();
    expect(kinds(opened)).toEqual(['check-started', 'check-goes-on-locked', 'check-left-running']);
    await opened.close();
    expect(process.ran.over).toBe(false);
    for (const serial of others) process.say(good(serial, 4));
    await expect.poll(() => process.ran.over).toBe(true);
    const { flaws, confirmed, disagreed } = await behind.found();
    expect([[...flaws.keys()].sort(), confirmed, disagreed]).toEqual([[...others].sort(), 3, false]);
    // Each unit has crossed once.
    expect(process.said.filter(({ is }) => is === 'unit')).toHaveLength(cards.length);
  });

  test('what was found is on record when somebody is back, and is found once', async () => {
    const next = answering();
    const { opened, process } = await begun(next);
    must(await opened.check.goOnLocked('Li Wei'));
    const behind = opened.check.leave() ?? expect.fail('it was stopped');
    await opened.check.stop();
    const [first = '', second = '', ...others] = cards.map(({ serial }) => serial);
    process.say(good(first));
    process.say({ is: 'checked', serial: second, flaw: 'passphrase-mismatch', confirmed: 2 });
    await new Promise((resolve) => setTimeout(resolve, 20));
    const said: boolean[] = [];
    opened.watch((update) => void (update.type === 'check' && said.push(update.check.locked)));
    must(await opened.check.start(behind));
    await opened.check.settled();
    // What a supervisor has said holds for what goes on, and no longer.
    expect([said[0], opened.check.view.locked]).toEqual([true, false]);
    expect(process.ran.over).toBe(true);
    expect(opened.desk.batch()?.states).toMatchObject({ received: 0, checked: 4, condemned: 1 });
    expect(opened.parts.index.unit(second)).toMatchObject({ state: 'condemned', reason: 'passphrase-mismatch' });
    const asked = next.said.flatMap((message) => (message.is === 'unit' ? [message.unit.serial] : []));
    expect([...asked].sort()).toEqual([...others].sort());
    const [taken] = opened.parts.index
      .tail(100)
      .flatMap(({ event }) => (event.kind === 'check-taken-up' ? [event] : []));
    expect(taken).toMatchObject({ found: 2, confirmed: 2 });
    await opened.close();
  });

  test('a process that dies there, cannot derive or disagrees takes no unit with it', async () => {
    for (const [how, end] of [
      ['died', (one: PlayedProcess) => one.kill()],
      ['failed', (one: PlayedProcess) => one.say({ is: 'failed', serial: cards[1]?.serial ?? '', confirmed: 0 })],
      ['disagreed', (one: PlayedProcess) => one.say({ is: 'disagreed' })],
    ] as const) {
      const { opened, process, pool } = await begun(answering());
      must(await opened.check.goOnLocked('Li Wei'));
      const behind = opened.check.leave() ?? expect.fail('it was stopped');
      await opened.check.stop();
      process.say(good(cards[0]?.serial ?? ''));
      await new Promise((resolve) => setTimeout(resolve, 20));
      end(process);
      await expect.poll(() => process.ran.over, { message: how }).toBe(true);
      must(await opened.check.start(behind));
      await opened.check.settled();
      expect(opened.desk.batch()?.states, how).toMatchObject({ received: 0, checked: 5 });
      expect(pool.distrusted, how).toBe(how === 'disagreed' ? 1 : 0);
      await opened.close();
    }
  });

  test('as many units as before are with it at once, and it is ended behind the last', async () => {
    const process = playProcess(null);
    const units = ['A-1', 'A-2', 'A-3', 'A-4', 'A-5'];
    const [, ...left] = units.map((serial) => ({ unit: { serial } as BenchUnit, sealed: 'c0de' }));
    const running = { batch: 'B-1', running: process, asked: ['A-1'], left, width: 2, confirmed: 0 };
    const behind = new BehindLock(running);
    const crossed = () => process.said.flatMap((one) => (one.is === 'unit' ? [one.unit.serial] : []));
    for (const [at, serial] of units.entries()) {
      expect([crossed(), process.ran.over]).toEqual([units.slice(1, at + 2), false]);
      behind.hear(good(serial));
    }
    expect(process.ran.over).toBe(true);
    expect([...(await behind.found()).flaws.keys()]).toEqual(units);
  });

  test('of another batch than the one on the desk it is ended, and nothing of it counts', async () => {
    const { opened, process } = await begun(answering());
    must(await opened.check.goOnLocked('Li Wei'));
    const behind = opened.check.leave() ?? expect.fail('it was stopped');
    await opened.check.stop();
    process.say(good(cards[0]?.serial ?? ''));
    await new Promise((resolve) => setTimeout(resolve, 20));
    must(
      await opened.check.start(
        Object.assign(Object.create(behind) as typeof behind, { batch: 'B-9', found: () => behind.found() }),
      ),
    );
    await opened.check.settled();
    expect(kinds(opened)).not.toContain('check-taken-up');
    expect([process.ran.over, opened.check.view.locked]).toEqual([true, false]);
    await opened.close();
  });
});

test('a unit that it could not derive stops it, as a fault of the station', async () => {
  const process = playProcess((serial, nth) => (nth === 2 ? { is: 'failed', serial, confirmed: 0 } : good(serial)));
  const { opened, faults } = await station(process);
  must(await opened.check.start());
  await opened.check.settled();
  expect(opened.desk.batch()?.states).toMatchObject({ received: 1, condemned: 0 });
  expect([faults, process.ran.over]).toEqual([['check-stopped'], true]);
  await opened.close();
});

test('two answers of the two implementations there end the derivations here', async () => {
  const process = playProcess(
    (serial, _, { say }) => (say({ is: 'disagreed' }), { is: 'failed', serial, confirmed: 0 }),
  );
  const { opened, pool } = await station(process);
  must(await opened.check.start());
  await opened.check.settled();
  expect(pool.distrusted).toBeGreaterThan(0);
  expect(opened.desk.batch()?.states).toMatchObject({ received: 5 });
  await opened.close();
});
