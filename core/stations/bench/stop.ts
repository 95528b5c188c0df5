/** What stops a bench: an exposed private key, until somebody has signed for it. */

/** Whether one of these incidents, all of them unsigned, stops the line. */
export const isStopped = (open: readonly { readonly reason: string }[]): boolean =>
  open.some(({ reason }) => reason === 'secret-scanned');
