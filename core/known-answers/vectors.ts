/** BIP-0038, "Test vectors": EC multiply, no compression, lot and sequence numbers, test 1. */
export const LOT_1 = {
  source: 'BIP-0038, EC multiply with lot, test 1',
  passphrase: 'MOLON LABE',
  intermediate: 'passphraseaB8feaLQDENqCgr4gKZpmf4VoaT6qdjJNJiv7fsKvjqavcJxvuR1hy25aTu5sX',
  key: '6PgNBNNzDkKdhkT6uJntUXwwzQV8Rr2tZcbkDcuC9DZRsS6AtHts4Ypo1j',
  confirmation: 'cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD',
  /** Of the printer; the BIP does not give it: it was recovered with the passphrase. */
  seedb: '87a13b07858fa753cd3ab3f1c5eafb5f12579b6c33c9a53f',
  address: '1Jscj8ALrYu2y9TD8NrpvDBugPedmbj4Yh',
} as const;
