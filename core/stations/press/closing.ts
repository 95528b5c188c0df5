/**
 * The end of a batch at Press: it balances, its return is written, its secrets are destroyed, and two people sign for
 * it. In that order, each step on record, each to be gone on with after a power cut.
 */
import { hexToBytes } from '@noble/hashes/utils.js';
import { addressesOf, type Coin } from '../../coins/coins.ts';
import { failIn, must, ok, type Failed, type Result } from '../../base/result.ts';
import type { UncheckedUnits } from '../../transfer/kinds.ts';
import { parseSerial } from '../../card/serial.ts';
import { PRESS_STATES, type PressUnit, type PressUnitState } from '../../life/press-life.ts';
import type { PressBatch, PressBook, StickerCounts } from './book.ts';
import { ofShare } from './returns.ts';
import { halfLaid } from './applying.ts';
import type { GiveReturn, PressRecords } from './ports.ts';

const fail = failIn('press');

export type PressClosingFailure = 'unfinished' | 'unbalanced' | 'miscounted' | 'out-of-turn' | 'not-returned';

/** That every unit is proven or withdrawn, and every sticker that came out is on one of them or destroyed. */
export function balance(
  { batch }: Pick<PressBatch, 'batch'>,
  book: Pick<PressBook, 'counts' | 'stickers'>,
): Result<StickerCounts, PressClosingFailure> {
  const open = Object.entries(book.counts(batch)).filter(
    ([state, count]) => count > 0 && PRESS_STATES[state as PressUnitState].over !== true,
  );
  if (open.length > 0) {
    const list = open.map(([state, count]) => `${count} ${state}`).join(', ');
    return fail('unfinished', `Batch ${batch} is not finished: ${list}. Prove, spoil or withdraw them first.`, {
      batch,
      list,
    });
  }
  const stickers = book.stickers(batch);
  const { printed, proven, destroyed } = stickers;
  if (printed === proven + destroyed) return ok(stickers);
  return fail(
    'unbalanced',
    `Batch ${batch} does not balance: ${printed} stickers printed, ${proven} good, ${destroyed} destroyed. It stays open: call your supervisor.`,
    { batch, printed, proven, destroyed },
  );
}

/** The return's unit, and no more than Bench may know. Addresses are derived anew from the public key. */
function returnUnit(
  unit: Pick<PressUnit, 'serial' | 'state' | 'sticker' | 'keyed'>,
  coins: readonly Coin[],
  deposit: Coin,
): UncheckedUnits['return'] {
  if (unit.state === 'withdrawn') return { serial: must(parseSerial(unit.serial)), withdrawn: true };
  if (unit.keyed === null || unit.sticker === null) throw new Error(`${unit.serial} is proven without key or sticker`);
  const { confirmation, publicKey } = unit.keyed;
  const all = must(addressesOf(hexToBytes(publicKey)));
  const addresses = Object.fromEntries(coins.map((coin) => [coin, all[coin] as string]));
  return { addresses, confirmation, deposit, publicKey, serial: must(parseSerial(unit.serial)), sticker: unit.sticker };
}

/** Bench takes Origin's vaults and our returns each in their order: one out of turn could never be opened there. */
function outOfTurn(name: string, book: Pick<PressBook, 'batches'>): Failed<PressClosingFailure> | null {
  const first = book.batches().find(({ batch, returned, closed }) => batch === name || (!returned && !closed));
  if (first === undefined || first.batch === name) return null;
  return fail('out-of-turn', `Batch ${first.batch} came before ${name}: return that one first.`, {
    batch: first.batch,
  });
}

/** Of a batch that is divided over benches: whose share, and for which bench where that is another one now. */
export interface WantedReturn {
  readonly share?: string;
  readonly to?: string;
}

function shareOf({ batch, taken: { shares = [] } }: PressBatch, { share, to }: WantedReturn): Result<WantedReturn> {
  if (shares.length === 0) return ok(to === undefined ? {} : { to });
  const named = share ?? (shares.length === 1 ? shares[0]?.bench : undefined);
  if (named === undefined) {
    return fail('which-share', `Batch ${batch} is divided over benches: say whose return is to be written.`, { batch });
  }
  if (shares.some(({ bench }) => bench === named)) return ok({ share: named, to: to ?? named });
  return fail('no-such-share', `${named} has no share of batch ${batch}.`, { batch, bench: named });
}

const provenOf = (batch: PressBatch, share: string, book: Pick<PressBook, 'units'>): number =>
  [...book.units(batch.batch)].filter((unit) => unit.state !== 'withdrawn' && ofShare(batch, share, unit.serial))
    .length;

/** How many units are derived before others get their turn. */
const TURN = 16;

/**
 * Writes the return of a batch that balances: its proven units, and as many stickers counted by hand; of the withdrawn
 * ones it says just that.
 *
 * @param pause resolves when others have had their turn.
 * @param again a batch that is sent again is the very same transfer: one that was lost on its way may be written anew.
 */
export async function giveReturn(
  batch: PressBatch,
  counted: number,
  give: GiveReturn,
  { journal, book }: PressRecords,
  pause: () => Promise<void>,
  again: boolean,
  wanted: WantedReturn = {},
): Promise<Result<{ readonly file: string; readonly count: number }>> {
  const name = batch.batch;
  const chosen = shareOf(batch, wanted);
  if (!chosen.ok) return chosen;
  const { share, to } = chosen.value;
  const before = batch.returns.find((one) => one.share === share && (to === undefined || one.to === to));
  if (before !== undefined && !again) {
    return fail('already-returned', `The return of batch ${name} was written before. It is written once.`, {
      batch: name,
    });
  }
  const early = outOfTurn(name, book);
  if (early !== null) return early;
  const balanced = balance(batch, book);
  if (!balanced.ok) return balanced;
  const halved = halfLaid(name, book);
  if (halved !== null) return halved;
  const proven = share === undefined ? balanced.value.proven : provenOf(batch, share, book);
  if (counted !== proven) {
    return fail(
      'miscounted',
      `${counted} good stickers were counted and ${proven} are on record. Count again; if it stays so, call your supervisor.`,
      { counted, proven },
    );
  }
  const units: UncheckedUnits['return'][] = [];
  for (const unit of book.units(name)) {
    if (!ofShare(batch, share, unit.serial)) continue;
    units.push(returnUnit(unit, batch.taken.coins as readonly Coin[], batch.taken.deposit as Coin));
    if (units.length % TURN === 0) await pause();
  }
  const given = await give(name, units, { to, product: batch.taken.product });
  if (!given.ok) return given;
  const { file, sequence, digest } = given.value;
  if (before !== undefined) return ok({ file, count: proven });
  const written = { batch: name, count: proven, counted, to: given.value.to, sequence, digest };
  await journal.append([{ kind: 'return-written', ...written, ...(share === undefined ? {} : { share }) }]);
  return ok({ file, count: proven });
}
