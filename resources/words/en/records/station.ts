/** Names of states, outcomes and reasons, and every journal record as a sentence, in English. */
import type { Outcome } from '../../../../core/journal/event.ts';
import type { EventSentences } from '../../event-sentences.ts';
import type { ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import { enBench, enBenchStates } from './bench.ts';
import { enOrigin } from './origin.ts';
import { enPeople } from './people.ts';
import { enPress } from './press.ts';
import { enSetting } from './settings.ts';

const WHY_ASKED = {
  uncoded: 'its metal has no code',
  text: "the laser's own fonts have drawn it",
  'set-up': 'the first of a set-up',
  share: 'the lot fell on it',
  unread: 'its code does not read',
  spared: 'the lot has spared it',
} as const;

export const enRecords = {
  outcomes: { PASS: 'PASS', FAIL: 'FAIL', ERROR: 'ERROR', ABORTED: 'ABORTED' } satisfies Record<Outcome, string>,

  states: enBenchStates,

  reasons: {
    'passphrase-mismatch': 'Passphrase does not fit the confirmation code',
    'code-mismatch': "Confirmation code is not of the customer's code",
    'other-card-sticker': "Another card's sticker",
    'sticker-elsewhere': 'Its sticker was read on another card',
    'unknown-sticker': 'Sticker of no card in this batch',
    'address-not-derived': 'Address does not depend on the passphrase',
    'secret-scanned': 'Private key scanned',
    'strip-failed': 'Strip not good',
    'seal-failed': 'Packing not good',
    'sample-failed': 'Sample did not give its key',
    'derivation-failed': 'Key derivation failed',
    'derivation-disagreed': 'Key derivations disagree',
    'vault-unreadable': 'Sealed passphrase cannot be opened',
    'journal-failed': 'Journal cannot be written',
    'serial-again': 'Serial scanned too long ago',
    'job-waits': 'Job waits at the laser',
    'serial-first': 'Address before the serial',
    'address-next': 'Serial scanned again',
    'other-serial': 'Another serial before the sticker',
    'read-again': "Not this card's sticker, read once",
    'reads-as-own': 'Held card read as its own again',
    'repeated-address': 'Address scanned twice',
    'unknown-serial': 'Serial not in this batch',
    'already-verified': 'Verified already',
    'already-finished': 'Finished already',
    'is-quarantined': 'In quarantine',
    'is-in-doubt': 'In doubt',
    'is-scrapped': 'Scrapped',
    'is-sampled': 'Opened as a sample',
    'is-missing': 'On record as missing',
    'is-withdrawn': 'Withdrawn at Press',
    'is-handed-over': 'Handed over to another bench',
    'other-bench': 'Card of another bench',
    reissued: 'Of a bench that is no more',
    'perhaps-etched': 'Perhaps here before records were lost',
    'batch-is-closed': 'Batch closed',
    'broken-off': 'Records lost',
    'laser-altered': 'Laser set otherwise',
    'shift-not-checked': 'Shift not checked',
    'metal-next': 'Sticker in place of the metal',
    'answer-first': 'Scanned again before the answer',
    'in-series': 'Scanned twice in a series',
    'secret-refused': 'Private key scanned',
    'not-a-card-code': 'Not a card code',
    unreadable: 'Unreadable code',
    'incomplete-scan': 'Part of a code',
    'overlong-scan': 'Overlong scan',
    'framed-scan': 'Scanner adds to the code',
    'garbled-scan': 'Garbled scan',
    busy: 'Station was busy',
    'no-batch': 'No batch open',
    'not-now': 'Not possible in this state',
    'no-label': 'No verdict to print',
    'outbox-failed': 'Etch job not written',
    'does-not-fit': 'Text does not fit the card',
    'job-differs': 'Etch job reads otherwise',
    interrupted: 'Station stopped during the etch',
    misread: 'Read back wrong',
    'laser-failed': 'The laser said it failed',
    'misread-thrice': 'Read back wrong three times',
    'in-tray': 'Lies in the tray',
    'tray-full': 'Tray full',
    'take-out': 'Found bad in the tray',
    'sticker-first': 'Metal before sticker',
    'metal-again': 'Metal says another card',
    'tray-turned': 'Tray turned round',
    'other-metal': "Another card's text on the metal",
  } satisfies Record<ReasonKind, string>,

  /** What a printer gives us to believe that a label came out. */
  evidence: {
    'buffer-empty': 'the printer has nothing left to print',
    counted: 'the printer has counted it',
    'seen-printing': 'the printer was seen to print it',
  },

  noCard: 'No card open',
  unknownRecord: (kind: string) => `Record of kind ${kind}.`,

  events: {
    'journal-begun': (e) => `Journal of ${e.station} begun.`,
    'station-started': (e) => `Station started, version ${e.version}.`,
    'station-stopped': () => 'Station stopped.',
    'tail-cut': (e) => `An incomplete last record (${e.bytes} bytes) was cut off.`,
    'history-accepted': (e) =>
      `${e.signatures.map(({ name }) => name).join(' and ')} go on with a journal of ${e.size} records, where ${e.noted === null ? 'no note of its length was found' : `${e.noted} were noted`}${e.lost ? ', and records are lost' : ''}: ${e.reason}.`,
    'anchor-moved': (e) =>
      `${e.signatures.map(({ name }) => name).join(' and ')}: how far the records go is noted ${e.to === null ? 'on this computer' : `in ${e.to}`} from now on.`,
    'backup-made': (e) => `${e.by.name} backed this station up into ${e.to}.`,
    'index-rebuilt': (e) =>
      `Index rebuilt from ${e.records} records, because it was ${{ missing: 'missing', unsealed: 'not as this station had closed it', stale: 'stale', damaged: 'damaged' }[e.because]}.`,
    checkpoint: (e) => `Checkpoint signed over ${e.size} records.`,
    'device-changed': (e, name) =>
      `${name.device(e.device)}: ${name.deviceState(e.state)}${e.reason === null ? '' : ` (${name.reason(e.reason)})`}.`,
    'settings-changed': (e) => `Setting changed: ${enSetting(e.what)}, to ${e.to}.`,
    'key-derivation-disagreed': (e) => `Two key derivations disagreed on job ${e.job}.`,
    'unit-received': (e) => `${e.serial} received with batch ${e.batch}, sticker ${e.sticker}.`,
    'unit-withdrawn-at-press': (e) => `${e.serial} of batch ${e.batch} was withdrawn at Press: there is no card.`,
    'batch-opened': (e) => `Batch ${e.batch} opened with ${e.count} units.`,
    'check-started': (e) => `Pre-verification of ${e.batch} started, ${e.left} units left.`,
    'check-goes-on-locked': (e) =>
      `Pre-verification of ${e.batch} goes on while the station is locked, by the word of ${e.by.name}, until it is stopped.`,
    'check-left-running': (e) => `Pre-verification of ${e.batch} goes on while the station is locked, ${e.left} units left.`,
    'check-taken-up': (e) =>
      `While the station was locked, ${e.found} units of ${e.batch} were pre-verified and ${e.confirmed} derivations confirmed by the second implementation.`,
    'check-stopped': (e) =>
      `Pre-verification of ${e.batch} ${{ done: 'completed', cancelled: 'stopped by hand', 'station-fault': 'stopped by a station fault' }[e.because]}, ${e.left} units left${e.confirmed === undefined ? '' : `, ${e.confirmed} derivations confirmed by the second implementation`}.`,
    'unit-checked': (e) => `${e.serial} pre-verified: passphrase and confirmation code give its address.`,
    'unit-quarantined': (e, name) => `${e.serial} put into quarantine: ${name.reason(e.reason)}.`,
    'unit-condemned': (e, name) => `${e.serial} found bad before it was in a hand: ${name.reason(e.reason)}.`,
    'serial-typed': (e) => `Serial ${e.serial} typed by hand by ${e.by.name}; its check character is right.`,
    'serial-vouched': (e) =>
      `Serial ${e.serial} typed by hand; ${e.signatures.map(({ name }) => name).join(' and ')} have read it.`,
    'serial-from-print': (e) =>
      `Serial ${e.serial} scanned from ${{ label: 'its verdict label', traveller: 'its traveller', 'tray-list': 'a tray list' }[e.print]}, not from the card.`,
    'hold-reread': (e) => `${e.serial} is held, and its sticker was read again as its own.`,
    'unit-verified': (e) => `${e.serial} verified against the ${e.coin} address on its sticker.`,
    'verdict-given': (e, name) =>
      `Verdict ${name.outcome(e.outcome)}${e.serial === null ? '' : ` for ${e.serial}`}${e.reason === null ? '' : `: ${name.reason(e.reason)}`}.`,
    'label-printed': (e, name) =>
      `Label ${name.outcome(e.outcome)} of ${e.serial} printed (${name.evidence(e.evidence)}).`,
    'label-failed': (e, name) => `Label of ${e.serial} not printed: ${name.reason(e.reason)}.`,
    'statement-printed': (e, name) => `Statement of ${e.serial} printed for its packing (${name.evidence(e.evidence)}).`,
    'statement-failed': (e, name) => `Statement of ${e.serial} not printed: ${name.reason(e.reason)}.`,
    'etch-intended': (e) => `Etch of ${e.serials.join(', ')} intended, layout ${e.layout}, as ${e.format.toUpperCase()}.`,
    'etch-sent': (e) => `Etch job of ${e.serials.join(', ')} handed to the laser (${e.bytes} bytes, compared).`,
    'etch-taken': (e) => `The laser has taken the job of ${e.serials.join(', ')}.`,
    'etch-said': (e) => `The laser says of the job of ${e.serials.join(', ')}: ${{ done: 'finished', fail: 'failed' }[e.said]}.`,
    'etch-marked': (e) => `${e.serial} marked by the laser.`,
    'read-back-asked': (e) =>
      `${e.serial} to be read back ${e.positions.length === 0 ? 'by its code' : `at positions ${e.positions.join(', ')}`}: ${WHY_ASKED[e.why]}.`,
    'etch-read-back': (e) => 
      `${e.serial} read back ${e.positions.length === 0 ? 'by the code on its metal' : `at positions ${e.positions.join(', ')}`}.`,
    'etch-misread': (e) => `${e.serial} read back wrong, try ${e.attempt}.`,
    'etch-in-doubt': (e, name) => `${e.serial} put in doubt: ${name.reason(e.reason)}.`,
    'doubt-resolved': (e) =>
      `Doubt about ${e.serial} resolved as ${{ marked: 'marked', scrapped: 'scrapped' }[e.as]} by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
    'scan-refused': (e, name) =>
      `Scan not taken${e.serial === null ? '' : ` at ${e.serial}`}: ${name.reason(e.reason)}.`,
    incident: (e, name) => `Incident${e.serial === null ? '' : ` at ${e.serial}`}: ${name.reason(e.reason)}.`,
    'pause-lifted': (e) =>
      `${e.signatures.map(({ name }) => name).join(' and ')} go on in spite of incident #${e.incident}: ${e.reason}`,
    'incident-acknowledged': (e) => `Incident #${e.incident} acknowledged by ${e.by.name}.`,
    'station-commissioned': () => 'Station commissioned.',
    'station-unlocked': (e) =>
      e.wrong === 0 ? 'Station unlocked.' : `Station unlocked after ${e.wrong} wrong passphrases.`,
    'peer-pinned': (e) =>
      `Station ${e.name} trusted from now on, compared by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
    'peer-heard': (e) =>
      `Newest record of ${e.name} taken in from its public file: ${e.records} records, by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
    'peer-revoked': (e) =>
      `Station ${e.name} no longer trusted (${e.reason}), by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
    'transfer-prepared': (e) => `Transfer ${e.sequence} to ${e.to} prepared: ${e.transfer} of batch ${e.batch}.`,
    'transfer-sent': (e) =>
      `Transfer ${e.sequence} to ${e.to} delivered and compared: ${e.transfer} of batch ${e.batch}.`,
    'transfer-abandoned': (e) =>
      `Transfer ${e.sequence} to ${e.to} given up by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
    'transfer-received': (e) =>
      `Transfer ${e.sequence} from ${e.from} received: ${e.transfer} of batch ${e.batch}, ${e.count} units.`,
    'transfer-set-aside': (e) =>
      `Transfer ${e.sequence} from ${e.from} set aside (${e.reason}), by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.transfer} of batch ${e.batch}. Nothing of it is used, and the batch is lost to this station.`,
    'history-missing': (e) =>
      `${e.from} knows record ${e.records - 1} of this station, which is not in its journal: nothing is done here until two people go on.`,
    'receipt-taken': (e) =>
      `Receipt from ${e.from} taken: it has the ${e.transfer} of batch ${e.batch}, ${e.count} units.`,
    'transfer-refused': (e, name) =>
      `Transfer refused${e.from === null ? '' : `, signed by ${e.from}`}: ${name.reason(e.reason)}.`,
    ...enBench,
    ...enOrigin,
    ...enPress,
    ...enPeople,
  } satisfies EventSentences,
} as const;
