/** The calls about Bench's laser: where jobs go, how they are written, how cards lie there, how the metal is read. */
import * as v from 'valibot';
import { formatNames, type FormatName } from '../../../core/etch/formats/formats.ts';
import { LINK_PROTOCOLS, type LinkProtocol } from '../../../core/etch/link-protocols.ts';
import { READING_SHARES, type Reading } from '../../../core/etch/readback.ts';
import { TrayFields, type TrayForm } from '../../../core/etch/tray.ts';
import type { Result } from '../../../core/base/result.ts';
import type { LinkTarget } from '../../etch/link.ts';

export const laserCalls = {
  /** Where etch jobs go and in what format. */
  laser: v.null(),
  setLaserFormat: v.object({ format: v.picklist(formatNames) }),
  /** Whether the serial is etched as a code, and of how many cards in a hundred the symbols are typed; on record. */
  setReading: v.object({ code: v.boolean(), share: v.picklist(READING_SHARES) }),
  /** One name for every job, or null: each its own. Refused while a card is at the laser. */
  setSlot: v.object({ slot: v.nullable(v.pipe(v.string(), v.maxLength(24))) }),
  /**
   * The laser on a serial port, listed or chosen in a native dialog (`other`), how it is spoken to, and the template in it; a
   * port of null: jobs are files again. Refused while a card is at the laser.
   */
  setLink: v.object({
    port: v.nullable(v.pipe(v.string(), v.maxLength(200))),
    protocol: v.picklist(LINK_PROTOCOLS),
    template: v.pipe(v.string(), v.maxLength(40)),
  }),
  /** How cards lie at the laser; on record. Refused while a tray is being filled. */
  setTray: TrayFields,
  /** Asks the person for a folder in a native dialog. Refused while a card is at the laser. */
  chooseJobFolder: v.null(),
  /** Back to the station's own folder. */
  ownJobFolder: v.null(),
} as const;

export interface LaserAnswers {
  laser: LaserView;
  setLaserFormat: Result<LaserView>;
  setReading: Result<LaserView>;
  setSlot: Result<LaserView>;
  /** Null when the person chose no port. */
  setLink: Result<LaserView | null>;
  setTray: Result<LaserView>;
  /** Null when the person chose no folder. */
  chooseJobFolder: Result<LaserView | null>;
  ownJobFolder: Result<LaserView>;
}

/** Where the laser's computer finds jobs, as a person reads it. */
export interface LaserView {
  readonly format: FormatName;
  readonly formats: readonly FormatName[];
  readonly tray: TrayForm;
  readonly orders: readonly TrayForm['order'][];
  readonly reading: Reading;
  readonly shares: readonly Reading['share'][];
  readonly directory: string;
  /** The laser on a line, where jobs are no files. */
  readonly link: LinkTarget | null;
  /** How one on a line can be spoken to. */
  readonly protocols: readonly LinkProtocol[];
  /** The one name of every job; null: each has its own. */
  readonly slot: string | null;
  /** The folder lies in memory: nothing of a job stays on a disk. */
  readonly memory: boolean;
  /** The station's own folder. */
  readonly own: boolean;
  /** Bytes free there; null: it cannot be reached. */
  readonly free: number | null;
  /** Serials whose jobs lie there and were not yet taken. */
  readonly waiting: readonly string[];
}
