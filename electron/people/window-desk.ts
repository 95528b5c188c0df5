/**
 * Where people prove who they are at a station with a window: one question at a time, in a window of main's own, with the
 * badge from the scanner in main and the digits taken before any page has them.
 */
import type { Failure } from '../../core/base/result.ts';
import { sameBytes, Secret } from '../../core/base/secret.ts';
import { checkPin, PIN_LEAST } from '../../core/people/pin.ts';
import type { Badge } from '../../core/scan/badge.ts';
import { spelledNames } from '../../resources/words/spelled.ts';
import type { AskedStep, AskedView, PadKey, SampleKey } from '../bridge/people-window.ts';
import type { Credentials, SigningRequest } from './desk.ts';
import type { Pane, WindowDesk, WindowDeskParts } from './pane.ts';
import { PinPad, type KeyStroke } from './pin-pad.ts';

/** Milliseconds for which a badge that nobody had asked for is good for the question that follows. */
const KEPT = 10_000;

export const createWindowDesk = (parts: WindowDeskParts): WindowDesk => new Desk(parts);

type Asked = Omit<AskedView, 'appearance' | 'training' | 'scanner' | 'samples' | 'digits' | 'trouble' | 'left'>;

class Desk implements WindowDesk {
  readonly #parts: WindowDeskParts;
  readonly #pad = new PinPad();
  #pane: Pane | null = null;
  #asked: Asked | null = null;
  #ends: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #badge: Badge | null = null;
  #kept: { readonly badge: Badge; readonly at: number } | null = null;
  /** Answers what is asked: `null` leaves it. */
  #enter: () => void = () => undefined;
  #leave: () => void = () => undefined;
  #take: ((badge: Badge) => void) | null = null;
  #digit: ((key: PadKey) => void) | null = null;

  constructor(parts: WindowDeskParts) {
    this.#parts = parts;
  }

  get asking(): boolean {
    return this.#pane !== null;
  }

  scanned(badge: Badge): boolean {
    if (this.#take !== null) {
      this.#take(badge);
      return true;
    }
    this.drop();
    this.#kept = { badge, at: this.#parts.now() };
    return false;
  }

  drop(): void {
    this.#kept?.badge.secret.wipe();
    this.#kept = null;
  }

  credentials(request: SigningRequest): Promise<Credentials | null> {
    const { question, detail, seat, seats, roles, signed, refused } = request;
    const nth = seats === 0 ? null : { nth: seat + 1, of: seats, roles };
    return this.#ask<Credentials>({ question, detail, seat: nth, signed, refused }, { at: 'badge' }, (answer) => {
      this.#take = (badge) => {
        this.#badge?.secret.wipe();
        this.#badge = badge;
        this.#step({ at: 'pin' });
      };
      this.#enter = () => {
        const badge = this.#badge;
        if (badge === null) return;
        if (this.#pad.count < PIN_LEAST) return this.#short();
        this.#badge = null;
        answer({ badge, pin: this.#pad.take() });
      };
      const kept = this.#kept;
      this.#kept = null;
      if (kept !== null && this.#parts.now() - kept.at < KEPT) this.#take(kept.badge);
      else kept?.badge.secret.wipe();
      if (request.left !== null) this.#endIn(request.left);
    });
  }

