/**
 * Codes that customers have made, as a file: one unit a line, its serial, a comma and its intermediate code. Spreadsheets
 * and mail programs write such files: byte order marks, carriage returns, quotes, blanks and empty lines change nothing.
 */
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
  /** Of the file, from 1. */
  readonly row: number;
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

const LONGEST = 256;

/** Reads and checks the whole file before anything of it is used. `key` is for the MAC; lent. */
export async function readSuppliedCodes(path: string, key: Secret): Promise<Result<SuppliedCodes, SuppliedFailure>> {
  const opened = await openRegularFile(path, MOST_UNITS * LONGEST);
  if (!opened.ok) return opened;
  const { name, pieces, close } = opened.value;
  const lines = createLines(LONGEST);
  const units: SuppliedUnit[] = [];
  let refused: Failed<SuppliedFailure> | null = null;
  const plain = createPlainBytes();
  const read = (piece: Uint8Array): Failed<SuppliedFailure> | null => {
    const trouble = lines.push(piece, (line, row) => {
      const unit = readLine(line, row);
      if (typeof unit === 'string') refused = refuse(name, row, unit);
      else if (unit !== null) units.push(unit);
      return refused === null && units.length <= MOST_UNITS;
    });
    return trouble === null ? refused : bad(name, lines.row, 'shape');
  };
  try {
    for await (const piece of pieces()) {
      if (read(plain.of(piece)) !== null || units.length > MOST_UNITS) break;
    }
    if (refused === null && lines.unfinished) read(Uint8Array.of(LINE_FEED));
  } finally {
    lines.wipe();
    await close();
  }
  if (refused !== null) return refused;
  if (units.length === 0 || units.length > MOST_UNITS) return bad(name, 1, 'count');
  const mac = key.use((k) => createHmac('sha256', k));
  for (const { serial, code } of units) mac.update(`${serial},${code}\n`);
  return ok({ units, mac: mac.digest('hex') });
}

const LINE_FEED = 0x0a;

/**
 * Bytes as {@link createLines} wants them, row by row: without byte order mark and carriage returns, tabs as blanks, and
 * a blank where a row has nothing.
 */
function createPlainBytes(): { of(piece: Uint8Array): Uint8Array } {
  let at = 0;
  let isEmpty = true;
  return {
    of(piece) {
      const plain: number[] = [];
      for (const byte of piece) {
        const isMark = at < 3 && byte === BYTE_ORDER_MARK[at];
        at = isMark ? at + 1 : 3;
        if (isMark || byte === 0x0d) continue;
        if (byte === LINE_FEED && isEmpty) plain.push(0x20);
        isEmpty = byte === LINE_FEED;
        plain.push(byte === 0x09 ? 0x20 : byte);
      }
      return Uint8Array.from(plain);
    },
  };
}

const BYTE_ORDER_MARK: readonly number[] = [0xef, 0xbb, 0xbf];

type LineTrouble = 'shape' | 'heading' | 'serial' | 'code' | 'secret';

/** `null`: an empty line. */
function readLine(line: Uint8Array, row: number): SuppliedUnit | LineTrouble | null {
  // Before any of it becomes text.
  if (findForbidden(line) !== null) return 'secret';
  const fields = String.fromCharCode(...line)
    .split(',')
    .map(bare);
  if (fields.every((field) => field === '')) return null;
  const [serial = '', code = '', ...more] = fields;
  if (more.length > 0 || fields.length < 2) return 'shape';
  const parsed = parseIntermediateCode(code);
  if (!isSerial(serial) || isCardPassphrase(asciiBytes(serial))) {
    return row === 1 && !parsed.ok && !code.startsWith('passphrase') ? 'heading' : 'serial';
  }
  return parsed.ok ? { serial, code: parsed.value, row } : 'code';
}

/** Without blanks and quotes around it. */
const bare = (field: string): string =>
  field
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim();

function refuse(file: string, row: number, trouble: LineTrouble): Failed<SuppliedFailure> {
  if (trouble !== 'secret') return bad(file, row, trouble);
  return fail(
    'secret-in-codes',
    `${file}, line ${row}: it holds what looks like a key or a passphrase. Nothing was taken: call your supervisor.`,
    { file, line: row },
  );
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
  for (const { serial, code, row } of codes.units) {
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

const WHY = {
  shape: 'this is no line of a serial, a comma and a code',
  heading: 'this is a heading. Take the line out of the file',
  serial:
    'its serial is none: 4 to 24 capital letters, digits and single hyphens, one digit at least. Spreadsheets change long numbers: keep them as text',
  code: 'its intermediate code is damaged, or no point of the curve',
  count: `there are not 1 to ${MOST_UNITS} units`,
} as const;

const bad = (file: string, row: number, why: keyof typeof WHY): Failed<'bad-codes'> =>
  fail('bad-codes', `${file}, line ${row}: ${WHY[why]}. Nothing was taken from it.`, { file, line: row, why });
