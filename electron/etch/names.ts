/** What files in the laser's folder are called, and what a name there says. */
import { FORMATS } from '../../core/etch/formats/formats.ts';
import { isJobId, type JobId } from '../../core/etch/job-id.ts';
import { isSerial } from '../../core/card/serial.ts';

/**
 * A file of ours in the folder: `job` has its final name, `part` never came so far. `done` and `fail` are the laser's
 * software's: what it says of the job of that name. Nobody reads what is in them.
 */
export interface Leftover {
  readonly name: string;
  readonly kind: 'job' | 'part' | 'done' | 'fail';
  /** What it is called by: a serial, or the id of a job that holds several cards. Of a part its first serial. */
  readonly of: string;
  /** Of a part, the job it was to become. */
  readonly id: JobId | null;
}

/** One name for every job: what a laser's software looks at again and again. */
export interface JobSlot {
  readonly name: string;
  /** The job that lies with the laser now, and is not answered for; null: none. */
  readonly holder: () => string | null;
}

/** What the laser's software may lay beside a job. */
export const RESULTS = ['done', 'fail'] as const;

export const EXTENSIONS = [...new Set(Object.values(FORMATS).map(({ extension }) => extension))];

/** Names that Windows, which drives most lasers, takes for devices, whatever the extension. */
export const isDeviceName = (title: string): boolean => /^(?:COM[0-9]|LPT[0-9]|CON|PRN|AUX|NUL)$/i.test(title);

/** Whether a person may choose this as the one name of all jobs. */
export const isSlotName = (name: string): boolean =>
  /^[A-Za-z][A-Za-z0-9_-]{0,23}$/.test(name) && !isDeviceName(name) && !isJobId(name);

/** A job of any format: whoever changes the format leaves the jobs of the one before to be found and taken away. */
const NAMES = new RegExp(
  `^(?:(?<job>[A-Za-z0-9_-]+)(?:\\.(?:${EXTENSIONS.join('|')}))?(?:\\.(?<said>${RESULTS.join('|')}))?|\\.(?<part>[A-Z0-9-]+)\\.(?<id>[a-z0-9-]+)\\.part)$`,
);

/** What a file of this name is; nothing where it is none of ours. */
export function leftover(name: string, slot: JobSlot | null): Leftover[] {
  const { job, said, part, id } = NAMES.exec(name)?.groups ?? {};
  if (job !== undefined) {
    // A name alone, without any extension, is nobody's.
    if (!name.includes('.')) return [];
    const kind = said === undefined ? 'job' : (said as 'done' | 'fail');
    if (slot !== null && job === slot.name) return [{ name, kind, of: slot.holder() ?? slot.name, id: null }];
    return isSerial(job) || isJobId(job) ? [{ name, kind, of: job, id: null }] : [];
  }
  const ours = part !== undefined && isSerial(part) && id !== undefined && isJobId(id);
  return ours ? [{ name, kind: 'part', of: part, id }] : [];
}
