/** The returns of a batch: one, or one for each bench that it is divided over. */
import type { EventOf } from '../../journal/event.ts';

/** What a batch has had of returns and receipts. */
interface Ends {
  readonly taken: EventOf<'order-taken'>;
  readonly returns: readonly EventOf<'return-written'>[];
  readonly receipts: readonly EventOf<'receipt-taken'>[];
}

interface Changed extends Partial<Pick<Ends, 'returns' | 'receipts'>> {
  readonly returned?: EventOf<'return-written'> | null;
  readonly receipt?: EventOf<'receipt-taken'> | null;
}

/** Whether a unit is of this share; where nothing is divided, every unit is. */
export function ofShare(
  { taken: { shares = [] } }: Pick<Ends, 'taken'>,
  share: string | undefined,
  serial: string,
): boolean {
  if (share === undefined) return true;
  return shares.some(({ bench, first, last }) => bench === share && first <= serial && serial <= last);
}

/** A further return of a batch: it is returned when every share has one. */
export function withReturn({ taken: { shares = [] }, returns }: Ends, event: EventOf<'return-written'>): Changed {
  const all = [...returns, event];
  const whole = shares.every(({ bench }) => all.some(({ share }) => share === bench || share === undefined));
  return { returns: all, returned: whole ? event : null };
}

/** A further receipt: Bench has the return when every bench has its own. */
export function withReceipt(
  { taken: { shares = [] }, returns, receipts }: Ends,
  event: EventOf<'receipt-taken'>,
): Changed {
  const all = [...receipts, event];
  const has = (bench: string | undefined): boolean =>
    returns.some(({ share, digest }) => share === bench && all.some((one) => one.digest === digest));
  const whole = shares.length === 0 || has(undefined) || shares.every(({ bench }) => has(bench));
  return { receipts: all, receipt: whole ? event : null };
}
