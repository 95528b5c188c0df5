/**
 * A batch that is divided over benches: who holds which share, what each bench has said of it, and when the batch is
 * complete. All of it is folded from records; nothing here remembers anything.
 */
import type { Serial } from '../../card/serial.ts';
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import type { EventOf } from '../../journal/event.ts';
import { twoPeople, type People } from '../../people/person.ts';
import { checkWords } from '../../people/words.ts';
import type { Share } from '../../transfer/shares.ts';
import type { Transfer } from '../../transfer/transfer.ts';
import { CLOSED_AS } from '../../transfer/units.ts';
import type { OriginBatch, PlannedShare, ShareClosing } from './book.ts';

const fail = failIn('origin');

type Divided = Pick<OriginBatch, 'batch' | 'shares' | 'reissues' | 'closings'>;

/** The map that travels with order and vaults. */
export const mapOfShares = ({ shares }: Pick<OriginBatch, 'shares'>): readonly Share[] =>
  shares.map(({ bench, first, last }) => ({ bench, first: first as Serial, last: last as Serial }));

/** Who has the units of this bench's share now. */
export function holderOf({ reissues }: Pick<Divided, 'reissues'>, bench: string): string {
  return reissues.reduce((holder, { bench: dead, to }) => (dead === holder ? to : holder), bench);
}

/** The share that a bench holds now, its own or a reissued one; `null` where it holds none. */
export const shareHeldBy = (batch: Divided, bench: string): PlannedShare | null =>
  batch.shares.find((share) => holderOf(batch, share.bench) === bench) ?? null;

const isDead = ({ reissues }: Pick<Divided, 'reissues'>, bench: string): boolean =>
  reissues.some((one) => one.bench === bench);

export const inShare = ({ first, last }: Pick<PlannedShare, 'first' | 'last'>, serial: string): boolean =>
  first <= serial && serial <= last;

/** What a bench that is no more had taken over from others, as the people said who reissued its share. */
const besidesOf = ({ reissues }: Pick<Divided, 'reissues'>, holder: string): readonly string[] =>
  reissues.flatMap(({ to, besides }) => (to === holder ? besides : []));

/** Whether a serial is in the vault of whoever holds this share. */
export const leavesWith = (batch: Divided, share: PlannedShare, serial: string): boolean =>
  inShare(share, serial) || besidesOf(batch, holderOf(batch, share.bench)).includes(serial);

/** Whose share is sent when the vault of a divided batch leaves; the only one where there is but one. */
export function shareFor(batch: OriginBatch, bench: string | null): Result<PlannedShare | null> {
  if (batch.shares.length === 0) return ok(null);
  const named = bench ?? (batch.shares.length === 1 ? (batch.shares[0]?.bench ?? null) : null);
  if (named === null) {
    return fail('which-bench', `Batch ${batch.batch} is divided over benches: say whose vault is to be written.`, {
      batch: batch.batch,
    });
  }
  const share = batch.shares.find((one) => one.bench === named) ?? shareHeldBy(batch, named);
  return share === null ? noShare(batch.batch, named) : ok(share);
}

/** What two people say of a bench that is no more. */
export interface Reissue {
  readonly batch: string;
  readonly bench: string;
  readonly to: string;
  /** Serials of other shares that it had taken over. */
  readonly besides: readonly string[];
  readonly reason: string;
  readonly people: People;
}

