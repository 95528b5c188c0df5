import { cp, mkdir, mkdtemp, readdir, readFile, rm, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Role } from '../../../../core/base/role.ts';
import type { KeyDerivation } from '../../../../core/base/ports.ts';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import { WINDOW_FOLDER } from '../../../../electron/station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../../../../electron/station/commissioned.ts';
import { createDoor, type Door, type DoorParts } from '../../../../electron/roles/door/handlers.ts';
import type { PaceView } from '../../../../core/work/pace.ts';
import { backUp } from '../../../../electron/station/keeping.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { commissionPorts, makeStation, openStation, PASSPHRASE, secretOf } from '../../../fakes/commissioned.ts';
import { outsideAnchor } from '../../../fakes/computer.ts';
import type { Credentials, SigningRequest } from '../../../../electron/people/desk.ts';
import { openGate, readStation } from '../../../../electron/station/gate.ts';
import type { JournalRecord } from '../../../../core/journal/event.ts';
import { verifyJournal } from '../../../../electron/journal/verify.ts';
import { beginPeople, enrol } from '../../../../electron/station/people.ts';
import { SAMPLES, sampleBadge } from '../../../../core/people/samples.ts';
import { badgeText } from '../../../../core/scan/badge.ts';
import { credentialsOf, MEANING, newBadge, testDesk, type TestBadge } from '../../../fakes/badges.ts';

/** Tells what it was given for a key, so that a test can see that it is wiped. */
function watched(): KeyDerivation & { readonly given: Uint8Array[] } {
  const given: Uint8Array[] = [];
  return {
    given,
    derive(job) {
      given.push(job.password);
      return commissionPorts.derivation.derive(job);
    },
  };
}

interface Entered {
  readonly role: Role;
  readonly commissioned: CommissionedStation | null;
  readonly wish: unknown;
}

/** A door in `directory`, and who has gone through it. */
async function doorOf(directory: string, over: Partial<DoorParts> = {}) {
  const entered: (Entered | 'start')[] = [];
  const door: Door = await createDoor({
    ...commissionPorts,
    directory,
    version: '0',
    runtime: 'test',
    settings: await openSettings(directory),
    ask: { directory: async () => null },
    manual: async (chapter) => void entered.push(chapter),
    now: () => 0,
    onRestoring: () => undefined,
    people: { credentials: async () => null, done: () => undefined },
    askSignIn: (station) => `Sign in at ${station}`,
    askGoOn: (station, head, reason) => ({ question: `Go on with ${station}, ${head}?`, detail: reason }),
    async enter(role, commissioned, wish) {
      entered.push({ role, commissioned, wish });
      await commissioned?.close();
      return ok(null);
    },
    ...over,
  });
  onTestFinished(() => door.close());
  const at = async (): Promise<string> => (await door.handlers.station(null)).stage.at;
  return { ...door.handlers, door, entered, at };
}

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-door-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** As it comes over the bridge: the handlers own these bytes. */
const typed = (text = PASSPHRASE) => ({ passphrase: new TextEncoder().encode(text) });
const wanted = (change: { name?: string; passphrase?: Uint8Array<ArrayBuffer> } = {}) =>
  ({ role: 'press', name: 'Press B', mode: 'production', ...typed(), ...change }) as const;
const chinese = { language: 'zh', theme: 'dark', textSize: 'medium', sound: false } as const;

