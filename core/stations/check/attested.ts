/** What the statement on a packing is worth to whoever holds a card: whose it is, and whether it speaks of this card. */
import { codeHash, isSignedBy, lastDayOf, type Attestation, type Statement } from '../../attest/attestation.ts';
import { keyIdOf, type VerifySignature } from '../../peers/minisign.ts';
import { signingKeyOf, type PublicIdentity } from '../../peers/identity.ts';
import { sameBytes } from '../../base/secret.ts';
import type { Laid } from './question.ts';

/**
 * - `good`: signed by a maker that is known here;
 * - `expired`: the same, and the time for which it was good is over;
 * - `forged`: it names the key of a known maker, and that key did not sign it;
 * - `unknown-maker`: signed by a key that nobody here has vouched for.
 */
export type AttestedStanding = 'good' | 'expired' | 'forged' | 'unknown-maker';

export interface AttestedView {
  readonly statement: Statement;
  readonly standing: AttestedStanding;
  /** The last day on which it is good. */
  readonly until: string;
  /** What of the card on the table is not as the statement says; `null` if nothing is, or nothing was given. */
  readonly differs: 'serial' | 'address' | 'code' | null;
  /** There was something to compare it with. */
  readonly compared: boolean;
}

export function attestedView(
  attestation: Attestation,
  laid: Pick<Laid, 'serial' | 'address' | 'confirmation'>,
  makers: readonly PublicIdentity[],
  verify: VerifySignature,
  today: string,
): AttestedView {
  const { statement, signature } = attestation;
  const maker = makers.find((identity) => sameBytes(keyIdOf(signingKeyOf(identity)), signature.keyId));
  const known = maker?.role === 'bench' && maker.name === statement.maker ? maker : undefined;
  const good = known !== undefined && isSignedBy(attestation, known, verify);
  const { serial, address, confirmation } = laid;
  const until = lastDayOf(statement);
  return {
    statement,
    standing: maker === undefined ? 'unknown-maker' : !good ? 'forged' : until < today ? 'expired' : 'good',
    until,
    differs: differenceFrom(statement, laid),
    compared: serial !== null || address !== null || confirmation !== null,
  };
}

function differenceFrom(
  statement: Statement,
  { serial, address, confirmation }: Pick<Laid, 'serial' | 'address' | 'confirmation'>,
): AttestedView['differs'] {
  if (serial !== null && serial !== statement.serial) return 'serial';
  if (address !== null && address.address !== statement.address) return 'address';
  return confirmation !== null && codeHash(confirmation.code) !== statement.code ? 'code' : null;
}
