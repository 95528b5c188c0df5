import type { Later } from '../../../core/stations/check/holding.ts';

/** By a timer that a window that is closing does not wait for. */
export const later: Later = (milliseconds, act) => {
  const timer = setTimeout(act, milliseconds).unref();
  return { callOff: () => clearTimeout(timer) };
};
