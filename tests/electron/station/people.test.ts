/** People of a station on its real disk: enrolled, changed and revoked, and every bad day of theirs. */
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { must, ok, type Result } from '../../../core/base/result.ts';
import { ACTS, TO_READ_BADGES } from '../../../core/people/acts.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import { openCommissioned, type CommissionedStation } from '../../../electron/station/commissioned.ts';
import { createAttendance } from '../../../electron/station/attendance.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { beginPeople, enrol, enrolMachine } from '../../../electron/station/people.ts';
import {
  changeBadge,
  changePassphrase,
  changePin,
  changeRoles,
  revokePerson,
  unlockPerson,
} from '../../../electron/station/people-changes.ts';
import { credentialsOf, MEANING, newBadge, testDesk, type TestBadge, type TestDesk } from '../../fakes/badges.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { platformRandom } from '../../fakes/streams.ts';

let directory = '';
let desk: TestDesk;
let station: CommissionedStation | null = null;

beforeEach(async () => {
  directory = await makeStation('bench', 'Bench A');
  desk = testDesk();
});
afterEach(async () => {
  await close();
  await rm(directory, { recursive: true });
});

async function close(): Promise<void> {
  await station?.close();
  station = null;
}
const gate = async () =>
  must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }));

async function openByPassphrase(): Promise<CommissionedStation> {
  await close();
  using passphrase = secretOf(PASSPHRASE);
  station = must(await openCommissioned(directory, must(await (await gate()).unlock(passphrase)), systemClock));
  return station;
}

async function openBy(badge: TestBadge): Promise<Result<CommissionedStation>> {
  await close();
  const unlocked = await (await gate()).unlockBy(credentialsOf(badge));
  if (!unlocked.ok) return unlocked;
  const opened = await openCommissioned(directory, unlocked.value, systemClock);
  if (opened.ok) station = opened.value;
  return opened;
}

/** A station whose first two supervisors are Ada and Bela, opened by Ada. */
async function begun(): Promise<CommissionedStation> {
  desk.pins.push('493716', '804975');
  must(await beginPeople(await openByPassphrase(), ['Ada', 'Bela'], desk));
  return must(await openBy(desk.badgeOf('Ada')));
}

async function enrolCai(
  at: CommissionedStation,
  roles: readonly ['operator'] | readonly ['supervisor'] = ['operator'],
) {
  desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
  desk.pins.push('836172');
  return must(await enrol(at, { name: 'Cai', roles }, desk, MEANING));
}

const idOf = (at: CommissionedStation, name: string): string => at.attendance.list.byName(name)?.person ?? '';
const kindOf = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.kind);
const kinds = (at: CommissionedStation): string[] => [...at.journal.records(0)].flat().map(({ event }) => event.kind);
const verified = async () => must(await verifyJournal(join(directory, 'journal.jsonl')));

describe('a station that is being locked', () => {
  it('begins nothing more, takes no signature that was still asked for, and has who was there in what is in hand', async () => {
    const at = await begun();
    const before = kinds(at).length;
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    const { credentials } = desk;
    const slow: TestDesk = Object.create(desk, {
      credentials: {
        value: (request: Parameters<typeof credentials>[0]) => {
          if (request.seat === 1) at.attendance.shut();
          return credentials(request);
        },
      },
    }) as TestDesk;
    const work = vi.fn(() => Promise.resolve(ok(null)));
    expect(kindOf(await at.attendance.sign('scrap', MEANING, slow, work))).toBe('station-locked');
    expect(work).not.toHaveBeenCalled();
    for (const act of ['scan', 'acknowledge', 'enrol']) {
      expect(at.attendance.objectionTo(act)).toMatchObject({ error: { kind: 'station-locked' } });
    }
    await at.journal.append([{ kind: 'scan-refused', serial: null, reason: 'unreadable', what: 'a code', length: 3 }]);
    await at.attendance.leave('idle');
    const [last] = [...at.journal.records(before)].flat();
    expect(last).toMatchObject({ by: idOf(at, 'Ada') });
  });
});

