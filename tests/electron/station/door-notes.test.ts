/** What may be a private key at the door: noted where no journal is open, and one incident of the next opening. */
import type * as Fs from 'node:fs';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import type { promises } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import type { EventOf } from '../../../core/journal/event.ts';
import { outsideCount } from '../../../electron/station/anchor-folder.ts';
import { commission } from '../../../electron/station/commission.ts';
import { noteAtDoor, takeUpNotes } from '../../../electron/station/door-notes.ts';
import { readStation } from '../../../electron/station/gate.ts';
import { commissionPorts, eventsOf, openStation, PASSPHRASE, secretOf } from '../../fakes/commissioned.ts';
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

/** The station, and the folder of its computer; as they were, again for every test. */
const home = mkdtempSync(join(tmpdir(), 'twofold-door-notes-'));
const before = `${home}-before`;
const directory = join(home, 'station');
process.env['XDG_STATE_HOME'] = join(home, 'computer');
afterAll(() => [home, before].forEach((path) => rmSync(path, { recursive: true, force: true })));

const AT = '2026-11-27T21:00:00.000Z';
const identity = async () => must(await readStation(directory)).identity;
const note = async (length = 58) =>
  noteAtDoor({ directory, identity: await identity() }, { at: AT, length }, platformRandom);
const computer = async (): Promise<string> => dirname(outsideCount(await identity(), 'attempts'));
const notesIn = (folder: string): readonly string[] => readdirSync(folder).filter((name) => name.endsWith('.note'));
const lying = async (): Promise<number> => notesIn(directory).length + notesIn(await computer()).length;

/** Opens it and closes it; gives the incidents of private keys that are on record. */
async function incidents(): Promise<readonly EventOf<'incident'>[]> {
  const station = await openStation(directory);
  try {
    return eventsOf(station).filter((event) => event.kind === 'incident' && event.reason === 'secret-scanned') as never;
  } finally {
    await station.close();
  }
}

function asBefore(): void {
  rmSync(home, { recursive: true, force: true });
  cpSync(before, home, { recursive: true });
}

beforeAll(async () => {
  power.cutAt(Number.POSITIVE_INFINITY, 'half');
  using passphrase = secretOf(PASSPHRASE);
  must(
    await commission({ directory, role: 'bench', name: 'Bench A', mode: 'production', passphrase }, commissionPorts),
  );
  await (await openStation(directory)).close();
  cpSync(home, before, { recursive: true });
});
beforeEach(asBefore);

test('what was noted is one incident of the next opening, and no other', async () => {
  expect(await incidents()).toEqual([]);
  expect([await note(58), await note(52)]).toEqual([null, null]);
  expect(notesIn(directory)).toHaveLength(2);
  const [incident, ...more] = await incidents();
  expect(more).toEqual([]);
  expect(incident).toMatchObject({ serial: null, notes: [expect.any(String), expect.any(String)] });
  for (const said of [AT, '58 characters', '52 characters']) expect(incident?.detail).toContain(said);
  expect(await lying()).toBe(0);
  expect(await incidents()).toEqual([incident]);
  // What comes later is another.
  await note();
  expect(await incidents()).toHaveLength(2);
});

test.each(['in the directory', 'outside it'])(
  'a note that is deleted %s is taken up from the other place',
  async (where) => {
    await note();
    const folder = where === 'outside it' ? await computer() : directory;
    for (const name of notesIn(folder)) rmSync(join(folder, name));
    expect(await incidents()).toHaveLength(1);
    expect(await lying()).toBe(0);
  },
);

test('a note that is put back after it was taken up is known, and removed', async () => {
  await note();
  const [name = ''] = notesIn(directory);
  const text = readFileSync(join(directory, name));
  const first = await incidents();
  writeFileSync(join(directory, name), text);
  expect(await incidents()).toEqual(first);
  expect(await lying()).toBe(0);
});

