/** How ports are offered to a person. */
import type { InputOf } from '../../electron/bridge/form.ts';
import type { PortView, scannerCalls } from '../../electron/bridge/devices.ts';
import type { Words } from '../../resources/words/language.ts';

/** Where a device is, how fast it speaks, and what it is answered. */
export type PortWish = Omit<InputOf<typeof scannerCalls, 'configureDevice'>, 'device'>;

/** A device that is only played. */
const SIMULATED = 'simulated';
/** A real station's device until a person has chosen its port. */
const UNCHOSEN = 'none';
/** Main asks the person for a path that is not listed. */
export const OTHER = 'other';

export const SPEEDS = [9600, 19200, 38400, 57600, 115200] as const;

/** One that there is; the first, where a number is none. */
export const speedOf = (baudRate: number): PortWish['baudRate'] =>
  SPEEDS.find((one) => one === Number(baudRate)) ?? SPEEDS[0];

/** As a person reads it: what is plugged in there, and where. */
export function portName(words: Words['devices'], { path, title }: PortView): string {
  if (path === SIMULATED) return words.simulated;
  if (path === UNCHOSEN) return words.unchosen;
  return title === '' ? path : `${title} (${path})`;
}
