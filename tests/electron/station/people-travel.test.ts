/** Lists of people that travel between two stations: what is taken away here is taken away there, and nothing is given. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must, type Result } from '../../../core/base/result.ts';
import { beginPeople, enrol } from '../../../electron/station/people.ts';
import { revokePerson } from '../../../electron/station/people-changes.ts';
import { exportPeople, importPeople } from '../../../electron/station/people-travel.ts';
import { readStation } from '../../../electron/station/gate.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { credentialsOf, MEANING, testDesk, type TestDesk } from '../../fakes/badges.ts';
import { introduce, newStation, type TestStation } from '../../fakes/commissioned.ts';

interface Peopled {
  readonly at: TestStation;
  readonly desk: TestDesk;
  readonly two: readonly [string, string];
}

let press: Peopled;
let bench: Peopled;
let medium = '';

async function peopled(at: TestStation, two: readonly [string, string]): Promise<Peopled> {
  const desk = testDesk();
  desk.pins.push('493716', '804975');
  must(await beginPeople(at, two, desk));
  must(await at.attendance.signIn(credentialsOf(desk.badgeOf(two[0]))));
  return { at, desk, two };
}

beforeEach(async () => {
  medium = await mkdtemp(join(tmpdir(), 'twofold-medium-'));
  const [one, other] = [await newStation('press', 'Press B'), await newStation('bench', 'Bench A')];
  await introduce(one, other);
  press = await peopled(one, ['Ada', 'Bela']);
  bench = await peopled(other, ['Gil', '王']);
});
afterEach(async () => {
  for (const { at } of [press, bench]) {
    await at.close();
    await rm(at.directory, { recursive: true });
  }
  await rm(medium, { recursive: true });
});

const sign = ({ desk, two }: Peopled, ...who: readonly string[]): void =>
  void desk.coming.push(...(who.length === 0 ? two : who).map((name) => desk.badgeOf(name)));
async function bringIn(station: Peopled, name: string): Promise<void> {
  sign(station);
  station.desk.pins.push('836172');
  must(await enrol(station.at, { name, roles: ['operator'] }, station.desk, MEANING));
}
async function takeAway(station: Peopled, name: string): Promise<void> {
  sign(station, station.two[0]);
  const id = station.at.attendance.list.byName(name)?.person ?? '';
  must(await revokePerson(station.at, id, 'badge lost', station.desk, MEANING));
}
const send = async (from: Peopled, to: Peopled) => must(await exportPeople(from.at, to.at.identity.name, medium));
const take = (at: Peopled, file: string) => importPeople(at.at, file, at.desk, () => MEANING);
async function travel(from: Peopled, to: Peopled) {
  const { file } = await send(from, to);
  sign(to);
  return take(to, file);
}
const kindOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.kind);
const standings = ({ at }: Peopled) =>
  Object.fromEntries(
    at.attendance.list
      .all()
      .map(({ name, active, revoked }) => [name, revoked ? 'revoked' : active ? 'here' : 'known']),
  );
const slots = async ({ at }: Peopled) => must(await readStation(at.directory)).slots?.people.map(({ name }) => name);

describe('a list of people that travels', () => {
  it('makes people known by name, whatever script it is in, and lets nobody in', async () => {
    await bringIn(press, 'Cai');
    expect(must(await travel(press, bench))).toEqual({ from: 'Press B', people: 3, revoked: [] });
    expect(standings(bench)).toEqual({ Gil: 'here', 王: 'here', Ada: 'known', Bela: 'known', Cai: 'known' });
    expect(await slots(bench)).toEqual(['Gil', '王']);
    must(await travel(bench, press));
    expect(standings(press)).toEqual({ Ada: 'here', Bela: 'here', Cai: 'here', Gil: 'known', 王: 'known' });
    expect(must(await verifyJournal(bench.at.journal.path))).toMatchObject({ firstBad: null });
  });

  it('makes one person of somebody who is enrolled at both', async () => {
    await bringIn(press, 'Cai');
    must(await travel(press, bench));
    await bringIn(bench, 'Cai');
    const [here, there] = [press, bench].map(({ at }) => at.attendance.list.byName('Cai'));
    expect(there?.person).toBe(here?.person);
    expect(there?.key).not.toBe(here?.key);
  });

  it('revokes at once who was revoked elsewhere, slot and all, and an older list undoes nothing', async () => {
    await bringIn(press, 'Cai');
    const { file: older } = await send(press, bench);
    sign(bench);
    must(await take(bench, older));
    await bringIn(bench, 'Cai');
    expect(await slots(bench)).toEqual(['Gil', '王', 'Cai']);
    const locked: string[] = [];
    bench.at.attendance.onMustLock((because) => locked.push(because));
    await takeAway(press, 'Cai');
    expect(must(await travel(press, bench)).revoked).toEqual(['Cai']);
    expect(standings(bench)['Cai']).toBe('revoked');
    expect(await slots(bench)).toEqual(['Gil', '王']);
    expect(locked).toEqual([]);
    expect(kindOf(await take(bench, older))).toBe('replayed');
    // Also where the other station comes to know of it only now.
    must(await travel(bench, press));
    expect(standings(bench)['Cai']).toBe('revoked');
    expect(standings(press)['Cai']).toBe('revoked');
  });

  it('locks a station where who was revoked is signed in', async () => {
    await travel(bench, press);
    const { desk, at } = bench;
    const locked: string[] = [];
    at.attendance.onMustLock((because) => locked.push(because));
    // A supervisor of Bench who is here is revoked at Press; the other one is left.
    await takeAway(press, 'Gil');
    must(await travel(press, bench));
    expect(locked).toEqual(['revoked']);
    expect(at.attendance.present).toBeNull();
    expect(kindOf(await at.attendance.signIn(credentialsOf(desk.badgeOf('Gil'))))).not.toBe('ok');
    expect(kindOf(await at.attendance.signIn(credentialsOf(desk.badgeOf('王'))))).toBe('ok');
  });

  it('leaves no station without a supervisor', async () => {
    must(await travel(bench, press));
    await takeAway(press, 'Gil');
    await takeAway(press, '王');
    const { file } = await send(press, bench);
    expect(kindOf(await take(bench, file))).toBe('last-supervisor');
    expect(standings(bench)).toEqual({ Gil: 'here', 王: 'here' });
  });

  it('is signed by two supervisors of the station that takes it, or nothing of it counts', async () => {
    await bringIn(bench, 'Dora');
    const { file } = await send(press, bench);
    sign(bench, 'Gil', 'Gil', 'Dora');
    expect(kindOf(await take(bench, file))).toBe('not-confirmed');
    expect(bench.desk.refused).toEqual(['same-person', 'not-the-seat']);
    expect(standings(bench)['Ada']).toBeUndefined();
    sign(bench);
    expect(kindOf(await take(bench, file))).toBe('ok');
  });

  it('comes from a station that is trusted, unaltered, and to the station that it is for', async () => {
    const stranger = await peopled(await newStation('origin', 'Origin C'), ['Ina', 'Jo']);
    try {
      expect(kindOf(await exportPeople(stranger.at, 'Bench A', medium))).toBe('unknown-peer');
      const { file } = await send(press, bench);
      expect(kindOf(await take(stranger, file))).toBe('unknown-signer');
      await writeFile(file, (await readFile(file, 'latin1')).replace('"name":"Ada"', '"name":"Eve"'), 'latin1');
      expect(kindOf(await take(bench, file))).toBe('bad-signature');
    } finally {
      await stranger.at.close();
      await rm(stranger.at.directory, { recursive: true });
    }
    expect(standings(bench)).toEqual({ Gil: 'here', 王: 'here' });
  });

  it('is written again as it was for a lost medium, and under a number of its own once it says something else', async () => {
    const first = await send(press, bench);
    expect(await send(press, bench)).toMatchObject({ sequence: first.sequence, digest: first.digest, again: true });
    await bringIn(press, 'Cai');
    expect(await send(press, bench)).toMatchObject({ sequence: first.sequence + 1, again: false });
  });

  it("is a supervisor's to write and to take", async () => {
    await bringIn(bench, 'Dora');
    must(await bench.at.attendance.signIn(credentialsOf(bench.desk.badgeOf('Dora'))));
    expect(kindOf(await exportPeople(bench.at, 'Press B', medium))).toBe('not-permitted');
    const { file } = await send(press, bench);
    expect(kindOf(await take(bench, file))).toBe('not-permitted');
  });
});
