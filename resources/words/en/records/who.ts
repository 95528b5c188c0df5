/** Who did what is on record, in English: on screens, on papers and at the command line. */
export const enWho = {
  title: 'Who',
  doer: (name: string, roles: string) => `${name} (${roles})`,
  signedBy: (people: string) => `Signed by ${people}`,
  signatures: {
    hold: 'signatures hold',
    fail: 'SIGNATURES DO NOT HOLD',
    typed: 'names typed: nobody was enrolled',
  },
  signed: 'What people signed',
  signers: 'Signed by',
  verdict: 'Signatures',
  noneSigned: 'Nothing was signed by badge and PIN.',
  inRecord: (record: string) => `badge and PIN, record ${record}`,
};