describe('the first two', () => {
  it('are enrolled with badges and PINs, sign for one another, and open the station from then on', async () => {
    const at = await begun();
    expect(at.attendance.present?.name).toBe('Ada');
    expect(at.attendance.begun).toBe(true);
    expect(kinds(at)).toEqual(expect.arrayContaining(['people-begun', 'signed-in']));
    expect(kinds(at)).not.toContain('opened-by-passphrase');
    expect(await verified()).toMatchObject({ firstBad: null });
    expect(kindOf(await openBy(desk.badgeOf('Bela')))).toBe('ok');
  });

  it('are asked again for a PIN that is guessed first', async () => {
    desk.pins.push('123456', '12', '493716', '804975');
    must(await beginPeople(await openByPassphrase(), ['Ada', 'Bela'], desk));
    expect(desk.refused).toEqual(['pin-guessable', 'pin-shape']);
  });

  it('are two, and enrolled once', async () => {
    expect(kindOf(await beginPeople(await openByPassphrase(), ['Ada', 'ADA'], desk))).toBe('same-person');
    expect(kindOf(await beginPeople(await begun(), ['Cai', 'Dora'], desk))).toBe('already-begun');
  });

  it('leave nothing behind where one changes their mind', async () => {
    desk.pins.push('493716');
    expect(kindOf(await beginPeople(await openByPassphrase(), ['Ada', 'Bela'], desk))).toBe('not-confirmed');
    expect((await gate()).people()).toEqual([]);
  });
});

describe('enrolling', () => {
  it('wants two supervisors, and gives a badge and a PIN that sign in', async () => {
    const at = await begun();
    const cai = await enrolCai(at);
    expect(cai.roles).toEqual(['operator']);
    const opened = must(await openBy(desk.badgeOf('Cai')));
    expect(opened.attendance.present).toMatchObject({ name: 'Cai', roles: ['operator'] });
    expect(await verified()).toMatchObject({ firstBad: null, signed: 2 });
  });

  it('takes no operator for a supervisor, nobody twice, and nobody at all in the place of one', async () => {
    const at = await begun();
    await enrolCai(at);
    desk.coming.push(desk.badgeOf('Cai'), desk.badgeOf('Ada'), desk.badgeOf('Ada'), newBadge('493716'));
    expect(kindOf(await enrol(at, { name: 'Dora', roles: ['auditor'] }, desk, MEANING))).toBe('not-confirmed');
    expect(desk.refused).toEqual(['not-the-seat', 'same-person', 'badge-unknown']);
    must(await openBy(desk.badgeOf('Cai')));
    expect(
      kindOf(await enrol(station as CommissionedStation, { name: 'Dora', roles: ['auditor'] }, desk, MEANING)),
    ).toBe('not-permitted');
  });

  it('takes no name that is there already in another spelling, and no roles that do not go together', async () => {
    const at = await begun();
    expect(kindOf(await enrol(at, { name: ' АDA ', roles: ['operator'] }, desk, MEANING))).toBe('name-taken');
    expect(kindOf(await enrol(at, { name: 'Dora', roles: ['auditor', 'operator'] }, desk, MEANING))).toBe('bad-roles');
  });

  it('gives up where the second signature does not come within two minutes', async () => {
    const at = await begun();
    let time = 0;
    const first = at.attendance.present;
    const { list, prove } = at.attendance;
    const parts = { list, prove, journal: at.journal, first, now: () => time };
    const late = { ...at, attendance: createAttendance(parts) };
    const within = (seconds: number): TestDesk => ({
      ...desk,
      credentials(request) {
        if (request.seat === 1) time += 1000 * seconds;
        return desk.credentials(request);
      },
    });
    const wanted = { name: 'Cai', roles: ['operator'] } as const;
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    expect(kindOf(await enrol(late, wanted, within(120), MEANING))).toBe('too-late');
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    desk.pins.push('836172');
    expect(kindOf(await enrol(late, wanted, within(119), MEANING))).toBe('ok');
    expect(desk.asked.at(-1)?.left).toBe(120_000);
  });
});

describe('a machine', () => {
  it('has a key file, no PIN, and the acts of an operator alone', async () => {
    const at = await begun();
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    let file: TestBadge | null = null;
    const enrolled = must(
      await enrolMachine(at, 'Line 1', desk, MEANING, ({ badge }) => {
        file = { id: badge.id, secret: badge.secret.use((bytes) => Buffer.from(bytes).toString('hex')), pin: '' };
        return Promise.resolve({ ok: true, value: null });
      }),
    );
    expect(enrolled).toMatchObject({ machine: true, roles: ['operator'] });
    if (file === null) throw new Error('it has no key file');
    const opened = must(await openBy(file));
    expect(opened.attendance.objectionTo('openBatch')?.error.kind).toBe('not-permitted');
    expect(opened.attendance.objectionTo('marked')).toBeNull();
    must(await openBy(desk.badgeOf('Ada')));
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    expect(
      kindOf(await changeRoles(station as CommissionedStation, enrolled.person, ['supervisor'], desk, MEANING)),
    ).toBe('bad-roles');
  });
});

