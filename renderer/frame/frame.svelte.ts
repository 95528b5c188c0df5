/** What every window knows and does, whatever stands behind it: words, screens, notices, preferences, sound. */
import type { Failure, Result } from '../../core/base/result.ts';
import type { Preferences } from '../../electron/bridge/common.ts';
import { wordsOf } from '../../resources/words/languages.ts';
import { ownFailure } from '../ui/saying.ts';
import type { Cue, Sound } from '../sound.ts';
import type { IconName } from '../ui/icons.ts';

/** What the notice line says. A fault outlasts everything until somebody has noted it. */
export interface Notice {
  readonly of: 'fault' | 'scan' | 'request';
  readonly failure: Failure;
  readonly times: number;
}

/** A screen with its tab; its F key is its place in the list. */
export interface ScreenTab<S extends string> {
  readonly name: S;
  readonly word: string;
  readonly icon: IconName;
}

/** The calls that no window is without. */
export interface FrameDoor {
  preferences(wish: Preferences): Promise<Result<null>>;
  openManual(input: null): Promise<null>;
}

/** @typeParam S names of the screens */
export abstract class Frame<S extends string = string> {
  abstract readonly door: FrameDoor;
  /** In the order of the F keys. */
  abstract readonly screens: readonly ScreenTab<S>[];
  /** Whose window this is, as its head says it. */
  abstract readonly name: string;
  /** What is being worked on, beside the name. */
  abstract readonly subject: string;
  readonly #sound: Sound;

  preferences: Preferences = $state.raw() as Preferences;
  screen: S = $state() as S;
  help: boolean = $state(false);
  fault: Failure | null = $state.raw(null);
  /** Why the last request of a person was refused. */
  refusal: Failure | null = $state.raw(null);

  readonly words = $derived(wordsOf(this.preferences.language));

  constructor(preferences: Preferences, screen: S, sound: Sound) {
    this.#sound = sound;
    this.preferences = preferences;
    this.screen = screen;
  }

  /** What was not taken and why; a role adds what was not taken of a scan. */
  get notice(): Notice | null {
    if (this.fault !== null) return { of: 'fault', failure: this.fault, times: 1 };
    if (this.refusal !== null) return { of: 'request', failure: this.refusal, times: 1 };
    return null;
  }

  /** Changes when the same notice is given again, so that it is read out again. */
  get turn(): number {
    return 0;
  }

  /** Keys and their meaning for the help, beside those of every window. */
  get keys(): readonly (readonly [key: string, meaning: string])[] {
    return [];
  }

  /** The key of {@link setUpScanner}, where there is a scanner. */
  get scannerKeys(): readonly (readonly [key: string, meaning: string])[] {
    return [];
  }

  /** Opens the page of the scanner, where there is one. */
  setUpScanner(): void {}

  go(screen: S): void {
    if (screen !== this.screen) this.refusal = null;
    this.screen = screen;
  }

  /** Waits for a request of a person; a refusal goes to the notice line. Gives its value, or null. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    const result = await answer;
    if (result.ok) {
      this.refusal = null;
      return { value: result.value };
    }
    this.refusal = result.error;
    this.play('notice');
    return null;
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    const preferences = { ...this.preferences, ...change };
    this.preferences = preferences;
    await this.order(this.door.preferences(preferences));
  }

  /** Closes what is in the way: help first, then a fault, then a refusal. Gives whether there was anything. */
  dismiss(): boolean {
    if (this.help) this.help = false;
    else if (this.fault !== null) this.fault = null;
    else if (this.refusal !== null) this.refusal = null;
    else return false;
    return true;
  }

  /** Something broke that should not have: said, never swallowed. */
  bug(detail: string): void {
    this.fault = ownFailure('unexpected', () => this.words.app.unexpected(detail));
  }

  /** Plays a cue whether or not sound is on; for trying the tones out. */
  listen(heard: Cue): void {
    this.#sound.play(heard);
  }

  protected play(heard: Cue): void {
    if (this.preferences.sound) this.#sound.play(heard);
  }
}
