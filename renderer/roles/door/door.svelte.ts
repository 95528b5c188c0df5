/** The door: what the window shows before it is a station's. */
import type { Failure, Result } from '../../../core/base/result.ts';
import type { PaceView } from '../../../core/work/pace.ts';
import type { InputOf } from '../../../electron/bridge/form.ts';
import type { DoorBridge, doorCalls, DoorStage, DoorUpdate, DoorView } from '../../../electron/roles/door/contract.ts';
import type { Preferences } from '../../../electron/bridge/common.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { ownFailure } from '../../ui/saying.ts';

/** Failures that two people can go on after. */
const WENT_BACK: readonly string[] = ['journal-went-back', 'journal-moved'];

const THEMES = ['system', 'light', 'dark'] as const;

export class DoorWindow {
  readonly door: DoorBridge;
  view: DoorView = $state.raw() as DoorView;
  preferences: Preferences = $state.raw() as Preferences;
  /** Somebody is making a station of an empty directory. */
  commissioning: boolean = $state(false);
  /** What the station is at; nothing else can be asked meanwhile. */
  busy: boolean = $state(false);
  /** How far the restoring of a backup is; null when none is. */
  restoring: PaceView | null = $state.raw(null);
  /** What was restored here just now. */
  restored: { readonly name: string; readonly records: number } | null = $state.raw(null);
  refusal: Failure | null = $state.raw(null);
  /** Why the station at the gate stays shut although its passphrase was right. */
  shut: Failure | null = $state.raw(null);
  readonly words = $derived(wordsOf(this.preferences.language));

  constructor(door: DoorBridge, first: DoorView) {
    this.door = door;
    this.view = first;
    this.preferences = first.preferences;
  }

  get stage(): DoorStage {
    return this.view.stage;
  }

  /** Waits for a request of a person; keeps why it was refused, and looks what the door is now. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    if (this.busy) return null;
    this.busy = true;
    try {
      const result = await answer;
      await this.#answered(result.ok ? null : result.error);
      return result.ok ? { value: result.value } : null;
    } finally {
      this.busy = false;
    }
  }

  /** Takes one update; those of the station that comes in its place may be on their way already. */
  readonly take = (update: DoorUpdate | { readonly type: 'another' }): void => {
    if (update.type === 'refused') void this.#answered(update.refused);
    // What comes after the answer is of a restoring that has ended.
    if (update.type === 'restoring' && this.busy) this.restoring = update.pace;
  };

  async #answered(refused: Failure | null): Promise<void> {
    this.refusal = refused;
    if (refused !== null && WENT_BACK.includes(refused.kind)) [this.shut, this.refusal] = [refused, null];
    this.view = await this.door.station(null);
  }

  /** @param input its passphrase is wiped when it has been sent. */
  async commission(input: InputOf<typeof doorCalls, 'commission'>): Promise<void> {
    await this.order(this.door.commission(input).finally(() => input.passphrase.fill(0)));
  }

  /** @param passphrase wiped when it has been sent. */
  async unlock(passphrase: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.order(this.door.unlock({ passphrase }).finally(() => passphrase.fill(0)));
  }

  /** Which backup is asked for in a native dialog. */
  async restore(): Promise<void> {
    const answer = await this.order(this.door.restore(null));
    this.restoring = null;
    this.restored = answer?.value ?? null;
  }

  /** Badge and PIN are asked for in a window of main's own. */
  async signIn(): Promise<void> {
    await this.order(this.door.signIn(null));
  }

  /** @param input its passphrase is wiped when it has been sent. */
  async goOn(input: InputOf<typeof doorCalls, 'accept'>): Promise<void> {
    await this.order(this.door.accept(input).finally(() => input.passphrase.fill(0)));
  }

  /** The same where people have badges. */
  async goOnByBadge(input: InputOf<typeof doorCalls, 'acceptByBadge'>): Promise<void> {
    await this.order(this.door.acceptByBadge(input));
  }

  async prefer(change: Partial<Preferences>): Promise<void> {
    this.preferences = { ...this.preferences, ...change };
    const saved = await this.door.preferences(this.preferences);
    if (!saved.ok) this.refusal = saved.error;
  }

  nextTheme(): void {
    const theme = THEMES[(THEMES.indexOf(this.preferences.theme) + 1) % THEMES.length] ?? 'system';
    void this.prefer({ theme });
  }

  /** Something broke that should not have: said, never swallowed. */
  bug(detail: string): void {
    this.refusal = ownFailure('unexpected', () => this.words.app.unexpected(detail));
  }
}