describe('changing', () => {
  it('a PIN: the old one opens nothing, the new one signs with the same key', async () => {
    const at = await begun();
    const before = desk.badgeOf('Ada');
    desk.coming.push(before);
    desk.pins.push(before.pin, '111111', '730591');
    must(await changePin(at, desk, MEANING));
    expect(desk.refused).toEqual(['pin-used-before', 'pin-guessable']);
    expect(kindOf(await openBy(before))).toBe('wrong-pin');
    expect(await verified()).toMatchObject({ firstBad: null });
  });

  it('a badge: the lost one is of nobody', async () => {
    const at = await begun();
    const lost = desk.badgeOf('Bela');
    desk.coming.push(desk.badgeOf('Ada'), lost);
    desk.pins.push('836172');
    must(await changeBadge(at, idOf(at, 'Bela'), desk, MEANING));
    expect(kindOf(await openBy(lost))).toBe('badge-unknown');
    expect(kindOf(await openBy(desk.badgeOf('Bela')))).toBe('ok');
    expect(await verified()).toMatchObject({ firstBad: null });
  });

  it('roles: the last supervisor stays one', async () => {
    const at = await begun();
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    must(await changeRoles(at, idOf(at, 'Bela'), ['operator'], desk, MEANING));
    expect(kindOf(await changeRoles(at, idOf(at, 'Ada'), ['operator'], desk, MEANING))).toBe('last-supervisor');
    expect(at.attendance.list.byName('Bela')?.roles).toEqual(['operator']);
  });

  it('the passphrase of the station: two sign, and the old one opens nothing', async () => {
    const at = await begun();
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    using next = secretOf('seven other words that nobody chose');
    must(
      await at.attendance.sign('changePassphrase', MEANING, desk, () =>
        changePassphrase(at, next, [{ name: 'Ada' }, { name: 'Bela' }]),
      ),
    );
    await close();
    expect(kindOf(await (await gate()).unlock(secretOf(PASSPHRASE)))).toBe('wrong-passphrase');
    expect(kindOf(await openBy(desk.badgeOf('Ada')))).toBe('ok');
    expect(await verified()).toMatchObject({ firstBad: null });
  });
});

describe('revoking', () => {
  it('takes one supervisor, and the badge opens nothing, not with the file of before', async () => {
    const at = await begun();
    await enrolCai(at);
    const cai = desk.badgeOf('Cai');
    await copyFile(join(directory, 'station.keys'), join(directory, 'old'));
    desk.coming.push(desk.badgeOf('Ada'));
    must(await revokePerson(at, idOf(at, 'Cai'), 'badge lost', desk, MEANING));
    expect(await readFile(join(directory, 'station.keys'), 'utf8')).not.toContain(cai.id);
    expect(kindOf(await openBy(cai))).toBe('badge-unknown');
    await close();
    await copyFile(join(directory, 'old'), join(directory, 'station.keys'));
    expect(kindOf(await openBy(cai))).toBe('revoked');
    const again = must(await openBy(desk.badgeOf('Ada')));
    expect([...again.journal.records(0)].flat().map(({ event }) => event)).toContainEqual(
      expect.objectContaining({ kind: 'incident', reason: 'badge-refused' }),
    );
    expect(await readFile(join(directory, 'station.keys'), 'utf8')).not.toContain(cai.id);
    expect(await verified()).toMatchObject({ firstBad: null });
  });

  it('locks at once where somebody is signed in who was revoked', async () => {
    const at = await begun();
    await enrolCai(at);
    must(await at.attendance.signIn(credentialsOf(desk.badgeOf('Cai'))));
    const locked: string[] = [];
    at.attendance.onMustLock((because) => locked.push(because));
    must(await at.attendance.signIn(credentialsOf(desk.badgeOf('Ada'))));
    desk.coming.push(desk.badgeOf('Bela'));
    must(await revokePerson(at, idOf(at, 'Ada'), 'left the house', desk, MEANING));
    expect([locked, at.attendance.present]).toEqual([['revoked'], null]);
    expect(at.attendance.objectionTo('marked')?.error.kind).toBe('station-locked');
  });

  it('never takes the last supervisor', async () => {
    const at = await begun();
    desk.coming.push(desk.badgeOf('Ada'));
    must(await revokePerson(at, idOf(at, 'Bela'), 'left the house', desk, MEANING));
    expect(kindOf(await revokePerson(at, idOf(at, 'Ada'), 'left as well', desk, MEANING))).toBe('last-supervisor');
  });
});

