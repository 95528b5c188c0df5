/** What the command line says of itself: the part of the help that somebody asked for, and no more. */
import { expect, test } from 'vitest';
import { USAGE, usageOf } from '../../../electron/cli/usage.ts';

test('a verb is shown alone, with what it does', () => {
  const text = usageOf('peer', 'revoke');
  expect(text).toContain('peer revoke NAME --station DIR');
  expect(text).toContain('Trusts a station no longer');
  expect(text).not.toContain('peer add');
  expect(text).not.toContain('Exit code');
});

test('a command is shown with all its verbs, and with those of no other', () => {
  const text = usageOf('station', null) ?? '';
  expect(text.match(/^ {2}\S+ \S+/gm)).toEqual(['  station create', '  station show']);
});

test.each(['spoil', 'destroyed', 'absent', 'withdraw'])(
  'press %s comes with what explains the four together',
  (verb) => {
    const text = usageOf('press', verb);
    expect(text).toContain(`press ${verb} --station DIR`);
    expect(text).toContain('What people vouch for');
  },
);

test('a verb in brackets is a verb', () => {
  expect(usageOf('bench', 'run')).toContain('plays a file of scans');
});

test('a command without verbs is shown whole', () => {
  expect(usageOf('bip38', null)).toContain('addresses {publicKey}');
});

test('what is not known is not made up', () => {
  expect(usageOf('bench', 'etch')).toBeNull();
  expect(usageOf('nonsense', null)).toBeNull();
});

test('every verb of the help can be asked for', () => {
  const headings = [...USAGE.matchAll(/^ {2}(bench|press|origin|check|station|peer|transfer|journal) \[?([a-z-]+)/gm)];
  expect(headings.length).toBeGreaterThan(35);
  for (const [, command = '', verb = ''] of headings) expect(usageOf(command, verb)).toContain(verb);
});