test('a forged note, one of nothing, a link and too many are an incident at the most, and shut nobody out', async () => {
  const forged = (id: string): string => join(directory, `door-${id.padStart(16, '0')}.note`);
  writeFileSync(forged('a'), 'who knows\n');
  writeFileSync(forged('b'), '');
  writeFileSync(forged('c'), `twofold-door-note 1 ${AT} 58\nand more\n`);
  symlinkSync('/dev/zero', forged('d'));
  writeFileSync(forged('e'), Buffer.alloc(1 << 20, 0x41));
  writeFileSync(join(directory, 'door-nobody.note'), 'of another name');
  const [incident, ...more] = await incidents();
  expect(more).toEqual([]);
  expect(incident?.notes).toHaveLength(5);
  expect(incident?.detail).toContain('a note that cannot be read');
  expect(incident?.detail).not.toContain('who knows');
  expect(readdirSync(directory)).toContain('door-nobody.note');

  for (let i = 0; i < 100; i++) writeFileSync(forged(`f${i}`), 'x');
  const [, second] = await incidents();
  expect(second?.notes).toHaveLength(32);
});

test('a badge that was typed is an incident of its own kind, beside that of a key', async () => {
  const badge = { at: AT, length: 52, badge: true };
  await noteAtDoor({ directory, identity: await identity() }, badge, platformRandom);
  await note(58);
  const station = await openStation(directory);
  const found = eventsOf(station).flatMap((event) => (event.kind === 'incident' ? [event] : []));
  await station.close();
  expect(found.map(({ reason, notes }) => [reason, notes?.length])).toEqual([
    ['secret-scanned', 1],
    ['badge-typed', 1],
  ]);
  expect(found[1]?.detail).toBe(`a badge, typed at the door while nobody was signed in: ${AT}, 52 characters`);
  expect(await lying()).toBe(0);
});

test('a scanner that repeats itself fills no disk', async () => {
  for (let i = 0; i < 40; i++) expect(await note()).toBeNull();
  expect(await lying()).toBe(64);
  const [incident] = await incidents();
  expect(incident?.notes).toHaveLength(32);
  expect(incident?.detail).toContain('28 more');
});

test('one that is damaged in one place is read in the other', async () => {
  await note(57);
  const [name = ''] = notesIn(directory);
  truncateSync(join(directory, name), 5);
  const [incident] = await incidents();
  expect(incident?.detail).toContain('57 characters');
  expect(incident?.notes).toEqual([basename(name, '.note').slice('door-'.length)]);
});

/** A dead process has its files no more, and whoever opens it next has not to wait for a passphrase that was counted. */
async function afterwards(): Promise<void> {
  await power.restore();
  power.cutAt(Number.POSITIVE_INFINITY, 'half');
  for (const name of readdirSync(directory)) if (/\.lock\.\d+$/.test(name)) truncateSync(join(directory, name));
}

test.each<Loss>(['half', 'unsynced'])(
  'the power cut at every change of taking it up, what is %s lost: one incident',
  async (loss) => {
    let cuts = 0;
    for (let n = 1, whole = false; !whole; n++) {
      asBefore();
      const station = await power.live(() => openStation(directory));
      await note();
      power.cutAt(n, loss);
      whole = await power
        .live(() => takeUpNotes({ directory, identity: station.identity }, station.journal))
        .then(
          () => !power.off,
          () => false,
        );
      if (whole) {
        power.cutAt(Number.POSITIVE_INFINITY, loss);
        await station.close();
      } else cuts += 1;
      await afterwards();
      expect(await incidents()).toHaveLength(1);
      expect(await lying()).toBe(0);
    }
    expect(cuts).toBeGreaterThan(2);
  },
);

test('the power cut while it is noted leaves one incident at the most, and what was acknowledged is one', async () => {
  let cuts = 0;
  for (let n = 1, noted = false; !noted; n++) {
    asBefore();
    power.cutAt(n, 'unsynced');
    noted = await power
      .live(() => note())
      .then(
        (refused) => refused === null && !power.off,
        () => false,
      );
    if (!noted) cuts += 1;
    await afterwards();
    expect((await incidents()).length).toBeLessThan(2);
    if (noted) expect(await incidents()).toHaveLength(1);
  }
  expect(cuts).toBeGreaterThan(2);
});
