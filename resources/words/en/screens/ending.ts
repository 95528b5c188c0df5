/** From the metal to the box, and the end of a batch: what the Bench window says of it, in English. */
export const enEnding = {
  /** What is looked at. */
  look: {
    strip: {
      ask: 'Strip on, inspected?',
      hint: 'The whole passphrase is covered, no bubble, no loose edge.',
      good: 'The strip is on. Next: its packing.',
    },
    seal: {
      ask: 'Packing sealed?',
      hint: 'Closed all round, and no trace of opening.',
      good: 'The packing is closed. Next: the box.',
    },
    pack: {
      ask: 'In the box?',
      hint: 'In the box of finished cards, its seal unbroken.',
      good: 'The card is finished.',
    },
  },
  yes: 'Yes, good',
  no: 'Not good',
  asPerson: (person: string) => `As ${person}`,
  person: 'Your name, for every card you look at',
  goOn: 'Go on',
  other: 'Another person',

  title: 'End of the batch',
  finished: (finished: string, count: string) => `${finished} of ${count} finished`,
  inTheWay: (things: number) => (things === 1 ? '1 thing in the way' : `${things} things in the way`),
  balances: 'Balances: it can be closed',
  closed: (at: string, people: readonly string[]) => `Closed ${at} by ${people.join(' and ')}`,
  sealedStill: 'Its passphrases are still sealed here: close it again',
  proven: (count: string, at: string) => `Proof of ${count} cards written ${at}`,
  notProven: 'The proof is not written yet',
  sample: 'Sample',
  close: 'Close the batch',
  proof: 'Write the proof',
  receipt: { origin: 'Receipt for Origin', press: 'Receipt for Press' },
  notTold: 'Origin and Press wait for a receipt',
  written: (file: string) => `Written: ${file}`,

  closing: {
    title: (batch: string) => `Close batch ${batch}`,
    notYet: 'It cannot be closed yet:',
    final: 'From then on nothing happens to its cards any more, and their sealed passphrases are destroyed for good.',
    balance: 'Balance',
    in: 'Units in',
    blind: 'Count the labels that are destroyed. The station says its number when you have said yours.',
    destroyed: 'Labels counted as destroyed',
    noSample: 'No card was opened as a sample.',
    incomplete: 'Type two different names, and the number of labels.',
    sign: 'Sign and close',
    back: 'Back',
  },

  sampling: {
    title: (batch: string) => `Sample of batch ${batch}`,
    why: 'Chance chooses among the finished cards, and the choice is recorded. Each is opened, tried at a Check station with its passphrase and its encrypted key, and destroyed.',
    count: (finished: string) => `How many of ${finished}`,
    draw: 'Draw',
    open: 'Open these',
    none: 'Nothing is waiting to be opened.',
    badCount: 'Type a whole number.',
  },

  deed: {
    reason: 'Why, in a few words',
    person: 'Name',
    incomplete: 'Something is missing: every field counts, and two names must differ.',
    sign: 'Sign',
    known: 'Why',
  },

  reasons: {
    title: 'Reasons to choose from',
    why: 'Whoever decides about a card chooses one of these, or types another.',
    none: 'The list is empty: whoever decides about a card types why.',
    next: 'Another reason',
    add: 'Add',
    drop: 'Drop',
    dropThis: (reason: string) => `Drop “${reason}”`,
  },
} as const;
