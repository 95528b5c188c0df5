/** The door behind the window, until it is known which station this is. */
import { ask } from '../../bridge/signing.ts';
import { mayBeKey } from '../../../core/scan/secret.ts';
import { doorCalls, type DoorUpdate } from './contract.ts';
import { createDoor, type Enter } from './handlers.ts';
import { platformScrypt } from '../../keys/platform-scrypt.ts';
import type { Scanner, ScannerEvent } from '../../devices/scanner.ts';
import { startBadgeScanner } from '../../people/reception.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { serveCalls, type Served, type Environment } from '../served.ts';

export async function openDoor(around: Environment, enter: Enter): Promise<Served> {
  const { reception } = around;
  let tell: (update: DoorUpdate) => void = () => undefined;
  /** Badges come in here only while the door is what is behind the window: a station has a scanner of its own. */
  const listen = (): Pick<Scanner, 'close'> => {
    reception.heed(async () => {
      const entered = await door.handlers.signIn(null);
      if (!entered.ok) tell({ type: 'refused', refused: entered.error });
    });
    const other = (frame: ScannerEvent): void => {
      if (mayBeKey(frame.bytes)) void noted(frame.bytes.length);
    };
    return startBadgeScanner({ ...around, printing: null, other });
  };
  const noted = async (length: number): Promise<void> => {
    const refused = await door.keyScanned(length);
    if (refused !== null) tell({ type: 'refused', refused });
  };
  const deaf = async (): Promise<void> => {
    reception.heed(null);
    await scanner.close();
  };
  const door = await createDoor({
    ...around,
    derivation: platformScrypt,
    now: () => performance.now(),
    onRestoring: (pace) => tell({ type: 'restoring', pace }),
    people: reception.desk,
    askSignIn: (station) => wordsOf(around.settings.value.language).peopleWindow.signIn(station),
    askGoOn(station, head, reason) {
      const { dialogs } = wordsOf(around.settings.value.language);
      return { question: dialogs.questions.goOn(station, head), detail: dialogs.because(reason) };
    },
    async enter(...given) {
      await deaf();
      const entered = await enter(...given);
      if (!entered.ok) scanner = listen();
      return entered;
    },
  });
  let scanner = listen();
  return {
    title: 'Twofold',
    ...serveCalls(doorCalls, door.handlers, {
      accept: ({ head, reason, people }, dialogs) =>
        ask(dialogs, dialogs.questions.goOn(door.name ?? dialogs.unknown, head), people, reason),
    }),
    onRecord: null,
    badgeTyped: async (number) => tell({ type: 'refused', refused: await door.badgeTyped(number) }),
    watch: (listener) => void (tell = listener),
    async close() {
      await deaf();
      await door.close();
    },
  };
}
