/** What native dialogs say, in English: a title for each thing a person is asked to choose, and questions no page can answer. */
import type { SignedAct } from '../../../core/people/acts.ts';
import { enActs } from './acts.ts';
import { enDeeds } from './records/bench.ts';
import { enPersonRoles } from './records/people.ts';

export const enDialogs = {
  cancel: 'Cancel',
  stopped: 'Twofold has stopped',
  manual: {
    title: 'Manual - Twofold (type to find)',
    sought: (text: string) => `Find: ${text} (Enter: next, Esc: end)`,
  },
  unknownFault: 'unknown fault',
  file: {
    codes: 'The codes of the customer (a serial, a comma and an intermediate code a line)',
    order: 'The order of a batch (serials and intermediate codes, from Origin)',
    vault: 'The vault of the batch (serials and passphrases, from Origin)',
    return: 'The return of the batch (confirmation codes, from Press)',
    shipment: 'What Press says is in the packages (shipment-...)',
    receipt: 'The receipt that Bench has written',
    closing: 'What a bench says of the units it had (closing-...)',
    handover: 'What another bench has handed over (handover-...)',
    proof: "The maker's proof file",
    maker: "The maker's identity file",
    recalls: "The maker's list of recalls",
    identity: 'The identity of another station',
    product: 'A product file (*.product.json)',
    photo: 'A photo of the metal (JPEG or PNG)',
    port: 'The port of the device',
    transfer: 'The transfer that cannot be used',
    people: 'The list of people of another station (people-...)',
  },
  directory: {
    order: 'The medium for Press: the order goes here',
    vault: 'The medium for Bench: another one than that for Press',
    slip: 'Where the slip is written',
    key: "Where the medium of the batch's key is mounted",
    return: 'Where the return is written',
    certificate: 'Where the certificate is written',
    shipment: 'The medium for Bench: what is in the packages goes here',
    receipt: 'Where the receipt is written',
    closing: 'Where the closing for Origin is written',
    handover: 'The medium for the other bench: the handover goes here',
    proof: 'Where to write the proof of this batch',
    product: 'Where the file is written',
    jobs: 'Where etch jobs go: a folder that the laser\'s computer reads',
    report: 'Where the report is written',
    page: 'Where the page is written',
    answers: 'Where the sheet of answers is written',
    identity: 'Where the identity of this station is written',
    badge: 'Where the page of the badge is written: on a medium that is wiped',
    people: 'The medium for the other station: the list of people goes here',
    backup: 'Where the backup goes: on another disk',
    restore: 'The folder that the backup has made',
  },
  /** What people sign: asked where no page can answer. */
  signed: (people: readonly string[]) =>
    people.length === 1 ? `${people.join()} answers for it.` : `${people.join(' and ')} sign for it.`,
  because: (reason: string) => `Reason: ${reason}`,
  sign: 'Yes, it is so',
  unknown: '(unknown)',
  deeds: enDeeds,
  /** What is signed, and whom or what it is about. */
  acts: (act: SignedAct, about: string | null) => (about === null ? `${enActs[act]}.` : `${enActs[act]}: ${about}.`),
  peopleTaken: (people: number, revoked: readonly string[]) =>
    revoked.length === 0 ? `${people} people; nobody is revoked here by it.` : `${people} people. Revoked here by it: ${revoked.join(', ')}.`,
  personRoles: (roles: readonly (keyof typeof enPersonRoles)[]) => roles.map((role) => enPersonRoles[role]).join(', '),
  questions: {
    openUnit: (serial: string, batch: string) =>
      `Show the passphrase of ${serial} of batch ${batch}, once? The card will never leave.`,
    abandonBatch: (batch: string) => `Abandon batch ${batch}? Its numbers stay taken.`,
    destroyVault: (batch: string) => `Destroy the passphrases of batch ${batch}, for good?`,
    destroyKeys: (batch: string) => `Destroy the key and the seeds of batch ${batch}, for good?`,
    goOn: (name: string, head: string) => `Go on with ${name}, of which you know from elsewhere: ${head}?`,
    acknowledge: (incident: number, said: string) => `Answer for incident #${incident} (${said})? Work goes on after it.`,
    liftPause: (incident: number, said: string) =>
      `Go on in spite of incident #${incident}, which stops work (${said})?`,
    pinPeer: (name: string, words: string) => `Trust the station ${name} from now on? Its words: ${words}`,
    setAside: (file: string) => `Set ${file} aside, for good? Nothing of it is ever used.`,
    abandonTransfer: (name: string, sequence: number) =>
      `Give up transfer ${sequence} to ${name}? You vouch that no copy of it exists.`,
    revokePeer: (name: string) => `Trust the station ${name} no longer?`,
    absent: (serial: string) => `Did the sticker of ${serial} never come out of the printer?`,
    spoil: (serial: string) => `Give up the sticker of ${serial}? It is destroyed, and another one is printed.`,
    withdraw: (serial: string) => `Withdraw ${serial}? It is never printed.`,
    handOver: (count: number, batch: string, to: string) =>
      `Hand ${count} units of batch ${batch} over to ${to}? None of them is etched here any more.`,
    reissueShare: (batch: string, bench: string, to: string) =>
      `Is ${bench} no more? Its share of batch ${batch} goes to ${to}, where every card is looked at.`,
    vouchSerial: (serial: string) => `Do both of you read ${serial} on this card, character by character?`,
    marked: (serial: string) => `Has the laser marked the card ${serial}, whole?`,
    scrapped: (serial: string) => `Scrap the card ${serial} that is in doubt? It is destroyed.`,
    checkLocked: (batch: string) =>
      `Let the pre-verification of batch ${batch} go on while the station is locked? The key of the batch stays in the memory of a process until it is done or stopped.`,
    closeBatch: (batch: string, labels: number) =>
      `Close batch ${batch}, and destroy its passphrases for good? Labels destroyed: ${labels}.`,
  },
} as const;
