/** What stops a bench: an exposed private key, or a way to other computers, until somebody has signed for it. */
import { isPaused } from '../../journal/pause.ts';

/** Whether one of these incidents, all of them unsigned, stops the line. */
export const isStopped = (open: readonly { readonly reason: string }[]): boolean =>
  isPaused(open) || open.some(({ reason }) => reason === 'secret-scanned');