describe('who is signed in', () => {
  it('stands in every record, and another badge changes it without closing anything', async () => {
    const at = await begun();
    await enrolCai(at);
    must(await at.attendance.signIn(credentialsOf(desk.badgeOf('Cai'))));
    await at.journal.append([{ kind: 'unit-checked', batch: 'B1', serial: 'C-1' }]);
    const last = [...at.journal.records(0)].flat().at(-1);
    expect(last?.by).toBe(idOf(at, 'Cai'));
    expect(at.attendance.view).toMatchObject({ begun: true, present: { name: 'Cai' } });
  });

  it('cannot be put into a record by a typed name, nor a signature by two', async () => {
    const at = await begun();
    const typed = { kind: 'unit-covered', serial: 'C-1', by: { name: 'Bela' } } as const;
    await expect(at.journal.append([typed])).rejects.toThrow('not signed in');
    const two = {
      kind: 'unit-scrapped',
      serial: 'C-1',
      reason: 'burnt',
      signatures: [{ name: 'Ada' }, { name: 'Bela' }],
    } as const;
    await expect(at.journal.append([{ ...two, signatures: [...two.signatures] }])).rejects.toThrow('nobody has signed');
    await at.journal.append([{ ...typed, by: { name: 'Ada' } }]);
  });

  it('is nobody where a PIN is wrong, and the one before stays', async () => {
    const at = await begun();
    expect(kindOf(await at.attendance.signIn(credentialsOf({ ...desk.badgeOf('Bela'), pin: '111222' })))).toBe(
      'wrong-pin',
    );
    expect(kindOf(await at.attendance.signIn(credentialsOf(desk.badgeOf('Bela'))))).toBe('too-soon');
    expect(at.attendance.present?.name).toBe('Ada');
  });
});

describe('ten wrong PINs', () => {
  it('lock somebody, on record as an incident, until two supervisors say otherwise', async () => {
    const at = await begun();
    await enrolCai(at);
    const cai = desk.badgeOf('Cai');
    await writeFile(join(directory, 'people.attempts'), `twofold-people-attempts 1\n${cai.id} 10\n`);
    expect(kindOf(await at.attendance.signIn(credentialsOf(cai)))).toBe('person-locked');
    expect(at.attendance.list.byName('Cai')?.locked).toBe(true);
    desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
    must(await unlockPerson(at, idOf(at, 'Cai'), desk, MEANING));
    expect(kindOf(await at.attendance.signIn(credentialsOf(cai)))).toBe('ok');
    expect(await verified()).toMatchObject({ firstBad: null });
  });
});

describe('the passphrase', () => {
  it('opens a station with people as an incident, and enrols two more supervisors where nobody else can', async () => {
    await begun();
    const at = await openByPassphrase();
    expect(at.attendance.recovering).toBe(true);
    // Whoever has lost the scanner sets another one up, or no badge is ever read here again; and does nothing else.
    for (const act of TO_READ_BADGES) expect(at.attendance.objectionTo(act)).toBeNull();
    for (const act of Object.keys(ACTS).filter((one) => !TO_READ_BADGES.includes(one) && one !== 'changePin')) {
      expect(at.attendance.objectionTo(act)).toMatchObject({ error: { kind: 'badge-needed' } });
    }
    expect(kinds(at)).toEqual(expect.arrayContaining(['opened-by-passphrase', 'incident']));
    desk.pins.push('836172', '906473');
    must(await beginPeople(at, ['Eve', 'Finn'], desk));
    const again = must(await openBy(desk.badgeOf('Eve')));
    desk.coming.push(desk.badgeOf('Eve'), desk.badgeOf('Finn'));
    desk.pins.push('518402');
    must(await changeBadge(again, idOf(again, 'Ada'), desk, MEANING));
    expect(await verified()).toMatchObject({ firstBad: null });
  });
});
