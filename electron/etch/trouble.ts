/** What the operating system says when a file of the outbox cannot be written, in words that tell what to do. */

export type TroubleKind =
  | 'already-there'
  | 'no-directory'
  | 'disk-full'
  | 'read-only'
  | 'not-permitted'
  | 'medium-gone'
  | 'not-a-file'
  | 'changed-on-disk'
  | 'disk-error';

export interface Trouble {
  readonly kind: TroubleKind;
  /** A clause and an advice, to follow "The job was not written: ". */
  readonly why: string;
  /** The system's own code, for records. */
  readonly code: string;
}

/** A failure of our own making among those of the system, told apart by the same field. */
export class OutboxError extends Error {
  readonly code: 'EEXIST' | 'READ_BACK' | 'NOT_A_FILE';

  constructor(code: OutboxError['code']) {
    super(code);
    this.code = code;
  }
}

const GONE = ['medium-gone', 'the medium was taken out. Put it back'] as const;
const NO_DIRECTORY = [
  'no-directory',
  'the folder is not there, or is a link. Put the medium in, or correct the folder in the settings',
] as const;
const FULL = ['disk-full', 'the disk is full. Free some space'] as const;
const FORBIDDEN = ['not-permitted', 'this account may not write there. Correct the permissions of the folder'] as const;
const NOT_A_FILE = ['not-a-file', 'what stands under its name is not a plain file. Call your supervisor'] as const;

const TROUBLES: Readonly<Record<string, readonly [kind: TroubleKind, why: string]>> = {
  EEXIST: ['already-there', 'a file of this name lies there already. Call your supervisor: a card is etched once'],
  ENOENT: NO_DIRECTORY,
  ENOTDIR: NO_DIRECTORY,
  ENOSPC: FULL,
  EDQUOT: FULL,
  EROFS: ['read-only', 'the disk is read-only. Open its write protection, or use another one'],
  EACCES: FORBIDDEN,
  EPERM: FORBIDDEN,
  ENODEV: GONE,
  ENXIO: GONE,
  ENOMEDIUM: GONE,
  ESTALE: GONE,
  ELOOP: NOT_A_FILE,
  EISDIR: NOT_A_FILE,
  NOT_A_FILE,
  READ_BACK: ['changed-on-disk', 'what was read back is not what was written. Do not use this medium again'],
};

export const codeOf = (cause: unknown): string => {
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? code : '';
};

/** Puts a failed file operation into words. What no file operation can have thrown is a bug, and thrown on. */
export function troubleOf(cause: unknown): Trouble {
  const code = codeOf(cause);
  if (code === '' || code.startsWith('ERR_')) throw cause;
  const [kind, why] = TROUBLES[code] ?? (['disk-error', 'the disk reports a fault. Use another one'] as const);
  return { kind, why: `${why}.`, code };
}
