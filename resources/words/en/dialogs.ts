/** What native dialogs say, in English: a title for each thing a person is asked to choose, and questions no page can answer. */
export const enDialogs = {
  cancel: 'Cancel',
  stopped: 'Twofold has stopped',
  unknownFault: 'unknown fault',
  file: {
    codes: 'The codes of the customer (a serial, a comma and an intermediate code a line)',
    order: 'The order of a batch (serials and intermediate codes, from Origin)',
    vault: 'The vault of the batch (serials and passphrases, from Origin)',
    return: 'The return of the batch (confirmation codes, from Press)',
    receipt: 'The receipt that Bench has written',
    proof: "The maker's proof file",
    maker: "The maker's identity file",
    identity: 'The identity of another station',
  },
  directory: {
    transfers: 'Where the transfers for Press and Bench go',
    key: "Where the medium of the batch's key is mounted",
    return: 'Where the return is written',
    certificate: 'Where the certificate is written',
    receipt: 'Where the receipt is written',
    proof: 'Where to write the proof of this batch',
    jobs: 'Where etch jobs go: a folder that the laser\'s computer reads',
    report: 'Where the report is written',
    answers: 'Where the sheet of answers is written',
    identity: 'Where the identity of this station is written',
  },
  showPassphrase: {
    question: (serial: string) => `Show the passphrase of ${serial}?`,
    detail: (people: readonly string[], reason: string) =>
      `${people.join(' and ')} sign for it: ${reason}. It is shown once, and the card will never leave.`,
    act: 'Show it',
  },
} as const;
