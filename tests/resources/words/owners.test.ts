import { describe, expect, it } from 'vitest';
import type { Say } from '../../../resources/words/failure.ts';
import { sentence } from '../../../resources/words/text.ts';
import { zhFailures } from '../../../resources/words/zh/failures/failures.ts';
import { zh } from '../../../resources/words/zh/zh.ts';

/** Areas whose sentences somebody reads who owns a card and has no station. */
const OWNERS = ['bip38', 'card', 'check', 'coins', 'finder'] as const;
const areas = Object.entries(zhFailures) as [keyof typeof zhFailures, Readonly<Record<string, Say>>][];
const said = (area: keyof typeof zhFailures, kind: string): string =>
  sentence(zh, { area, kind, message: 'English', facts: { wait: 9 } } as Parameters<typeof sentence>[1]);

describe('fault 41: in Chinese nobody reads the sentence of another door', () => {
  it('a wrong passphrase of a card is not the wrong one of a station, nor that of a key file', () => {
    const doors = areas.filter(([, kinds]) => 'wrong-passphrase' in kinds).map(([area]) => area);
    expect(doors).toEqual(expect.arrayContaining(['bip38', 'gate']));
    for (const area of doors.filter((one) => one !== 'gate')) {
      expect(said(area, 'wrong-passphrase'), area).not.toBe(said('gate', 'wrong-passphrase'));
      expect(said(area, 'wrong-passphrase'), area).toContain('密语');
    }
  });

  it('a kind that several areas have is said by its own area alone', () => {
    const kinds = [...new Set(areas.flatMap(([, all]) => Object.keys(all)))];
    const shared = kinds.filter((kind) => areas.filter(([, all]) => kind in all).length > 1);
    expect(shared.length).toBeGreaterThan(10);
    for (const kind of shared) {
      for (const [area, all] of areas.filter(([, some]) => kind in some)) {
        expect(said(area, kind), `${area}.${kind}`).toBe(all[kind]?.({ wait: 9 }));
      }
    }
  });

  it.each(OWNERS)('whoever owns a card is not sent to a supervisor, nor told of "this station" (%s)', (area) => {
    for (const kind of Object.keys(zhFailures[area])) {
      expect(said(area, kind), kind).not.toMatch(/本工位|本站|班长|English/);
    }
  });
});
