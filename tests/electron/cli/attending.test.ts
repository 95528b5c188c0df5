/** What a verb is an act of: the same person's work at the command line as in the window. */
import { expect, test } from 'vitest';
import { actRow, WORK } from '../../../core/people/acts.ts';
import { actOfVerb } from '../../../electron/cli/attending.ts';
import type { VerbName } from '../../../resources/words/line.ts';

test.each<[VerbName, Readonly<Record<string, unknown>>, string]>([
  ['laser setup', { corner: 'centre' }, 'setFixture'],
  ['laser setup', { mirror: 'no' }, 'setFixture'],
  ['laser calibrate', { measured: { x: 1, y: 1 } }, 'measureRulers'],
  ['laser pens', { material: 'steel', layer: 'serial', passes: 2 }, 'setPen'],
  ['laser tray', { skip: [] }, 'setTray'],
  ['laser jobs', { folder: '/x' }, 'chooseJobFolder'],
  ['laser jobs', { own: true }, 'ownJobFolder'],
  ['laser jobs', { own: false, as: 'dxf' }, 'setLaserFormat'],
  ['laser jobs', { own: false, files: true }, 'setLink'],
  ['laser jobs', { own: false, files: false, slot: 'none' }, 'setSlot'],
  ['laser jobs', { own: false, files: false, share: '5' }, 'setReading'],
  ['product add', { file: 'x' }, 'importProduct'],
  ['bench run', { jobs: '/x' }, 'chooseJobFolder'],
  ['bench finish', { 'laser-port': '/dev/x' }, 'setLink'],
  ['bench sample', {}, 'pickSample'],
])('%s %j is a supervisor’s, as %s', (verb, given, act) => {
  expect(actOfVerb(verb, given)).toBe(act);
  expect(actRow(act).who).toEqual(['supervisor']);
});

test.each<[VerbName, Readonly<Record<string, unknown>>]>([
  ['laser setup', {}],
  ['laser calibrate', { out: '/x' }],
  ['laser pens', { material: 'steel', matrix: true }],
  ['laser tray', {}],
  ['laser jobs', { own: false, files: false }],
  ['bench run', { scans: '-', tray: true }],
])('%s %j is work', (verb, given) => {
  expect(actRow(actOfVerb(verb, given))).toBe(WORK);
});
