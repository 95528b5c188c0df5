import { setImmediate } from 'node:timers/promises';
import { failIn, type Result } from '../../core/base/result.ts';
import { checkTransfer } from '../../core/transfer/check.ts';
import { createTransferReader } from '../../core/transfer/reader.ts';
import { TRANSFERS, type TransferKind } from '../../core/transfer/kinds.ts';
import { type Transfer, type UncheckedTransfer, discard } from '../../core/transfer/transfer.ts';
import type { TransferFailure } from '../../core/transfer/trouble.ts';
import { readingFault, openRegularFile, type FileFailure, type RegularFile } from '../files/regular.ts';

const fail = failIn('transfer');

export interface TransferRequest<K extends TransferKind> {
  readonly kind: K;
  readonly path: string;
  /** Called at most once for every percent of each step. */
  readonly onProgress?: Report;
  readonly signal?: AbortSignal;
}

export type Report = (progress: TransferProgress) => void;

/** `reading` counts bytes, `checking` units. */
export interface TransferProgress {
  readonly step: 'reading' | 'checking';
  readonly done: number;
  readonly total: number;
}

/** `unsigned`: it claims to be a production transfer, and nobody vouches for it. */
export type ReadTransferFailure = TransferFailure | FileFailure | 'unsigned';

/** Units checked before others get their turn: a few milliseconds of a `return`. */
const TURN = 4;

/**
 * Reads one transfer file: all of it is read, counted, compared and checked before anything of it comes out. Works in
 * pieces and lets others work in between; memory grows with the units, never with what else is in the file.
 *
 * The secrets of a vault are the caller's to wipe (`discard`).
 */
export async function readTransfer<K extends TransferKind>(
  request: TransferRequest<K>,
): Promise<Result<Transfer<K>, ReadTransferFailure>> {
  const { kind, path, signal, onProgress } = request;
  const opened = await openRegularFile(path, TRANSFERS[kind].file);
  if (!opened.ok) return opened;
  const file = opened.value;
  const report = onProgress === undefined ? () => {} : inPercents(onProgress);
  try {
    const read = await readUnits(file, kind, report, signal);
    if (!read.ok) return read;
    const checked = await checkUnits(read.value, report, signal);
    if (!checked.ok) discard(read.value);
    return checked;
  } catch (cause) {
    return readingFault(file.name, cause);
  } finally {
    await file.close();
  }
}

async function readUnits<K extends TransferKind>(
  file: RegularFile,
  kind: K,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<Result<UncheckedTransfer<K>, ReadTransferFailure>> {
  using reader = createTransferReader(kind, file.name);
  let done = 0;
  for await (const piece of file.pieces()) {
    if (signal?.aborted) return cancelled(file.name);
    const taken = reader.push(piece);
    if (!taken.ok) return taken;
    if (reader.manifest?.mode === 'production') return unsigned(file.name);
    done += piece.length;
    report({ step: 'reading', done, total: file.size });
  }
  if (done === file.size && (await file.unchanged())) return reader.end();
  return fail('changed', `${file.name} changed while it was read. Make a copy that nothing writes to.`, {
    file: file.name,
  });
}

/** Checks every unit, a few at a time. The caller discards what is refused. */
export async function checkUnits<K extends TransferKind>(
  read: UncheckedTransfer<K>,
  report: Report,
  signal: AbortSignal | undefined,
): Promise<Result<Transfer<K>, ReadTransferFailure>> {
  const check = checkTransfer(read);
  const total = read.units.length;
  for (;;) {
    const next = check.next();
    if (next.done) return next.value;
    if (next.value % TURN !== 0 && next.value !== total) continue;
    report({ step: 'checking', done: next.value, total });
    await setImmediate();
    if (signal?.aborted) return cancelled(read.file);
  }
}

/** Tells at most once for every percent of each step. */
export function inPercents(report: Report): Report {
  let last = '';
  return (progress) => {
    const now = `${progress.step} ${Math.floor((100 * progress.done) / progress.total)}`;
    if (now !== last) report(progress);
    last = now;
  };
}

const cancelled = (file: string) =>
  fail('cancelled', `Reading ${file} was stopped. Nothing was taken from it.`, { file });

const unsigned = (file: string) =>
  fail(
    'unsigned',
    `${file} is a production transfer without a signature, and unsigned ones are for training only. Do not use it.`,
    { file },
  );
