/** What people change of a station's settings stands in its journal: who, and to what. */
import { readdirSync, readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { beginPeople } from '../../../electron/station/people.ts';
import { createPeopleHandlers } from '../../../electron/station/people-handlers.ts';
import { openSettings, type Settings } from '../../../electron/station/settings.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { credentialsOf, testDesk } from '../../fakes/badges.ts';
import { commissionPorts, makeStation, PASSPHRASE, secretOf } from '../../fakes/commissioned.ts';

/** Under which names a change of each is on record; none, of how the window looks to whoever is there. */
const ON_RECORD: Readonly<Record<keyof Settings, readonly string[]>> = {
  language: [],
  languages: [],
  theme: [],
  textSize: [],
  sound: [],
  idle: ['idle'],
  scanner: ['scanner-habits'],
  printer: ['roll', 'ribbon'],
  stickers: ['stickers'],
  labels: ['labels'],
  packing: ['packing'],
  laser: ['laser', 'fixture', 'pen'],
  tray: ['tray'],
  reasons: ['reasons'],
  reading: ['read-back'],
  shift: ['check', 'target'],
};

const electron = fileURLToPath(new URL('../../../electron', import.meta.url));
const sources = readdirSync(electron, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(electron, name), 'utf8') }));

test('whatever changes a setting of the station, beside how its window looks, writes that down', () => {
  const changing = sources.flatMap(({ name, text }) =>
    [...text.matchAll(/settings\.change\((?:\{ \[?)?(\w+)/g)].map(([, given = '']) => ({ name, text, given })),
  );
  // What whoever is there has chosen for their own eyes and ears.
  const own = ['preferences', 'wish'];
  const ofStation = changing.filter(({ given }) => !own.includes(given));
  expect(ofStation.length).toBeGreaterThan(8);
  for (const { name, text } of ofStation) {
    expect([name, text.includes("kind: 'settings-changed'")]).toEqual([name, true]);
  }
  const said = sources.map(({ text }) => text).join('');
  for (const what of Object.values(ON_RECORD).flat()) expect(said).toContain(`'${what}'`);
});

test('after how many quiet minutes it locks itself is on record with who said so, and what it was', async () => {
  const directory = await makeStation('origin', 'Origin A');
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const gate = must(await openGate({ ...commissionPorts, directory, now: () => performance.now() }));
  using passphrase = secretOf(PASSPHRASE);
  const station = must(await openCommissioned(directory, must(await gate.unlock(passphrase)), commissionPorts.clock));
  const desk = testDesk();
  desk.pins.push('493716', '804975');
  must(await beginPeople(station, ['Ada', 'Bela'], desk));
  const ada = must(await station.attendance.signIn(credentialsOf(desk.badgeOf('Ada'))));
  const settings = await openSettings(directory);
  const ask = { file: async () => null, directory: async () => null };
  const words = () => wordsOf('en').dialogs;
  const { setIdle, people } = createPeopleHandlers({ station, desk, words, lock: () => undefined, ask, settings });
  must(await setIdle({ minutes: 30 }));
  must(await setIdle({ minutes: 30 }));
  expect((await people(null)).idle).toBe(30);
  const changed = [...station.journal.records(0)].flat().filter(({ event }) => event.kind === 'settings-changed');
  expect(changed).toMatchObject([{ by: ada.person, event: { what: 'idle', to: '30 min, before 5' } }]);
  await station.close();
});
