/**
 * The open batch at a bench: which one it is, its sealed passphrases, and the units as the recipes see them. A serial
 * of another batch is unknown here: one tray, one batch.
 */
import { haveChecks } from '../../../core/card/check-character.ts';
import { CARD, CODE_CARD, type Layout } from '../../../core/etch/card.ts';
import { withCode } from '../../../core/etch/code.ts';
import { layoutOf } from '../../../core/product/layout.ts';
import type { ProductRef } from '../../../core/product/product.ts';
import type { Product } from '../../../core/product/schema.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { PassphraseVault, UnitLookup } from '../../../core/stations/bench/verification.ts';
import type { BenchUnit } from '../../../core/life/bench-life.ts';
import type { EtchOutbox } from '../../../core/stations/bench/etching.ts';
import { benchOf, type Share } from '../../../core/transfer/shares.ts';
import type { BatchView } from './contract.ts';
import { passphrasesIn, type SealedOnDesk } from './passphrases.ts';
import type { Outbox } from '../../etch/outbox.ts';
import type { Index } from '../../journal/index.ts';
import type { SealedBatch } from '../../vault/sealed-batch.ts';
import type { Vault } from '../../vault/vault.ts';

const fail = failIn('bench');

export interface Desk {
  readonly units: UnitLookup;
  /** Whose share of the batch on the desk a serial is of; `null` where the batch is not divided, or it is of none. */
  elsewhere(serial: string): string | null;
  readonly passphrases: PassphraseVault;
  /** What is sealed of the batch on the desk, for a process that opens it there; null where nothing is. */
  sealed(): SealedOnDesk | null;
  /** How the cards of the batch on the desk are etched. */
  layout(): Layout;
  /** The product of the batch on the desk; null where it has none. */
  product(): Product | null;
  readonly outbox: EtchOutbox;
  /** Whether the serials of the batch on the desk have check characters. */
  checked(): boolean;
  /** The batch on the desk with its counts, or null. */
  batch(): BatchView | null;
  /** What is sealed of a batch was added to: the one on the desk is opened again. */
  reopened(batch: string): Promise<Result<unknown>>;
  /** Puts a batch that is on record onto the desk. */
  select(batch: string): Promise<Result<BatchView>>;
}

interface OpenBatch {
  readonly batch: string;
  /** `null` once the batch is closed. */
  readonly sealed: SealedBatch | null;
  /** What is sealed are the codes of customers, and the confirmation code is etched. */
  readonly supplied: boolean;
  /** Whether its serials have check characters. */
  readonly checked: boolean;
  /** What its cards are; null for the cards there were before there were products. */
  readonly product: Product | null;
}

/**
 * @param units of all batches, as they are this moment
 * @param coded whether the serial is etched as a code besides
 * @param productOf the very product that a batch was opened with, as the station has it now
 */
export function createDesk(
  index: Pick<Index, 'batches' | 'counts' | 'ending' | 'units'>,
  units: UnitLookup,
  vault: Pick<Vault, 'open'>,
  files: Pick<Outbox, 'write' | 'remove'>,
  coded: () => boolean,
  productOf: (ref: ProductRef) => Promise<Result<Product>>,
): Desk {
  let open: OpenBatch | null = null;

  const here = (unit: BenchUnit | null): BenchUnit | null =>
    unit !== null && unit.batch === open?.batch ? unit : null;

  function sealedOf(unit: BenchUnit): Result<SealedBatch> {
    if (open?.batch === unit.batch && open.sealed !== null) return ok(open.sealed);
    return fail('unknown-batch', `Batch ${unit.batch} is not open.`);
  }

  function batch(): BatchView | null {
    if (open === null) return null;
    const states = index.counts(open.batch);
    const { checked } = open;
    return { batch: open.batch, checked, count: Object.values(states).reduce((sum, count) => sum + count, 0), states };
  }

  return {
    units: {
      unit: (serial) => here(units.unit(serial)),
      unitByAddress: (address) => here(units.unitByAddress(address)),
    },
    elsewhere(serial) {
      const shares = index.batches().find(({ batch: name }) => name === open?.batch)?.shares;
      return shares === undefined ? null : benchOf(shares as readonly Share[], serial);
    },
    passphrases: passphrasesIn(sealedOf, () => open?.supplied === true),
    sealed: () => (open === null || open.sealed === null ? null : { ...open, sealed: open.sealed }),
    product: () => open?.product ?? null,
    layout() {
      if (open?.product != null) return layoutOf(open.product, { coded: coded() });
      const card = open?.supplied === true ? CODE_CARD : CARD;
      return coded() ? withCode(card) : card;
    },
    outbox: {
      async write({ id, batch: of, serials, format, bytes }, intend) {
        if (open?.batch !== of || open.sealed === null) return fail('unknown-batch', `Batch ${of} is not open.`);
        const key = open.sealed.macKey();
        if (!key.ok) return key;
        using secret = key.value;
        const job = { id, serials, format };
        const sent = await secret.use((mac) => files.write(job, bytes, mac, intend));
        return sent.ok ? ok({ bytes: sent.value.bytes, mac: sent.value.mac }) : sent;
      },
      remove: (names) => files.remove(names),
    },
    checked: () => open?.checked ?? false,
    batch,
    async reopened(name) {
      if (open?.batch !== name) return ok(null);
      const sealed = await vault.open(name);
      if (sealed.ok && open?.batch === name) open = { ...open, sealed: sealed.value };
      return sealed;
    },
    async select(name) {
      const known = index.batches().find((one) => one.batch === name);
      if (known === undefined) {
        return fail('unknown-batch', `This station has no batch ${name}.`, { batch: name });
      }
      // A closed batch is for reading alone: nothing of it is sealed here any more.
      if (index.ending(name).some(({ event }) => event.kind === 'batch-closed')) {
        open = { batch: name, checked: false, sealed: null, supplied: known.supplied === true, product: null };
        return ok(batch() as BatchView);
      }
      const product = known.product === undefined ? ok(null) : await productOf(known.product);
      if (!product.ok) return product;
      const opened = await vault.open(name);
      if (!opened.ok) return opened;
      const checked = haveChecks(serialsOf(index, name));
      open = { batch: name, checked, sealed: opened.value, supplied: known.supplied === true, product: product.value };
      return ok(batch() as BatchView);
    },
  };
}

/** As many as are asked for at a time: of serials without check characters the first tells. */
const PAGE = 1000;

function* serialsOf(index: Pick<Index, 'units'>, batch: string): Generator<string, void> {
  for (let offset = 0; ; offset += PAGE) {
    const { rows } = index.units({ batch, search: '', state: null, offset, limit: PAGE });
    for (const { serial } of rows) yield serial;
    if (rows.length < PAGE) return;
  }
}
