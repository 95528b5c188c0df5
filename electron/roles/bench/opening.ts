/**
 * Opening a batch: two transfer files become units on record. All or nothing: the units count only once the
 * `batch-opened` record stands, and it is written last.
 */
import { basename } from 'node:path';
import type { EventOf, JournalEvent } from '../../../core/journal/event.ts';
import { asciiBytes } from '../../../core/base/digest.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { depositAddress } from '../../../core/coins/deposit.ts';
import { doubtOf, type Doubted } from '../../../core/life/bench-life.ts';
import { isCard, matchUnits, type MatchedCard, type MatchedUnit } from '../../../core/transfer/match.ts';
import type { Transfer } from '../../../core/transfer/transfer.ts';
import { isWithdrawn, type VaultUnit } from '../../../core/transfer/units.ts';
import type { Product } from '../../../core/product/schema.ts';
import { fitsProduct } from '../../../core/product/shelf.ts';
import { openShelf } from '../../products/shelf.ts';
import type { OpeningView } from './contract.ts';
import { shortageFor } from '../../files/room.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { Index } from '../../journal/index.ts';
import type { BatchFiles } from '../served.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Incoming, Intake } from '../../station/intake.ts';

const fail = failIn('bench');
const failProduct = failIn('product');

export interface OpeningPorts {
  readonly journal: Pick<OpenJournal, 'append' | 'low' | 'stopped'>;
  readonly index: Pick<Index, 'batches' | 'lostSince' | 'seen'>;
  readonly vault: Pick<Vault, 'put' | 'destroy'>;
  /** The two ways in: signed and sealed, or training's plain files. */
  readonly intake: Intake;
  /** The station's own, where its products lie. */
  readonly directory: string;
  /** Bytes free on the station's disk. */
  readonly room: () => Promise<number>;
  readonly progress: (view: OpeningView | null) => void;
}

/** Records a write's worth of units at once: one fdatasync for many, and the loop stays free in between. */
const GROUP = 500;

/** All that is ever written of one unit, in journal, index and vault; bytes, on the safe side. */
const UNIT_ROOM = 8192;

/** Reads, checks, seals and records a batch. Gives its name. A batch that is open already is refused. */
export async function openBatchFiles(files: BatchFiles, ports: OpeningPorts): Promise<Result<string>> {
  const { intake, progress } = ports;
  try {
    const vault = await intake.read(kindOf(files.vault), files.vault, progress);
    if (!vault.ok) return vault;
    using secrets = vault.value;
    const returned = await intake.read('return', files.returned, progress);
    if (!returned.ok) return returned;
    using keys = returned.value;
    return await takeIn(secrets, keys, ports);
  } finally {
    progress(null);
  }
}

async function takeIn(
  secrets: Incoming<VaultKind>,
  keys: Incoming<'return'>,
  ports: OpeningPorts,
): Promise<Result<string>> {
  const [vault, returned] = [secrets.transfer, keys.transfer];
  const { batch } = vault.manifest;
  if (ports.index.batches().some((known) => known.batch === batch)) {
    const sentence = `Batch ${batch} was opened here before: choose it from the list instead.`;
    return noted(fail('batch-known', sentence, { batch }), batch, null, ports);
  }
  const product = await productOf(vault, returned, ports.directory);
  if (!product.ok) return noted(product, batch, null, ports);
  using sealable = unitsToSeal(vault);
  const matched = matchUnits({ ...vault, units: sealable.units }, returned);
  if (!matched.ok) return noted(matched, batch, null, ports);
  const cards = matched.value.filter(isCard);
  const known = alreadyKnown(cards, ports.index);
  if (known !== null) {
    const sentence = `${basename(returned.file)} holds ${known.serial}, whose ${known.what} is already in batch ${known.batch} of this station. Nothing was opened: call your supervisor.`;
    return noted(fail('unit-known', sentence, known), batch, known.serial, ports);
  }
  const short = await noRoom(batch, matched.value.length, ports);
  if (short !== null) return short;
  // An opening that was cut short has left its sealed file: it was never on record, so it never was.
  await ports.vault.destroy(batch);
  const sealed = await ports.vault.put(batch, cards);
  if (!sealed.ok) return sealed;
  try {
    await recordUnits(batch, matched.value, ports);
    const opened = openedEvent(secrets, returned, ports);
    const doubt = doubtOf(opened);
    if (doubt !== null) {
      const detail = `batch ${batch}: ${DOUBTS[doubt](opened)}`;
      await ports.journal.append([{ kind: 'incident', reason: doubt, serial: null, detail }]);
    }
    // Receipts and opening in one group: whatever becomes of the power, the transfers are used, or still to be used.
    const taken = await ports.intake.accept([secrets, keys], [opened]);
    if (taken.ok) return ok(batch);
    await ports.vault.destroy(batch);
    return taken;
  } catch (cause) {
    if (ports.journal.stopped === null) throw cause;
    return fail('journal-failed', `Batch ${batch} was not opened. ${ports.journal.stopped.message}`, { batch });
  }
}

/**
 * The product of a batch, which both of its transfers must name, and which must be here: its layout is what is etched. Null
 * for a batch of before there were products.
 */
