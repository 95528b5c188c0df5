/** What {@link within} gives when the time was up first. */
export const LATE = Symbol('late');

/**
 * Waits for `work`, but no longer than `milliseconds`. The work itself cannot be stopped: the caller abandons whatever
 * it belongs to, and a later rejection is nobody's any more.
 */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | typeof LATE> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<typeof LATE>((resolve) => {
    timer = setTimeout(() => resolve(LATE), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
