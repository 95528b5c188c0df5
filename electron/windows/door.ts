/** The door: what is behind the window until it is known which station this is. */
import type { Role } from '../../core/peers/role.ts';
import { ok, type Result } from '../../core/result.ts';
import { doorCalls, type DoorHandlers } from '../bridge/contracts/door.ts';
import type { CommissionedStation } from '../station/commissioned.ts';
import { behindOf, type Behind, type Surroundings } from './behind.ts';

/** Puts a station behind the window in the door's place: a commissioned one, or training. */
export type Enter = (role: Role, commissioned: CommissionedStation | null) => Promise<Result<null>>;

export async function openDoor(around: Surroundings, enter: Enter): Promise<Result<Behind>> {
  const { directory, version, runtime, settings } = around;
  const handlers: DoorHandlers = {
    async station() {
      const { language, theme, sound } = settings.value;
      return { role: 'door', version, runtime, directory, preferences: { language, theme, sound } };
    },
    train: ({ role }) => enter(role, null),
  };
  return ok({
    title: 'Twofold',
    ...behindOf(doorCalls, handlers),
    watch: () => {},
    close: async () => {},
  });
}
