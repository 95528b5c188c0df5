/**
 * How often a page may call: people and their scanners are slow, and a page that was taken over could fill the disk and
 * the record with what it may ask for. What only looks is not counted.
 */

/** Calls that change nothing and write nothing. */
export const LOOKS: readonly string[] = [
  ...['station', 'incidents', 'journalTail', 'units', 'traveller', 'preview', 'ending', 'receipts', 'doomed'],
  ...[
    'ports',
    'peers',
    'laser',
    'review',
    'certificate',
    'testCodes',
    'makerCodes',
    'products',
    'reviewProduct',
    'laserSetup',
    'find',
  ],
];

/** As many at once, */
const BURST = 60;
/** and as many a second from then on. */
const RATE = 5;

/** @param now monotonic milliseconds; answers whether a call of this name may be made now */
export function createRateLimit(now: () => number): (name: string) => boolean {
  const pace = new Map<string, { left: number; at: number }>();
  return (name) => {
    if (LOOKS.includes(name)) return true;
    const at = now();
    const last = pace.get(name) ?? { left: BURST, at };
    const left = Math.min(BURST, last.left + ((at - last.at) / 1000) * RATE);
    if (left < 1) return false;
    pace.set(name, { left: left - 1, at });
    return true;
  };
}
