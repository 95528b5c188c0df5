/** The code that the laser has etched, scanned: the card is marked, whoever has not said so, and read where that is enough. */
import { benchLife } from '../../life/bench-life.ts';
import type { CardScans } from './card-scans.ts';
import type { Etching } from './etching.ts';
import type { ReadBack } from './read-back.ts';
import type { Screen } from './screen.ts';
import type { UnitLookup } from './verification.ts';
import type { Verdicts } from './verdicts.ts';

export interface MetalScanPorts {
  readonly units: UnitLookup;
  readonly etching: Pick<Etching, 'marked'>;
}

/** Anywhere but between the laser and its reading the metal is a serial like any other. */
export async function takeMetal(
  serial: string,
  { units, etching }: MetalScanPorts,
  screen: Pick<Screen, 'asks'>,
  cardScans: Pick<CardScans, 'take' | 'askWhatIsRead'>,
  readBack: Pick<ReadBack, 'byCode'>,
  verdicts: Pick<Verdicts, 'readBack'>,
): Promise<void> {
  const asked = (): boolean => screen.asks('metal', serial);
  if (!asked()) {
    const before = units.unit(serial);
    const atLaser = before !== null && benchLife.may(before, 'etch-marked');
    const noted = atLaser ? await etching.marked(serial, true) : null;
    const unit = noted?.ok === true ? units.unit(serial) : null;
    await (unit === null ? cardScans.take({ what: 'serial', serial }) : cardScans.askWhatIsRead(unit));
  }
  if (!asked()) return;
  const answer = await readBack.byCode(serial);
  if (answer.ok) verdicts.readBack(serial, answer.value);
}
