/** How the station of each role is opened behind the window. */
import type { Role } from '../../core/peers/role.ts';
import type { Opening } from './behind.ts';
import { openBenchWindow } from './bench.ts';
import { openCheckWindow } from './check.ts';
import { openOriginWindow } from './origin.ts';
import { openPressWindow } from './press.ts';

export const OPENINGS: Readonly<Record<Role, Opening>> = {
  origin: openOriginWindow,
  press: openPressWindow,
  bench: openBenchWindow,
  check: openCheckWindow,
};
