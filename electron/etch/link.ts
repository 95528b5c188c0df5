/** What every line to a laser has in common: what it is set to, the texts of a job, and how it is refused. */
import { failIn, type Failed, type Failure } from '../../core/base/result.ts';
import type { LinkProtocol } from '../../core/etch/link-protocols.ts';
import type { LineRefusal } from '../../core/etch/refusals.ts';
import type { OpenFailure } from '../devices/transport.ts';

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

const WHY: Readonly<Record<LineRefusal, string>> = {
  'no-port': 'there is no device at this port; plug it in, or choose another port',
  'no-permission': 'this user may not open the port; add the user to the group that the port belongs to',
  'port-busy': 'another program is using the port; close it',
  'not-a-port': 'this is no serial port, or it cannot work at this speed; choose another port',
  'port-stuck': 'the port does not open; unplug the laser, wait a moment and plug it in again',
  'port-refused': 'the port does not open; look at the cable, or choose another port',
  silent: 'it does not answer; look whether it is on, and at its cable',
  'no-template': 'it does not have the template; load it there, or correct its name in the settings',
  'no-limit': 'it does not take that it marks once only; its controller is not one that this station can use',
  'no-text': 'its template does not have an object for each text; add those that are missing',
};

/**
 * Nothing was begun.
 *
 * @param said what the system or the device calls it, in its own words
 */
export function lineRefused(port: string, why: LineRefusal, said?: string): Failed<'laser-refused'> {
  const own = said === undefined ? '' : ` (${said})`;
  const sentence = `The laser at ${port} was not started: ${WHY[why]}${own}. Nothing was marked.`;
  return fail('laser-refused', sentence, { path: port, why, ...(said === undefined ? {} : { said }) });
}

/** The line was not opened. */
export function notOpened(port: string, { kind, facts }: Failure<OpenFailure>): Failed<'laser-refused'> {
  return lineRefused(port, kind, typeof facts?.['says'] === 'string' ? facts['says'] : undefined);
}

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
