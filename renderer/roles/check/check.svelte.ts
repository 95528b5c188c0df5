/** All that Check's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { KeyView, Slot, TableView, Taken } from '../../../core/stations/check/view.ts';
import type { CheckBridge, CheckUpdate, CheckView } from '../../../electron/roles/check/contract.ts';
import { StationFrame } from '../../frame/station-frame.svelte.ts';
import type { Sound } from '../../sound.ts';
import { readGrey } from './picture.ts';

const SCREENS = ['check', 'records', 'peers'] as const;
export type CheckScreen = (typeof SCREENS)[number];

const ICON_OF = { check: 'search', records: 'records', peers: 'peers' } as const;

export class CheckWindow extends StationFrame<CheckScreen, CheckView> {
  readonly door: CheckBridge;
  readonly screens = $derived(
    SCREENS.filter((name) => this.has(name)).map((name) => ({
      name,
      word: this.words.screens[name],
      icon: ICON_OF[name],
    })),
  );
  readonly subject = '';

  table: TableView = $state.raw() as TableView;
  /** What the last text, or each code of the last picture, was. */
  taken: readonly Taken[] = $state.raw([]);
  /** What the station is at; nothing else can be asked meanwhile. */
  busy: 'picture' | 'check' | 'file' | null = $state(null);
  /** Private keys while they are shown, and no longer. */
  revealed: readonly KeyView[] = $state.raw([]);

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: CheckBridge, first: CheckView, sound: Sound) {
    super(first, 'check', sound);
    this.door = door;
    this.table = first.table;
  }

  /** Whoever has a card in hand needs no station: what is shown here is as true as anywhere. */
  override get playWords(): string {
    return this.words.checkWindow.band;
  }

  /** Takes one update. */
  readonly take = (update: CheckUpdate): void => {
    if (update.type !== 'table') return this.takeCommon(update);
    this.table = update.table;
    this.revealed = [];
  };

  override go(screen: CheckScreen): void {
    if (screen !== this.screen) void this.hide();
    super.go(screen);
  }

  async put(text: string): Promise<void> {
    const { taken, table } = await this.door.put({ text });
    this.#show(taken, table);
  }

  async putPicture(file: Blob): Promise<void> {
    await this.#while('picture', async () => {
      const picture = await readGrey(file);
      if (typeof picture === 'string') {
        this.refusal = { area: 'check', kind: picture, message: PICTURES[picture] };
        return;
      }
      const read = await this.order(this.door.putPicture(picture));
      picture.values.fill(0);
      if (read !== null) this.#show(read.value.taken, read.value.table);
    });
  }

  async takeAway(place: Slot): Promise<void> {
    this.#show([], await this.door.takeAway({ place }));
  }

  async openFile(which: 'openProof' | 'openMaker'): Promise<void> {
    await this.#while('file', async () => {
      const opened = await this.order(this.door[which](null));
      if (opened?.value != null) this.#show([], opened.value);
    });
  }

  /** @param passphrase UTF-8, wiped here when it has been sent. Gives whether the answer was yes. */
  async check(passphrase: Uint8Array<ArrayBuffer>): Promise<boolean> {
    if (this.busy !== null) {
      passphrase.fill(0);
      return false;
    }
    await this.#while('check', async () => {
      this.table = await this.door.check({ passphrase }).finally(() => passphrase.fill(0));
    });
    const yes = this.table.outcome?.ok === true;
    this.play(yes ? 'PASS' : 'FAIL');
    return yes;
  }

  async reveal(): Promise<void> {
    const shown = await this.order(this.door.revealKeys(null));
    this.revealed = shown?.value ?? [];
  }

  /** The keys are gone from here at once, and from the station with the answer. */
  async hide(): Promise<void> {
    this.revealed = [];
    if (this.table.outcome?.ok === true && this.table.outcome.keys === 'held')
      this.table = await this.door.hideKeys(null);
  }

  async clear(): Promise<void> {
    this.revealed = [];
    this.refusal = null;
    this.#show([], await this.door.clearTable(null));
  }

  #show(taken: readonly Taken[], table: TableView): void {
    this.revealed = [];
    this.taken = taken;
    this.table = table;
  }

  async #while(what: 'picture' | 'check' | 'file', errand: () => Promise<void>): Promise<void> {
    if (this.busy !== null) return;
    this.busy = what;
    await errand().finally(() => (this.busy = null));
  }
}

const PICTURES = {
  'not-a-picture': 'This is not a picture that can be read. Choose a PNG, JPEG or WebP file.',
  'heic-picture':
    'This is a HEIC picture, which is not read here. Share or save it as JPEG on the phone, or set its camera to the most compatible format.',
  'picture-too-large': 'This picture is too large. Make it smaller, or cut out the part with the code.',
} as const;
