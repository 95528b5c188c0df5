/**
 * The power cut at every change of the disk while people are enrolled, changed, unlocked and revoked: old or new, never
 * between, and what was acknowledged stays done.
 */
import type * as Fs from 'node:fs';
import type { promises } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { must, type Result } from '../../../core/base/result.ts';
import { openCommissioned, type CommissionedStation } from '../../../electron/station/commissioned.ts';
import { outsideCount } from '../../../electron/station/anchor-folder.ts';
import { openGate, readStation } from '../../../electron/station/gate.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { beginPeople, enrol } from '../../../electron/station/people.ts';
import { commission } from '../../../electron/station/commission.ts';
import { changeBadge, changePin, revokePerson, unlockPerson } from '../../../electron/station/people-changes.ts';
import { MOST_WRONG_PINS } from '../../../electron/keys/tries.ts';
import { credentialsOf, MEANING, testDesk, type TestBadge, type TestDesk } from '../../fakes/badges.ts';
import { cheapGate, commissionPorts, PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
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

/** The station, and the folder where its computer keeps anchors; as they were before a deed, again and again. */
const home = mkdtempSync(join(tmpdir(), 'twofold-power-'));
const before = `${home}-before`;
const directory = join(home, 'station');
process.env['XDG_STATE_HOME'] = join(home, 'computer');
afterAll(() => [home, before].forEach((path) => rmSync(path, { recursive: true, force: true })));

const gate = async () =>
  must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }));

async function openAs(badge: TestBadge): Promise<CommissionedStation | string> {
  const unlocked = await (await gate()).unlockBy(credentialsOf(badge));
  if (!unlocked.ok) return unlocked.error.kind;
  const opened = await openCommissioned(directory, unlocked.value, systemClock);
  return opened.ok ? opened.value : opened.error.kind;
}

async function opened(badge: TestBadge): Promise<CommissionedStation> {
  const station = await openAs(badge);
  if (typeof station === 'string') throw new Error(station);
  return station;
}

async function opens(badge: TestBadge): Promise<boolean> {
  const station = await openAs(badge);
  if (typeof station !== 'string') await station.close();
  return typeof station !== 'string';
}

/** Everybody's badge and PIN before the deed. */
let badges: Readonly<Record<'Ada' | 'Bela' | 'Cai', TestBadge>>;

/** Ada and Bela, and Cai who works for them. */
beforeAll(async () => {
  power.cutAt(Number.POSITIVE_INFINITY, 'half');
  const desk = testDesk();
  using passphrase = secretOf(PASSPHRASE);
  must(
    await commission({ directory, role: 'bench', name: 'Bench A', mode: 'production', passphrase }, commissionPorts),
  );
  const first = must(await openCommissioned(directory, must(await (await gate()).unlock(passphrase)), systemClock));
  desk.pins.push('493716', '804975', '836172');
  must(await beginPeople(first, ['Ada', 'Bela'], desk));
  await first.close();
  const station = await opened(desk.badgeOf('Ada'));
  desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
  must(await enrol(station, { name: 'Cai', roles: ['operator'] }, desk, MEANING));
  await station.close();
  badges = { Ada: desk.badgeOf('Ada'), Bela: desk.badgeOf('Bela'), Cai: desk.badgeOf('Cai') };
  cpSync(home, before, { recursive: true });
});

const attempts = (...lines: readonly string[]): void =>
  writeFileSync(join(directory, 'people.attempts'), ['twofold-people-attempts 1', ...lines, ''].join('\n'));
/** Nobody waits here for what was counted while the power went: neither beside the station nor outside it. */
async function forgive(): Promise<void> {
  attempts();
  rmSync(outsideCount(must(await readStation(directory)).identity, 'people.attempts'), { force: true });
}
const wrongPins = (): void => attempts(`${badges.Cai.id} ${MOST_WRONG_PINS}`);
const cai = (station: CommissionedStation): string => station.attendance.list.byName('Cai')?.person ?? '';

