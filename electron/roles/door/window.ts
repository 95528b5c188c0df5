/** The door behind the window, until it is known which station this is. */
import { doorCalls } from './contract.ts';
import { createDoor, type Enter } from './handlers.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { behindOf, type Behind, type Surroundings } from '../served.ts';

export async function openDoor(around: Surroundings, enter: Enter): Promise<Behind> {
  const door = await createDoor({ ...around, derivation: platformScrypt, now: () => performance.now(), enter });
  return {
    title: 'Twofold',
    ...behindOf(doorCalls, door.handlers),
    watch: () => {},
    close: () => door.close(),
  };
}
