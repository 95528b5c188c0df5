import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../../../core/base/role.ts';
import { must } from '../../../../core/base/result.ts';
import type { JournalRecord } from '../../../../core/journal/event.ts';
import type { ShownRecord } from '../../../../core/journal/who.ts';
import { answerCall } from '../../../../electron/bridge/answering.ts';
import { createRateLimit } from '../../../../electron/bridge/rate-limit.ts';
import { createSigning } from '../../../../electron/bridge/signing.ts';
import { diskFault } from '../../../../electron/files/fault.ts';
import { calls as benchCalls } from '../../../../electron/roles/bench/contract.ts';
import { checkCalls } from '../../../../electron/roles/check/contract.ts';
import { doorCalls } from '../../../../electron/roles/door/contract.ts';
import { originCalls } from '../../../../electron/roles/origin/contract.ts';
import { pressCalls } from '../../../../electron/roles/press/contract.ts';
import type { Served } from '../../../../electron/roles/served.ts';
import { viewingCalls, type FoundCards, type ViewingView } from '../../../../electron/roles/viewing/contract.ts';
import { openViewing } from '../../../../electron/roles/viewing/window.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { wordsOf } from '../../../../resources/words/languages.ts';
import { makeStation, openStation } from '../../../fakes/commissioned.ts';

const FULL = diskFault('/the/station', Object.assign(new Error('full'), { code: 'ENOSPC' })).error;
const SERIALS = ['TF-000001', 'TF-000002', 'XK-000001'];

/** A station of `role` that something is on record of. */
async function used(role: Role): Promise<string> {
  const made = await makeStation(role, 'Hall 2');
  const station = await openStation(made);
  const incidents = SERIALS.map(
    (serial) => ({ kind: 'incident', reason: 'out-of-order', serial, detail: 'two steps were swapped' }) as const,
  );
  await station.journal.append(incidents);
  await station.close();
  return made;
}

const rules = {
  sign: createSigning({ confirm: () => Promise.resolve(true), words: () => wordsOf('en').dialogs }),
  pace: createRateLimit(() => 0),
};

const contentOf = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), 'hex')]),
  );

describe.each(ROLES)('M4: %s on a disk that cannot be written to', (role) => {
  let directory = '';
  let served: Served;
  const call = <T>(name: string, input: unknown = null): Promise<T> =>
    answerCall(served, rules, name, input) as Promise<T>;

  beforeEach(async () => {
    directory = await used(role);
    const settings = await openSettings(directory);
    served = must(await openViewing({ directory, version: '1', settings, manual: () => Promise.resolve() }, FULL));
  });
  afterEach(() => rm(directory, { recursive: true }));

  test('shows which station it is, why it writes nothing, and that its chain is whole', async () => {
    expect(await call<ViewingView>('station')).toMatchObject({
      ...{ role: 'viewing', station: role, name: 'Hall 2', mode: 'production', because: FULL, openIncidents: 3 },
      journal: { bad: null },
    });
  });

  test('finds cards by a part of their serial, and what is on record of each', async () => {
    expect(await call<FoundCards>('find', { search: '' })).toEqual({ total: 3, serials: SERIALS });
    expect(await call<FoundCards>('find', { search: ' tf-00' })).toEqual({ total: 2, serials: SERIALS.slice(0, 2) });
    expect(await call<FoundCards>('find', { search: 'nowhere' })).toEqual({ total: 0, serials: [] });
    const steps = await call<readonly JournalRecord[]>('traveller', { serial: 'TF-000002' });
    expect(steps.map(({ event }) => event)).toMatchObject([{ kind: 'incident', serial: 'TF-000002' }]);
    expect(await call<readonly JournalRecord[]>('traveller', { serial: 'TF-0' })).toEqual([]);
  });

  test('the newest records and the incidents are those of the file', async () => {
    const tail = await call<readonly (ShownRecord & { hash?: string })[]>('journalTail', { limit: 500 });
    const lines = readFileSync(join(directory, 'journal.jsonl'), 'utf8').trimEnd().split('\n');
    expect(tail.map(({ hash: _, who: __, ...record }) => record)).toEqual(
      lines.map((line) => JSON.parse(line) as JournalRecord),
    );
    expect(tail.map(({ who }) => who)).toEqual(lines.map(() => ({ by: null, signers: [], signatures: null })));
    expect(await call('incidents')).toHaveLength(3);
  });

  test('every call of a station, and of the door, is refused in words; nothing of the directory is changed', async () => {
    const before = contentOf(directory);
    const all = { ...originCalls, ...pressCalls, ...benchCalls, ...checkCalls, ...doorCalls };
    const others = Object.keys(all).filter((name) => !Object.hasOwn(viewingCalls, name));
    expect(others).toEqual(expect.arrayContaining(['marked', 'acknowledge', 'unlock', 'closeBatch', 'commission']));
    for (const name of others) {
      expect(await call(name, {}), name).toMatchObject({ ok: false, error: { kind: 'viewing-only' } });
    }
    for (const name of Object.keys(viewingCalls))
      await call(name, { search: '', serial: '-', limit: 1 }).catch(() => 0);
    expect(contentOf(directory)).toEqual(before);
  });

  test('a language is chosen for as long as the window is there', async () => {
    const { preferences } = await call<ViewingView>('station');
    await call('preferences', { ...preferences, language: 'zh' });
    expect((await call<ViewingView>('station')).preferences.language).toBe('zh');
    expect((await openSettings(directory)).value.language).toBe('en');
  });

  test('a record that was edited is named, and nothing behind it is shown', async () => {
    const path = join(directory, 'journal.jsonl');
    const lines = readFileSync(path, 'utf8').split('\n');
    const at = lines.findIndex((line) => line.includes('TF-000002'));
    lines[at] = lines[at]?.replace('TF-000002', 'TF-000009') ?? '';
    writeFileSync(path, lines.join('\n'));
    const settings = await openSettings(directory);
    served = must(await openViewing({ directory, version: '1', settings, manual: () => Promise.resolve() }, FULL));
    const { journal } = await call<ViewingView>('station');
    expect(journal.bad).not.toBeNull();
    expect((await call<FoundCards>('find', { search: 'XK' })).total).toBe(0);
  });
});
