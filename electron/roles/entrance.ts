/** From a directory to what is behind the window: a training station at once, any other through the door. */
import type { Role } from '../../core/base/role.ts';
import { ok, type Failure, type Result } from '../../core/base/result.ts';
import type { Preferences } from '../bridge/common.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { trainingRoleOf } from '../station/training-journal.ts';
import { letGoOfKeys } from '../keys/let-go.ts';
import type { CommonUpdate } from '../bridge/common.ts';
import type { LeftOff, Served, Environment } from './served.ts';
import type { Because } from '../station/attendance.ts';
import { attended } from './attended.ts';
import { openDoor } from './door/window.ts';
import { OPENINGS } from './openings.ts';
import { trained } from './trained.ts';
import { openViewing } from './viewing/window.ts';

export interface Entrance {
  readonly directory: string;
  /** A training station of this role, whatever the directory holds; null: what the directory says. */
  readonly training: Role | null;
  /** It is used with the sample badges from its beginning; whoever comes in by the door to practise has them. */
  readonly badges: boolean;
  /** Why nothing can be written in the directory, whose records can be looked at then; null where it can. */
  readonly unwritable: Failure | null;
  /** Where a person practises who comes in by the door. */
  readonly practice: (role: Role) => string;
  readonly environment: (directory: string) => Promise<Environment>;
  readonly show: (served: Served) => Promise<void>;
  /** The page of whatever is behind the window hears it. */
  readonly tell: (update: CommonUpdate) => void;
}

/** Refused is a directory that cannot be used at all; what the door refuses, it says itself. */
export async function enterStation({
  directory,
  training,
  badges,
  unwritable,
  practice,
  environment,
  show,
  tell,
}: Entrance): Promise<Result<null>> {
  /** What the last lock has broken off, or left running, until somebody comes in who may go on with it. */
  let leftOff: LeftOff | null = null;
  const stopLeft = async (): Promise<void> => leftOff?.goingOn?.stop();

  async function enter(
    role: Role,
    where: string,
    commissioned: CommissionedStation | null,
    wish: Preferences | null,
    begin: boolean,
  ): Promise<Result<null>> {
    const around = await environment(where);
    let behind: Served | null = null;
    const lock = (because: Because): void => {
      if (behind !== null && commissioned !== null) void shut(behind, commissioned, because);
    };
    const goesOn = leftOff !== null && commissioned?.attendance.objectionTo(leftOff.call) === null ? leftOff : null;
    // Nothing works beside a station whose people may not.
    if (goesOn === null) await stopLeft();
    const opened = await OPENINGS[role]({
      ...around,
      ...{ commissioned, leftOff: goesOn },
      lock: (because) => behind?.lock?.(because),
    });
    if (!opened.ok) return opened;
    if (goesOn !== null) leftOff = null;
    // Only now there is a directory to keep it in.
    if (wish !== null) await around.settings.change(wish);
    const served = opened.value;
    behind =
      commissioned === null
        ? await trained(served, around, begin)
        : attended({ served, station: commissioned, around, lock, now: () => performance.now() });
    await show(behind);
    return ok(null);
  }

  /** Its keys are gone from memory before the door stands in its place. */
  async function shut(behind: Served, station: CommissionedStation, because: Because): Promise<void> {
    const { attendance } = station;
    const left = behind.leftOff?.(because) ?? null;
    if (left !== null) {
      void stopLeft();
      leftOff = left;
    }
    // Whoever was there still answers for what is in hand, of which the page shows nothing from here on.
    attendance.shut();
    tell({ type: 'locking' });
    await behind.rest?.();
    const closed = behind.close();
    await attendance.leave(because);
    await closed;
    await atDoor();
    // Nothing refers to the station from here on; what the platform has of its keys goes with it, and what its ciphers left.
    setImmediate(letGoOfKeys);
  }

  async function atDoor(): Promise<void> {
    const door = await openDoor(await environment(directory), (station, commissioned, wish) =>
      enter(station, commissioned === null ? practice(station) : directory, commissioned, wish, true),
    );
    await show({
      ...door,
      // Its key is in no memory that a computer sleeps with.
      lock: (because) => void (because === 'sleep' && stopLeft()),
      async close() {
        await stopLeft();
        await door.close();
      },
    });
  }

  if (unwritable !== null) {
    const opened = await openViewing(await environment(directory), unwritable);
    if (opened.ok) await show(opened.value);
    return opened.ok ? ok(null) : opened;
  }
  const role = training ?? (await trainingRoleOf(directory));
  if (role !== null) return enter(role, directory, null, null, badges);
  await atDoor();
  return ok(null);
}
