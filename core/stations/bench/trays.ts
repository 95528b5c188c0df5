/** The trays of a bench: the one that is being filled, and those that were sent, as the card in hand asks for them. */
import { failIn, ok, type Result } from '../../base/result.ts';
import { createFilling, type Filling, type FillingPorts, type TrayDeed } from './filling.ts';
import { sentTray } from './in-tray.ts';
import type { Screen } from './screen.ts';
import type { RecordsOf, UnitsOfJob } from './verification.ts';
import type { TrayView } from './view.ts';

const fail = failIn('bench');

export interface TraysPorts extends FillingPorts {
  readonly records: RecordsOf;
  readonly unitsOfJob: UnitsOfJob;
}

export interface Trays {
  readonly filling: Filling;
  /** What is shown when this card is spoken of: its own tray, the one just sent, or the one that is filled. */
  tray(serial: string | null): TrayView | null;
  /** Does it, while no card is open. */
  fill(deed: TrayDeed, serial: string | null, screen: Pick<Screen, 'view' | 'show'>): Promise<Result<null>>;
  /** A scan is about to be taken: what was just sent is not spoken of any more. */
  turn(): void;
  forget(): void;
}

export function createTrays(ports: TraysPorts): Trays {
  const filling = createFilling(ports);
  /** A card of the tray that was just sent. */
  let sent: string | null = null;

  function act(deed: TrayDeed, serial: string | null): Result<null> | Promise<Result<null>> {
    switch (deed) {
      case 'skip':
        return filling.skip();
      case 'undo':
        return filling.undo();
      case 'take-out':
        return filling.takeOut(serial ?? '');
      case 'send':
        return filling.send();
    }
  }

  return {
    filling,
    tray(serial) {
      const spoken = serial ?? sent;
      const there = spoken === null ? null : sentTray(spoken, ports.records, ports.unitsOfJob);
      // Of a tray that was just sent no card is spoken of.
      if (there !== null) return serial === null ? { ...there, here: null } : there;
      return filling.on ? filling.view(serial) : null;
    },
    async fill(deed, serial, screen) {
      if (!filling.on || screen.view.step.at !== 'serial')
        return fail('not-now', 'A card is open, or cards go to the laser one by one.');
      const first = filling.view(null).pockets.find((one) => one.serial !== null)?.serial ?? null;
      const done = await act(deed, serial);
      sent = done.ok && deed === 'send' ? first : null;
      screen.show({ verdict: null });
      return done.ok ? ok(null) : done;
    },
    turn: () => void (sent = null),
    forget() {
      sent = null;
      filling.forget();
    },
  };
}
