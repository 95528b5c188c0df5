import type { MakingFailureKinds } from './making-failures.ts';
import type { RoleFailureKinds } from './role-failures.ts';

/**
 * Every way of saying no, by area. A kind means one thing in its area and nothing elsewhere: the same word in two areas
 * is two failures, with two sentences. `failIn` takes only what is listed here, and every language has a sentence for
 * each or does not compile.
 */
export interface FailureKinds extends RoleFailureKinds, MakingFailureKinds {
  /** BIP-0038 itself: codes, keys, passphrases as such. */
  readonly bip38:
    | 'bad-key'
    | 'bad-lot'
    | 'bad-point'
    | 'damaged-key'
    | 'illegal-flag'
    | 'lone-surrogate'
    | 'mismatch'
    | 'not-base58check'
    | 'not-ec-multiplied'
    | 'not-utf8'
    | 'other-code'
    | 'wrong-length'
    | 'wrong-magic'
    | 'wrong-passphrase';
  /** What stands on a card: serials, passphrases, their shapes. */
  readonly card: 'bad-scheme' | 'bad-serial' | 'bad-shape' | 'numbers-taken' | 'too-few-bits';
  /** Addresses and private keys of coins. */
  readonly coins: 'bad-key' | 'bad-point' | 'not-an-address' | 'not-base58check' | 'wrong-length' | 'wrong-magic';
  /** Who signs, and why they say they do. */
  readonly people:
    | 'already-begun'
    | 'bad-key-file'
    | 'bad-roles'
    | 'badge-needed'
    | 'badge-typed'
    | 'badge-unknown'
    | 'last-supervisor'
    | 'name-taken'
    | 'no-reason'
    | 'nobody'
    | 'not-begun'
    | 'not-confirmed'
    | 'not-permitted'
    | 'not-the-seat'
    | 'person-locked'
    | 'pin-guessable'
    | 'pin-shape'
    | 'pin-used-before'
    | 'question-changed'
    | 'question-open'
    | 'revoked'
    | 'same-person'
    | 'sample-badge'
    | 'secret-in-name'
    | 'secret-in-reason'
    | 'station-locked'
    | 'too-late'
    | 'too-soon'
    | 'unknown-person'
    | 'wrong-pin';
  /** Rolls that a person types. */
  readonly dice: 'not-dice' | 'stuck-dice' | 'too-few-rolls';
  /** Identities of stations, and trust in them. */
  readonly peers:
    | 'already-pinned'
    | 'bad-signature'
    | 'name-taken'
    | 'no-business'
    | 'not-an-identity'
    | 'not-commissioned'
    | 'not-examined'
    | 'other-mode'
    | 'own-identity'
    | 'unknown-peer';
  /** What travels between stations. */
  readonly transfer:
    | 'bad-line'
    | 'bad-packages'
    | 'bad-shares'
    | 'bad-signature'
    | 'batches-differ'
    | 'binary'
    | 'broken-link'
    | 'byte-order-mark'
    | 'cancelled'
    | 'carriage-return'
    | 'changed'
    | 'disk'
    | 'duplicate'
    | 'empty-line'
    | 'ended-early'
    | 'forked'
    | 'gap'
    | 'history-went-back'
    | 'misaddressed'
    | 'not-a-transfer'
    | 'not-ascii'
    | 'not-delivered'
    | 'not-text'
    | 'nothing-prepared'
    | 'own-history-missing'
    | 'replayed'
    | 'seal-broken'
    | 'sealed-to-another'
    | 'secret-in-transfer'
    | 'not-chosen'
    | 'sent-elsewhere'
    | 'sent-otherwise'
    | 'surplus'
    | 'too-large'
    | 'too-long'
    | 'truncated'
    | 'units-differ'
    | 'unknown-peer'
    | 'unknown-signer'
    | 'unsigned'
    | 'utf-16'
    | 'wrong-kind'
    | 'wrong-mode'
    | 'wrong-role'
    | 'wrong-sender'
    | 'wrong-unit'
    | 'wrong-version';
  /** Layouts of stickers. */
  readonly sticker: 'code-too-small' | 'text-too-small';
  /** A label printer and its labels. */
  readonly printer:
    | 'buffer-full'
    | 'closed'
    | 'cutter'
    | 'diagnostics'
    | 'garbled'
    | 'head-open'
    | 'head-worn'
    | 'jammed'
    | 'label-void'
    | 'memory-lost'
    | 'memory-not-empty'
    | 'miscounted'
    | 'no-answer'
    | 'over-temperature'
    | 'paper-out'
    | 'partial-format'
    | 'paused'
    | 'printer-busy'
    | 'printer-not-ready'
    | 'restarted'
    | 'ribbon-out'
    | 'uncounted'
    | 'under-temperature'
    | 'unfinished'
    | 'unknown'
    | 'unsent'
    | 'void'
    | 'would-not-read'
    | 'wrong-resolution';
  /** Serial ports, whatever hangs on them. */
  readonly port:
    | 'closed'
    | 'letters-changed'
    | 'no-permission'
    | 'no-port'
    | 'not-a-port'
    | 'not-listed'
    | 'not-training'
    | 'nothing-heard'
    | 'other-code-heard'
    | 'part-heard'
    | 'port-busy'
    | 'port-refused'
    | 'port-stuck'
    | 'stalled'
    | 'unplugged';
  /** Files that a person chose, and the disk. */
  readonly file: 'disk' | 'missing' | 'no-permission' | 'not-a-file' | 'too-large' | 'unreadable';
  /** The record and its index. */
  readonly journal:
    | 'identity-unreadable'
    | 'journal-damaged'
    | 'journal-newer'
    | 'bad-head'
    | 'index-ahead'
    | 'journal-locked'
    | 'journal-moved'
    | 'journal-of-another'
    | 'journal-unusable'
    | 'journal-went-back'
    | 'not-open'
    | 'two-go-on'
    | 'unreadable';
  /** Copies of a station, made and brought back. */
  readonly backup: 'altered' | 'disk' | 'no-folder' | 'no-room' | 'not-a-backup' | 'read-back';
  /** Keys of stations and batches, and the media they lie on. */
  readonly key:
    | 'disk'
    | 'key-destroyed'
    | 'key-missing'
    | 'no-medium'
    | 'origin-keys-missing'
    | 'same-disk'
    | 'station-key-damaged'
    | 'station-key-exposed'
    | 'vault-damaged'
    | 'wrong-key';
  /** What is sealed at rest. */
  readonly vault:
    | 'batch-exists'
    | 'codes-damaged'
    | 'disk'
    | 'seed-missing'
    | 'seeds-damaged'
    | 'unknown-batch'
    | 'unknown-unit'
    | 'vault-damaged';
  /** A station's own passphrase. */
  readonly gate: 'gate-busy' | 'locked-out' | 'no-station' | 'station-damaged' | 'too-soon' | 'wrong-passphrase';
  /** What every station has: its directory, name, settings. */
  readonly station:
    | 'guessable-passphrase'
    | 'bad-name'
    | 'commissioned'
    | 'disk'
    | 'journal-missing'
    | 'not-empty'
    | 'settings-failed'
    | 'weak-passphrase'
    | 'wrong-role';
  /** How the program was started. */
  readonly launch:
    | 'altered-program'
    | 'forbidden-switch'
    | 'forbidden-variable'
    | 'no-lock'
    | 'not-writable'
    | 'running-already'
    | 'wrong-answer';
  /** The page where a station begins. */
  readonly door: 'door-busy' | 'key-noted' | 'not-here';
  /** Pages and PDFs. */
  readonly papers:
    'code-not-read' | 'no-display' | 'no-pdf' | 'no-program' | 'no-room' | 'not-saved' | 'page-too-small';
  /** The page itself. */
  readonly window: 'not-asked' | 'page-died' | 'paused' | 'too-often' | 'unexpected' | 'viewing-only';
  /** The command line alone. */
  readonly command:
    | 'bad-point'
    | 'bad-scans'
    | 'cancelled'
    | 'go-together'
    | 'interrupted'
    | 'malformed'
    | 'in-its-window'
    | 'missing'
    | 'key-exposed'
    | 'misused'
    | 'no-batch'
    | 'no-command'
    | 'no-key'
    | 'no-option'
    | 'no-station-here'
    | 'no-terminal'
    | 'no-time'
    | 'no-use'
    | 'no-value'
    | 'no-verb'
    | 'not-a-descriptor'
    | 'not-a-number'
    | 'not-a-size'
    | 'not-a-time'
    | 'not-an-answer'
    | 'not-a-tray-deed'
    | 'not-asked'
    | 'not-confirmed'
    | 'not-dice'
    | 'not-good'
    | 'not-one-of'
    | 'not-training'
    | 'not-trusted'
    | 'printer-not-ready'
    | 'refused-scans'
    | 'sealed'
    | 'station-fault'
    | 'stopped'
    | 'surplus-argument'
    | 'takes-no-value'
    | 'unequal'
    | 'unreadable'
    | 'unwritten'
    | 'which-batch'
    | 'wrong-times'
    | 'wrong-words';
}

export type Area = keyof FailureKinds;

export type FailureKind<A extends Area = Area> = FailureKinds[A];
