/** A held card under the scanner: its sticker is read once more, on record, and nothing else changes. */
import type { Journal } from '../../journal/journal.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { holdOf } from './holds.ts';
import { because } from './reasons.ts';
import type { Screen } from './screen.ts';
import type { Scan } from './view.ts';
import type { RecordsOf, UnitLookup } from './verification.ts';

export interface HeldCardPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly records: RecordsOf;
}

type AddressScan = Extract<Scan, { what: 'address' }>;

export interface HeldCard {
  /** Its serial was scanned just now. */
  readonly serial: string | null;
  /** Takes a card into the hand, if it is one that may be released. */
  hold(unit: BenchUnit): boolean;
  /** An address while one is in hand: its own is what its release rests on. False where none is. */
  read(scan: AddressScan): Promise<boolean>;
  forget(): void;
}

export function createHeldCard(
  { journal, units, records }: HeldCardPorts,
  screen: Pick<Screen, 'show' | 'refuse'>,
): HeldCard {
  let held: BenchUnit | null = null;
  return {
    get serial() {
      return held?.serial ?? null;
    },
    hold(unit) {
      held = benchLife.may(unit, 'unit-released') ? unit : null;
      return held !== null;
    },
    async read(scan) {
      if (held === null) return false;
      const { serial, address } = held;
      if (scan.address !== address) {
        const other = units.unitByAddress(scan.address)?.serial ?? '';
        await screen.refuse('read-again', scan, { serial, other });
        return true;
      }
      held = null;
      await journal.append([{ kind: 'hold-reread', serial, address }]);
      screen.show({ notice: because('reads-as-own', { serial, other: holdOf(records(serial))?.other ?? '' }) });
      return true;
    },
    forget: () => (held = null),
  };
}
