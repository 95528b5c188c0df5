import { describe, expect, it } from 'vitest';
import type { BatchState, OriginBatchView, MakingView } from '../../../../electron/roles/origin/contract.ts';
import { LEAST_ROLLS, rollsIn } from '../../../../renderer/roles/origin/dice.ts';
import {
  batchMarks,
  mayBeOpened,
  STANDING_TONES,
  standingOf,
  type Standing,
} from '../../../../renderer/roles/origin/standing.ts';
import { LANGUAGES } from '../../../../resources/words/languages.ts';
import { originBatches } from '../../../fakes/origin-window.ts';
import { readDice } from '../../../../core/random/dice.ts';
import { asciiBytes } from '../../../../core/base/digest.ts';

const batch = (over: Partial<OriginBatchView>): OriginBatchView => ({
  ...(originBatches[3] as OriginBatchView),
  ...over,
});
const making = (over: Partial<MakingView> = {}): MakingView => ({
  ...{ batch: '2026-048', stopping: false, done: 1, total: 2, rate: 0, left: null },
  ...over,
});

describe('a batch', () => {
  it('stands as its record says, unless it is in the making', () => {
    expect(standingOf(batch({ coded: 0 }), null)).toBe('planned');
    expect(standingOf(batch({ coded: 1 }), null)).toBe('stopped');
    expect(standingOf(batch({ coded: 1 }), making())).toBe('making');
    expect(standingOf(batch({ coded: 1 }), making({ stopping: true }))).toBe('stopping');
    expect(standingOf(batch({ coded: 1 }), making({ batch: 'other' }))).toBe('stopped');
    const others: readonly BatchState[] = ['whole', 'leaving', 'exported', 'destroyed', 'void'];
    expect(others.map((state) => standingOf(batch({ state }), null))).toEqual(others);
  });

  it('has one thing to do now, and none when it is over', () => {
    const now = (standing: Standing) =>
      batchMarks(standing).flatMap(({ step, mark }) => (mark === 'now' ? [step] : []));
    const all = Object.keys(STANDING_TONES) as readonly Standing[];
    expect(Object.fromEntries(all.map((standing) => [standing, now(standing).join()]))).toEqual({
      ...{ planned: 'make', making: 'make', stopping: 'make', stopped: 'make', whole: 'export', leaving: 'export' },
      ...{ exported: 'destroy', destroyed: '', void: '' },
    });
  });

  it('may be opened while its passphrases are here and nothing has left', () => {
    expect(mayBeOpened(batch({ coded: 1, state: 'begun' }))).toBe(true);
    expect(mayBeOpened(batch({ coded: 0, state: 'begun' }))).toBe(false);
    expect(mayBeOpened(batch({ made: null, state: 'whole' }))).toBe(false);
    for (const state of ['leaving', 'exported', 'destroyed', 'void'] as const) {
      expect(mayBeOpened(batch({ state })), state).toBe(false);
    }
  });

  it('is said in both languages', () => {
    for (const words of [LANGUAGES.en, LANGUAGES.zh]) {
      const { standing, say, hint } = words.originWindow.batches;
      for (const one of Object.keys(STANDING_TONES) as readonly Standing[]) {
        expect(
          [standing[one], say[one], hint[one]].every((text) => text !== ''),
          one,
        ).toBe(true);
      }
    }
  });
});

describe('rolls', () => {
  it('are counted as the station counts them', () => {
    const typed = '12345 61234\n56123 45612 34561 23456 12345 6123';
    const read = readDice(asciiBytes(typed));
    expect(rollsIn(typed)).toEqual({
      rolls: LEAST_ROLLS,
      bits: Math.floor(read.ok ? read.value.bits : 0),
      stray: false,
    });
    expect(readDice(asciiBytes(typed.slice(1)))).toMatchObject({ ok: false, error: { kind: 'too-few-rolls' } });
  });

  it('are told from what no die shows', () => {
    expect(rollsIn('1 2 7')).toEqual({ rolls: 2, bits: 5, stray: true });
    expect(rollsIn('')).toEqual({ rolls: 0, bits: 0, stray: false });
  });
});
