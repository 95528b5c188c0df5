import { describe, expect, it } from 'vitest';
import type { BenchStep, BenchView, PocketState, TrayView } from '../../../../electron/roles/bench/contract.ts';
import { laidIn, placesIn, trayAnswer, trayQuestion } from '../../../../renderer/roles/bench/pockets.ts';
import { nothingOnBench, passed } from '../../../fakes/station.ts';
import { because } from '../../../../core/stations/bench/reasons.ts';

const tray = (states: readonly PocketState[], change: Partial<TrayView> = {}): TrayView => ({
  rows: 1,
  columns: states.length,
  job: null,
  pockets: states.map((state, i) => {
    const holds = !['empty', 'skipped', 'left-out'].includes(state);
    return { pocket: i + 1, serial: holds ? `TF-${i}` : null, state };
  }),
  next: states.includes('empty') ? states.indexOf('empty') + 1 : null,
  here: null,
  ...change,
});
const view = (change: Partial<BenchView>): BenchView => ({ ...nothingOnBench, ...change });
const at = (step: BenchStep['at']) => ({ at: step, serial: 'TF-1' }) as BenchStep;

describe('what is asked of a tray', () => {
  it('is the next card, until every pocket is taken or left empty', () => {
    expect(trayQuestion(view({ tray: tray(['laid', 'empty']) }))).toBe('fill');
    expect(trayQuestion(view({ tray: tray(['laid', 'skipped']) }))).toBe('full');
    expect(trayQuestion(view({ tray: tray(['skipped', 'skipped']) }))).toBe('fill');
    expect(trayQuestion(view({ tray: null }))).toBeNull();
  });

  it('is to carry it to the laser once it is sent, until something else is said', () => {
    const sent = tray(['at-laser', 'left-out'], { job: 'etch-0123456789abcdef' });
    expect(trayQuestion(view({ tray: sent }))).toBe('sent');
    expect(trayQuestion(view({ tray: sent, verdict: passed }))).toBeNull();
    expect(trayQuestion(view({ tray: sent, notice: because('unreadable') }))).toBeNull();
    expect(trayQuestion(view({ tray: sent, step: at('marking') }))).toBe('asked');
    expect(trayQuestion(view({ tray: sent, step: at('metal') }))).toBe('metal');
    expect(trayQuestion(view({ tray: sent, step: at('inspecting') }))).toBeNull();
  });

  it('counts what lies in it, of the pockets that take a card', () => {
    const some = tray(['laid', 'bad', 'skipped', 'left-out', 'empty']);
    expect([laidIn(some), placesIn(some)]).toEqual([2, 4]);
  });
});

describe('the number block', () => {
  const press = { ctrlKey: false, altKey: false, metaKey: false, repeat: false };
  const free = { dialog: false, typing: false, pressing: false, screen: 'bench', step: 'serial' } as const;
  it.each([
    ['*', 'send'],
    ['+', 'skip'],
    ['-', 'undo'],
    ['Enter', null],
    ['7', null],
  ] as const)('%s is %s while pockets are free', (key, deed) => {
    expect(trayAnswer({ ...press, key }, free, 'fill')).toBe(deed);
  });

  it('sends a full tray with Enter, and nothing that a button has taken', () => {
    expect(trayAnswer({ ...press, key: 'Enter' }, free, 'full')).toBe('send');
    expect(trayAnswer({ ...press, key: 'Enter' }, { ...free, pressing: true }, 'full')).toBeNull();
  });

  it('is silent elsewhere: on another screen, in a field, in a dialog, of a tray that was sent', () => {
    for (const other of [{ screen: 'batch' }, { typing: true }, { dialog: true }] as const)
      expect(trayAnswer({ ...press, key: '*' }, { ...free, ...other }, 'fill')).toBeNull();
    for (const asked of ['sent', 'asked', 'metal', null] as const)
      expect(trayAnswer({ ...press, key: '*' }, free, asked)).toBeNull();
  });
});
