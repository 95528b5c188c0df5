/** A printer that speaks SBPL. Source: SATO, *SBPL Programming Reference*, "Bi-Directional Communications". */
import { parseSbplStatus } from '../../core/sticker/languages/sbpl-status.ts';
import { trouble } from '../../core/sticker/trouble.ts';
import { pause } from './deadline.ts';
import type { Dialogue } from './dialogue.ts';
import { looks, unheard, type Look, type PrinterProtocol } from './printer-protocol.ts';

/** Cancels the job and clears the buffers, in an error as well, and so also what a half job has left. */
const CANCEL = '\x18';
const ENQUIRE = '\x05';
/** Clears all that is stored: letters, overlays, graphics. */
const FORGET = '\x02\x1bA\x1b*X\x1bZ\x03';
/** Milliseconds that it takes nothing after a cancel; the manual says five. */
const CANCELLING = 50;

export class SbplProtocol implements PrinterProtocol {
  readonly clear = CANCEL;
  readonly wipe = '';
  /** It says how many labels are left. */
  readonly countsQueue = true;
  /** It tells neither model nor resolution: the ruler of the calibration page does. */
  readonly identity = null;
  readonly #dialogue: Dialogue;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  async prepare(): Promise<Look> {
    await this.#cancel();
    const look = await this.look();
    if (look.troubles.length > 0) return look;
    await this.#dialogue.tell(FORGET);
    return this.look();
  }

  async look(): Promise<Look> {
    const status = await this.#enquire();
    if (typeof status === 'string') return unheard(this.#dialogue, status);
    const said = parseSbplStatus(status.answer);
    if (!said.ok) return looks([said.error]);
    return looks(said.value.troubles.map(trouble), said.value.waiting);
  }

  /** It has no counter that it would tell. */
  count(): Promise<null> {
    return Promise.resolve(null);
  }

  /** It says how many labels are left. What is stored it does not say: nothing of ours ever is. */
  async forget(): Promise<number | null> {
    await this.#cancel();
    await this.#dialogue.tell(FORGET);
    const status = await this.#enquire();
    const said = typeof status === 'string' ? null : parseSbplStatus(status.answer);
    return said !== null && said.ok ? said.value.waiting : null;
  }

  #enquire() {
    return this.#dialogue.ask(ENQUIRE, (heard) => (heard.endsWith('\x03') ? heard : null));
  }

  async #cancel(): Promise<void> {
    await this.#dialogue.tell(CANCEL);
    await pause(CANCELLING);
  }
}
