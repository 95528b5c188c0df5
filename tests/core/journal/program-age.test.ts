import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { isPaused, OUTDATED, wantsTwo } from '../../../core/journal/pause.ts';
import { outdated } from '../../../core/journal/program-age.ts';

const by = (...versions: readonly string[]) =>
  versions.map((version) => ({ event: { kind: 'station-started', version, runtime: 'test' } satisfies JournalEvent }));

const details = (records: readonly { readonly event: JournalEvent }[], version: string): readonly string[] =>
  outdated(records, version).flatMap((event) => (event.kind === 'incident' ? [event.detail] : []));

test.each([
  [['9.0.0'], '0.1.0', '9.0.0'],
  [['0.1.1', '0.1.0'], '0.1.0', '0.1.1'],
  [['0.10.0+0123456789abcdef', '0.9.9'], '0.9.0+fedcba9876543210', '0.10.0'],
  [['1.0.0', '3.2.1', '2.0.0'], '1.9.9', '3.2.1'],
  [['0.2.0-rc.1'], '0.1.9', '0.2.0'],
])('M10, fault 84: where %j worked, %s is older, and stands still', (worked, version, newest) => {
  const own = version.split('+')[0];
  expect(outdated(by(...worked), version)).toEqual([
    { kind: 'incident', reason: OUTDATED, serial: null, detail: `version ${own} on records of version ${newest}` },
  ]);
  const open = [{ reason: OUTDATED }];
  expect([isPaused(open), wantsTwo(open)]).toEqual([true, true]);
});

test.each([
  [[], '0.1.0'],
  [['0.1.0', '0.0.9'], '0.1.0'],
  [['0.1.0+0123456789abcdef'], '0.1.0+fedcba9876543210'],
  // No versions of ours: a test's, or what somebody made of it.
  [['bench', '1', '9.0', 'v9.0.0', '9.0.0.1'], '0.1.0'],
  [['9.0.0'], 'bench'],
])('M10: where %j worked, nothing is said of %s', (worked, version) => {
  expect(outdated(by(...worked), version)).toEqual([]);
});

test('M10: it is said once, and again when a newer one has worked meanwhile, or an even older one comes', () => {
  const records: { event: JournalEvent }[] = by('0.2.0');
  const start = (version: string): void => {
    records.push(...by(version), ...outdated(records, version).map((event) => ({ event })));
  };
  const said = () => records.filter(({ event }) => event.kind === 'incident').length;
  start('0.1.0');
  start('0.1.0');
  expect(said()).toBe(1);
  start('0.0.9');
  expect(said()).toBe(2);
  start('0.2.0');
  expect(details(records, '0.1.0')).toEqual(['version 0.1.0 on records of version 0.2.0']);
});
