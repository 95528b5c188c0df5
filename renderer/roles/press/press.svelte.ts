/** All that Press's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type { Result } from '../../../core/base/result.ts';
import type { StickerPreview } from '../../../core/sticker/preview.ts';
import type { Command } from '../../../core/scan/command.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import type { PressBridge, PressUpdate, PressView } from '../../../electron/roles/press/contract.ts';
import type { PressDeskView } from '../../../electron/roles/press/contract-view.ts';
import { blocks } from '../../frame/band.ts';
import type { Notice } from '../../frame/frame.svelte.ts';
import { serialOf, timesSaid } from '../../frame/said.ts';
import { StationFrame, type ScannerFrame } from '../../frame/station-frame.svelte.ts';
import type { Sound } from '../../sound.ts';
import { PRESS_SCREENS, type PressScreen } from './keys.ts';
import { pressBandOf } from './band.ts';
import { pressCue, stageOf, type StickerAct, type BatchStage } from './press.ts';

/** A preview, of the unit it was drawn for. */
interface Drawn {
  readonly serial: string;
  readonly preview: StickerPreview;
}

export class PressWindow extends StationFrame<PressScreen, PressView> {
  readonly door: PressBridge;

  desk: PressDeskView = $state.raw() as PressDeskView;
  #devices: DevicesView = $state.raw() as DevicesView;
  drawn: Drawn | null = $state.raw(null);
  /** What a person is about to vouch for. */
  vouching: { readonly act: StickerAct; readonly serial: string } | null = $state.raw(null);
  /** The panel of the batch's screen; null: the one the batch is at. */
  chosenStage: BatchStage | null = $state(null);
  /** Where the return of a batch was written last, as long as this window is open. */
  written: { readonly batch: string; readonly file: string } | null = $state.raw(null);
  /** A request is on its way; a second one would be for another sticker. */
  answering: boolean = $state(false);
  /** How often in a row the same scan was refused. */
  times: number = $state(0);

  readonly screens = $derived(
    PRESS_SCREENS.filter((name) => this.has(name)).map((name) => ({
      name,
      word: this.words.screens[name],
      icon: name === 'printing' ? ('printer' as const) : name,
    })),
  );
  /** What the band says. */
  readonly hand = $derived(pressBandOf(this.desk, { devices: this.#devices, fault: this.fault, called: this.calling }));
  readonly subject = $derived(
    this.desk.batch === null ? this.words.app.noBatch : this.words.app.batch(this.desk.batch.batch),
  );
  readonly stage = $derived(this.chosenStage ?? stageOf(this.desk.batch));

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: PressBridge, first: PressView, sound: Sound) {
    super(first, first.desk.batch === null ? 'batch' : 'printing', sound);
    this.door = door;
    this.desk = first.desk;
    this.#devices = first.devices;
    this.times = first.desk.notice === null ? 0 : 1;
    this.#look();
  }

  override get devices(): DevicesView {
    return this.#devices;
  }

  override get scannerFrame(): ScannerFrame {
    return this;
  }

  override get holdTest(): (() => void) | null {
    return this.playing ? () => void this.door.simulateTest(null) : null;
  }

  override get notice(): Notice | null {
    const { notice } = this.desk;
    return super.notice ?? (notice === null ? null : { of: 'scan', failure: notice, times: this.times });
  }

  override get turn(): number {
    return this.desk.turn;
  }

  override get keys() {
    const { keys } = this.words.pressWindow;
    return [
      ['Enter', keys.next],
      ['Del', keys.spoil],
      ['Esc', keys.dismiss],
    ] as const;
  }

  /** Takes one update. */
  readonly take = (update: PressUpdate): void => {
    switch (update.type) {
      case 'desk':
        return this.#takeDesk(update.desk);
      case 'devices':
        this.#devices = update.devices;
        return;
      case 'command':
        return this.answer(update.command);
      default:
        return this.takeCommon(update);
    }
  };

  #takeDesk(desk: PressDeskView): void {
    const before = this.desk;
    const heard = pressCue(before, desk);
    this.times = timesSaid(before, desk, this.times, desk.turn !== before.turn);
    this.desk = desk;
    if (desk.batch?.batch !== before.batch?.batch) this.chosenStage = null;
    this.#look();
    this.refresh();
    if (heard === null) return;
    if (desk.verdict !== null || desk.notice !== null) this.refusal = null;
    this.help = false;
    // Whoever scans is at the printer, whatever the screen showed last; but nobody is torn from signing.
    if (!this.signing && before.line.at !== 'printing') this.go('printing');
    this.play(heard);
  }

  /** Fetches the drawing of the sticker that is next or in hand; drops it with the unit. */
  #look(): void {
    const serial = serialOf(this.desk.line);
    if (this.drawn !== null && this.drawn.serial !== serial) this.drawn = null;
    if (serial === null || this.drawn !== null) return;
    void this.door.preview({ serial }).then((answer) => {
      if (answer.ok && serialOf(this.desk.line) === serial) this.drawn = { serial, preview: answer.value };
    });
  }