/** What goes on record when the share of a bench that is no more goes to another. */
export function reissued(
  batch: OriginBatch,
  { bench, to, besides, reason, people }: Reissue,
): Result<EventOf<'share-reissued'>> {
  const signed = twoPeople(people);
  if (!signed.ok) return signed;
  const refused = checkWords(reason);
  if (refused !== null) return refused;
  const { batch: name, shares, closings } = batch;
  if (shares.length === 0) return fail('not-divided', `Batch ${name} is not divided over benches.`, { batch: name });
  if (isDead(batch, bench)) {
    return fail('already-dead', `The share of ${bench} was reissued before, to ${holderOf(batch, bench)}.`, {
      bench,
      to: holderOf(batch, bench),
    });
  }
  if (shareHeldBy(batch, bench) === null) return noShare(name, bench);
  if (closings.some((one) => one.bench === bench)) {
    return fail('share-closed', `${bench} has closed its share of batch ${name}: there is nothing to be reissued.`, {
      bench,
      batch: name,
    });
  }
  if (shareHeldBy(batch, to) !== null || isDead(batch, to)) {
    return fail('takes-already', `${to} has, or had, a share of batch ${name}. Reissue it to a bench that has none.`, {
      to,
      batch: name,
    });
  }
  return ok({ kind: 'share-reissued', batch: name, bench, to, besides, reason, signatures: signed.value });
}

/** What goes on record with a bench's closing, if it fits what was sent to it and what others have said. */
export function shareClosed(
  { file, manifest, units, digest }: Pick<Transfer<'closing'>, 'file' | 'manifest' | 'units' | 'digest'>,
  batch: OriginBatch | null,
): Result<EventOf<'share-closed'>> {
  const { batch: name, from: bench } = manifest;
  if (batch === null) return fail('unknown-batch', `There is no batch ${name} here.`, { batch: name });
  if (batch.closings.some((one) => one.bench === bench)) {
    return fail('share-closed', `${bench} has closed its share of batch ${name} before.`, { bench, batch: name });
  }
  if (isDead(batch, bench)) {
    return fail('already-dead', `The share of ${bench} was reissued before, to ${holderOf(batch, bench)}.`, {
      bench,
      to: holderOf(batch, bench),
    });
  }
  const own = units.filter(({ taken }) => taken === undefined).map(({ serial }) => serial);
  const wrong = unlikeSent(batch, bench, own);
  if (wrong !== null) {
    const message = `${file} does not fit what ${bench} was sent of batch ${name}: ${wrong}. Nothing was taken from it: call your supervisor.`;
    return fail('other-closing', message, { file, batch: name, bench });
  }
  const closing: EventOf<'share-closed'> = {
    kind: 'share-closed',
    batch: name,
    bench,
    digest,
    count: units.length,
    ends: Object.fromEntries(
      CLOSED_AS.flatMap((end) => {
        const count = units.filter((unit) => unit.end === end).length;
        return count === 0 ? [] : [[end, count]];
      }),
    ),
    handed: units.flatMap(({ serial, handed }) => (handed === undefined ? [] : [{ serial, to: handed }])),
    taken: units.flatMap(({ serial, taken }) => (taken === undefined ? [] : [{ serial, from: taken }])),
    missing: units.flatMap(({ serial, end }) => (end === 'missing' ? [serial] : [])),
  };
  const twice = claimedTwice(batch, closing);
  return twice ?? ok(closing);
}

/** Half a sentence; `null` where a bench accounts for all that it was sent, and for nothing else. */
function unlikeSent(batch: OriginBatch, bench: string, own: readonly string[]): string | null {
  const share = shareHeldBy(batch, bench);
  if (batch.shares.length === 0) {
    const sent = batch.exports.find(({ transfer, to }) => transfer !== 'order' && to === bench);
    if (sent === undefined) return 'it was sent nothing of it';
    return sent.count === own.length ? null : `it was sent ${sent.count} units and tells of ${own.length}`;
  }
  if (share === null) return own.length === 0 ? null : 'it holds no share of it';
  const stray = own.find((serial) => !leavesWith(batch, share, serial));
  if (stray !== undefined) return `${stray} is of another share`;
  const sent = unitsSent(batch, share);
  return sent === own.length ? null : `it was sent ${sent} units and tells of ${own.length}`;
}

/** How many units are in the vault of a share. */
export function unitsSent(batch: OriginBatch, share: PlannedShare): number {
  const stayed = batch.opened.filter((serial) => inShare(share, serial)).length;
  return share.to - share.from + 1 - stayed + besidesOf(batch, holderOf(batch, share.bench)).length;
}

