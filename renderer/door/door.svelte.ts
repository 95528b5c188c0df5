/** The door: what the window shows before it is a station's. */
import type { Failure, Result } from '../../core/result.ts';
import type { DoorBridge, DoorView } from '../../electron/bridge/contracts/door.ts';
import { WORDS } from '../i18n/text.ts';

export class DoorState {
  readonly door: DoorBridge;
  view: DoorView = $state.raw() as DoorView;
  refusal: Failure | null = $state.raw(null);
  readonly words = $derived(WORDS[this.view.preferences.language]);

  constructor(door: DoorBridge, first: DoorView) {
    this.door = door;
    this.view = first;
  }

  /** Waits for a request of a person; keeps why it was refused. */
  async order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    const result = await answer;
    this.refusal = result.ok ? null : result.error;
    return result.ok ? { value: result.value } : null;
  }

  /** Something broke that should not have: said, never swallowed. */
  bug(detail: string): void {
    this.refusal = { kind: 'unexpected', message: this.words.app.unexpected(detail) };
  }
}
