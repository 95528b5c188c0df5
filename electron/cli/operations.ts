/** The operations of `twofold bip38`: for each its fields and what it answers. Hex is lower case. */
import { hex } from '@scure/base';
import * as v from 'valibot';
import { anyAddressIfHash } from '../../core/bip38/address.ts';
import { confirm } from '../../core/bip38/confirm.ts';
import { decrypt } from '../../core/bip38/decrypt.ts';
import { encrypt } from '../../core/bip38/encrypt.ts';
import { generate } from '../../core/bip38/generate.ts';
import { inspect } from '../../core/scan/inspect.ts';
import { makeIntermediateCode } from '../../core/bip38/intermediate.ts';
import { parseConfirmationCode, parseEncryptedKey, parseIntermediateCode } from '../../core/bip38/layout.ts';
import { parseLot } from '../../core/bip38/lot.ts';
import { passphraseFromText } from '../../core/bip38/passphrase.ts';
import { prove } from '../../core/bip38/prove.ts';
import { addressesOf, coinsWith, readAddress } from '../../core/coins/coins.ts';
import { decodeWif, encodeWif } from '../../core/coins/wif.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { failIn, must, ok, type Result } from '../../core/base/result.ts';

const fail = failIn('command');

export interface Tools {
  readonly derivation: KeyDerivation;
  readonly random: Random;
}

interface Operation<Fields extends v.GenericSchema> {
  readonly fields: Fields;
  readonly run: (input: v.InferOutput<Fields>, tools: Tools) => Promise<Result<object>>;
}

const operation = <Fields extends v.GenericSchema>(
  fields: Fields,
  run: Operation<Fields>['run'],
): Operation<Fields> => ({ fields, run });

const text = v.string();
const whole = v.nullish(v.pipe(v.number(), v.integer()), null);

export const operations = {
  inspect: operation(v.object({ text }), async (input) => ok(inspect(input.text))),

  encrypt: operation(v.object({ wif: text, passphrase: text }), async (input, { derivation }) => {
    const key = decodeWif(input.wif);
    if (!key.ok) return key;
    using privateKey = key.value.privateKey;
    const passphrase = passphraseFromText(input.passphrase);
    if (!passphrase.ok) return passphrase;
    using secret = passphrase.value;
    const made = await encrypt(privateKey, key.value.compressed, secret, derivation);
    return made.ok ? ok({ key: made.value.key, address: made.value.address }) : made;
  }),

  decrypt: operation(v.object({ key: text, passphrase: text }), async (input, { derivation }) => {
    const key = parseEncryptedKey(input.key);
    if (!key.ok) return key;
    const passphrase = passphraseFromText(input.passphrase);
    if (!passphrase.ok) return passphrase;
    using secret = passphrase.value;
    const opened = await decrypt(key.value, secret, derivation, undefined, anyAddressIfHash);
    if (!opened.ok) return opened;
    const { publicKey, address, compressed, lot, sequence, hashedOther } = opened.value;
    using privateKey = opened.value.privateKey;
    const [wif, digits] = privateKey.use((bytes) => [encodeWif(bytes, compressed), hex.encode(bytes)] as const);
    const value = { wif, privateKey: digits, publicKey: hex.encode(publicKey), address, compressed, lot, sequence };
    // Said only where it is so: the EPK carries the hash of another address than BIP38 wants.
    return ok(hashedOther === null ? value : { ...value, hashedOther });
  }),

  intermediate: operation(
    v.object({ passphrase: text, lot: whole, sequence: whole }),
    async (input, { derivation, random }) => {
      const numbers = parseLot(input.lot, input.sequence);
      if (!numbers.ok) return numbers;
      const passphrase = passphraseFromText(input.passphrase);
      if (!passphrase.ok) return passphrase;
      using secret = passphrase.value;
      return ok({ code: await makeIntermediateCode(secret, numbers.value, random, derivation) });
    },
  ),

  generate: operation(
    v.object({ code: text, compressed: v.optional(v.boolean(), true) }),
    async (input, { derivation, random }) => {
      const code = parseIntermediateCode(input.code);
      if (!code.ok) return code;
      const { key, confirmation, address, publicKey, compressed, lot, sequence } = await generate(
        code.value,
        input.compressed,
        random,
        derivation,
      );
      return ok({ key, confirmation, address, publicKey: hex.encode(publicKey), compressed, lot, sequence });
    },
  ),

  confirm: operation(
    v.object({ confirmation: text, passphrase: text, address: v.optional(text) }),
    async (input, { derivation }) => {
      const code = parseConfirmationCode(input.confirmation);
      if (!code.ok) return code;
      const wanted = input.address === undefined ? null : readAddress(input.address);
      if (wanted?.ok === false) return wanted;
      const passphrase = passphraseFromText(input.passphrase);
      if (!passphrase.ok) return passphrase;
      using secret = passphrase.value;
      const confirmed = await confirm(code.value, secret, derivation);
      if (!confirmed.ok) return confirmed;
      const { address, publicKey, compressed, lot, sequence } = confirmed.value;
      const value = { address, publicKey: hex.encode(publicKey), compressed, lot, sequence };
      if (wanted === null) return ok(value);
      return ok({ ...value, matches: coinsWith(must(addressesOf(publicKey)), wanted.value).length > 0 });
    },
  ),

  prove: operation(
    v.object({ key: text, code: text, confirmation: v.optional(text) }),
    async (input, { derivation }) => {
      const key = parseEncryptedKey(input.key);
      if (!key.ok) return key;
      const code = parseIntermediateCode(input.code);
      if (!code.ok) return code;
      const confirmation = input.confirmation === undefined ? ok(null) : parseConfirmationCode(input.confirmation);
      if (!confirmation.ok) return confirmation;
      const proven = await prove(key.value, code.value, confirmation.value, derivation);
      if (!proven.ok) return proven;
      return ok({ address: proven.value.address, publicKey: hex.encode(proven.value.publicKey) });
    },
  ),

  addresses: operation(v.object({ publicKey: text }), async (input) => {
    if (!/^(?:[0-9a-fA-F]{66}|[0-9a-fA-F]{130})$/.test(input.publicKey)) {
      return fail('bad-point', 'A public key is 33 or 65 bytes in hex.');
    }
    const addresses = addressesOf(hex.decode(input.publicKey.toLowerCase()));
    return addresses.ok ? ok({ addresses: addresses.value }) : addresses;
  }),
} as const;

export type OperationName = keyof typeof operations;
