/** Everything the window says in English. The Chinese has the same shape: see zh.ts. */
import { enAudit } from './audit.ts';
import { enDialogs } from './dialogs.ts';
import { enLine } from './line.ts';
import { enMachine } from './machine.ts';
import { enPapers } from './papers.ts';
import { enReasonNames } from './records/reasons.ts';
import { enWho } from './records/who.ts';
import { enScannerSetup } from './screens/scanner-setup.ts';
import { enBench } from './screens/bench.ts';
import { enEnding } from './screens/ending.ts';
import { enShiftCheck } from './screens/shift-check.ts';
import { enSharing } from './screens/sharing.ts';
import { enDoor } from './screens/door.ts';
import { enPeers } from './screens/peers.ts';
import { enDeeds } from './records/bench.ts';
import { enRecords } from './records/station.ts';
import { enOriginWindow } from './screens/origin.ts';
import { enPressWindow } from './screens/press.ts';
import { enCheckWindow } from './screens/check.ts';
import { enProductScreen } from './screens/products.ts';
import { enLaserDesk } from './screens/laser-desk.ts';
import { enShift } from './screens/shift.ts';
import { enViewing } from './screens/viewing.ts';
import { enPage } from './screens/page.ts';
import { enPeopleScreen } from './screens/people.ts';
import { enPeopleWindow } from './screens/people-window.ts';

