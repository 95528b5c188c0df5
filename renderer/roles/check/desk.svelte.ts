/**
 * The desk where a card is checked, wherever it stands: in a station's window or on the owner's page. What lies there
 * comes from whoever answers behind it; calls go out as intents.
 */
import type { Failure, Result } from '../../../core/base/result.ts';
import type { DrawnPassphrase, OwnCode, OwnDoor } from '../../../core/owner/own-code.ts';
import type { KeyView, Slot, TableView, TakenFile } from '../../../core/stations/check/view.ts';
import type { CheckBridge, CheckView } from '../../../electron/roles/check/contract.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { Cue } from '../../sound.ts';
import { readGrey, type GreyPicture } from './picture.ts';

/** The calls of a Check that are about cards. */
export type DeskDoor = Pick<
  CheckBridge,
  | 'put'
  | 'putPicture'
  | 'takeAway'
  | 'openProof'
  | 'openMaker'
  | 'openRecalls'
  | 'check'
  | 'revealKeys'
  | 'hideKeys'
  | 'clearTable'
>;

/** What the desk needs of the window around it. */
export interface AroundCheck {
  readonly words: Words;
  refusal: Failure | null;
  order<T>(answer: Promise<Result<T>>): Promise<{ readonly value: T } | null>;
}

/** What is known of the world when the desk is set up. */
export type Setting = Pick<CheckView, 'table' | 'coinNames' | 'knowsMakers'> & {
  /** Whether codes can be held in front of a camera. */
  readonly camera: boolean;
  /** Looks the card on the table up on the maker's site; `null` on a page or station that did not come from one. */
  readonly find: (() => Promise<Result<TableView>>) | null;
  /** Makes codes of one's own: on the owner's page alone. */
  readonly own: OwnDoor | null;
};

/** One thing a page: what is there, what opens it, what came of it. */
export const PAGES = ['have', 'passphrase', 'answer'] as const;
export type DeskPage = (typeof PAGES)[number];

type Activity = 'picture' | 'check' | 'file' | 'find' | 'own';

export class CheckDesk {
  readonly #door: DeskDoor;
  readonly #around: AroundCheck;
  readonly #play: (cue: Cue) => void;
  readonly setting: Setting;

  page: DeskPage = $state('have');
  table: TableView = $state.raw() as TableView;
  /** What the last text, or each code of the last picture, was. */
  taken: readonly TakenFile[] = $state.raw([]);
  /** What is being worked at; nothing else can be asked meanwhile. */
  busy: Activity | null = $state(null);
  /** Private keys while they are shown, and no longer. */
  revealed: readonly KeyView[] = $state.raw([]);
  /** The camera is looking for codes. */
  looking: boolean = $state(false);

  constructor(door: DeskDoor, setting: Setting, around: AroundCheck, play: (cue: Cue) => void) {
    this.#door = door;
    this.#around = around;
    this.#play = play;
    this.setting = setting;
    this.table = setting.table;
    // A window that was loaded again is where it was.
    this.page = setting.table.outcome === null ? 'have' : 'answer';
  }

  get words(): Words {
    return this.#around.words;
  }

  /** Why the last request was refused, if it was. */
  get refusal(): Failure | null {
    return this.#around.refusal;
  }

  dismiss(): void {
    this.#around.refusal = null;
  }

  /** There is something that a passphrase can be held against. */
  get ready(): boolean {
    const { confirmation, key, proof, serial, address, unit } = this.table;
    if (confirmation !== null || key !== null || unit !== null) return true;
    return proof !== null && (serial !== null || address !== null);
  }

  /** There is something that can be looked up, and somewhere to look. */
  get findable(): boolean {
    return this.setting.find !== null && (this.table.serial !== null || this.table.address !== null);
  }

  /** The table has changed by itself. */
  take(table: TableView): void {
    this.table = table;
    this.revealed = [];
  }