describe('an empty directory', () => {
  test('stays empty whatever is chosen there, and becomes a station with that choice', async () => {
    const directory = await scratch();
    await mkdir(join(directory, WINDOW_FOLDER));
    const { commission, station, preferences, open, entered } = await doorOf(directory);
    must(await preferences(chinese));
    expect(await readdir(directory)).toEqual([WINDOW_FOLDER]);
    expect(await station(null)).toMatchObject({ role: 'door', preferences: chinese, stage: { at: 'empty' } });

    must(await commission(wanted()));
    expect((await station(null)).stage).toMatchObject({
      at: 'made',
      identity: { name: 'Press B', role: 'press', mode: 'production' },
    });
    expect((await openSettings(directory)).value).toMatchObject(chinese);
    must(await open(null));
    expect(entered).toMatchObject([{ role: 'press', commissioned: { identity: { name: 'Press B' } }, wish: null }]);
  });

  test('is where nobody has been before: a bad name or a weak passphrase leaves it empty', async () => {
    const directory = await scratch();
    const { commission, at } = await doorOf(directory);
    expect(await commission(wanted({ name: 'Press/B' }))).toMatchObject({ error: { kind: 'bad-name' } });
    expect(await commission(wanted(typed('too short')))).toMatchObject({
      error: { kind: 'weak-passphrase' },
    });
    expect(await commission(wanted(typed('zwölf Zeichen und mehr')))).toMatchObject({ ok: false });
    expect([await at(), await readdir(directory)]).toEqual(['empty', []]);
  });

  test('has the manual, open at its beginning', async () => {
    const { openManual, entered } = await doorOf(await scratch());
    expect(await openManual(null)).toBeNull();
    expect(entered).toEqual(['start']);
  });

  test('opens on training, which is told what was chosen', async () => {
    const { train, preferences, entered, unlock, open, saveIdentity } = await doorOf(await scratch());
    expect(await unlock(typed())).toMatchObject({ error: { kind: 'not-here' } });
    expect(await open(null)).toMatchObject({ error: { kind: 'not-here' } });
    expect(await saveIdentity(null)).toMatchObject({ error: { kind: 'not-here' } });
    must(await preferences(chinese));
    must(await train({ role: 'check' }));
    expect(entered).toEqual([{ role: 'check', commissioned: null, wish: chinese }]);
  });

  test('is none if anything else is in it, and then one can only practise', async () => {
    const directory = await scratch();
    await writeFile(join(directory, 'holiday.jpg'), '');
    const { station, commission, train } = await doorOf(directory);
    expect((await station(null)).stage).toMatchObject({ at: 'taken', trouble: { kind: 'not-empty' } });
    expect(await commission(wanted())).toMatchObject({ ok: false });
    must(await train({ role: 'origin' }));
  });

  test('gives the public file of a new station, and lets go of one that is never opened', async () => {
    const [directory, medium] = [await scratch(), await scratch()];
    const { commission, saveIdentity, door } = await doorOf(directory, { ask: { directory: async () => medium } });
    must(await commission(wanted()));
    expect(must(await saveIdentity(null))).toEqual({ path: join(medium, 'press-Press_B.identity.txt') });
    await door.close();
    const again = await doorOf(directory);
    must(await again.unlock(typed()));
    expect(again.entered).toMatchObject([{ role: 'press' }]);
  });
});

/** Another directory's station, backed up into a folder. */
async function backedUp(mode: 'production' | 'training' = 'production') {
  const directory = await makeStation('press', 'Press B', mode);
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const station = await openStation(directory);
  must(await (await openSettings(directory)).change({ language: 'zh', theme: 'dark', idle: 10 }));
  const kept = must(await backUp({ ...station, clock: commissionPorts.clock }, await scratch(), 'Ann'));
  await station.close();
  await rm(outsideAnchor(station.identity), { force: true });
  return kept;
}

