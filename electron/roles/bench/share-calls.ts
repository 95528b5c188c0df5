/** The calls of Bench's window that concern other benches. */
import * as v from 'valibot';
import type { CountedArrival } from './arrivals.ts';
import { meantStation } from '../../../core/transfer/station-name.ts';
import type { Result } from '../../../core/base/result.ts';
import { PackagesField, PeopleFields, PersonField } from '../../bridge/common.ts';

const Name = v.pipe(v.string(), v.maxLength(120), v.transform(meantStation));

export const shareCalls = {
  /** How many units of the batch on the desk may be handed over, to whom, and what was. */
  sharing: v.null(),
  /** Two people give the last so many units to another bench; asks for a directory in a native dialog first. */
  handOver: v.object({
    count: v.pipe(v.number(), v.integer(), v.minValue(1)),
    to: Name,
    people: PeopleFields,
    reason: v.pipe(v.string(), v.trim(), v.maxLength(200)),
  }),
  /** Asks for a directory and writes a handover once more: the same transfer. */
  writeHandover: v.object({ to: Name, part: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
  /** Asks for the handover of another bench in a native dialog and takes it over. */
  takeOver: v.null(),
  /** Asks for a shipment in a native dialog, and compares it with what was counted here before. */
  takeShipment: v.object({ packages: PackagesField, person: PersonField }),
  /** Asks for a directory and tells Origin what became of the batch on the desk, which is closed. */
  writeClosing: v.null(),
} as const;

/** A handover as it stands on record here. */
export interface HandoverView {
  readonly batch: string;
  readonly to: string;
  readonly part: number;
  readonly count: number;
  readonly at: string;
  /** Read back from a medium at least once. */
  readonly written: boolean;
}

/** What a bench can say of others. */
export interface SharingView {
  /** Units that may be handed over. */
  readonly waiting: number;
  /** Null in training, where no station knows another. */
  readonly benches: readonly string[] | null;
  readonly handovers: readonly HandoverView[];
}

/** Null when the person chose no file or directory. */
export interface ShareAnswers {
  sharing: SharingView;
  handOver: Result<{ readonly file: string } | null>;
  writeHandover: Result<{ readonly file: string } | null>;
  /** Null when the person chose no file. */
  takeShipment: Result<CountedArrival | null>;
  takeOver: Result<{ readonly batch: string; readonly count: number; readonly from: string } | null>;
  writeClosing: Result<{ readonly file: string } | null>;
}
