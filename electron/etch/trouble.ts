/** What the disk says when a file of the outbox cannot be written, in words for whoever stands at the laser. */
import { type DiskFaultKind, diskFaultOf, inWords } from '../files/fault.ts';

export type EtchTroubleKind = Exclude<DiskFaultKind, 'missing' | 'link'> | 'no-directory';

export interface EtchTrouble {
  readonly kind: EtchTroubleKind;
  /** What is wrong and what to do, to follow "The job was not written: ". */
  readonly why: string;
  /** The system's own code, for records. */
  readonly code: string;
}

/** What a fault of the disk means here, where it means more than elsewhere. */
const HERE: Readonly<Partial<Record<DiskFaultKind, { readonly what: string; readonly remedy: string }>>> = {
  'already-there': {
    what: 'a file of this name lies there already',
    remedy: 'call your supervisor: a card is etched once',
  },
  missing: {
    what: 'the folder is not there, or is a link',
    remedy: 'put the medium in, or correct the folder in the settings',
  },
  'not-a-file': { what: 'what stands under its name is not a plain file', remedy: 'call your supervisor' },
  link: { what: 'what stands under its name is a link', remedy: 'call your supervisor' },
};

const KINDS: Readonly<Partial<Record<DiskFaultKind, EtchTroubleKind>>> = {
  missing: 'no-directory',
  link: 'not-a-file',
};

/** Puts a failed file operation into words. What no file operation can have thrown is a bug, and thrown on. */
export function etchTrouble(cause: unknown): EtchTrouble {
  const { kind, code, what, remedy } = diskFaultOf(cause);
  const why = inWords(HERE[kind] ?? { what, remedy });
  return { kind: KINDS[kind] ?? (kind as EtchTroubleKind), why, code };
}
