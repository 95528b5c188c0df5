/** A laser controller that is only played, from its maker's manual: a template, texts in it, and what would be marked. */
import { FaultSwitches, type VirtualDevice } from '../../electron/devices/simulator.ts';

export class VirtualLaser implements VirtualDevice {
  readonly title = 'Virtual laser';
  readonly faults = new FaultSwitches(['unplugged', 'stalled', 'silent']);
  /** `1` at work, `2` with its door open. */
  state = '0';
  /** Opens its door once it has started: it never says that it has finished. */
  stopsMidway = false;
  /** It starts and does not say so. */
  startsMutely = false;
  readonly templates = new Set(['card']);
  /** Commands that it answers with *no*. */
  readonly deaf = new Set<string>();
  /** Everything it has marked, in its order. */
  readonly marked: (readonly string[])[] = [];
  #texts: string[] = [];
  #limit = Infinity;
  #heard: number[] = [];
  #send: ((bytes: Uint8Array) => void) | null = null;

  get texts(): readonly string[] {
    return this.#texts;
  }

  attach(send: ((bytes: Uint8Array) => void) | null): void {
    this.#send = send;
    this.#heard = [];
  }

  receive(bytes: Uint8Array): void {
    this.#heard.push(...bytes);
    for (;;) {
      const end = this.#heard.indexOf(0x03);
      if (end < 0 || this.#heard.length < end + 2) return;
      const [frame, check] = [this.#heard.slice(0, end), this.#heard[end + 1]];
      this.#heard = this.#heard.slice(end + 2);
      const sum = frame.slice(1).reduce((all, byte) => all ^ byte, 0);
      if (frame[0] !== 0x02 || frame[1] !== 0x05 || sum !== check) this.#say('data_error');
      else this.#take(String.fromCharCode(...frame.slice(2)));
    }
  }

  #take(command: string): void {
    if (this.faults.has('silent')) return;
    const [name = '', rest = ''] = command.split(/:(.*)/s);
    if (this.deaf.has(name)) return this.#say(`${name}:0`);
    switch (name) {
      case 'sys_sta':
        return this.#say(`sys_sta:${this.state}`);
      case 'load':
        this.#texts = [];
        return this.#say(`load:${Number(this.templates.has(rest))}`);
      case 'setlimitcount':
        this.#limit = Number(rest);
        return this.#say('setlimitcount:1');
      case 'edit_textdata': {
        const [, number, text = ''] = /^T(\d+),(.*)$/.exec(rest) ?? [];
        this.#texts[Number(number) - 1] = text;
        return this.#say('edit_textdata:1');
      }
      case 'start':
        return this.#start();
      default:
        return this.#say(`${name}:0`);
    }
  }

  #start(): void {
    if (this.#limit < 1) return this.#say('start:0');
    this.#limit--;
    this.marked.push([...this.#texts]);
    if (this.startsMutely) return;
    this.#say('start:1');
    if (!this.stopsMidway) setTimeout(() => this.#say('system:2'), 5);
  }

  #say(answer: string): void {
    this.#send?.(Uint8Array.from([0x02, 0x06, ...Buffer.from(answer, 'latin1'), 0x03]));
  }
}