  async go(page: DeskPage): Promise<void> {
    this.looking = false;
    await this.hide();
    this.page = page;
  }

  async put(text: string): Promise<void> {
    const { taken, table } = await this.#door.put({ text });
    this.#show(taken, table);
  }

  async putPicture(file: Blob): Promise<void> {
    await this.#while('picture', async () => {
      const picture = await readGrey(file);
      if (typeof picture === 'string') {
        this.#around.refusal = { area: 'check', kind: picture, message: PICTURES[picture] };
        return;
      }
      const read = await this.#around.order(this.#door.putPicture(picture));
      picture.values.fill(0);
      if (read !== null) this.#show(read.value.taken, read.value.table);
    });
  }

  /** What the camera sees just now; gives whether there was a code in it. That there is none is said to nobody. */
  async putFrame(frame: GreyPicture): Promise<boolean> {
    const read = await this.#door.putPicture(frame);
    frame.values.fill(0);
    if (!read.ok) return false;
    this.#show(read.value.taken, read.value.table);
    this.#play('taken');
    return true;
  }

  async takeAway(place: Slot): Promise<void> {
    this.#show([], await this.#door.takeAway({ place }));
  }

  async openFile(which: 'openProof' | 'openMaker' | 'openRecalls'): Promise<void> {
    await this.#while('file', async () => {
      const opened = await this.#around.order(this.#door[which](null));
      if (opened?.value != null) this.#show([], opened.value);
    });
  }

  async find(): Promise<void> {
    const { find } = this.setting;
    if (find === null) return;
    await this.#while('find', async () => {
      const found = await this.#around.order(find());
      if (found !== null) this.#show([], found.value);
    });
  }

  /** @param passphrase UTF-8, wiped here when it has been sent. Gives whether the answer was yes. */
  async check(passphrase: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (this.busy !== null) {
      passphrase.fill(0);
      return false;
    }
    await this.#while('check', async () => {
      this.table = await this.#door.check({ passphrase }).finally(() => passphrase.fill(0));
    });
    const yes = this.table.outcome?.ok === true;
    this.page = 'answer';
    this.#play(yes ? 'PASS' : 'FAIL');
    return yes;
  }

  async reveal(): Promise<void> {
    const shown = await this.#around.order(this.#door.revealKeys(null));
    this.revealed = shown?.value ?? [];
  }

  /** The keys are gone from here at once, and from behind it with the answer. */
  async hide(): Promise<void> {
    this.revealed = [];
    if (this.table.outcome?.ok === true && this.table.outcome.keys === 'held')
      this.table = await this.#door.hideKeys(null);
  }

  async drawOwn(dice: Uint8Array | null): Promise<DrawnPassphrase | null> {
    const { own } = this.setting;
    return (own && (await this.#around.order(own.draw(dice))))?.value ?? null;
  }

  async makeOwn(passphrase: Uint8Array, again: Uint8Array): Promise<OwnCode | null> {
    const { own } = this.setting;
    let made: OwnCode | null = null;
    await this.#while('own', async () => {
      made = (own && (await this.#around.order(own.make(passphrase, again))))?.value ?? null;
    });
    return made;
  }

  async clear(): Promise<void> {
    this.revealed = [];
    this.looking = false;
    this.dismiss();
    this.#show([], await this.#door.clearTable(null));
    this.page = 'have';
  }

  #show(taken: readonly TakenFile[], table: TableView): void {
    this.revealed = [];
    this.taken = taken;
    this.table = table;
  }

  async #while(what: Activity, act: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    await act().finally(() => (this.busy = null));
  }
}

const PICTURES = {
  'not-a-picture': 'This is not a picture that can be read. Choose a PNG, JPEG or WebP file.',
  'heic-picture':
    'This is a HEIC picture, which is not read here. Share or save it as JPEG on the phone, or set its camera to the most compatible format.',
  'picture-too-large': 'This picture is too large. Make it smaller, or cut out the part with the code.',
} as const;
