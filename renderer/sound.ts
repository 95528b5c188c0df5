/** Tones for what the operator must hear without looking. Made by oscillators: no files, nothing to fetch. */
import type { Outcome } from '../core/journal/event.ts';

/** What is to be heard. */
export type Cue = Outcome | 'notice' | 'taken';

/** One beep: hertz, seconds from the start of the cue, seconds long. */
export interface Beep {
  readonly pitch: number;
  readonly at: number;
  readonly long: number;
  readonly wave: 'sine' | 'triangle' | 'square';
  /** 0 to 1. Square waves carry far, so they need less. */
  readonly loud: number;
}

/** Told apart in a noisy hall by rhythm and contour, not by pitch alone. */
export const CUES = {
  /** Two notes up: good. */
  PASS: [
    { pitch: 880, at: 0, long: 0.11, wave: 'triangle', loud: 0.6 },
    { pitch: 1319, at: 0.13, long: 0.2, wave: 'triangle', loud: 0.6 },
  ],
  /** Three low buzzes: bad. */
  FAIL: [
    { pitch: 196, at: 0, long: 0.2, wave: 'square', loud: 0.35 },
    { pitch: 196, at: 0.28, long: 0.2, wave: 'square', loud: 0.35 },
    { pitch: 196, at: 0.56, long: 0.4, wave: 'square', loud: 0.35 },
  ],
  /** High and low in turn: call somebody. */
  ERROR: [
    { pitch: 660, at: 0, long: 0.18, wave: 'square', loud: 0.25 },
    { pitch: 440, at: 0.2, long: 0.18, wave: 'square', loud: 0.25 },
    { pitch: 660, at: 0.4, long: 0.18, wave: 'square', loud: 0.25 },
    { pitch: 440, at: 0.6, long: 0.18, wave: 'square', loud: 0.25 },
  ],
  /** One note down: left off. */
  ABORTED: [
    { pitch: 523, at: 0, long: 0.14, wave: 'triangle', loud: 0.5 },
    { pitch: 349, at: 0.16, long: 0.3, wave: 'triangle', loud: 0.5 },
  ],
  /** Two quick equal blips: look at the screen. */
  notice: [
    { pitch: 740, at: 0, long: 0.07, wave: 'square', loud: 0.25 },
    { pitch: 740, at: 0.11, long: 0.07, wave: 'square', loud: 0.25 },
  ],
  /** A tick: the scan was taken, go on. */
  taken: [{ pitch: 1760, at: 0, long: 0.04, wave: 'sine', loud: 0.3 }],
} as const satisfies Record<Cue, readonly Beep[]>;

export interface Sound {
  play(cue: Cue): void;
}

/** Seconds over which a tone swells and fades, so that it does not click. */
const EDGE = 0.012;

/** Plays on `context`; a context that a browser keeps asleep until a key is pressed is woken with every cue. */
export function createSound(context: AudioContext): Sound {
  return {
    play(cue) {
      void context.resume();
      for (const tone of CUES[cue]) beep(context, tone);
    },
  };
}

function beep(context: AudioContext, tone: Beep): void {
  const start = context.currentTime + 0.01 + tone.at;
  const end = start + tone.long;
  const volume = context.createGain();
  volume.gain.setValueAtTime(0, start);
  volume.gain.linearRampToValueAtTime(tone.loud, start + EDGE);
  volume.gain.setValueAtTime(tone.loud, end - EDGE);
  volume.gain.linearRampToValueAtTime(0, end);
  const oscillator = context.createOscillator();
  oscillator.type = tone.wave;
  oscillator.frequency.value = tone.pitch;
  oscillator.connect(volume).connect(context.destination);
  oscillator.start(start);
  oscillator.stop(end);
}
