/** A printer that speaks TSPL or TSPL2. Source: TSC, *TSPL/TSPL2 Programming Language*. */
import {
  parseFiles,
  parseLabelCount,
  parseStatusByte,
  parseStatusFrame,
} from '../../core/sticker/languages/tspl-status.ts';
import { trouble } from '../../core/sticker/trouble.ts';
import type { Dialogue } from './dialogue.ts';
import { looks, unheard, type Look, type PrinterProtocol } from './printer-protocol.ts';

/**
 * Cancels every job (older printers do not know it, and hold none that is not printing), ends a line of which only
 * the beginning has arrived, and clears the memory that labels are drawn in: `PRINT -1` would print the last one again.
 */
const CLEAR = '\x1b!.\r\nCLS\r\n';
const WIPE = 'CLS\r\n';
/** Deletes what is stored in the printer's memory. Flash is left alone: it holds letters, and nothing of ours. */
const FORGET = 'KILL "*"\r\n';
/** No second print by itself after an error, and none by the feed key. */
const NO_REPRINT = 'SET REPRINT OFF\r\nSET PRINTKEY OFF\r\n';
/** Milliseconds of silence behind an answer without an end of its own. */
const PAUSE = 150;

export class TsplProtocol implements PrinterProtocol {
  readonly clear = CLEAR;
  readonly wipe = WIPE;
  readonly countsQueue = false;
  readonly #dialogue: Dialogue;
  #identity: PrinterProtocol['identity'] = null;
  /** Whether this printer knows `<ESC>!S`; old ones answer `<ESC>!?` alone. */
  #detailed = false;
  /** Whether it has a counter to give (`@LABEL`, TSPL2). */
  #counts = false;

  constructor(dialogue: Dialogue) {
    this.#dialogue = dialogue;
  }

  get identity(): PrinterProtocol['identity'] {
    return this.#identity;
  }

  /** A TSPL printer does not tell its resolution: the ruler of the calibration page does. */
  async prepare(): Promise<Look> {
    [this.#detailed, this.#counts] = [false, false];
    await this.#dialogue.tell(CLEAR);
    const look = await this.look();
    if (look.troubles.length > 0) return look;
    await this.#dialogue.tell(NO_REPRINT);
    await this.#dialogue.tell(FORGET);
    const model = await this.#dialogue.ask('~!T\r\n', line, PAUSE);
    this.#identity = typeof model === 'string' ? null : { model: model.answer.trim(), firmware: '', dpmm: null };
    this.#detailed = (await this.#frame()) !== 'no-answer';
    this.#counts = (await this.#counter()) !== null;
    return this.look();
  }

  async look(): Promise<Look> {
    const byte = await this.#dialogue.ask('\x1b!?', (heard) => heard);
    if (typeof byte === 'string') return unheard(this.#dialogue, byte);
    const said = parseStatusByte(byte.answer);
    if (!said.ok) return looks([said.error]);
    const { troubles, waiting } = said.value;
    if (troubles.length > 0 || !this.#detailed) return looks(troubles.map(trouble), waiting);
    // One byte without a frame can be noise: a printer that can say more is asked for it.
    const frame = await this.#frame();
    if (typeof frame === 'string') return unheard(this.#dialogue, frame);
    const more = parseStatusFrame(frame.answer);
    if (!more.ok) return looks([more.error]);
    return looks(more.value.troubles.map(trouble), Math.max(waiting, more.value.waiting));
  }

  async count(): Promise<number | null> {
    return this.#counts ? this.#counter() : null;
  }

  async forget(): Promise<number | null> {
    await this.#dialogue.tell(CLEAR);
    await this.#dialogue.tell(FORGET);
    const files = await this.#dialogue.ask('~!F\r\n', (heard) => (heard.endsWith('\x1a') ? heard : null));
    return typeof files === 'string' ? null : parseFiles(files.answer);
  }

  #frame() {
    return this.#dialogue.ask('\x1b!S', (heard) => (heard.endsWith('\x03\r\n') ? heard : null));
  }

  /** Waits its turn behind the label, unlike the immediate commands. */
  async #counter(): Promise<number | null> {
    const answer = await this.#dialogue.ask('OUT @LABEL\r\n', line, PAUSE);
    return typeof answer === 'string' ? null : parseLabelCount(answer.answer);
  }
}

/** A line, once it has ended. */
const line = (heard: string): string | null => (/\S[\r\n]/.test(heard) ? heard : null);
