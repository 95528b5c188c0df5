/** From a directory to what is behind the window: a training station at once, any other through the door. */
import type { Role } from '../../core/base/role.ts';
import { ok, type Result } from '../../core/base/result.ts';
import type { Preferences } from '../bridge/common.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { trainingRoleOf } from '../station/training-journal.ts';
import type { Served, Environment } from './served.ts';
import { openDoor } from './door/window.ts';
import { OPENINGS } from './openings.ts';

export interface Entrance {
  readonly directory: string;
  /** A training station of this role, whatever the directory holds; null: what the directory says. */
  readonly training: Role | null;
  /** Where a person practises who comes in by the door. */
  readonly practice: (role: Role) => string;
  readonly environment: (directory: string) => Promise<Environment>;
  readonly show: (served: Served) => Promise<void>;
}

/** Refused is a directory that cannot be used at all; what the door refuses, it says itself. */
export async function enterStation({
  directory,
  training,
  practice,
  environment,
  show,
}: Entrance): Promise<Result<null>> {
  async function enter(
    role: Role,
    where: string,
    commissioned: CommissionedStation | null,
    wish: Preferences | null,
  ): Promise<Result<null>> {
    const around = await environment(where);
    const opened = await OPENINGS[role]({ ...around, commissioned });
    if (!opened.ok) return opened;
    // Only now there is a directory to keep it in.
    if (wish !== null) await around.settings.change(wish);
    await show(opened.value);
    return ok(null);
  }

  const role = training ?? (await trainingRoleOf(directory));
  if (role !== null) return enter(role, directory, null, null);
  const door = await openDoor(await environment(directory), (station, commissioned, wish) =>
    enter(station, commissioned === null ? practice(station) : directory, commissioned, wish),
  );
  await show(door);
  return ok(null);
}
