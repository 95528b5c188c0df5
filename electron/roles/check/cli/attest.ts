/** `twofold check attest`: whose the statement on a packing is, and whether it speaks of the card that is given. */
import { isSignedBy, readAttestation, signatureFileOf } from '../../../../core/attest/attestation.ts';
import { ok } from '../../../../core/base/result.ts';
import { signingKeyOf } from '../../../../core/peers/identity.ts';
import { createCheckTable } from '../../../../core/stations/check/table.ts';
import { verifySignature } from '../../../keys/ed25519.ts';
import { called, directory, file, many, maybe, misuse, textValue } from '../../../cli/form.ts';
import { identities } from '../../../cli/transfer.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { fromInput, lay, layFiles, today } from './check.ts';

export const attestVerb = verb({
  name: 'check attest',
  args: { text: many(textValue('TEXT')) },
  options: {
    address: maybe(textValue('A')),
    serial: called('card-serial', maybe(textValue('S'))),
    recalls: maybe(file()),
    identity: many(file()),
    station: called('known-by', maybe(directory())),
  },
  async run(given, line) {
    const { address, serial, identity, station } = given;
    const known = await identities(identity, station ?? null);
    if (!known.ok) return known;
    const texts = [...given.text, ...(await fromInput(given.text.length > 0))];
    const code = texts.find((text) => readAttestation(text.trim()) !== null);
    const attestation = code === undefined ? null : readAttestation(code.trim());
    if (attestation === null) {
      const name = 'the code of a packing (TFA1:...), as an argument or on standard input';
      return misuse('missing', `check attest wants ${name}.`, { verb: 'check attest', name });
    }
    // No passphrase is asked for here, so that nothing is derived and nothing held.
    const derivation = { derive: () => Promise.reject(new Error('a statement needs no derivation')) };
    const table = createCheckTable({
      derivation,
      later: () => ({ callOff: () => undefined }),
      makers: () => known.value,
      verify: verifySignature,
      changed: () => {},
      today,
    });
    const compared = [address, serial].filter((one) => one !== undefined);
    const laid = await lay(table, [...texts, ...compared], line);
    if (!laid.ok) return laid;
    const filed = await layFiles(table, known.value, given, line);
    if (!filed.ok) return filed;
    const { attestation: view, recalled } = table.view;
    if (view === null) throw new Error('a statement was put, and is not there');
    const { statement, standing, until, differs } = view;
    const maker = known.value.find((one) => isSignedBy(attestation, one, verifySignature));
    const result = {
      standing,
      ...statement,
      until,
      differs,
      recalled: recalled?.reason ?? null,
      statement: attestation.text,
      signature: maker === undefined ? null : signatureFileOf(attestation, signingKeyOf(maker)),
    };
    return ok(answer(result, { good: standing === 'good' && differs === null && recalled === null }));
  },
});
