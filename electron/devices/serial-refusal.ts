import { failIn, type Failed } from '../../core/base/result.ts';
import type { OpenFailure } from './transport.ts';

const fail = failIn('port');

interface Refusal {
  readonly kind: OpenFailure;
  /** What the system says, in the words of Linux, macOS or Windows; the binding gives no error codes. */
  readonly says: RegExp;
  readonly sentence: (path: string) => string;
}

const REFUSALS: readonly Refusal[] = [
  {
    kind: 'no-port',
    says: /no such (file|device)|file not found|ENXIO/i,
    sentence: (path) => `There is no device at ${path}. Plug it in, or choose another port.`,
  },
  {
    kind: 'no-permission',
    says: /permission denied|operation not permitted/i,
    sentence: (path) =>
      `This user may not open ${path}. Add the user to the group "dialout" (on Debian) and log in again.`,
  },
  {
    // Windows says "Access denied" for a port that another program has open.
    kind: 'port-busy',
    says: /cannot lock|temporarily unavailable|busy|access denied/i,
    sentence: (path) =>
      `Another program is using ${path}. Close it; on Linux it may be ModemManager, which must be told to leave this device alone.`,
  },
  {
    kind: 'not-a-port',
    says: /inappropriate ioctl|not a (tty|typewriter)|is a directory|not a directory|invalid argument/i,
    sentence: (path) => `${path} is not a serial port, or it cannot work at this speed. Choose another port or speed.`,
  },
];

/** Names why a port did not open. The system's own words are kept for the unknown ones only: they help no operator. */
export function openRefusal(path: string, error: unknown): Failed<OpenFailure> {
  const words = error instanceof Error ? error.message : String(error);
  const known = REFUSALS.find(({ says }) => says.test(words));
  if (known !== undefined) return fail(known.kind, known.sentence(path), { path });
  return fail('port-refused', `${path} does not open. The system says: ${words}`, { path, says: words });
}
