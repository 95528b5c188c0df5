/**
 * Check's contract: every call with the schema of its input, every answer, every update.
 *
 * A passphrase comes as bytes, and nothing but the answer goes back; keys go to the page only by `revealKeys`, for a
 * person who asked to see them. Pictures come as grey values: the page's sandbox has decoded them.
 */
import * as v from 'valibot';
import type { CoinNames } from '../../../core/coins/coins.ts';
import type { Result } from '../../../core/base/result.ts';
import type { KeyView, TableView, TakenFile } from '../../../core/stations/check/view.ts';
import { commonCalls, type CommonAnswers, type CommonUpdate, type CommonView } from '../../bridge/common.ts';
import { scannerCalls, type DevicesView, type ScannerAnswers, type ScannerUpdate } from '../../bridge/devices.ts';
import type { BridgeOf, HandlersOf } from '../../bridge/form.ts';

const Bytes = v.instance(Uint8Array);
const Side = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2400));

export const checkCalls = {
  ...commonCalls,
  ...scannerCalls,
  /** What was typed, pasted or scanned: named, and put on the table if Check has a use for it. */
  put: v.object({ text: v.pipe(v.string(), v.maxLength(4000)) }),
  /** The codes of a picture; `values` is one grey byte a dot, row by row. */
  putPicture: v.object({ width: Side, height: Side, values: Bytes }),
  takeAway: v.object({
    place: v.picklist(['confirmation', 'key', 'address', 'serial', 'proof', 'attestation', 'recalls']),
  }),
  /** Asks the person for the maker's proof file in a native dialog. */
  openProof: v.null(),
  /** Asks the person for the maker's identity file. */
  openMaker: v.null(),
  /** Asks the person for a maker's list of recalls. */
  openRecalls: v.null(),
  /** The passphrase in UTF-8, exactly as it was typed. */
  check: v.object({
    passphrase: v.pipe(
      Bytes,
      v.check((bytes) => bytes.length <= 4000),
    ),
  }),
  revealKeys: v.null(),
  hideKeys: v.null(),
  clearTable: v.null(),
} as const;

export interface CheckAnswers extends Omit<CommonAnswers, 'station'>, ScannerAnswers {
  station: CheckView;
  put: PutView;
  putPicture: Result<PutView>;
  takeAway: TableView;
  /** `null`: the person chose no file. */
  openProof: Result<TableView | null>;
  openMaker: Result<TableView | null>;
  openRecalls: Result<TableView | null>;
  check: TableView;
  revealKeys: Result<readonly KeyView[]>;
  hideKeys: TableView;
  clearTable: TableView;
}

export type CheckHandlers = HandlersOf<typeof checkCalls, CheckAnswers>;
export type CheckBridge = BridgeOf<typeof checkCalls, CheckAnswers, CheckUpdate>;

/** Broadcasts of state, never commands. Each carries the whole of its part, so a lost one heals with the next. */
export type CheckUpdate = CommonUpdate | ScannerUpdate | { readonly type: 'table'; readonly table: TableView };

export interface CheckView extends CommonView {
  readonly role: 'check';
  readonly table: TableView;
  readonly coinNames: CoinNames;
  /** Whether proof files are verified by stations on record; otherwise the maker's identity file is asked for. */
  readonly knowsMakers: boolean;
  /** For badges. */
  readonly scanner: DevicesView['scanner'];
}

/** What became of a text, or of each code in a picture. */
export interface PutView {
  readonly taken: readonly TakenFile[];
  readonly table: TableView;
}
