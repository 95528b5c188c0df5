/**
 * The code on the metal of a card that lay in a tray. A tray that was put in the wrong way round bears the text of one
 * card on the metal of another, and its code reads well: so the sticker of a card is scanned first, and the metal must
 * say the same. What does not is read a second time before anything is put in doubt.
 */
import type { CardScans } from './card-scans.ts';
import type { Etching } from './etching.ts';
import { doubts, inTray, turnedFor } from './in-tray.ts';
import type { ReadBack } from './read-back.ts';
import { because } from './reasons.ts';
import type { Screen } from './screen.ts';
import type { Verdicts } from './verdicts.ts';
import type { RecordsOf, UnitLookup, UnitsOfJob } from './verification.ts';
import type { Scan } from './view.ts';

export interface TrayMetalPorts {
  readonly units: UnitLookup;
  readonly unitsOfJob: UnitsOfJob;
  readonly records: RecordsOf;
  readonly etching: Pick<Etching, 'marked' | 'withdraw'>;
}

export interface TrayMetal {
  /** Takes the code of a card that lay in a tray, or is scanned on one. False where neither is. */
  take(scan: Extract<Scan, { what: 'metal' }>): Promise<boolean>;
}

/** Where a card is in hand of which the metal is to be read. */
const READ: ReadonlySet<string> = new Set(['marking', 'metal', 'read-back']);

export function createTrayMetal(
  { units, unitsOfJob, records, etching }: TrayMetalPorts,
  screen: Pick<Screen, 'view' | 'open' | 'asks' | 'refuse'>,
  cardScans: Pick<CardScans, 'take' | 'askWhatIsRead'>,
  readBack: Pick<ReadBack, 'byCode'>,
  verdicts: Pick<Verdicts, 'readBack' | 'fail'>,
): TrayMetal {
  /** A code that is not the card's, read once. */
  let misfit: { readonly serial: string; readonly metal: string } | null = null;

  const lay = (serial: string) => (units.unit(serial) === null ? null : inTray(serial, records(serial)));

  async function own(serial: string): Promise<void> {
    misfit = null;
    if (screen.asks('marking', serial)) {
      const noted = await etching.marked(serial, true, 'tray');
      const unit = noted.ok ? units.unit(serial) : null;
      if (unit === null) return;
      await cardScans.askWhatIsRead(unit);
    }
    if (!screen.asks('metal', serial)) return;
    const answer = await readBack.byCode(serial);
    if (answer.ok) verdicts.readBack(serial, answer.value);
  }

  /** The metal of the card in hand says another one. */
  async function others(serial: string, scan: Extract<Scan, { what: 'metal' }>): Promise<void> {
    const metal = scan.serial;
    const agrees = misfit?.serial === serial && misfit.metal === metal;
    misfit = agrees ? null : { serial, metal };
    if (!agrees) return screen.refuse('metal-again', scan, { serial, other: metal });
    const at = lay(serial);
    const turned = at !== null && turnedFor(at) === metal;
    const kind = turned ? 'tray-turned' : 'other-metal';
    const hit = turned && at !== null ? unitsOfJob(at.job) : [units.unit(serial), units.unit(metal)];
    const records = doubts(hit, kind);
    const detail = turned ? `${hit.length} cards of one tray` : `its metal says ${metal}`;
    await verdicts.fail(
      serial,
      null,
      because(kind, { serial, other: metal }),
      [...records, { kind: 'incident', reason: kind, serial, detail }],
      'read-back',
    );
    const unit = units.unit(serial);
    if (unit !== null) await etching.withdraw(unit);
  }

  return {
    async take(scan) {
      const { open } = screen;
      const inHand = open !== null && READ.has(screen.view.step.at) && lay(open) !== null ? open : null;
      if (inHand !== null && inHand !== scan.serial) {
        await others(inHand, scan);
        return true;
      }
      const unit = units.unit(scan.serial);
      if (unit === null || lay(scan.serial) === null || !['sent', 'marked'].includes(unit.state)) return false;
      if (inHand === null) await screen.refuse('sticker-first', scan, { serial: scan.serial });
      else if (screen.view.step.at === 'read-back') await cardScans.take({ what: 'serial', serial: scan.serial });
      else await own(scan.serial);
      return true;
    },
  };
}
