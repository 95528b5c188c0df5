/** What every verb of `twofold origin` gets: a station at work; and what is said of a batch. */
import type { Result } from '../../../../core/base/result.ts';
import { entropyBits, FLOOR_BITS } from '../../../../core/card/passphrase.ts';
import type { OriginBatch } from '../../../../core/stations/origin/book.ts';
import { receivedBy } from '../../../../core/stations/origin/receipt.ts';
import { isComplete, totalEnds } from '../../../../core/stations/origin/shares.ts';
import { shareView } from '../../../../core/stations/origin/view.ts';
import { maybe, needed, textValue, wholeValue } from '../../../cli/form.ts';
import { openStation } from '../../../cli/unlock.ts';
import { STATION_OPTIONS, type Line, type VerbAnswer } from '../../../cli/verb.ts';
import { openOrigin, openTrainingOrigin } from '../open.ts';
import type { OriginStation } from '../station.ts';

export const ORIGIN_OPTIONS = { ...STATION_OPTIONS, workers: maybe(wholeValue()) };
export const ORIGIN_BATCH = { ...ORIGIN_OPTIONS, batch: needed(textValue('NAME')) };

interface OriginGiven {
  readonly station: string;
  readonly 'passphrase-fd': number | undefined;
  readonly workers: number | undefined;
}

/** Opens the station, works, and closes it whatever came of the work. */
export async function atOrigin(
  { station: at, workers, 'passphrase-fd': fd }: OriginGiven,
  line: Line,
  work: (station: OriginStation) => Promise<Result<VerbAnswer>>,
): Promise<Result<VerbAnswer>> {
  const { dist, version } = line;
  const runtime = `Node ${process.versions.node}`;
  const options = { dist, version, runtime, ...(workers === undefined ? {} : { workers }) };
  const opened = await openStation(at, fd ?? null, line, {
    training: (attend) => openTrainingOrigin(at, { ...options, attend }),
    commissioned: (unlocked) => openOrigin(at, options, unlocked),
  });
  if (!opened.ok) return opened;
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** What may be said of a batch. */
export function saidOf(known: OriginBatch): object {
  const { batch, count, coded, source, voided, opened, exports, secrets, product } = known;
  const { kind } = source;
  const made =
    kind === 'made'
      ? { ...source.range, passphrase: source.shape, bits: entropyBits(source.shape), floor: FLOOR_BITS }
      : {};
  return {
    batch,
    count,
    coded,
    source: kind,
    ...made,
    ...(product === undefined ? {} : { product: product.name }),
    voided,
    opened,
    exported: exports.map(({ transfer }) => transfer),
    receipt: receivedBy(known),
    ...(known.shares.length === 0
      ? {}
      : {
          shares: known.shares.map((share) => shareView(known, share)),
          complete: isComplete(known),
          ends: totalEnds(known),
        }),
    secrets,
  };
}
