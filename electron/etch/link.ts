/** What every line to a laser has in common: what it is set to, the texts of a job, and how it is refused. */
import { failIn, type Failed } from '../../core/base/result.ts';
import type { LinkProtocol } from '../../core/etch/link-protocols.ts';

const fail = failIn('etch');

export interface LinkTarget {
  /** The port's path. */
  readonly port: string;
  readonly protocol: LinkProtocol;
  /**
   * Of an LC board the template in it, with objects `T1`, `T2` and so on for the texts of a job, in their order. Of EzCad
   * what its questions begin with: `CARD` is asked as `CARD001`, `CARD002` and so on.
   */
  readonly template: string;
}

/** What the line is set to: the only speed of LC boards, and one that EzCad's settings offer. */
export const BAUD_RATE = 115_200;

/** Nothing was begun. */
export const lineRefused = (port: string, why: string): Failed<'laser-refused'> =>
  fail('laser-refused', `The laser at ${port} was not started: ${why}. Nothing was marked.`, { path: port, why });

export const unsayable = (): Failed<'unsafe-text'> =>
  fail('unsafe-text', 'A text of this job cannot be said over the line. It was not sent.');

/** Whatever was to be recorded was not: the job is as if it had never been. */
export const notIntended = (cause: unknown): Failed<'disk-error'> =>
  fail('disk-error', `The laser was not started: what was to be recorded was not (${String((cause as Error).name)}).`);

/** The lines of a text job, lent from its bytes; none where they are not lines. */
export function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let i = 0; i + 1 < bytes.length; i++)
    if (bytes[i] === 0x0d && bytes[i + 1] === 0x0a) {
      lines.push(bytes.subarray(from, i));
      from = i + 2;
    }
  return from === bytes.length ? lines : [];
}