async function productOf(
  vault: Transfer<VaultKind>,
  returned: Transfer<'return'>,
  directory: string,
): Promise<Result<Product | null>> {
  const [planned, made] = [vault.manifest.product, returned.manifest.product];
  if (planned?.hash !== made?.hash || planned?.name !== made?.name) {
    const sentence = `${basename(vault.file)} is of the product ${planned?.name ?? 'none'} and ${basename(returned.file)} of ${made?.name ?? 'none'}, or of another edition of it. Nothing was opened: ask Origin and Press.`;
    return failProduct('products-differ', sentence);
  }
  if (planned === undefined) return ok(null);
  const found = (await openShelf(directory)).find(planned);
  if (!found.ok) return found;
  const unfit = fitsProduct(found.value, vault.kind === 'supplied' ? null : madeOf(found.value));
  if (unfit !== null) return unfit;
  const stray = returned.units.find((unit) => !isWithdrawn(unit) && unit.deposit !== found.value.deposit);
  if (stray === undefined) return found;
  const coin = isWithdrawn(stray) ? '' : (stray.deposit ?? 'none');
  const sentence = `${basename(returned.file)} has the address of ${coin} for its stickers, and the product ${planned.name} that of ${found.value.deposit}. Nothing was opened: call your supervisor.`;
  return failProduct('other-deposit', sentence, { product: planned.name, coin });
}

/** Of a vault only its kind is asked here: that its passphrases fit was seen when it was planned, and is seen when they are drawn. */
const madeOf = ({ passphrase, serials }: Product) => ({ shape: passphrase, scheme: serials });

/** What two trusted stations have sent does not belong together, or was here before: the mark of a copied station. */
async function noted(
  refused: Failed,
  batch: string,
  serial: string | null,
  { journal }: Pick<OpeningPorts, 'journal'>,
): Promise<Failed> {
  await journal.append([{ kind: 'incident', reason: refused.error.kind, serial, detail: `batch ${batch}` }]);
  return refused;
}

type VaultKind = 'vault' | 'supplied';

/** The names of files are made by the stations; whether one says the truth, its reader finds out. */
const kindOf = (path: string): VaultKind => (basename(path).startsWith('supplied-') ? 'supplied' : 'vault');

/** What is sealed of each unit: its passphrase, or the code of the customer who keeps it. Disposing wipes the codes. */
function unitsToSeal(vault: Transfer<VaultKind>): Disposable & { readonly units: readonly VaultUnit[] } {
  if (vault.kind === 'vault') return { units: (vault as Transfer<'vault'>).units, [Symbol.dispose]: () => undefined };
  const units = (vault as Transfer<'supplied'>).units.map(({ serial, code }): VaultUnit => {
    return { serial, passphrase: new Secret(asciiBytes(code)) };
  });
  return { units, [Symbol.dispose]: () => units.forEach(({ passphrase }) => passphrase.wipe()) };
}

/** What its incident says of a batch that begins in doubt. */
const DOUBTS: Readonly<Record<Doubted, (opened: EventOf<'batch-opened'>) => string>> = {
  reissued: ({ reissued = '' }) => `the share of ${reissued}, which is no more`,
  'perhaps-etched': ({ origin }) => `${origin} wrote its vault before it can have known that records were lost here`,
};

const openedEvent = (
  { transfer: vault, heard }: Incoming<VaultKind>,
  returned: Transfer<'return'>,
  { index }: Pick<OpeningPorts, 'index'>,
): EventOf<'batch-opened'> => ({
  kind: 'batch-opened',
  batch: vault.manifest.batch,
  count: vault.units.length,
  vault: vault.digest,
  returned: returned.digest,
  origin: vault.manifest.from,
  press: returned.manifest.from,
  ...(vault.kind === 'supplied' ? { supplied: true } : {}),
  ...(vault.manifest.product === undefined ? {} : { product: vault.manifest.product }),
  ...(vault.manifest.shares === undefined ? {} : { shares: vault.manifest.shares }),
  ...(vault.manifest.reissued === undefined ? {} : { reissued: vault.manifest.reissued }),
  ...(heard < index.lostSince() ? { unsure: true } : {}),
});

/** A batch is not begun on a disk that could not hold it to its end. */
async function noRoom(batch: string, units: number, ports: OpeningPorts): Promise<Failed<'disk-full'> | null> {
  const short = await shortageFor(units, UNIT_ROOM, ports);
  if (short === null) return null;
  const { words, needed, free } = short;
  const sentence = `Batch ${batch} was not opened: ${words}. Free some room, then start the station again.`;
  return fail('disk-full', sentence, { batch, needed, free });
}

function arrivalOf(batch: string, unit: MatchedUnit): JournalEvent {
  const { serial } = unit;
  if (!isCard(unit)) return { kind: 'unit-withdrawn-at-press', batch, serial };
  const { publicKey, confirmation, sticker } = unit;
  return { kind: 'unit-received', batch, serial, address: depositAddress(unit), publicKey, confirmation, sticker };
}

async function recordUnits(batch: string, units: readonly MatchedUnit[], ports: OpeningPorts): Promise<void> {
  for (let at = 0; at < units.length; at += GROUP) {
    const events = units.slice(at, at + GROUP).map((unit) => arrivalOf(batch, unit));
    await ports.journal.append(events);
    ports.progress({ step: 'recording', done: Math.min(at + GROUP, units.length), total: units.length });
  }
}

/** The first unit whose serial, key or address this station has seen before, in any batch. */
function alreadyKnown(
  units: readonly MatchedCard[],
  index: Pick<Index, 'seen'>,
): { serial: string; what: string; batch: string } | null {
  for (const unit of units) {
    const { serial, publicKey } = unit;
    const seen = index.seen({ serial, publicKey, address: depositAddress(unit) });
    if (seen !== null) return { serial, what: FIELDS[seen.field], batch: seen.by.batch };
  }
  return null;
}

const FIELDS = { serial: 'serial number', publicKey: 'public key', address: 'address' } as const;