export const en = {
  locale: 'en-GB',
  /** As the language calls itself, on the switch that leads to it. */
  ownName: 'English',
  /** Between the members of a list. */
  comma: ', ',
  /** Each comes with its failure. */
  failures: null,
  /** Records are written in it. */
  details: null,
  reasonNames: enReasonNames,
  ...enRecords,
  ...enBench,

  papers: enPapers,
  dialogs: enDialogs,
  line: enLine,
  audit: enAudit,
  shift: enShift,
  viewing: enViewing,
  machine: enMachine,

  door: enDoor,
  peers: enPeers,
  productScreen: enProductScreen,
  laserDesk: enLaserDesk,
  ending: enEnding,
  sharing: enSharing,
  shiftCheck: enShiftCheck,
  deeds: enDeeds,

  originWindow: enOriginWindow,

  pressWindow: enPressWindow,
  scannerSetup: enScannerSetup,

  checkWindow: enCheckWindow,
  page: enPage,
  peopleScreen: enPeopleScreen,
  who: enWho,
  peopleWindow: enPeopleWindow,

  app: {
    product: 'Twofold',
    training: 'Training',
    trainingBand: 'Training: simulated devices and sample keys. Nothing made here may be shipped.',
    notAirGapped: (found: string) => `NOT AIR-GAPPED: ${found}. Take it away from this computer.`,
    rehearsalBand: 'Rehearsal: real devices, keys of a training station. Nothing made here may be shipped.',
    production: 'Production',
    screens: 'Screens',
    noBatch: 'No batch open',
    batch: (batch: string) => `Batch ${batch}`,
    otherLanguage: (name: string) => `Switch to ${name}`,
    help: 'Help',
    manual: 'Open the manual',
    close: 'Close',
    cancel: 'Cancel',
    noted: 'Noted',
    hold: 'Hold for a second',
    holdIt: 'This cannot be undone: hold the button for a second.',
    notAsked: 'The screen asks nothing that this code would answer.',
    locking: 'Locked. What is in hand is being ended; after that, scan your badge.',
    unexpected: (detail: string) =>
      `Something unexpected happened in the window (${detail}). Records are safe. Tell your supervisor.`,
  },

  screens: {
    shift: 'Shift',
    peers: 'Stations',
    people: 'People',
    laser: 'Laser',
    printing: 'Printing',
    window: 'Window',
    check: 'Check',
    bench: 'Bench',
    batch: 'Batch',
    devices: 'Devices',
    records: 'Records',
    open: 'Open',
    traveller: 'Traveller',
  },

  keys: {
    title: 'Keys',
    intro: 'Everything works with the scanner and these keys. Tab moves on, Shift + Tab moves back.',
    screen: (name: string) => `Go to ${name}`,
    fullScreen: 'Full screen, and back',
    help: 'This list',
    finished: 'The laser has finished; it is good; check what was typed',
    tray: 'Send the tray; leave a pocket empty; take back the last',
    notGood: 'The strip or the packing is not good',
    notYet: 'The laser has not finished; close what is open',
    rows: 'Move in the table; Enter opens the traveller',
    search: 'Search the batch (on Batch); type a serial that no code says (on Bench)',
  },

  labels: {
    packing: 'Print what the station says of each finished card, for its packing',
    title: 'Labels of verdicts',
    width: 'Width, mm',
    height: 'Height, mm',
    apply: 'Use these labels',
  },
  roll: {
    uncounted: 'Nobody said how many labels are on the roll.',
    left: (count: number) => (count === 1 ? '1 label left on the roll' : `${count} labels left on the roll`),
    count: 'Labels on a new roll',
    put: 'A new roll is in',
  },
  packages: {
    shipment: 'Cards leave in packages',
    why: 'Bench is told which seals are on their way, and how many cards are in each. It counts before it reads this.',
    packed: 'Packages, one a line: seal, then cards',
    hint: 'Such as: A-1027 250',
    write: 'Write it for Bench',
    written: (part: number, file: string) => `Shipment ${part} is written: ${file}`,
    ship: 'Ship the cards',
    gone: (part: number, cards: string, to: string) => `Shipment ${part}: ${cards} cards for ${to}`,
    writeAgain: 'Write it again',
    again: (part: number) => `Write shipment ${part} again`,
    asItWas: 'For a medium that was lost or is damaged. It says what it said before; nothing more leaves by it.',
    arrived: 'Cards have arrived',
    arrival: 'Cards have arrived',
    countFirst: 'Look at every seal, and count every package. What Press says of them is read only then, from its file.',
    found: 'Packages as they were found, one a line: seal, then cards',
    compare: 'Compare with the file',
    agree: (cards: number) => `${cards} cards, as Press says.`,
    differ: (seals: readonly string[]) =>
      `Not as Press says: ${seals.join(', ')}. It is an incident: a supervisor answers for it before any batch closes.`,
    incomplete: 'A seal and a number on every line, and a name.',
  },
  ribbon: {
    uncounted: 'Nobody said for how many labels the ribbon is enough. A printer without one needs no count.',
    left: (count: number) => (count === 1 ? 'ribbon for 1 more label' : `ribbon for ${count} more labels`),
    count: 'Labels that a new ribbon is enough for',
    put: 'A new ribbon is in',
  },
  devices: {
    scanner: 'Scanner',
    printer: 'Label printer',
    port: 'Port',
    simulated: 'Simulated device',
    unchosen: 'None chosen yet',
    other: 'Another one …',
    baudRate: 'Speed (baud)',
    feedback: 'Answer to the scanner',
    feedbackModes: {
      none: 'None: the scanner beeps by itself',
      'honeywell-host-ack': 'Honeywell, host ACK on: good or bad beep after the check',
      'datalogic-host': 'Datalogic host commands: good or bad beep after the check',
    },
    apply: 'Use this port',
    applied: 'Applied.',
    faults: 'Simulator faults',
    faultNames: {
      unplugged: 'Unplugged',
      'unplug-mid-label': 'Unplugged in mid label',
      'reset-mid-label': 'Reset in mid label',
      stalled: 'Takes no data',
      silent: 'No answer',
      slow: 'Slow',
      garbage: 'Garbage',
      'paper-out': 'Out of labels',
      'head-open': 'Head open',
      'ribbon-out': 'Out of ribbon',
      paused: 'Paused',
      truncated: 'Half a code',
      glued: 'Two codes glued',
      'no-suffix': 'No suffix',
    },
    state: {
      absent: 'Not connected',
      opening: 'Opening',
      identifying: 'Identifying',
      ready: 'Ready',
      busy: 'Busy',
      faulted: 'Fault',
    },
    sentence: {
      absent: 'No device answers at this port. Check the cable, or choose another port.',
      opening: 'The port is being opened.',
      identifying: 'The station is asking the device who it is.',
      ready: 'Ready to work.',
      busy: 'At work.',
      faulted: 'The device does not work as it should.',
    },
    window: 'This window',
    language: 'Language',
    theme: 'Colours',
    themes: { system: 'As the system', light: 'Light', dark: 'Dark' },
    textSize: 'Size of text',
    textSizes: { small: 'Small', medium: 'Medium', large: 'Large' },
    sound: 'Sound',
    soundOn: 'On',
    soundOff: 'Off',
    listen: 'Listen',
    tones: { PASS: 'Pass', FAIL: 'Fail', ERROR: 'Error', notice: 'Notice' },
  },

  answers: {
    title: 'Answers by scan',
    how: 'Scan a code instead of pressing the key. It answers what the screen asks, and nothing else.',
    commands: {
      yes: { word: 'YES', meaning: 'Yes; done; good; go on.' },
      no: { word: 'NO', meaning: 'Not yet; not good.' },
      again: { word: 'AGAIN', meaning: 'Print the label again.' },
      aside: { word: 'PUT ASIDE', meaning: 'Open what can be done with the card in hand.' },
      call: { word: 'CALL', meaning: 'Call your supervisor to this station.' },
      send: { word: 'SEND', meaning: 'Send the tray that is being filled to the laser.' },
      skip: { word: 'SKIP', meaning: 'Leave the next pocket of the tray empty.' },
      strips: { word: 'STRIPS', meaning: 'From now on, each card scanned has a good strip. NO ends it.' },
      packing: { word: 'PACKING', meaning: 'From now on, each card scanned is packed and in the box. NO ends it.' },
    },
    save: 'Sheet of scanned answers',
    saved: (path: string) => `Saved: ${path}`,
  },

  band: {
    title: 'In the hand',
    nothing: 'Nothing in hand',
    why: 'Why',
    again: (times: number) => `${times} times in a row`,
    reminder: 'Reminder:',
    places: {
      scan: 'Scan',
      wait: 'Wait',
      printer: 'Print',
      laser: 'To the laser',
      tray: 'Into the tray',
      look: 'Look at it',
      strip: 'To the strip',
      packing: 'To the packing',
      box: 'Into the box',
      'red-tray': 'Red tray',
      aside: 'Lay it aside',
      people: 'Call your supervisor',
      device: 'See to the device',
      stop: 'Stop',
    },
  },

  records: {
    incidents: 'Incidents',
    noIncidents: 'No incidents. Good.',
    openCount: (open: number) => `${open} open`,
    nameless: 'Type your name: 2 characters at least.',
    acknowledge: 'Acknowledge',
    acknowledgedBy: (person: string) => `Acknowledged by ${person}`,
    acknowledgeTitle: (incident: number) => `Acknowledge incident #${incident}`,
    person: 'Your name',
    goOn: {
      open: 'Go on, two people',
      title: (incident: number) => `Go on in spite of incident #${incident}?`,
      consequence:
        'Work stands because of it. Take it away, or put it right, first if you can. Two people go on with a reason, which stays on record; of a way out the warning stays for as long as it is there.',
      reason: 'Reason',
      first: 'First person',
      second: 'Second person',
      do: 'Go on',
      incomplete: 'Give a reason and the names of two different people.',
    },
    journal: 'Journal, newest first',
    verify: 'Verify the journal',
    verifying: 'Verifying …',
    healthy: (records: string, checkpoints: string, head: string) =>
      `The chain is whole: ${records} records, ${checkpoints} signed checkpoints, head ${head}.`,
    answers: {
      open: 'Self-test',
      title: 'Does this computer compute rightly?',
      intro: 'Published questions and answers of everything that a card rests on, asked just now. They are asked at every start as well: where one is wrong, no station opens.',
      asking: 'Asking …',
      good: (count: string, time: string) => `All ${count} answers are right (${time} ms).`,
      bad: (wrong: string) => `WRONG: ${wrong}. Stop work, and take another computer.`,
      of: 'What',
      source: 'Published in',
      answer: 'Answer',
      right: 'right',
      wrong: 'WRONG',
      again: 'Ask again',
    },
    backup: {
      open: 'Back up',
      title: 'Back this station up?',
      holds:
        'The backup holds the keys under the passphrase of the station, the journal and the settings: nothing that opens a card. Choose a folder on another disk.',
      do: 'Choose a folder',
      made: (folder: string, words: string) => `The backup is in ${folder}. Write its eight words on paper: ${words}`,
    },
    report: 'Save a report',
    saved: (path: string) => `Report saved: ${path}`,
    directory: (path: string) => `This station keeps its files in ${path}`,
    record: 'Record',
    time: 'Time',
    event: 'What happened',
    empty: 'The journal has no records yet.',
  },

  footer: {
    devices: 'Devices',
    journal: (records: string, head: string) => `Journal ${records} · ${head}`,
    version: (version: string) => `v${version}`,
    incidents: (open: number) => (open === 1 ? '1 open incident' : `${open} open incidents`),
    noIncidents: 'No open incidents',
  },

  duration: {
    seconds: (s: number) => `${s} s`,
    minutes: (m: number, s: number) => `${m} min ${s} s`,
    hours: (h: number, m: number) => `${h} h ${m} min`,
  },
} as const;
