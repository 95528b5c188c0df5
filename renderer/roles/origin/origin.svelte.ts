/** All that Origin's window knows, fed by the bridge: updates replace whole parts, calls go out as intents. */
import type {
  OriginBatchView,
  MakingView,
  OriginBridge,
  OriginUpdate,
  OriginView,
  Recipient,
  SentView,
} from '../../../electron/roles/origin/contract.ts';
import type { ProductView } from '../../../electron/bridge/products.ts';
import { ProductDesk } from '../../frame/products/design.svelte.ts';
import type { DevicesView } from '../../../electron/bridge/devices.ts';
import { StationFrame, type ScannerFrame } from '../../frame/station-frame.svelte.ts';
import type { Sound } from '../../sound.ts';
import { SCREEN_ICONS, ORIGIN_SCREENS, type OriginScreen } from './screens.ts';
import { Sight } from './sight.svelte.ts';
import { WishForm } from './wish.svelte.ts';

export class OriginWindow extends StationFrame<OriginScreen, OriginView> {
  readonly door: OriginBridge;
  /** Stays as it is while another screen is looked at. */
  readonly form: WishForm;
  readonly sight: Sight = new Sight();
  readonly desk: ProductDesk;
  #scanner: DevicesView['scanner'] = $state.raw() as DevicesView['scanner'];

  batches: readonly OriginBatchView[] = $state.raw([]);
  making: MakingView | null = $state.raw(null);
  /** The batch that is looked at. */
  chosen: string | null = $state(null);
  /** What was written last, and the slip that was. */
  sent: SentView | null = $state.raw(null);
  slip: { readonly batch: string; readonly path: string } | null = $state.raw(null);
  /** Newest of each name, for plans. */
  products: readonly ProductView[] = $state.raw([]);
  /** A request is on its way, or a native dialog is open: a second one would be for something else. */
  asking: boolean = $state(false);

  readonly screens = $derived(
    ORIGIN_SCREENS.filter((name) => this.has(name)).map((name) => ({
      name,
      // In practice nobody has a badge: there is the window alone.
      word: name === 'devices' && this.playing ? this.words.screens.window : this.words.originWindow.screens[name],
      icon: SCREEN_ICONS[name],
    })),
  );
  readonly batch = $derived(this.batches.find(({ batch }) => batch === this.chosen) ?? null);
  readonly subject = $derived(
    this.batch === null ? this.words.originWindow.noBatch : this.words.app.batch(this.batch.batch),
  );

  /** @param first what the station answered to the first call; the updates start from there. */
  constructor(door: OriginBridge, first: OriginView, sound: Sound) {
    super(first, first.batches.length === 0 ? 'plan' : 'batches', sound);
    this.door = door;
    this.form = new WishForm(door);
    this.desk = new ProductDesk(door);
    this.#scanner = first.scanner;
    this.batches = first.batches;
    this.making = first.making;
    this.chosen = first.making?.batch ?? first.batches.at(-1)?.batch ?? null;
  }

  override get devices(): Pick<DevicesView, 'scanner'> {
    return { scanner: this.#scanner };
  }

  override get scannerFrame(): ScannerFrame | null {
    return this.view.commissioned ? this : null;
  }

  override get keys() {
    return [['↑ ↓', this.words.originWindow.keys.batches] as const];
  }

  /** Takes one update. */
  readonly take = (update: OriginUpdate): void => {
    switch (update.type) {
      case 'batches':
        this.batches = update.batches;
        return;
      case 'making':
        this.making = update.making;
        return;
      case 'scanner':
        this.#scanner = update.scanner;
        return;
      default:
        return this.takeCommon(update);
    }
  };

  /** What can be planned now; a product may have been added meanwhile. */
  async listProducts(): Promise<void> {
    this.products = (await this.door.products(null)).filter(({ superseded }) => !superseded);
  }

  choose(batch: string): void {
    this.chosen = batch;
  }

  /** Makes what is left of a batch; meanwhile the window does whatever else it is asked. */
  async make(batch: string, dice: string | null): Promise<boolean> {
    const ended = await this.order(this.door.make({ batch, dice }));
    if (ended?.value === 'done') this.play('PASS');
    return ended !== null;
  }

  stop(): Promise<void> {
    return this.#alone(() => this.order(this.door.stopMaking(null)));
  }

  /** Plans what the form says and begins to make it. */
  plan(): Promise<void> {
    return this.#alone(async () => {
      const { wished, withDice, dice } = this.form;
      const planned = await this.door.plan(wished);
      if (!planned.ok) {
        this.form.refusal = planned.error;
        return this.play('notice');
      }
      this.form.clear();
      await this.#look(wished.batch);
      void this.make(wished.batch, withDice ? dice : null);
    });
  }

  importCodes(batch: string, product: string | null): Promise<void> {
    return this.#alone(async () => {
      const taken = await this.order(this.door.importCodes({ batch, product }));
      if (taken?.value == null) return;
      this.form.clear();
      await this.#look(taken.value.batch);
    });
  }

  /** Writes one transfer of a batch onto the medium that a person shows. */
  send(batch: string, to: Recipient, carrier: string, bench: string | null = null): Promise<void> {
    return this.#alone(async () => {
      const written = await this.order(
        this.door.sendTransfer({ batch, to, carrier, ...(bench === null ? {} : { bench }) }),
      );
      if (written?.value == null) return;
      this.sent = written.value;
      this.play('PASS');
    });
  }

  /** Divides a batch evenly over benches, by their names. */
  divide(batch: string, benches: string[]): Promise<void> {
    return this.#alone(() => this.order(this.door.divide({ batch, benches })));
  }

  /** Takes in what a bench says of the units it had. */
  takeClosing(): Promise<void> {
    return this.#alone(async () => {
      const taken = await this.order(this.door.takeClosing(null));
      if (taken?.value != null) this.play('PASS');
    });
  }

  /** Writes the slip that goes with a transfer on paper. */
  saveSlip(batch: string, transfer: SentView['transfer']): Promise<void> {
    return this.#alone(async () => {
      const saved = await this.order(this.door.saveSlip({ batch, transfer }));
      if (saved?.value != null) this.slip = { batch, path: saved.value.path };
    });
  }

  /** Takes in Bench's word that it has opened a batch. */
  takeReceipt(): Promise<void> {
    return this.#alone(async () => {
      const taken = await this.order(this.door.takeReceipt(null));
      if (taken?.value != null) this.play('PASS');
    });
  }

  /** To a batch that is new: asked for, because its update may still be on its way. */
  async #look(batch: string): Promise<void> {
    this.view = await this.door.station(null);
    this.batches = this.view.batches;
    this.chosen = batch;
    this.go('batches');
  }

  async #alone(work: () => Promise<unknown>): Promise<void> {
    if (this.asking) return;
    this.asking = true;
    await work().finally(() => (this.asking = false));
  }

  override go(screen: OriginScreen): void {
    this.sight.hide();
    super.go(screen);
  }

  override dismiss(): boolean {
    return this.sight.hide() || super.dismiss();
  }
}
