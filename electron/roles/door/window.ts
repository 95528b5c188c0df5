/** The door behind the window, until it is known which station this is. */
import { ask } from '../../bridge/signing.ts';
import { doorCalls } from './contract.ts';
import { createDoor, type Enter } from './handlers.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import { serveCalls, type Served, type Environment } from '../served.ts';

export async function openDoor(around: Environment, enter: Enter): Promise<Served> {
  const door = await createDoor({ ...around, derivation: platformScrypt, now: () => performance.now(), enter });
  return {
    title: 'Twofold',
    ...serveCalls(doorCalls, door.handlers, {
      accept: ({ head, reason, people }, dialogs) =>
        ask(dialogs, dialogs.questions.goOn(door.name ?? dialogs.unknown, head), people, reason),
    }),
    onRecord: null,
    watch: () => {},
    close: () => door.close(),
  };
}
