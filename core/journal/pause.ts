/** What pauses a station until somebody has answered for it. */
import { failIn, type Failed } from '../base/result.ts';

const fail = failIn('window');

/** The reason of the incident that says what is around a station and must not be. */
export const SURROUNDED = 'not-air-gapped';

/** The reason of the incident that says that a newer program has worked here than the one that runs. */
export const OUTDATED = 'older-program';

/** The reason of the incident that says what of the laser or of the shelf was changed outside the station. */
export const ALTERED = 'settings-altered';

/** Whether one of these incidents, none of them answered for, keeps everything from the laser. */
export const isAltered = (open: readonly { readonly reason: string }[]): boolean =>
  open.some(({ reason }) => reason === ALTERED);

/** Whether one of these incidents, none of them answered for, pauses all but looking. */
export const isPaused = (open: readonly { readonly reason: string }[]): boolean =>
  open.some(({ reason }) => reason === SURROUNDED || reason === OUTDATED);

/** Whether one of these incidents is answered for by two people, with their reason, and by no supervisor alone. */
export const wantsTwo = (open: readonly { readonly reason: string }[]): boolean => isPaused(open) || isAltered(open);

export const paused = (): Failed<'paused'> =>
  fail(
    'paused',
    'This station is paused: there is a network interface, a radio, swap or a place for core dumps, or a newer program has worked here than this one. Look at its incidents, and mend that; there two people go on, with a reason.',
  );
