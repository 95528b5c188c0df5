/** What the disk answered, in words: the one table from the system's codes to what is wrong and what to do about it. */
import { failIn, type Failed } from '../../core/base/result.ts';

const fail = failIn('file');

export type DiskFaultKind =
  | 'already-there'
  | 'missing'
  | 'link'
  | 'not-a-file'
  | 'disk-full'
  | 'read-only'
  | 'not-permitted'
  | 'medium-gone'
  | 'changed-on-disk'
  | 'disk-error';

export interface DiskFault {
  readonly kind: DiskFaultKind;
  /** The system's code, for records. */
  readonly code: string;
  /** A clause: what is wrong. */
  readonly what: string;
  /** An order, without its full stop: what to do about it. */
  readonly remedy: string;
}

/** Faults that we find, told apart like those of the system. */
export const NOT_A_FILE = 'NOT_A_FILE';
export const READ_BACK = 'READ_BACK';

/** A fault of our finding, to be thrown among those of the system. */
export const ourFault = (code: string): Error => Object.assign(new Error(code), { code });

type Row = readonly [kind: DiskFaultKind, what: string, remedy: string];

const FULL: Row = ['disk-full', 'the disk is full', 'free some room'];
const MISSING: Row = ['missing', 'it is not there', 'put its medium in'];
const FORBIDDEN: Row = ['not-permitted', 'this account may not use it', 'correct its permissions'];
const GONE: Row = ['medium-gone', 'the medium was taken out', 'put it back'];
const NO_FILE: Row = ['not-a-file', 'it is not a plain file', 'call your supervisor'];

const FAULTS: Readonly<Record<string, Row>> = {
  EEXIST: ['already-there', 'a file of this name lies there already', 'call your supervisor'],
  ENOENT: MISSING,
  ENOTDIR: MISSING,
  ELOOP: ['link', 'it is a link to something else', 'call your supervisor'],
  EISDIR: NO_FILE,
  [NOT_A_FILE]: NO_FILE,
  ENOSPC: FULL,
  EDQUOT: ['disk-full', 'the disk quota is used up', 'free some room'],
  EFBIG: ['disk-error', 'the file may not grow any more', 'use another disk'],
  EROFS: ['read-only', 'the disk is read-only', 'open its write protection, or use another one'],
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  EIO: ['disk-error', 'the disk reports an error', 'do not trust this disk any more and use another one'],
  // A path with a zero byte in it: the runtime says so, not the disk.
  ERR_INVALID_ARG_VALUE: ['disk-error', 'no file can have this name', 'choose another'],
  ENODEV: GONE,
  ENXIO: GONE,
  ENOMEDIUM: GONE,
  ESTALE: GONE,
  [READ_BACK]: [
    'changed-on-disk',
    'what was read back is not what was written',
    'do not trust this disk any more and use another one',
  ],
};

/** The system's code of an error, '' where it has none. */
export const codeOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** For `catch` of an opening: null where there is no such file, and every other error thrown on. */
export function orNothing(cause: unknown): null {
  if (codeOf(cause) === 'ENOENT') return null;
  throw cause;
}

/** Puts a failed file operation into words. What no file operation can have thrown is a bug, and thrown on. */
export function diskFaultOf(cause: unknown): DiskFault {
  const code = codeOf(cause);
  const row = FAULTS[code];
  if (row === undefined && (code === '' || code.startsWith('ERR_'))) throw cause;
  const [kind, what, remedy] = row ?? ['disk-error', 'the disk refuses', 'use another one'];
  return { kind, code, what, remedy };
}

/** What is wrong and what to do, to follow a colon. */
export const inWords = ({ what, remedy }: Pick<DiskFault, 'what' | 'remedy'>): string =>
  `${what}. ${remedy.charAt(0).toUpperCase()}${remedy.slice(1)}.`;

/** The refusal of a file of the station's own. */
export function diskFault(path: string, cause: unknown): Failed<'disk'> {
  const fault = diskFaultOf(cause);
  return fail('disk', `${path} cannot be used: ${inWords(fault)}`, { path, code: fault.code });
}