describe('an empty directory and a backup', () => {
  test('become the station again, with its settings, which stays shut until two people say what they know of it', async () => {
    const kept = await backedUp();
    const directory = join(await scratch(), 'station');
    const told: PaceView[] = [];
    const { restore, preferences, station, unlock, accept, entered } = await doorOf(directory, {
      ask: { directory: async (what) => (what === 'restore' ? kept.folder : null) },
      onRestoring: (pace) => void told.push(pace),
    });
    expect(must(await restore(null))).toEqual({ name: 'Press B', records: kept.records });
    expect(told.at(-1)).toMatchObject({ done: 2 * kept.bytes, total: 2 * kept.bytes });
    expect(await station(null)).toMatchObject({
      stage: { at: 'gate', name: 'Press B' },
      preferences: { language: 'zh', theme: 'dark' },
    });
    must(await preferences({ ...chinese, theme: 'light' }));
    expect((await openSettings(directory)).value).toMatchObject({ theme: 'light', idle: 10 });

    expect(await unlock(typed())).toMatchObject({ error: { area: 'journal' } });
    must(await accept({ ...typed(), head: kept.words, reason: 'the disk died', people: ['Ann', 'Ben'] }));
    expect(entered).toMatchObject([{ role: 'press', commissioned: { identity: { name: 'Press B' } } }]);
    expect(await restore(null)).toMatchObject({ error: { kind: 'not-here' } });
  });

  test('stay two things where nobody chooses, where it is none, and where it was altered: the directory is as empty as before', async () => {
    const { folder } = await backedUp();
    const directory = await scratch();
    await mkdir(join(directory, WINDOW_FOLDER));
    const choices = [null, directory, folder];
    const { restore, at } = await doorOf(directory, { ask: { directory: async () => choices.shift() ?? null } });
    expect(await restore(null)).toEqual(ok(null));
    expect(await restore(null)).toMatchObject({ error: { kind: 'not-a-backup' } });
    await writeFile(join(folder, 'journal.jsonl'), 'not what it was');
    expect(await restore(null)).toMatchObject({ error: { kind: 'altered' } });
    expect([await at(), await readdir(directory)]).toEqual(['empty', [WINDOW_FOLDER]]);
  });
});

