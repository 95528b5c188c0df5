import { describe, expect, it } from 'vitest';
import { asciiBytes } from '../../../core/base/digest.ts';
import { badgeText, makeBadge, type Badge } from '../../../core/scan/badge.ts';
import { createReception } from '../../../electron/people/reception.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const badge = makeBadge(steadyRandom('a badge'));
const frame = (text: string) => ({ kind: 'code', bytes: asciiBytes(text), aim: null }) as const;

/** A desk that somebody has asked something of, or not. */
function receptionOf(asking: boolean) {
  const given: Badge[] = [];
  const unused = (): never => {
    throw new Error('nobody asks');
  };
  const reception = createReception(() => ({
    ...{ asking, credentials: unused, newPin: unused, giveBadge: unused, done: () => undefined, drop: () => undefined },
    leave: () => undefined,
    scanned(one) {
      given.push(one);
      return asking;
    },
  }));
  return { reception, given };
}

describe('a badge before the scanner of a station', () => {
  it('goes to whoever has asked for one, and its frame is wiped', () => {
    const { reception, given } = receptionOf(true);
    const scanned = frame(badgeText(badge));
    expect(reception.takes(scanned)).toBe(true);
    expect(given.map(({ id }) => id)).toEqual([badge.id]);
    expect(scanned.bytes.every((byte) => byte === 0)).toBe(true);
  });

  it('is told of by its id alone where nobody had asked', () => {
    const { reception } = receptionOf(false);
    const met: string[] = [];
    reception.heed((id) => met.push(id));
    expect(reception.takes(frame(badgeText(badge)))).toBe(true);
    expect(met).toEqual([badge.id]);
    reception.heed(null);
    const scanned = frame(badgeText(badge));
    expect(reception.takes(scanned)).toBe(false);
    // Nobody here knows badges: what the frame is, the station says itself.
    expect(String.fromCharCode(...scanned.bytes)).toBe(badgeText(badge));
  });

  it('and nothing else is taken away from the station', () => {
    const { reception } = receptionOf(true);
    const scanned = frame('TF-000123');
    expect(reception.takes(scanned)).toBe(false);
    expect(String.fromCharCode(...scanned.bytes)).toBe('TF-000123');
  });
});