interface Deed {
  /** What has happened before. */
  readonly first?: () => void;
  act(station: CommissionedStation, desk: TestDesk): Promise<Result<unknown>>;
  /** Whether it is done, as the disk tells. */
  done(desk: TestDesk): Promise<boolean>;
}

const DEEDS: Readonly<Record<string, Deed>> = {
  enrol: {
    act(station, desk) {
      desk.pins.push('958263');
      return enrol(station, { name: 'Dora', roles: ['operator'] }, desk, MEANING);
    },
    done: (desk) => opens(desk.badgeOf('Dora')),
  },
  badge: {
    act(station, desk) {
      desk.pins.push('958263');
      return changeBadge(station, cai(station), desk, MEANING);
    },
    done: async (desk) => (await opens(desk.badgeOf('Cai'))) && !(await opens(badges.Cai)),
  },
  pin: {
    act(station, desk) {
      desk.pins.push('730591');
      return changePin(station, desk, MEANING);
    },
    done: () => opens({ ...badges.Ada, pin: '730591' }),
  },
  unlock: {
    first: wrongPins,
    act: (station, desk) => unlockPerson(station, cai(station), desk, MEANING),
    done: () => opens(badges.Cai),
  },
  revoke: {
    act: (station, desk) => revokePerson(station, cai(station), 'badge lost', desk, MEANING),
    done: async () => !(await opens(badges.Cai)),
  },
};

/** Gives whether it was cut before it was done. */
async function cutAt({ first, act, done }: Deed, n: number, loss: Loss): Promise<boolean> {
  rmSync(home, { recursive: true });
  cpSync(before, home, { recursive: true });
  first?.();
  const desk = testDesk();
  const station = await power.live(() => opened(badges.Ada));
  desk.coming.push(badges.Ada, badges.Bela);
  power.cutAt(n, loss);
  const acknowledged = await power
    .live(() => act(station, desk))
    .then(
      ({ ok }) => ok && !power.off,
      () => false,
    );
  // Where it was done before its turn to be cut: whatever else is written then is lost.
  if (acknowledged) power.cutAt(1, loss);
  await writeFile(join(directory, 'anything'), 'else').catch(() => undefined);
  const { off } = power;
  await power.restore();
  power.cutAt(Number.POSITIVE_INFINITY, 'half');
  expect(off).toBe(true);
  // Its files are closed with the power; the next station is another one.
  for (const name of readdirSync(directory)) if (/\.lock\.\d+$/.test(name)) truncateSync(join(directory, name));
  if (first === undefined || !acknowledged) await forgive();

  // One of the two PINs of Ada opens it, and exactly those are let in whom the list has.
  let again = await openAs(badges.Ada);
  if (typeof again === 'string') {
    await forgive();
    again = await openAs({ ...badges.Ada, pin: '730591' });
  }
  if (typeof again === 'string') throw new Error(`nobody gets in: ${again}`);
  const active = again.attendance.list.all().filter((one) => one.active);
  await again.close();
  const slots = (await gate()).people().map(({ name }) => name);
  expect([...slots].sort()).toEqual(active.map(({ name }) => name).sort());
  expect(must(await verifyJournal(join(directory, 'journal.jsonl'))).firstBad).toBeNull();
  if (acknowledged) expect(await done(desk)).toBe(true);
  return !acknowledged;
}

// Half a minute and more each: every cut is a station that is opened, cut, and opened again.
const EVERY = Object.keys(DEEDS).map((name) => [name, 'unsynced'] as const);
test.each([...EVERY, ['pin', 'half'], ['revoke', 'half']] as const)(
  '%s, what is %s lost',
  async (name, loss) => {
    let cuts = 0;
    for (let n = 1; await cutAt(DEEDS[name] as Deed, n, loss); n++) cuts += 1;
    expect(cuts).toBeGreaterThan(4);
  },
  400_000,
);