describe('the gate', () => {
  let made: string;
  let noted: Buffer;
  let anchor: string;
  beforeAll(async () => {
    made = await makeStation('origin', 'Origin A');
    anchor = outsideAnchor(must(await readStation(made)).identity);
    noted = await readFile(anchor);
  });
  afterAll(() => rm(made, { recursive: true }));

  async function station(): Promise<string> {
    const directory = await scratch();
    await cp(made, directory, { recursive: true });
    await writeFile(anchor, noted);
    return directory;
  }

  test('counts a wrong passphrase, then looks at none until the wait is over', async () => {
    const directory = await station();
    let time = 0;
    const { unlock, station: view, entered } = await doorOf(directory, { now: () => time });
    expect((await view(null)).stage).toMatchObject({ at: 'gate', name: 'Origin A', station: 'origin', wait: 0 });
    expect(await unlock(typed('not the passphrase'))).toMatchObject({
      error: { kind: 'wrong-passphrase', facts: { wrong: 1, wait: 1 } },
    });
    expect(await readFile(join(directory, 'station.attempts'), 'latin1')).toBe('wrong 1\n');
    expect((await view(null)).stage).toMatchObject({ at: 'gate', wait: 1, locked: null });
    expect(await unlock(typed())).toMatchObject({ error: { kind: 'too-soon' } });
    time = 1000;
    must(await unlock(typed()));
    expect(entered).toMatchObject([{ role: 'origin', commissioned: { identity: { name: 'Origin A' } } }]);
  });

  test('keeps no passphrase: its bytes are gone, and it is in no file', async () => {
    const directory = await station();
    const derivation = watched();
    let time = 0;
    const { unlock } = await doorOf(directory, { derivation, now: () => time });
    expect(await unlock(typed('a wrong passphrase'))).toMatchObject({ ok: false });
    time = 1000;
    must(await unlock(typed()));
    expect(derivation.given.map((bytes) => bytes.length)).toEqual([18, PASSPHRASE.length]);
    for (const bytes of derivation.given) expect(bytes.every((byte) => byte === 0)).toBe(true);
    for (const name of await readdir(directory)) {
      const text = await readFile(join(directory, name), 'latin1');
      expect(text).not.toContain(PASSPHRASE);
      expect(text).not.toContain('a wrong passphrase');
    }
  });

  test('H1: a station that went back stays shut until two people say what they know of it', async () => {
    const directory = await station();
    let time = 0;
    const { unlock, accept, entered, door } = await doorOf(directory, { now: () => time });
    await rm(join(directory, 'journal.anchor'));
    expect(await unlock(typed())).toMatchObject({ error: { area: 'journal', kind: 'journal-went-back' } });
    expect(door.name).toBe('Origin A');
    const given = {
      ...typed(),
      head: 'ab'.repeat(32),
      reason: 'put back after the flood',
      people: ['Ann', 'Bob'],
    } as const;
    const goOn = (over: object) => accept({ ...given, ...typed(), people: ['Ann', 'Bob'], ...over });
    expect(await goOn({ head: 'not eight words' })).toMatchObject({ error: { kind: 'bad-head' } });
    expect(await goOn({ people: ['Ann', 'ANN'] })).toMatchObject({ error: { kind: 'same-person' } });
    expect(await goOn({ reason: '5K4caxezwjGCGfnoPTZ8tMcJBLB7Jvyjv4xxeacadhq8nLisLR2' })).toMatchObject({ ok: false });
    expect(await goOn(typed('not the passphrase'))).toMatchObject({ error: { kind: 'wrong-passphrase' } });
    expect(entered).toEqual([]);
    time = 2000;
    must(await goOn({}));
    expect(entered).toMatchObject([{ role: 'origin' }]);
  });

  test('takes one passphrase at a time', async () => {
    const { unlock, train, entered } = await doorOf(await station());
    const [first, second] = [typed(), typed()];
    const answers = await Promise.all([unlock(first), unlock(second)]);
    expect(answers.map((answer) => answer.ok)).toEqual([true, false]);
    expect(answers[1]).toMatchObject({ error: { kind: 'door-busy' } });
    expect(entered).toHaveLength(1);
    for (const { passphrase } of [first, second]) expect(passphrase.every((byte) => byte === 0)).toBe(true);
    expect(await train({ role: 'origin' })).toMatchObject({ error: { kind: 'not-here' } });
  });

  test('says so when it is locked for good, when its journal is gone, and when its keys are damaged', async () => {
    const locked = await station();
    await writeFile(join(locked, 'station.attempts'), 'wrong 100\n');
    const closed = await doorOf(locked);
    expect((await closed.station(null)).stage).toMatchObject({ at: 'gate', locked: { kind: 'locked-out' } });
    expect(await closed.unlock(typed())).toMatchObject({ error: { kind: 'locked-out' } });

    const robbed = await station();
    await unlink(join(robbed, 'journal.jsonl'));
    const { unlock, entered } = await doorOf(robbed);
    expect(await unlock(typed())).toMatchObject({ error: { kind: 'journal-missing' } });
    expect(entered).toEqual([]);

    const damaged = await station();
    await writeFile(join(damaged, 'station.keys'), 'nothing of ours');
    const shut = await doorOf(damaged);
    expect((await shut.station(null)).stage).toMatchObject({ at: 'shut', trouble: { kind: 'station-damaged' } });
    expect(await shut.unlock(typed())).toMatchObject({ error: { kind: 'not-here' } });
  });

  test('notes what may be a private key, says so, and is what it was', async () => {
    const directory = await station();
    const { door, at, unlock, entered } = await doorOf(directory);
    expect(await door.keyScanned(58)).toMatchObject({ area: 'door', kind: 'key-noted' });
    expect(await at()).toBe('gate');
    must(await unlock(typed()));
    expect(entered).toHaveLength(1);
    expect(await readFile(join(directory, 'journal.jsonl'), 'utf8')).toContain('"reason":"secret-scanned"');
    // Where no station is, nobody could ever answer for it.
    const empty = await doorOf(await scratch());
    expect(await empty.door.keyScanned(58)).toBeNull();
  });

  test('takes a badge that is typed for no passphrase and no try, says so, and has it on record', async () => {
    const directory = await station();
    const { door, unlock, at, entered } = await doorOf(directory);
    const [sample] = SAMPLES;
    const refused = { area: 'people', kind: 'badge-typed', facts: { number: '5a000000' } };
    expect(await unlock(typed(badgeText(sampleBadge(sample))))).toMatchObject({ error: refused });
    expect(await at()).toBe('gate');
    expect(await door.badgeTyped('5a000000')).toMatchObject(refused);
    // A wrong passphrase would have to be waited for.
    must(await unlock(typed()));
    expect(entered).toHaveLength(1);
    const records = await readFile(join(directory, 'journal.jsonl'), 'utf8');
    expect(records.match(/"reason":"badge-typed"/g)).toHaveLength(1);
    expect(records).toContain('52 characters; ');
    const empty = await doorOf(await scratch());
    expect(await empty.door.badgeTyped('5a000000')).toMatchObject(refused);
  });

  test('keeps what is chosen there in the station, and stays when the station behind it refuses', async () => {
    const directory = await station();
    const { preferences, unlock, at } = await doorOf(directory, {
      async enter(_role, commissioned) {
        await commissioned?.close();
        return failIn('station')('wrong-role', 'Not here.');
      },
    });
    must(await preferences(chinese));
    expect((await openSettings(directory)).value).toMatchObject(chinese);
    expect(await unlock(typed())).toMatchObject({ error: { kind: 'wrong-role' } });
    expect(await at()).toBe('gate');
  });
});

