/** Exit codes: one meaning each, whatever the verb. */
import type { Area, FailureKind } from '../../core/base/failures.ts';
import type { Failure } from '../../core/base/result.ts';

export const EXIT = {
  good: 0,
  /** Carried out, and the answer is no: a card that fails, a passphrase that is not its own. */
  no: 1,
  usage: 2,
  /** Refused by the state of the station, or by what came in. */
  refused: 3,
  /** A device or a disk. */
  device: 4,
  /** A fault of the program itself (EX_SOFTWARE of sysexits.h). */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

type Kinds = { readonly [A in Area]?: readonly FailureKind<A>[] | 'all' };

/** Answers of no: what was asked was looked into. */
const NO: Kinds = {
  bip38: ['wrong-passphrase', 'mismatch'],
  check: [
    'codes-differ',
    'mismatch',
    'not-in-proof',
    'other-address',
    'other-code',
    'other-form',
    'other-unit',
    'recalled',
    'wrong-passphrase',
  ],
  command: ['not-confirmed', 'not-good'],
};

const USAGE: Kinds = {
  command: [
    'go-together',
    'misused',
    'missing',
    'no-command',
    'no-option',
    'no-value',
    'no-verb',
    'not-a-descriptor',
    'not-a-number',
    'no-time',
    'not-a-size',
    'not-a-time',
    'not-one-of',
    'surplus-argument',
    'takes-no-value',
    'wrong-times',
  ],
};

const DEVICE: Kinds = {
  bench: ['disk-full', 'job-differs', 'label-failed', 'outbox-failed'],
  command: ['printer-not-ready', 'unreadable', 'unwritten'],
  etch: ['changed-on-disk', 'disk-error', 'disk-full', 'medium-gone', 'not-permitted', 'read-only'],
  file: ['disk', 'no-permission', 'unreadable'],
  key: ['disk', 'no-medium'],
  origin: ['disk-full'],
  papers: ['no-display', 'not-saved'],
  port: 'all',
  press: ['disk', 'disk-full', 'no-medium'],
  printer: 'all',
  station: ['disk', 'settings-failed'],
  transfer: ['disk', 'not-delivered'],
  vault: ['disk'],
};

const BUG: Kinds = { command: ['station-fault'], papers: ['code-not-read'] };

const CODES: readonly (readonly [ExitCode, Kinds])[] = [
  [EXIT.no, NO],
  [EXIT.usage, USAGE],
  [EXIT.device, DEVICE],
  [EXIT.bug, BUG],
];

export function exitCodeOf({ area, kind }: Pick<Failure, 'area' | 'kind'>): ExitCode {
  const row = CODES.find(([, kinds]) => {
    const listed: readonly string[] | 'all' | undefined = kinds[area];
    return listed === 'all' || listed?.includes(kind) === true;
  });
  return row === undefined ? EXIT.refused : row[0];
}
