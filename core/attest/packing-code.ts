/** The statement of a finished card as the code of its packing, decoded before anybody prints it. */
import { failIn, ok, type Result } from '../base/result.ts';
import type { Sign } from '../peers/minisign.ts';
import { makeQr, readGrid, type CodeGrid } from '../sticker/qr.ts';
import { signStatement, type SignedStatement, type Statement } from './attestation.ts';

const fail = failIn('bench');

/** QR version 12. */
const MOST_MODULES = 65;

export interface WrittenAttestation extends SignedStatement {
  readonly grid: CodeGrid;
}

/** Long names of station, product or batch make a statement that no label has room for: `attestation-too-long`. */
export function writeAttestation(
  statement: Statement,
  publicKey: Uint8Array,
  sign: Sign,
): Result<WrittenAttestation, 'attestation-too-long'> {
  const signed = signStatement(statement, publicKey, sign);
  const grid = makeQr(signed.code, 'M');
  if (grid.length > MOST_MODULES) {
    return fail(
      'attestation-too-long',
      `The statement of ${statement.serial} does not fit into the code of a packing label: the names of station, product and batch are too long together.`,
      { serial: statement.serial },
    );
  }
  if (readGrid(grid) !== signed.code) throw new Error('the code of an attestation does not read');
  return ok({ ...signed, grid });
}
