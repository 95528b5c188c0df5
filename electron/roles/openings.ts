/** How the station of each role is opened behind the window. */
import type { Role } from '../../core/base/role.ts';
import type { OpenRole } from './served.ts';
import { openBenchWindow } from './bench/window.ts';
import { openCheckWindow } from './check/window.ts';
import { openOriginWindow } from './origin/window.ts';
import { openPressWindow } from './press/window.ts';

export const OPENINGS: Readonly<Record<Role, OpenRole>> = {
  origin: openOriginWindow,
  press: openPressWindow,
  bench: openBenchWindow,
  check: openCheckWindow,
};
