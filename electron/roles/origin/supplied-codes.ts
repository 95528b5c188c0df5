/** Codes that customers have made, as a file: one unit a line, its serial, a comma and its intermediate code. */
import { createHmac } from 'node:crypto';
import { parseIntermediateCode, readIntermediateCode, type IntermediateCode } from '../../../core/bip38/layout.ts';
import { failIn, ok, type Failed, type Result } from '../../../core/base/result.ts';
import type { Secret } from '../../../core/base/secret.ts';
import type { Marks } from '../../../core/stations/origin/marks.ts';
import { ownerBytes } from '../../../core/stations/origin/origin.ts';
import { findForbidden } from '../../../core/card/forbidden.ts';
import { createLines } from '../../../core/transfer/byte-lines.ts';
import { isSerial, type Serial } from '../../../core/card/serial.ts';
import { MOST_UNITS } from '../../../core/transfer/fields.ts';
import { asciiBytes } from '../../../core/base/digest.ts';
import { isCardPassphrase } from '../../../core/card/passphrase.ts';
import { openRegularFile, type FileFailure } from '../../files/regular.ts';

const fail = failIn('origin');

export interface SuppliedUnit {
  readonly serial: Serial;
  readonly code: IntermediateCode;
}

export interface SuppliedCodes {
  readonly units: readonly SuppliedUnit[];
  /** Of serials and codes, in order: by which the file is known again. */
  readonly mac: string;
}

export type SuppliedFailure =
  | FileFailure
  | 'bad-codes'
  /** A code, or a serial, that this station has had before, or that stands in the file twice. */
  | 'code-taken'
  | 'serial-taken'
  /** A private key, an EPK or a passphrase where none may be. The sentence never repeats it. */
  | 'secret-in-codes';

const LONGEST = 128;

/** Reads and checks the whole file before anything of it is used. `key` is for the MAC; lent. */
export async function readSuppliedCodes(path: string, key: Secret): Promise<Result<SuppliedCodes, SuppliedFailure>> {
  const opened = await openRegularFile(path, MOST_UNITS * LONGEST);
  if (!opened.ok) return opened;
  const { name, pieces, close } = opened.value;
  const lines = createLines(LONGEST);
  const units: SuppliedUnit[] = [];
  let refused: Failed<SuppliedFailure> | null = null;
  try {
    for await (const piece of pieces()) {
      const trouble = lines.push(piece, (line, row) => {
        const unit = readLine(line);
        if (typeof unit === 'string') refused = refuse(name, row, unit);
        else units.push(unit);
        return refused === null && units.length <= MOST_UNITS;
      });
      if (trouble !== null) refused = bad(name, lines.row, 'this is no line of a serial, a comma and a code');
      if (refused !== null) return refused;
    }
  } finally {
    lines.wipe();
    await close();
  }
  if (lines.unfinished) return bad(name, lines.row, 'the file ends in the middle of this line');
  if (units.length === 0 || units.length > MOST_UNITS) return bad(name, 1, `there are not 1 to ${MOST_UNITS} units`);
  const mac = key.use((k) => createHmac('sha256', k));
  for (const { serial, code } of units) mac.update(`${serial},${code}\n`);
  return ok({ units, mac: mac.digest('hex') });
}

type LineTrouble = 'shape' | 'code' | 'secret';

function readLine(line: Uint8Array): SuppliedUnit | LineTrouble {
  // Before any of it becomes text.
  if (findForbidden(line) !== null) return 'secret';
  const [serial = '', code = '', ...more] = String.fromCharCode(...line).split(',');
  if (more.length > 0 || !isSerial(serial) || isCardPassphrase(asciiBytes(serial))) return 'shape';
  const parsed = parseIntermediateCode(code);
  return parsed.ok ? { serial, code: parsed.value } : 'code';
}

function refuse(file: string, row: number, trouble: LineTrouble): Failed<SuppliedFailure> {
  switch (trouble) {
    case 'shape':
      return bad(file, row, 'this is no line of a serial, a comma and a code');
    case 'code':
      return bad(file, row, 'its intermediate code is damaged, or no point of the curve');
    case 'secret':
      return fail(
        'secret-in-codes',
        `${file}, line ${row}: it holds what looks like a key or a passphrase. Nothing was taken: call your supervisor.`,
        { file, line: row },
      );
  }
}

/**
 * Takes the marks of all units; the first that was here before refuses the file. The marks of a refused file stay in
 * memory until they are loaded anew, and nowhere else.
 */
export function claimAll(
  codes: SuppliedCodes,
  marks: Marks,
  isPlanned: (serial: Serial) => boolean,
): Result<readonly Uint8Array[], 'code-taken' | 'serial-taken'> {
  const claimed: Uint8Array[] = [];
  for (const [i, { serial, code }] of codes.units.entries()) {
    const row = i + 1;
    if (isPlanned(serial) || marks.claim('serial', asciiBytes(serial)) === null) {
      return fail('serial-taken', `Line ${row}: ${serial} is a serial of this station already. Nothing was taken.`, {
        line: row,
        serial,
      });
    }
    const mark = marks.claim('owner', ownerBytes(readIntermediateCode(code).entropy));
    if (mark === null) {
      return fail(
        'code-taken',
        `Line ${row}: the code of ${serial} was used before. A code is good for one card, ever. Nothing was taken.`,
        { line: row, serial },
      );
    }
    claimed.push(mark);
  }
  return ok(claimed);
}

const bad = (file: string, row: number, what: string): Failed<'bad-codes'> =>
  fail('bad-codes', `${file}, line ${row}: ${what}. Nothing was taken from it.`, { file, line: row });
