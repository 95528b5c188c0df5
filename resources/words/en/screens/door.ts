/** What the window says before it is a station's, in English. */
export const enDoor = {
  title: 'Door',
  manual: 'Manual',
  themes: { system: 'Colours: as the system', light: 'Colours: light', dark: 'Colours: dark' },
  themeTitle: 'Change the colours',
  willBeIn: (path: string) => `A station made here will be kept in ${path}`,
  isIn: (path: string) => `In ${path}`,
  version: (version: string) => `v${version}`,

  roles: {
    origin: {
      name: 'Origin',
      does: 'Makes serials and passphrases for new cards.',
      holds: 'serials, passphrases, intermediate codes',
      never: 'an encrypted key',
    },
    press: {
      name: 'Press',
      does: 'Makes the encrypted keys and prints the stickers.',
      holds: 'intermediate codes; encrypted keys while a batch is printed',
      never: 'a passphrase',
    },
    bench: {
      name: 'Bench',
      does: 'Verifies every card and has the laser etch it.',
      holds: 'passphrases, confirmation codes, addresses',
      never: 'an encrypted key',
    },
    check: {
      name: 'Check',
      does: 'Opens and checks cards, as a customer would.',
      holds: 'nothing',
      never: 'anything it was shown, once it is closed',
    },
  },
  holds: 'Holds',
  never: 'Must never hold',

  empty: {
    title: 'Which station is this?',
    commission: 'A real station',
    commissionIntro:
      'This computer becomes one station of one role, for good. It makes its own keys and asks for a passphrase at every start.',
    points: [
      'Origin and Press must never meet: two sites, two computers.',
      'Have paper and dice at hand for the passphrase.',
      'Nothing leaves this computer but the files you carry.',
    ],
    begin: 'Commission a station',
    practise: 'Practise',
    practiseIntro: 'Sample cards, simulated devices, keys of its own. Nothing made here can ship.',
    taken: 'No station can be made here',
    restore: 'Restore a station from its backup',
    restoring: (left: string | null) => (left === null ? 'Restoring.' : `Restoring: ${left} left.`),
    restored: (name: string, records: string) =>
      `${name} is restored, with ${records} records. It stays shut until two people give its newest record that is known from elsewhere: they are asked for it after the passphrase or the badge.`,
  },

  commission: {
    title: 'Commission a station',
    back: 'Back',
    role: 'What it is, for good',
    name: 'Name of the station',
    nameHint: '1 to 40 letters and digits, of other scripts about a dozen; single spaces, dots, hyphens or underscores between them.',
    namePlaceholder: 'HEL-2-PRESS-01',
    mode: 'What it makes',
    production: 'Cards that ship',
    rehearsal: 'A rehearsal: nothing ships',
    passphrase: 'Station passphrase',
    again: 'The same again',
    differ: 'The two differ.',
    same: 'Both are the same.',
    do: (role: string) => `Make this a ${role} for good`,
    doOrigin: 'Make this an Origin for good',
    working: 'Making the keys. This takes a moment on purpose.',
  },

  strength: {
    label: 'Strength of the passphrase',
    advice: 'Draw six words by dice and write them down. Nothing else opens this station.',
    illegal: 'Only letters without accents, digits, signs and spaces.',
    short: (missing: number) => (missing === 1 ? '1 character is missing.' : `${missing} characters are missing.`),
    weak: (bits: number) => `At most ${bits} bits, even if dice chose it. Six words drawn by dice have 77.`,
    good: (bits: number) => `Up to ${bits} bits, if dice chose it and not a person. No program can tell.`,
  },

  hold: 'Hold to show',
  capsLock: 'Caps Lock is on.',

  gate: {
    since: (date: string) => `Commissioned ${date}`,
    passphrase: 'Station passphrase',
    unlock: 'Unlock',
    badge: 'Scan your badge',
    signIn: 'Sign in',
    recover: 'Open with the passphrase of the station',
    recoverHint:
      'People have badges here. Opening with the passphrase is an incident, which two people answer for afterwards.',
    working: 'Trying the passphrase. This takes a moment on purpose.',
    wait: (left: string) => `The next passphrase is looked at in ${left}.`,
    waitShort: (left: string) => `Wait ${left}`,
    locked: 'This copy is locked',
    shut: 'This station cannot be opened',
  },

  /** A station that went back. */
  goOn: {
    lost: 'Two people can go on. If records are lost, no batch begun before is made, printed or etched any further.',
    head: 'The newest record of this station that is known from elsewhere, in eight words',
    reason: 'What happened',
    first: 'First person',
    second: 'Second person',
    byBadge: 'Each of the two is then asked for badge and PIN: a supervisor, and another who works here.',
    incompleteByBadge: 'The words and what happened are needed.',
    incomplete: 'The words, what happened, two names and the passphrase are needed.',
    goOn: 'Go on',
  },

  made: {
    title: 'The station is made',
    intro: 'Three things to do now, before anything else.',
    words: 'Write its eight words down',
    wordsHint:
      'Other stations are shown the same words. Two people compare them by voice before either station trusts the other.',
    file: 'Save its public file',
    fileHint:
      'Nothing in it is secret. Carry it to the stations that are to trust this one. Those with a scanner can read the code instead.',
    save: 'Save the file',
    backup: 'Make a backup',
    backupHint: (path: string) =>
      `Its keys exist once, in ${path}. Without them, or without the passphrase, it is lost.`,
    open: 'Open the station',
  },
} as const;