test('D1: a door that is closed while somebody comes in by it waits until they are in', async () => {
  const directory = await makeStation('press', 'Press B');
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  let closed = false;
  let seen: boolean | null = null;
  const { door, unlock } = await doorOf(directory, {
    async enter(_role, commissioned) {
      await commissioned?.close();
      seen = closed;
      return ok(null);
    },
  });
  const entering = unlock(typed());
  await door.close();
  closed = true;
  expect(seen).toBe(false);
  await entering;
});

describe('a station whose people have badges', () => {
  /** A station of Ada and Bela, its first two, and of Cai and Dee, who are operators; and what they bring. */
  async function peopled() {
    const directory = await makeStation('press', 'Press B');
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const gate = must(await openGate({ ...commissionPorts, directory, now: () => 0 }));
    using passphrase = secretOf(PASSPHRASE);
    const unlocked = must(await gate.unlock(passphrase));
    const station = must(await openCommissioned(directory, unlocked, commissionPorts.clock));
    const desk = testDesk();
    desk.pins.push('493716', '804975');
    must(await beginPeople(station, ['Ada', 'Bela'], desk));
    must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Ada'))));
    for (const name of ['Cai', 'Dee']) {
      desk.coming.push(desk.badgeOf('Ada'), desk.badgeOf('Bela'));
      desk.pins.push('836172');
      must(await enrol(station, { name, roles: ['operator'] }, desk, MEANING));
    }
    await station.close();
    const [ada, bela, cai, dee] = ['Ada', 'Bela', 'Cai', 'Dee'].map((name) => desk.badgeOf(name)) as [
      TestBadge,
      TestBadge,
      TestBadge,
      TestBadge,
    ];
    return { directory, ada, bela, cai, dee };
  }

  /** A person at the window: brings these, one after the other, and then leaves. */
  function person(...brings: readonly TestBadge[]) {
    const asked: SigningRequest[] = [];
    const given: Credentials[] = [];
    let done = 0;
    return {
      asked,
      given,
      get done() {
        return done;
      },
      people: {
        async credentials(request: SigningRequest) {
          asked.push(request);
          const badge = brings[given.length];
          if (badge === undefined) return null;
          const credentials = credentialsOf(badge);
          given.push(credentials);
          return credentials;
        },
        done: () => void done++,
      },
    };
  }

  test('opens by badge and PIN; what was wrong is said with the next question, and all that was brought is wiped', async () => {
    const { directory, ada } = await peopled();
    let now = 0;
    const who = person(newBadge('804975'), { ...ada, pin: '804975' }, ada);
    const { station, signIn, entered } = await doorOf(directory, {
      people: {
        credentials(request) {
          now += 3_600_000;
          return who.people.credentials(request);
        },
        done: who.people.done,
      },
      now: () => now,
    });
    expect((await station(null)).stage).toMatchObject({ at: 'gate', people: true });
    must(await signIn(null));
    expect(entered).toMatchObject([{ role: 'press', commissioned: { identity: { name: 'Press B' } } }]);
    expect(who.asked.map(({ refused }) => refused?.kind ?? null)).toEqual([null, 'badge-unknown', 'wrong-pin']);
    expect(who.asked[0]).toMatchObject({ question: 'Sign in at Press B', seats: 0 });
    expect(who.given.every(({ badge, pin }) => badge.secret.wiped && pin.wiped)).toBe(true);
    expect(who.done).toBe(1);
  });

  test('that went back is gone on with by two of them, as its own list has them, and by no typed name', async () => {
    const { directory, ada, bela, cai, dee } = await peopled();
    await rm(join(directory, 'journal.anchor'));
    const word = { head: 'ab'.repeat(32), reason: 'put back after the flood' };
    const path = join(directory, 'journal.jsonl');
    const before = await readFile(path, 'utf8');
    const goOn = async (...brings: readonly TestBadge[]) => {
      const who = person(...brings);
      const door = await doorOf(directory, { people: who.people });
      const answer = await door.acceptByBadge(word);
      expect(who.given.every(({ badge, pin }) => badge.secret.wiped && pin.wiped)).toBe(true);
      expect(who.done).toBe(1);
      return { ...door, who, answer };
    };

    expect((await goOn(ada)).answer).toMatchObject({ error: { kind: 'not-confirmed' } });
    const twice = await goOn(ada, ada);
    expect(twice.who.asked.at(-1)?.refused?.kind).toBe('same-person');
    expect((await goOn(cai, dee)).answer).toMatchObject({ error: { kind: 'not-the-seat' } });
    expect((await goOn(newBadge('493716'))).answer).toMatchObject({ error: { kind: 'badge-unknown' } });
    const typedNames = await doorOf(directory);
    expect(await typedNames.accept({ ...typed(), ...word, people: ['Ada', 'Bela'] })).toMatchObject({
      error: { kind: 'badge-needed' },
    });
    expect(await typedNames.acceptByBadge({ ...word, head: 'not eight words' })).toMatchObject({
      error: { kind: 'bad-head' },
    });
    expect(await readFile(path, 'utf8')).toBe(before);

    const { entered, who } = await goOn(bela, cai);
    expect(entered).toMatchObject([{ role: 'press' }]);
    expect(who.asked[0]).toMatchObject({
      question: `Go on with Press B, ${word.head}?`,
      detail: word.reason,
      seats: 2,
    });
    const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
    const accepted = lines.map((line) => JSON.parse(line) as JournalRecord & { signed?: readonly unknown[] });
    const at = accepted.findIndex(({ event }) => event.kind === 'history-accepted');
    expect(accepted[at]).toMatchObject({ event: { signatures: [{ name: 'Bela' }, { name: 'Cai' }] } });
    expect(accepted[at]?.signed).toHaveLength(2);
    expect(must(await verifyJournal(path)).firstBad).toBeNull();
    // Whoever takes a signature away, or puts another name there, is found out.
    const { signed: _, ...unsigned } = accepted[at] as (typeof accepted)[number];
    await writeFile(path, `${lines.with(at, JSON.stringify(unsigned)).join('\n')}\n`);
    expect(must(await verifyJournal(path)).firstBad?.seq).toBe(accepted[at]?.seq);
  });

  test('stays shut when whoever was asked leaves', async () => {
    const who = person();
    const { signIn, entered, at } = await doorOf((await peopled()).directory, { people: who.people });
    expect(await signIn(null)).toEqual(ok(null));
    expect([entered, await at(), who.done]).toEqual([[], 'gate', 1]);
  });

  test('and a station that has none asks nobody for a badge', async () => {
    const directory = await makeStation('press', 'Press B');
    onTestFinished(() => rm(directory, { recursive: true, force: true }));
    const who = person(newBadge('493716'));
    const { signIn, station, entered } = await doorOf(directory, { people: who.people });
    expect((await station(null)).stage).toMatchObject({ people: false });
    expect(await signIn(null)).toMatchObject({ ok: false, error: { kind: 'not-here' } });
    expect([entered, who.asked]).toEqual([[], []]);
  });
});
