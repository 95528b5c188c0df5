import { describe, expect, it } from 'vitest';
import { CUES, type Beep } from '../../renderer/sound.ts';

/** What the ear goes by: how many beeps, how long, and whether they rise or fall. */
const figure = (tones: readonly Beep[]): string =>
  tones.map((tone, i) => `${tone.long}${Math.sign(tone.pitch - (tones[i - 1]?.pitch ?? tone.pitch))}`).join(' ');

describe('sound', () => {
  it('gives every cue a figure of its own, told apart without hearing pitch', () => {
    const figures = Object.values(CUES).map(figure);
    expect(new Set(figures).size).toBe(figures.length);
  });

  it('keeps every cue short of the next scan and within full scale', () => {
    for (const tones of Object.values<readonly Beep[]>(CUES))
      for (const { at, long, loud } of tones) {
        expect(at + long).toBeLessThanOrEqual(1);
        expect(loud).toBeGreaterThan(0);
        expect(loud).toBeLessThanOrEqual(1);
      }
  });

  it('never sounds two notes of one cue at once', () => {
    for (const tones of Object.values<readonly Beep[]>(CUES))
      tones.slice(1).forEach((tone, i) => {
        const before = tones[i] as Beep;
        expect(tone.at).toBeGreaterThanOrEqual(before.at + before.long);
      });
  });
});
