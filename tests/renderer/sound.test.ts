import { describe, expect, it } from 'vitest';
import { TONES, type Tone } from '../../renderer/sound.ts';

/** What the ear goes by: how many beeps, how long, and whether they rise or fall. */
const figure = (tones: readonly Tone[]): string =>
  tones.map((tone, i) => `${tone.long}${Math.sign(tone.pitch - (tones[i - 1]?.pitch ?? tone.pitch))}`).join(' ');

describe('sound', () => {
  it('gives every cue a figure of its own, told apart without hearing pitch', () => {
    const figures = Object.values(TONES).map(figure);
    expect(new Set(figures).size).toBe(figures.length);
  });

  it('keeps every cue short of the next scan and within full scale', () => {
    for (const tones of Object.values<readonly Tone[]>(TONES))
      for (const { at, long, loud } of tones) {
        expect(at + long).toBeLessThanOrEqual(1);
        expect(loud).toBeGreaterThan(0);
        expect(loud).toBeLessThanOrEqual(1);
      }
  });

  it('never sounds two notes of one cue at once', () => {
    for (const tones of Object.values<readonly Tone[]>(TONES))
      tones.slice(1).forEach((tone, i) => {
        const before = tones[i] as Tone;
        expect(tone.at).toBeGreaterThanOrEqual(before.at + before.long);
      });
  });
});
