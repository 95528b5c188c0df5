import { describe, expect, it } from 'vitest';
import { pressBecause } from '../../../../core/stations/press/reasons.ts';
import type { PressUnitState } from '../../../../core/life/press-life.ts';
import type { LineStep, PressDeskView } from '../../../../electron/roles/press/contract-view.ts';
import { printerAnswer, type PrinterSituation } from '../../../../renderer/roles/press/keys.ts';
import {
  actsOf,
  pressCue,
  sayingOf,
  BATCH_STAGES,
  stageMarks,
  stageOf,
  PRESS_UNIT_TONES,
  stepMarks,
} from '../../../../renderer/roles/press/press.ts';
import { pressLife } from '../../../../core/life/press-life.ts';
import { pressBatch, pressDesk, proven, refused, statesOf } from '../../../fakes/press-window.ts';

const onTable = { serial: 'TF-1', sticker: 'ST-1', upper: false, lower: false } as const;
const NO_STICKERS = { printed: 0, proven: 0, destroyed: 0 };
const batch = (states: Partial<Record<PressUnitState, number>>, stickers = NO_STICKERS) => ({
  ...pressBatch,
  states: statesOf(states),
  stickers,
});

describe('the way of a batch', () => {
  it.each([
    ['order', null],
    ['keys', batch({ ordered: 1, keyed: 9 })],
    ['keys', batch({ keying: 1, proven: 9 })],
    ['stickers', batch({ keyed: 1 })],
    ['stickers', batch({ spoilt: 1, proven: 9 })],
    // A sticker that nobody can account for.
    ['stickers', batch({ proven: 9 }, { printed: 10, proven: 9, destroyed: 0 })],
    ['return', batch({ proven: 9, withdrawn: 1 }, { printed: 10, proven: 9, destroyed: 1 })],
    ['destruction', { ...batch({ returned: 9 }), returned: { to: 'Bench', count: 9, withdrawn: 0 } }],
    ['destruction', { ...batch({}), closed: true }],
  ] as const)('is at %s', (stage, view) => {
    expect(stageOf(view)).toBe(stage);
    const marks = stageMarks(view).map(({ mark }) => mark);
    const at = BATCH_STAGES.indexOf(stage);
    const over = view?.closed === true;
    expect(marks).toEqual(BATCH_STAGES.map((_, i) => (over || i < at ? 'done' : i === at ? 'now' : 'todo')));
  });
});

describe('the way of a sticker', () => {
  it.each<[string, LineStep, readonly string[]]>([
    ['print', { at: 'print', serial: 'TF-1' }, ['now', 'todo', 'todo', 'todo']],
    ['upper', { at: 'scan', ...onTable }, ['done', 'now', 'todo', 'todo']],
    ['lower', { at: 'scan', ...onTable, upper: true }, ['done', 'done', 'now', 'todo']],
    ['upper', { at: 'scan', ...onTable, lower: true }, ['done', 'now', 'done', 'todo']],
    ['doubt', { at: 'doubt', ...onTable, reason: 'ribbon-out' }, ['now', 'todo', 'todo', 'todo']],
    ['done', { at: 'done' }, ['todo', 'todo', 'todo', 'todo']],
  ])('says %s', (saying, line, marks) => {
    expect(sayingOf(line)).toBe(saying);
    expect(stepMarks(line).map(({ mark }) => mark)).toEqual(marks);
  });
});

describe('what is heard', () => {
  const after = (change: Partial<PressDeskView>): PressDeskView => ({ ...pressDesk, turn: 2, ...change });
  it.each([
    ['PASS', after({ verdict: proven })],
    ['FAIL', after({ verdict: refused })],
    ['notice', after({ notice: pressBecause('unreadable') })],
    ['taken', after({ line: { at: 'scan', ...onTable } })],
    ['ERROR', after({ line: { at: 'doubt', ...onTable, reason: 'ribbon-out' } })],
    [null, after({})],
    [null, after({ turn: 1, verdict: proven })],
  ] as const)('%s', (heard, desk) => expect(pressCue(pressDesk, desk)).toBe(heard));
});

it('offers to sign only for what the machine of a unit allows', () => {
  const action = {
    spoil: 'sticker-spoilt',
    destroyed: 'sticker-destroyed',
    absent: 'sticker-absent',
    withdraw: 'unit-withdrawn',
  } as const;
  const states = Object.keys(PRESS_UNIT_TONES) as readonly PressUnitState[];
  const offered = (['spoil', 'destroyed', 'absent', 'withdraw'] as const).map((act) => [
    action[act],
    states.filter((state) => actsOf(state).includes(act)).sort(),
  ]);
  expect(offered).toEqual(Object.values(action).map((name) => [name, [...pressLife.from(name)].sort()]));
});

describe('keys at the printer', () => {
  const key = (name: string) => ({ key: name, ctrlKey: false, altKey: false, metaKey: false, repeat: false });
  const at = (change: Partial<PrinterSituation> = {}): PrinterSituation => ({
    screen: 'printing',
    step: 'scan',
    dialog: false,
    typing: false,
    pressing: false,
    ...change,
  });
  it.each([
    ['next', 'Enter', at()],
    ['spoil', 'Delete', at()],
    ['spoil', 'Delete', at({ step: 'doubt' })],
    [null, 'Delete', at({ step: 'print' })],
    [null, 'Enter', at({ pressing: true })],
    [null, 'Enter', at({ typing: true })],
    [null, 'Enter', at({ dialog: true })],
    [null, 'Enter', at({ screen: 'batch' })],
    [null, 'x', at()],
  ] as const)('%s for %s', (answer, name, situation) => expect(printerAnswer(key(name), situation)).toBe(answer));

  it('holds Enter down for one sticker', () =>
    expect(printerAnswer({ ...key('Enter'), repeat: true }, at())).toBeNull());
});
