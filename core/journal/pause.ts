/** What pauses a station until somebody has answered for it. */

/** The reason of the incident that says what is around a station and must not be. */
export const SURROUNDED = 'not-air-gapped';

/** Whether one of these incidents, none of them answered for, pauses all but looking. */
export const isPaused = (open: readonly { readonly reason: string }[]): boolean =>
  open.some(({ reason }) => reason === SURROUNDED);
