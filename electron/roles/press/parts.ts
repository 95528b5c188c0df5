/** What a Press is put together from. */
import type { Words } from '../../../resources/words/language.ts';
import type { Mode } from '../../../core/journal/event.ts';
import type { Clock, KeyDerivation, Random } from '../../../core/base/ports.ts';
import type { PressBook } from '../../../core/stations/press/book.ts';
import type { PressShift } from '../../../core/stations/press/shift.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { Signer } from '../../keys/ed25519.ts';
import type { UnitCrew } from '../../workers/unit-maker.ts';
import type { Delivery } from '../../station/delivery.ts';
import type { Intake } from '../../station/intake.ts';

export interface PressStationParts {
  readonly name: string;
  readonly mode: Mode;
  readonly version: string;
  readonly runtime: string;
  /** The station's own. */
  readonly directory: string;
  readonly journal: OpenJournal;
  /** Follows `journal`. */
  readonly book: Omit<PressBook, 'apply'>;
  /** What became of its stickers; follows `journal`. */
  readonly shift: Omit<PressShift, 'apply'>;
  readonly signer: Signer;
  /** Small derivations of single units; large numbers of them go to `crew`. */
  readonly derivation: KeyDerivation;
  /** Starts workers; only making keys needs them. */
  readonly crew: () => UnitCrew;
  /** Of the language in which papers are printed, as it is chosen when one is. */
  readonly words: () => Promise<Words>;
  readonly clock: Clock;
  readonly random: Random;
  readonly intake: Intake;
  readonly delivery: Delivery;
  /** Closes the journal and wipes what is the station's own. */
  readonly letGo: () => Promise<void>;
  /** Has the platform let go of keys that are wiped (keys/let-go.ts): it costs a whole collection. */
  readonly letGoOfKeys: () => void;
}
