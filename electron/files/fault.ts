import { failIn, type Failed } from '../../core/base/result.ts';

const fail = failIn('file');

/** What the disk answered, in our words. Anything else that was thrown is a bug, and goes on its way. */
export function diskFault(path: string, cause: unknown): Failed<'disk'> {
  if (!(cause instanceof Error && 'code' in cause)) throw cause;
  const code = String(cause.code);
  const why = WHY[code] ?? `the disk answered ${code}`;
  return fail('disk', `${path} cannot be used: ${why}.`, { path, code });
}

const NO_RIGHT = 'this user may not use it, so correct its rights';

const WHY: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full, so make room and try again',
  EDQUOT: 'this user may take no more of the disk, so make room and try again',
  EROFS: 'the disk is read-only, so mount it for writing',
  EACCES: NO_RIGHT,
  EPERM: NO_RIGHT,
  EIO: 'the disk is failing, so stop work and call your supervisor',
};