  /** Other stickers were loaded: the drawing is of the old ones. */
  redraw(): void {
    this.drawn = null;
    this.#look();
  }

  /** The one thing to do now. */
  async next(): Promise<void> {
    const { line } = this.desk;
    switch (line.at) {
      case 'print':
        await this.ask(() => this.door.print({ serial: line.serial }));
        return;
      case 'no-key':
        return this.openLine();
      case 'destroy':
        this.vouching = { act: 'destroyed', serial: line.serial };
        return;
      case 'no-batch':
      case 'no-keys':
      case 'done':
      case 'returned':
        this.chosenStage = null;
        return this.go('batch');
      default:
        // Only a scan answers a sticker that is on the table.
        return;
    }
  }

  /** Answers with the scanner, like the key beside the button. Nobody who signs is answered for. */
  answer(command: Command): void {
    if (this.signing || !this.#answers(command)) this.notAsked();
  }

  /** Whether the command answered anything. */
  #answers(command: Command): boolean {
    const { line } = this.desk;
    if (command === 'call') {
      this.call();
      return true;
    }
    if (command === 'yes' && (this.calling || this.fault !== null)) return this.dismiss();
    if (this.screen !== 'printing' || blocks(this.hand)) return false;
    if (command === 'yes' && line.at !== 'scan' && line.at !== 'printing' && line.at !== 'doubt') void this.next();
    else if (command === 'no' && line.at === 'doubt') this.vouching = { act: 'absent', serial: line.serial };
    else if (command === 'aside' && (line.at === 'scan' || line.at === 'doubt')) this.spoil();
    else return false;
    return true;
  }

  /** Somebody must not use the sticker in hand. */
  spoil(): void {
    const { line } = this.desk;
    if (line.at === 'scan' || line.at === 'doubt') this.vouching = { act: 'spoil', serial: line.serial };
  }

  /**
   * Writes the return; written before, it is the same transfer once more. The window stays with it: nothing is to be
   * destroyed before somebody has said that Bench has it.
   */
  async giveReturn(counted: number, wanted: { share?: string; to?: string } = {}): Promise<void> {
    const batch = this.desk.batch?.batch ?? '';
    this.chosenStage = 'return';
    const given = await this.ask(() => this.door.giveReturn({ counted, ...wanted }));
    if (given?.value != null) this.written = { batch, file: given.value.file };
  }

  async openLine(): Promise<void> {
    // What was chosen is in the answer: the update that shows it may come later.
    const chosen = this.desk.medium !== null || (await this.ask(() => this.door.chooseMedium(null)))?.value === true;
    if (chosen) await this.ask(() => this.door.openLine(null));
  }

  /** One request at a time; a refusal goes to the notice line. */
  async ask<T>(give: () => Promise<Result<T>>): Promise<{ readonly value: T } | null> {
    if (this.answering) return null;
    this.answering = true;
    this.refusal = null;
    return this.order(give()).finally(() => (this.answering = false));
  }

  override dismiss(): boolean {
    if (super.dismiss()) return true;
    if (this.screen !== 'batch' || this.chosenStage === null) return false;
    this.chosenStage = null;
    return true;
  }
}
