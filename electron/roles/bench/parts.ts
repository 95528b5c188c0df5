/** What a Bench is made of: the ports that its directory and its unlocked keys give. */
import type { CheckHours } from '../../../core/stations/bench/check-hours.ts';
import type { Clock, Random } from '../../../core/base/ports.ts';
import type { Mode } from '../../../core/journal/event.ts';
import type { LaserTarget } from '../../etch/target.ts';
import type { Outbox } from '../../etch/outbox.ts';
import type { Signer } from '../../keys/ed25519.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { Index } from '../../journal/index.ts';
import type { Delivery } from '../../station/delivery.ts';
import type { Intake } from '../../station/intake.ts';
import type { TrayForm } from '../../../core/etch/tray.ts';
import type { Reading } from '../../../core/etch/readback.ts';
import type { CheckingStart } from './checking/session.ts';
import type { Vault } from '../../vault/vault.ts';
import type { Pool } from '../../workers/pool.ts';

export interface BenchStationParts {
  readonly name: string;
  readonly mode: Mode;
  /** The station's own directory. */
  readonly directory: string;
  readonly version: string;
  readonly runtime: string;
  readonly journal: OpenJournal;
  readonly index: Index;
  readonly vault: Vault;
  readonly outbox: Outbox;
  /** What the laser's software reads, and where the outbox puts it, as the station is set now. */
  readonly laser: () => LaserTarget;
  /** How cards lie at the laser, as the station is set now. */
  readonly tray: () => TrayForm;
  /** How the metal is read back, as the station is set now. */
  readonly reading: () => Reading;
  /** Cards an hour that are wanted, and for how many hours a check of the shift counts, as the station is set now. */
  readonly shift: () => { readonly target: number; readonly check: CheckHours };
  readonly pool: Pool;
  /** Pre-verifies in a process that ends with it; null: this one does. */
  readonly checking: CheckingStart | null;
  readonly clock: Clock;
  /** Milliseconds that no setting of the clock changes. */
  readonly ticks: () => number;
  readonly random: Random;
  /** The other benches that are trusted here; `null` in training, where none is known. */
  readonly benches: () => readonly string[] | null;
  /** How transfers come in, and how they leave. */
  readonly intake: Intake;
  readonly delivery: Delivery;
  /** The station's own key, for what it says of finished cards; training has none. */
  readonly signer: Signer | null;
  /** Closes the journal and wipes what is the station's own. */
  readonly letGo: () => Promise<void>;
}