  newPin(name: string, refused: Failure | null): Promise<Secret | null> {
    const question = this.#parts.words().newPin(name);
    let first: Secret | null = null;
    return this.#ask<Secret>(
      { question, detail: '', seat: null, signed: [], refused },
      { at: 'new-pin', again: false },
      (answer) => {
        this.#enter = () => {
          if (first === null) {
            first = this.#firstOf(question);
            return;
          }
          using again = this.#pad.take();
          using typed = first;
          first = null;
          if (again.use((a) => typed.use((b) => sameBytes(a, b))))
            return answer(Secret.copyOf(again.use((own) => own)));
          this.#step({ at: 'new-pin', again: false });
          this.#pad.trouble = 'differ';
          this.#tell();
        };
      },
    ).finally(() => first?.wipe());
  }

  giveBadge(name: string, badge: Badge): Promise<boolean> {
    const printing = this.#parts.printing();
    if (printing === null) return Promise.resolve(false);
    const question = this.#parts.words().newBadge(name);
    const choose: AskedStep = { at: 'print', label: printing.label !== null };
    return this.#ask<true>({ question, detail: '', seat: null, signed: [], refused: null }, choose, (answer) => {
      const print = async (make: () => Promise<Failure | null>): Promise<void> => {
        this.#digit = null;
        this.#step({ at: 'busy' });
        const failure = await make();
        if (this.#asked === null) return;
        if (failure !== null) return offer(failure);
        this.#take = (scanned) => {
          const same = scanned.id === badge.id;
          scanned.secret.wipe();
          if (same) answer(true);
        };
        this.#digit = choice;
        this.#step({ at: 'prove' });
      };
      const choice = (key: PadKey): void => {
        if (key === '1' && printing.label !== null) {
          const { label } = printing;
          void print(() => label(name, badge));
        } else if (key === '2') void print(() => printing.paper(name, badge));
      };
      const offer = (refused: Failure | null): void => {
        this.#digit = choice;
        this.#step(choose, refused);
      };
      offer(null);
    }).then((given) => given === true);
  }

  /** Whoever is being asked is asked no longer. */
  leave(): void {
    this.#leave();
  }

  done(): void {
    this.#forget();
    const pane = this.#pane;
    this.#pane = null;
    pane?.close();
  }

  /** Asks one thing; `begin` says what answers it. Null where it is left. What is asked stays on the screen, at work. */
  #ask<T>(asked: Omit<Asked, 'step'>, step: AskedStep, begin: (answer: (value: T) => void) => void): Promise<T | null> {
    // One question at a time: whoever was asked before is asked no longer.
    this.#leave();
    this.#forget();
    this.#asked = { ...asked, step };
    return new Promise((resolve) => {
      const end = (value: T | null): void => {
        this.#forget();
        if (value === null) this.done();
        else if (this.#pane !== null) this.#pane.show(this.#viewOf({ ...asked, step: { at: 'busy' } }));
        resolve(value);
      };
      this.#leave = () => end(null);
      begin(end);
      this.#pane ??= this.#parts.open({
        pressed: (key) => this.#pressed(key),
        stroke: (stroke) => this.#stroke(stroke),
        gone: () => this.#gone(),
      });
      this.#tell();
    });
  }

  #pressed(key: PadKey | SampleKey | null): AskedView | null {
    if (key === 'sample-0' || key === 'sample-1') this.#parts.samples()?.hold(Number(key.at(-1)));
    else if (key !== null) this.#do(this.#digit === null ? this.#padKey(key) : this.#choice(key));
    return this.#view();
  }

  #stroke(stroke: KeyStroke): boolean {
    if (this.#asked === null) return true;
    if (this.#digit !== null) {
      if (stroke.type !== 'keyDown' || stroke.isAutoRepeat) return stroke.key !== 'Tab' && stroke.key !== ' ';
      if (/^[0-9]$/.test(stroke.key)) this.#digit(stroke.key as PadKey);
      else if (stroke.key === 'Escape') this.#leave();
      else return false;
      return true;
    }
    const done = this.#pad.stroke(stroke);
    if (done === 'enter' || done === 'cancel') this.#do(this.#typing || done === 'cancel' ? done : null);
    // Digits before the badge are nobody's.
    if (!this.#typing) this.#pad.clear();
    this.#tell();
    return done !== null;
  }

  #padKey(key: PadKey): 'enter' | 'cancel' | null {
    if (!this.#typing && key !== 'cancel') return null;
    const done = this.#pad.press(key);
    this.#tell();
    return done;
  }

  #choice(key: PadKey): 'cancel' | null {
    if (key === 'cancel') return key;
    this.#digit?.(key);
    return null;
  }

  #do(done: 'enter' | 'cancel' | null): void {
    if (done === 'enter') this.#enter();
    else if (done === 'cancel') this.#leave();
  }

  get #typing(): boolean {
    return this.#asked?.step.at === 'pin' || this.#asked?.step.at === 'new-pin';
  }

  /** The first of two, if it may be one at all: nobody types what is refused a second time. */
  #firstOf(question: string): Secret | null {
    if (this.#pad.count < PIN_LEAST) {
      this.#short();
      return null;
    }
    const typed = this.#pad.take();
    const refused = typed.use(checkPin);
    if (refused === null) {
      this.#step({ at: 'new-pin', again: true });
      return typed;
    }
    typed.wipe();
    if (this.#asked?.question === question) this.#step({ at: 'new-pin', again: false }, refused.error);
    return null;
  }

  #short(): void {
    this.#pad.trouble = 'short';
    this.#tell();
  }

  #step(step: AskedStep, refused: Failure | null = null): void {
    if (this.#asked === null) return;
    this.#pad.clear();
    this.#pad.trouble = null;
    // Why the badge before was not taken stands until the next PIN is on its way.
    this.#asked = { ...this.#asked, step, refused: refused ?? (step.at === 'pin' ? this.#asked.refused : null) };
    this.#tell();
  }

  #endIn(milliseconds: number): void {
    this.#ends = this.#parts.now() + milliseconds;
    this.#timer = setTimeout(() => this.#leave(), milliseconds);
  }

  #gone(): void {
    this.#pane = null;
    this.#leave();
  }

  /** Nothing is asked any more, and nothing that was brought is kept. */
  #forget(): void {
    clearTimeout(this.#timer);
    this.#pad.clear();
    this.#pad.trouble = null;
    this.#badge?.secret.wipe();
    [this.#badge, this.#asked, this.#ends, this.#take, this.#digit] = [null, null, null, null, null];
    this.#enter = () => undefined;
    this.#leave = () => undefined;
  }

  #tell(): void {
    const view = this.#view();
    if (view !== null) this.#pane?.show(view);
  }

  #view(): AskedView | null {
    return this.#asked === null ? null : this.#viewOf(this.#asked);
  }

  #viewOf(asked: Asked): AskedView {
    const { appearance, training, scanner, samples, now } = this.#parts;
    return {
      ...asked,
      ...{ question: spelledNames(asked.question), detail: spelledNames(asked.detail) },
      appearance: appearance(),
      training: training(),
      scanner: scanner(),
      samples: samples()?.shown ?? [],
      digits: this.#pad.count,
      trouble: this.#pad.trouble,
      left: this.#ends === null ? null : Math.max(0, this.#ends - now()),
    };
  }
}
