/**
 * An EzCad that is only played, as far as its manual goes: marking goes through the texts of its file, each of which sends its
 * command over the line and waits for what comes back. It marks what it was given, and says nothing of it.
 */
import { FaultSwitches, type VirtualDevice } from '../../electron/devices/simulator.ts';

export class VirtualEzcad implements VirtualDevice {
  readonly title = 'Virtual EzCad';
  readonly faults = new FaultSwitches(['unplugged', 'stalled', 'silent']);
  /** Everything it has marked, card by card; of one that was broken off what it had by then. */
  readonly marked: string[][] = [];
  #send: ((bytes: Uint8Array) => void) | null = null;
  #answered: ((text: string) => void) | null = null;

  attach(send: ((bytes: Uint8Array) => void) | null): void {
    this.#send = send;
  }

  receive(bytes: Uint8Array): void {
    this.#answered?.(Buffer.from(bytes).toString('latin1'));
  }

  /** Whatever it asks outside a marking. */
  say(command: string): void {
    if (!this.faults.has('silent')) this.#send?.(new Uint8Array(Buffer.from(command, 'latin1')));
  }

  /**
   * Somebody presses *mark*: the commands of the file, one after the other.
   *
   * @param until how many texts are marked before its door is opened; all of them where it stays shut
   * @param give that nobody answers: it waits for ever
   */
  async mark(
    commands: readonly string[],
    { until = commands.length, give }: { readonly until?: number; readonly give?: AbortSignal } = {},
  ): Promise<void> {
    const card: string[] = [];
    this.marked.push(card);
    for (const command of commands.slice(0, until)) {
      const answer = new Promise<string | null>((resolve) => {
        this.#answered = resolve;
        give?.addEventListener('abort', () => resolve(null), { once: true });
      });
      this.say(command);
      const text = await answer;
      this.#answered = null;
      if (text === null) return;
      card.push(text);
    }
  }
}
