/** A printer that speaks ZPL II. Source: Zebra, *ZPL II Programming Guide*; counters: *SGD Commands*, "odometer". */
import {
  createAnswerReader,
  parseCounter,
  parseErrors,
  parseHostStatus,
  parseIdentity,
  parseStored,
} from '../../core/sticker/languages/zpl-status.ts';
import { trouble } from '../../core/sticker/trouble.ts';
import type { Dialogue } from './dialogue.ts';
import { looks, unheard, type Look, type PrinterProtocol } from './printer-protocol.ts';

const CLEAR = '~JA';
/** Ends a label of which only the beginning has arrived. */
const CANCEL_PARTIAL = '~JX';
/** Deletes all that is stored in the printer's own memory (`R:`). */
const FORGET = '^XA^IDR:*.*^FS^XZ';
/** No second print by itself after an error: it is on again after every power cycle. */
const NO_REPRINT = '^XA^JZN^XZ';
const COUNT = '! U1 getvar "odometer.total_label_count"\r\n';

export class ZplProtocol implements PrinterProtocol {
  readonly clear = CLEAR;
  readonly wipe = '';
  readonly countsQueue = true;
  readonly #dialogue: Dialogue;
  #identity: PrinterProtocol['identity'] = null;
  /** Whether this printer knows `~HQES`; old ones answer `~HS` alone. */
  #detailed = false;
  /** Whether it has an odometer that counts labels, as Link-OS printers have. */
  #counts = false;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  get identity(): PrinterProtocol['identity'] {
    return this.#identity;
  }

  async prepare(dpmm: number): Promise<Look> {
    [this.#detailed, this.#counts] = [false, false];
    await this.#dialogue.tell(CLEAR);
    let look = await this.look();
    if (look.troubles.some(({ kind }) => kind === 'partial-format')) {
      await this.#dialogue.tell(CANCEL_PARTIAL);
      look = await this.look();
    }
    if (look.troubles.length > 0) return look;
    await this.#dialogue.tell(NO_REPRINT);
    await this.#dialogue.tell(FORGET);
    const [identity] = await this.#strings('~HI', 1);
    const known = identity === undefined ? null : parseIdentity(identity);
    if (known !== null && !known.ok) return looks([known.error]);
    this.#identity = known === null ? null : known.value;
    if (this.#identity !== null && this.#identity.dpmm !== dpmm) return looks([trouble('wrong-resolution')]);
    this.#detailed = (await this.#ask('~HQES', 1)) !== 'no-answer';
    // Only printers that know the newer question know this one.
    this.#counts = this.#detailed && (await this.#odometer()) !== null;
    return this.look();
  }

  async look(): Promise<Look> {
    const strings = await this.#ask('~HS', 3);
    if (typeof strings === 'string') return unheard(this.#dialogue, strings);
    const host = parseHostStatus(strings.answer);
    if (!host.ok) return looks([host.error]);
    const { troubles, waiting } = host.value;
    if (troubles.length > 0 || !this.#detailed) return looks(troubles.map(trouble), waiting);
    const details = await this.#ask('~HQES', 1);
    if (typeof details === 'string') return unheard(this.#dialogue, details);
    const errors = parseErrors(details.answer[0] ?? '');
    return errors.ok ? looks(errors.value.map(trouble), waiting) : looks([errors.error]);
  }

  async count(): Promise<number | null> {
    return this.#counts ? this.#odometer() : null;
  }

  async forget(): Promise<number | null> {
    await this.#dialogue.tell(CLEAR);
    await this.#dialogue.tell(FORGET);
    return parseStored(await this.#strings('~HS', 3));
  }

  async #odometer(): Promise<number | null> {
    const answer = await this.#dialogue.ask(COUNT, (heard) => (/"[^"]*"/.test(heard) ? heard : null));
    return typeof answer === 'string' ? null : parseCounter(answer.answer);
  }

  /** The strings of an answer, none where there is none. */
  async #strings(command: string, count: number): Promise<readonly string[]> {
    const answer = await this.#ask(command, count);
    return typeof answer === 'string' ? [] : answer.answer;
  }

  #ask(command: string, count: number) {
    return this.#dialogue.ask(`${command}\r\n`, (heard): readonly string[] | null => {
      const strings = createAnswerReader().push(Uint8Array.from(heard, (character) => character.charCodeAt(0)));
      return strings.length === count ? strings : null;
    });
  }
}
