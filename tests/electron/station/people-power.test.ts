/** The power cut at every change of the disk while people are enrolled, changed and revoked: old or new, never between. */
import type * as Fs from 'node:fs';
import type { promises } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { readdirSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { openCommissioned, type CommissionedStation } from '../../../electron/station/commissioned.ts';
import { outsideCount } from '../../../electron/station/anchor-folder.ts';
import { openGate, readStation } from '../../../electron/station/gate.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { beginPeople, enrol } from '../../../electron/station/people.ts';
import { changePin, revokePerson } from '../../../electron/station/people-changes.ts';
import { credentialsOf, MEANING, testDesk, type TestBadge, type TestDesk } from '../../fakes/badges.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { power, type Loss } from '../../fakes/power.ts';
import { platformRandom } from '../../fakes/streams.ts';

vi.mock('node:fs/promises', async (original) => {
  const { power: own } = await import('../../fakes/power.ts');
  return own.over(await original<typeof promises>());
});
vi.mock('node:fs', async (original) => {
  const { power: own } = await import('../../fakes/power.ts');
  const real = await original<typeof Fs>();
  return { ...real, promises: own.over(real.promises) };
});

const directories: string[] = [];
afterAll(() => Promise.all(directories.map((path) => rm(path, { recursive: true }))));
beforeAll(() => void power.cutAt(Number.POSITIVE_INFINITY, 'half'));

const gateOf = async (directory: string) =>
  must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }));

async function openAs(directory: string, badge: TestBadge): Promise<CommissionedStation | string> {
  const unlocked = await (await gateOf(directory)).unlockBy(credentialsOf(badge));
  if (!unlocked.ok) return unlocked.error.kind;
  const opened = await openCommissioned(directory, unlocked.value, systemClock);
  return opened.ok ? opened.value : opened.error.kind;
}

async function opened(directory: string, badge: TestBadge): Promise<CommissionedStation> {
  const station = await openAs(directory, badge);
  if (typeof station === 'string') throw new Error(station);
  return station;
}

interface Floor {
  readonly directory: string;
  readonly desk: TestDesk;
}

/** Ada and Bela, and Cai who works for them. */
async function floor(): Promise<Floor> {
  const directory = await makeStation('bench', 'Bench A');
  directories.push(directory);
  const desk = testDesk();
  using passphrase = secretOf(PASSPHRASE);
  const first = must(
    await openCommissioned(directory, must(await (await gateOf(directory)).unlock(passphrase)), systemClock),
  );
  desk.pins.push('493716', '804975', '836172');
  must(await beginPeople(first, ['Ada', 'Bela'], desk));
  await first.close();
  const station = await opened(directory, desk.badgeOf('Ada'));
  desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
  must(await enrol(station, { name: 'Cai', roles: ['operator'] }, desk, MEANING));
  await station.close();
  return { directory, desk };
}

type Deed = (station: CommissionedStation, floor: Floor) => Promise<unknown>;
const cai = (station: CommissionedStation): string => station.attendance.list.byName('Cai')?.person ?? '';

const DEEDS: Readonly<Record<string, Deed>> = {
  async revoke(station, { desk }) {
    desk.coming.push(desk.badgeOf('Ada'));
    must(await revokePerson(station, cai(station), 'badge lost', desk, MEANING));
  },
  async pin(station, { desk }) {
    desk.coming.push({ ...desk.badgeOf('Ada') });
    desk.pins.push('730591');
    must(await changePin(station, desk, MEANING));
  },
};

/** Gives whether it was cut at all. */
async function cutAt(deed: Deed, n: number, loss: Loss): Promise<boolean> {
  const world = await floor();
  const { directory, desk } = world;
  const before = desk.badgeOf('Ada');
  const station = await opened(directory, before);
  power.cutAt(n, loss);
  const whole = await deed(station, world).then(
    () => true,
    () => false,
  );
  const { off } = power;
  await power.restore();
  power.cutAt(Number.POSITIVE_INFINITY, 'half');
  // Its files are closed with the power; the next station is another one.
  if (whole) return false;
  expect(off).toBe(true);
  for (const name of readdirSync(directory)) if (/\.lock\.\d+$/.test(name)) truncateSync(join(directory, name));
  const { identity } = must(await readStation(directory));
  async function forgive(): Promise<void> {
    await writeFile(join(directory, 'people.attempts'), 'twofold-people-attempts 1\n');
    await rm(outsideCount(identity, 'people.attempts'), { force: true });
  }
  await forgive();

  // One of the two PINs of Ada opens it, and exactly those are let in whom the list has.
  let again: CommissionedStation | string = await openAs(directory, before);
  if (typeof again === 'string') {
    await forgive();
    again = await openAs(directory, desk.badgeOf('Ada'));
  }
  if (typeof again === 'string') throw new Error(`nobody gets in: ${again}`);
  const active = again.attendance.list.all().filter((one) => one.active);
  await again.close();
  const slots = (await gateOf(directory)).people().map(({ name }) => name);
  expect([...slots].sort()).toEqual(active.map(({ name }) => name).sort());
  expect(must(await verifyJournal(join(directory, 'journal.jsonl'))).firstBad).toBeNull();
  return true;
}

// Each takes half a minute: every cut has a station of its own.
test.each([
  ['revoke', 'half'],
  ['pin', 'half'],
] as const)(
  '%s, what is %s lost',
  async (name, loss) => {
    let cuts = 0;
    for (let n = 1; await cutAt(DEEDS[name] as Deed, n, loss); n++) cuts += 1;
    expect(cuts).toBeGreaterThan(4);
  },
  180_000,
);
