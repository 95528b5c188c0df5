/**
 * The cards that a shift begins with: their keys are those of the batch for practice, known to everybody, and worth nothing. Of
 * the bad one, the passphrase that is sealed belongs to no card, so that nothing but deriving again can find it out.
 */
import { asciiBytes } from '../../base/digest.ts';
import { labelledLink } from '../../coins/links.ts';
import { receivedUnit, type BenchUnit } from '../../life/bench-life.ts';
import { Secret } from '../../base/secret.ts';

/** A card of known keys, and what must come of it. */
export interface KnownCard {
  readonly unit: BenchUnit;
  readonly wanted: 'PASS' | 'FAIL';
}

const of = { batch: 'SHIFT-CHECK' } as const;

export const KNOWN_CARDS: readonly KnownCard[] = [
  {
    wanted: 'PASS',
    unit: receivedUnit({
      ...of,
      kind: 'unit-received',
      serial: 'CHECK-GOOD-1',
      address: '1CUN1P2ZmKzSQx7LXNURYBhTqXJdC9YE9e',
      publicKey: '0338305484dfad12a57cb3eba0d9535b982533751b88c6e7e8136543a1c334cb51',
      confirmation: 'cfrm38VUasjdPtbNF53KeoN1mEgFHWJPS9aJzBvxa7g5PmE8fLDkUkc7Lo33zQAsp47uHsocT2p',
      sticker: 'CHECK-1',
    }),
  },
  {
    wanted: 'FAIL',
    unit: receivedUnit({
      ...of,
      kind: 'unit-received',
      serial: 'CHECK-BAD-2',
      address: '1BJiWFcAMHYBiAC2EFteUhExFV7RSEfERD',
      publicKey: '0337fa7e94eb229422098c25a58c99f7f6cd729fe496b7abb4446777c204710a1e',
      confirmation: 'cfrm38VUU5byoPLEJsjLVMHNPaND4KD4VAGysR9L6iRohRATJEE8qGNi7cE8zeUHHexnWr4Brk7',
      sticker: 'CHECK-2',
    }),
  },
];

const PASSPHRASES: Readonly<Record<string, string>> = {
  'CHECK-GOOD-1': '2RPA-36MP-KQW8-S5NV-0MAT',
  'CHECK-BAD-2': 'TP5Z-V640-6GP5-MV98-P2SA',
};

/** What would be etched of a card; the caller wipes it. */
export const knownPassphrase = (serial: string): Secret => new Secret(asciiBytes(PASSPHRASES[serial] ?? ''));

/** What the code on a card's sticker says. */
export const knownLink = ({ unit: { address, serial } }: KnownCard): string =>
  labelledLink('BTC', address, serial) ?? address;