/** A card that two benches say they have: one of them has etched what it was not to etch. */
function claimedTwice(batch: OriginBatch, closing: ShareClosing): Failed | null {
  for (const other of batch.closings) {
    const [one, two] = [haveOf(batch, closing), haveOf(batch, other)];
    const serial = [...cameTo(batch, closing), ...cameTo(batch, other)].find((came) => one(came) && two(came));
    if (serial === undefined) continue;
    return fail(
      'claimed-twice',
      `${closing.bench} and ${other.bench} both say that they have ${serial} of batch ${batch.batch}. Nothing was taken: stop both, and call your supervisor.`,
      { serial, batch: batch.batch, bench: closing.bench, other: other.bench },
    );
  }
  return null;
}

/** Units of other shares that came to a bench: from one that gave them up, or with the share of one that is no more. */
const cameTo = (batch: Pick<Divided, 'reissues'>, { bench, taken }: ShareClosing): readonly string[] => [
  ...taken.map(({ serial }) => serial),
  ...besidesOf(batch, bench),
];

/** Tells which units a bench has, as it says itself: those it was sent or has taken, and neither gave up nor misses. */
function haveOf(batch: Divided, closing: ShareClosing): (serial: string) => boolean {
  const share = shareHeldBy(batch, closing.bench);
  const came = new Set(cameTo(batch, closing));
  const gone = new Set([...closing.missing, ...closing.handed.map(({ serial }) => serial)]);
  return (serial) => !gone.has(serial) && (came.has(serial) || (share !== null && inShare(share, serial)));
}

/** Why a divided batch is not complete yet: benches that have not closed, and units that nobody accounts for. */
export interface Incomplete {
  readonly open: readonly string[];
  readonly unaccounted: readonly string[];
}

/** Empty lists where every unit of the batch has its end at one bench. */
export function incomplete(batch: OriginBatch): Incomplete {
  const { closings, shares } = batch;
  const open = new Set(shares.map(({ bench }) => holderOf(batch, bench)));
  const taken = new Set(
    closings.flatMap((one) => one.taken.map(({ serial, from }) => `${from} ${one.bench} ${serial}`)),
  );
  const unaccounted: string[] = [];
  for (const { bench, handed } of closings) {
    open.delete(bench);
    for (const { serial, to } of handed) {
      if (taken.has(`${bench} ${to} ${serial}`)) continue;
      if (isDead(batch, to) && besidesOf(batch, holderOf(batch, to)).includes(serial)) continue;
      if (isDead(batch, to) || closings.some((one) => one.bench === to)) unaccounted.push(serial);
      else open.add(to);
    }
  }
  return { open: [...open], unaccounted };
}

/** Whether every share is closed and every unit is accounted for; a batch of one bench is when that has closed it. */
export function isComplete(batch: OriginBatch): boolean {
  if (batch.shares.length === 0) return batch.closings.length > 0;
  const { open, unaccounted } = incomplete(batch);
  return open.length === 0 && unaccounted.length === 0;
}

/**
 * What became of all units that left, over all benches. A card that one bench misses and another has is where it is: a bench
 * that went back has lost the record that it gave it up, and who holds the share of a dead one was sent all of it.
 */
export function totalEnds(batch: Divided): Readonly<Record<string, number>> {
  const totals: Record<string, number> = {};
  for (const { ends } of batch.closings) {
    for (const [end, count] of Object.entries(ends)) {
      if (end !== 'handed-over' && end !== 'missing') totals[end] = (totals[end] ?? 0) + count;
    }
  }
  const have = batch.closings.map((closing) => haveOf(batch, closing));
  const missing = new Set(batch.closings.flatMap((closing) => closing.missing));
  const nowhere = [...missing].filter((serial) => !have.some((has) => has(serial)));
  if (nowhere.length > 0) totals['missing'] = nowhere.length;
  return totals;
}

const noShare = (batch: string, bench: string): Failed<'no-such-share'> =>
  fail('no-such-share', `${bench} has no share of batch ${batch}.`, { batch, bench });
