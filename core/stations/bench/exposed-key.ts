/** A private half at Bench: never kept, always an incident; the card it came off has lost its cover. */
import type { JournalEvent } from '../../journal/event.ts';
import type { Journal } from '../../journal/journal.ts';
import { benchLife } from '../../life/bench-life.ts';
import type { Etching } from './etching.ts';
import { because } from './reasons.ts';
import type { Screen } from './screen.ts';
import type { Scan } from './view.ts';
import type { Verdicts } from './verdicts.ts';
import type { UnitLookup } from './verification.ts';

export interface ExposedKeyPorts {
  readonly journal: Journal;
  readonly units: UnitLookup;
  readonly etching: Pick<Etching, 'withdraw'>;
}

/** @param serial the card that was in hand when it was scanned, if one was. */
export async function takeExposedKey(
  scan: Extract<Scan, { what: 'secret' }>,
  serial: string | null,
  { journal, units, etching }: ExposedKeyPorts,
  screen: Pick<Screen, 'show'>,
  verdicts: Pick<Verdicts, 'fail'>,
): Promise<void> {
  const unit = serial === null ? null : units.unit(serial);
  const detail = `${scan.name}, ${scan.length} characters`;
  const also: JournalEvent[] = [
    { kind: 'scan-refused', serial, reason: 'secret-refused', what: scan.name, length: scan.length },
    { kind: 'incident', reason: 'secret-scanned', serial, detail },
  ];
  if (unit === null) {
    await journal.append(also);
    return screen.show({ notice: because('secret-refused') });
  }
  // At the laser it may be etched or not: people must look, so it is in doubt rather than in quarantine.
  const atLaser = benchLife.may(unit, 'etch-in-doubt') && unit.job !== null;
  if (atLaser) also.push({ kind: 'etch-in-doubt', serial: unit.serial, job: unit.job, reason: 'secret-scanned' });
  await verdicts.fail(unit.serial, null, because('secret-scanned', { serial }), also);
  if (atLaser) await etching.withdraw(unit);
}
