/**
 * Every reason a station can give, with its sentence. Records keep the kind; people read the sentence.
 *
 * `outcome` says whose fault it is: FAIL, the unit is bad and goes to quarantine; ERROR, the station is bad and the
 * unit stays as it was; `refused`, the scan or the request is not taken and nothing changes.
 */
import type { Facts, Failure } from '../../base/result.ts';
import { FAIL_REASONS } from './fail-reasons.ts';
import { fact, type ReasonRow } from './reason.ts';

export const REASONS = {
  ...FAIL_REASONS,
  // The station is bad.
  'derivation-failed': {
    outcome: 'ERROR',
    say: (f) =>
      `The station could not derive the key of ${fact(f, 'serial')}. The card is as before: scan it again, and call your supervisor if this stays.`,
  },
  'derivation-disagreed': {
    outcome: 'ERROR',
    say: () => 'Two implementations of the key derivation disagree. Stop work and call your supervisor.',
  },
  'vault-unreadable': {
    outcome: 'ERROR',
    say: (f) =>
      `The sealed passphrase of ${fact(f, 'serial')} cannot be opened. The card is as before: call your supervisor.`,
  },
  'journal-failed': {
    outcome: 'ERROR',
    say: () => 'The journal cannot be written, so nothing can be recorded. Stop work and call your supervisor.',
  },
  // Not taken; nothing changed.
  'serial-again': {
    outcome: 'refused',
    say: (f) =>
      `The serial of ${fact(f, 'serial')} was scanned too long ago. Scan the serial of the card in your hand.`,
  },
  'job-waits': {
    outcome: 'refused',
    say: (f) =>
      `Nobody has said for a while what became of ${fact(f, 'serial')} at the laser. Look there, and answer whether it has finished.`,
  },
  'serial-first': {
    outcome: 'refused',
    say: () => 'That is an address. Scan the serial number of the card first.',
  },
  'address-next': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is open already. Scan the address on its sticker.`,
  },
  'other-serial': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'other')} was left unverified. Now scan the sticker of ${fact(f, 'serial')}.`,
  },
  'read-again': {
    outcome: 'refused',
    say: (f) =>
      f['other'] === ''
        ? `No card of this batch has that sticker. Nothing is decided: hold ${fact(f, 'serial')} alone and scan its sticker once more.`
        : `That is the sticker of ${fact(f, 'other')}. Nothing is decided: hold ${fact(f, 'serial')} alone and scan its sticker once more.`,
  },
  'laser-failed': {
    outcome: 'refused',
    say: (f) =>
      `The laser says that the job of ${fact(f, 'serial')} has failed. Two people must look at the metal and sign.`,
  },
  'in-tray': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} lies in the tray already, in pocket ${fact(f, 'pocket')}.`,
  },
  'tray-full': {
    outcome: 'refused',
    say: () => 'The tray is full. Send it to the laser, then scan the next card.',
  },
  'take-out': {
    outcome: 'refused',
    say: (f) =>
      `${fact(f, 'serial')} was found bad after it was laid in. Take it out of pocket ${fact(f, 'pocket')}, then send the tray.`,
  },
  'sticker-first': {
    outcome: 'refused',
    say: (f) => `That is the metal of ${fact(f, 'serial')}, which lay in a tray. Scan the sticker on its card first.`,
  },
  'metal-again': {
    outcome: 'refused',
    say: (f) =>
      `This metal says ${fact(f, 'other')}, the sticker ${fact(f, 'serial')}. Nothing is decided: hold this card alone and scan its metal once more.`,
  },
  'repeated-address': {
    outcome: 'refused',
    say: () => 'That address was scanned just now. Take the next card and scan its serial number.',
  },
  'unknown-serial': { outcome: 'refused', say: (f) => `${fact(f, 'serial')} is not in this batch.` },
  'already-verified': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is verified and its etch job is on its way.`,
  },
  'already-finished': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is finished already. Nothing is left to do here.`,
  },
  'is-quarantined': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is in quarantine. Put it back into the red tray.`,
  },
  'reads-as-own': {
    outcome: 'refused',
    say: (f) =>
      f['other'] === ''
        ? `${fact(f, 'serial')} now reads as its own, on record. It stays in quarantine until two people release it.`
        : `${fact(f, 'serial')} now reads as its own, on record. Scan ${fact(f, 'other')} again too, if it is held: then two people may release both.`,
  },
  'is-in-doubt': {
    outcome: 'refused',
    say: (f) =>
      `${fact(f, 'serial')} is in doubt: nobody knows whether it was etched. Two people must look at the metal and sign.`,
  },
  'is-scrapped': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} was scrapped. It must not be here: call your supervisor.`,
  },
  'is-sampled': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} was opened as a sample and destroyed. It must not be here: call your supervisor.`,
  },
  'is-missing': {
    outcome: 'refused',
    say: (f) =>
      `${fact(f, 'serial')} is on record as lost or never arrived. Two people must take it back: set it aside and call your supervisor.`,
  },
  'is-withdrawn': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} was withdrawn at Press: no card of it may exist. Call your supervisor.`,
  },
  'is-handed-over': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} was handed over to ${fact(f, 'reason')}. Take the card there.`,
  },
  'other-bench': {
    outcome: 'refused',
    say: (f) => `This card belongs to ${fact(f, 'bench')}. Take ${fact(f, 'serial')} there.`,
  },
  reissued: {
    outcome: 'ERROR',
    say: (f) =>
      `${fact(f, 'serial')} was at a bench that is no more: nobody knows whether it was etched there. Two people must look at the metal and sign.`,
  },
  'perhaps-etched': {
    outcome: 'ERROR',
    say: (f) =>
      `${fact(f, 'serial')} may have been here before records of this station were lost: nobody knows whether it was etched. Two people must look at the metal and sign.`,
  },
  'shift-not-checked': {
    outcome: 'refused',
    say: (f) =>
      `The shift has not begun: ${fact(f, 'serial')} waits until both known cards have come out as they must. Begin the check on the screen Shift.`,
  },
  'laser-altered': {
    outcome: 'refused',
    say: (f) =>
      `${fact(f, 'serial')} is not etched: what is set for the laser was changed outside this station. Two people look at it on the screen Laser, then go on with a reason on Records.`,
  },
  'broken-off': {
    outcome: 'refused',
    say: (f) =>
      `The batch of ${fact(f, 'serial')} was opened before records of this station were lost: nobody knows which of its cards were etched, so none is any more. Call your supervisor.`,
  },
  'batch-is-closed': {
    outcome: 'refused',
    say: (f) => `The batch of ${fact(f, 'serial')} is closed: nothing is done to its cards any more.`,
  },
  'metal-next': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is open already. Scan the code on its metal, not its sticker.`,
  },
  'answer-first': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is open already. Look at it and answer the question.`,
  },
  'in-series': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} has gone through this series already. Scan the next card.`,
  },
  'secret-refused': {
    outcome: 'refused',
    say: () =>
      'A private key was scanned. It was not stored. Cover it, put the card into the red tray and call your supervisor.',
  },
  'not-a-card-code': {
    outcome: 'refused',
    say: (f) => `That is ${fact(f, 'what')}, not a serial number or an address.`,
  },
  unreadable: {
    outcome: 'refused',
    say: () => 'That code is not one of ours, or it was misread. Scan it again.',
  },
  'incomplete-scan': {
    outcome: 'refused',
    say: () =>
      'Only part of a code arrived. Scan it again; if every scan ends so, the scanner is set to send no end: set it up on Devices.',
  },
  'overlong-scan': {
    outcome: 'refused',
    say: () => 'Far too much arrived for one code. Scan one code at a time.',
  },
  'framed-scan': {
    outcome: 'refused',
    say: () =>
      'The scanner adds something before or after the code. The card is not to blame: set the scanner up on Devices, then scan again.',
  },
  'garbled-scan': {
    outcome: 'refused',
    say: () => 'The scan arrived garbled. Check the cable and scan again.',
  },
  busy: { outcome: 'refused', say: () => 'The station is still checking. Wait for the verdict, then scan.' },
  'no-batch': { outcome: 'refused', say: () => 'No batch is open. Open one first.' },
  // Why a job or a unit stands still.
  'not-now': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} is ${fact(f, 'state')}: this cannot be done now.`,
  },
  'no-label': {
    outcome: 'refused',
    say: (f) => `${fact(f, 'serial')} has had no verdict since the station was started: verify it to get a label.`,
  },
  'outbox-failed': {
    outcome: 'ERROR',
    say: (f) => `The etch job of ${fact(f, 'serial')} was not written: ${fact(f, 'why')}`,
  },
  'does-not-fit': {
    outcome: 'ERROR',
    say: (f) => `The text of ${fact(f, 'serial')} does not fit its place on the card: ${fact(f, 'why')}`,
  },
  'job-differs': {
    outcome: 'ERROR',
    say: (f) =>
      `The etch job of ${fact(f, 'serial')} does not draw what was verified, so nothing was sent. Stop work and call your supervisor.`,
  },
  interrupted: {
    outcome: 'ERROR',
    say: (f) =>
      `The station stopped while ${fact(f, 'serial')} was at the laser. Two people must look at the metal and sign.`,
  },
  misread: {
    outcome: 'refused',
    say: (f) => `Not what was sent to the laser: position ${fact(f, 'position')}. Look again.`,
  },
  'misread-thrice': {
    outcome: 'FAIL',
    say: (f) => `${fact(f, 'serial')} was read back wrong three times. Two people must look at the metal and sign.`,
  },
} as const satisfies Record<string, ReasonRow>;

export type ReasonKind = keyof typeof REASONS;

/** A reason with its facts and its English sentence. */
export const because = (kind: ReasonKind, facts: Facts = {}): Failure<ReasonKind> => ({
  area: 'bench',
  kind,
  message: REASONS[kind].say(facts),
  facts,
});
