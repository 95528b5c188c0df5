/** Where the jobs of a Bench go, and in what format: a person chooses, the station's settings keep it. */
import { constants } from 'node:fs';
import { access, realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Fixture } from '../../core/etch/fixture.ts';
import type { Pens } from '../../core/etch/pens.ts';
import type { FormatName } from '../../core/etch/formats/formats.ts';
import type { FolderRefusal } from '../../core/etch/refusals.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { LinkTarget } from './link.ts';
import { diskFaultOf, inWords } from '../files/fault.ts';

const fail = failIn('etch');

export interface LaserTarget {
  readonly format: FormatName;
  /** The laser on a serial line, in the place of any folder; null: jobs are files. */
  readonly link: LinkTarget | null;
  /** The one name of every job, where the laser's software looks at one again and again; null: each has its own. */
  readonly slot: string | null;
  /** A folder of the station's own, or one that the laser's computer reads: a stick, a share. */
  readonly directory: string;
  /** How cards lie in the laser's field; as the format counts where nobody has said. */
  readonly fixture?: Fixture | undefined;
  /** Pens by material. */
  readonly pens?: Readonly<Record<string, Pens>> | undefined;
}

/**
 * Whether jobs can go to `directory`. Refused is a folder of the station itself: whoever reads jobs there would read
 * what is sealed beside them as well.
 *
 * @param station the station's directory
 * @returns the folder's real path
 */
export async function checkTarget(directory: string, station: string): Promise<Result<string, 'bad-target'>> {
  try {
    const [real, own] = await Promise.all([realpath(directory), realpath(station)]);
    if (`${real}${sep}`.startsWith(`${own}${sep}`)) {
      const sentence = `${real} is inside the station's own folder. Choose a stick, a share, or a folder of the laser's computer.`;
      return fail('bad-target', sentence, { path: real, why: 'own' satisfies FolderRefusal });
    }
    await access(real, constants.R_OK | constants.W_OK | constants.X_OK);
    return ok(real);
  } catch (cause) {
    const fault = diskFaultOf(cause);
    const sentence = `Etch jobs cannot go to ${directory}: ${inWords(fault)}`;
    return fail('bad-target', sentence, {
      path: directory,
      why: fault.kind satisfies FolderRefusal,
      code: fault.code,
    });
  }
}
