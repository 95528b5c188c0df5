/** The pages of a bench that say serials to a scanner: a card's traveller, and the list of a tray. */
import { failIn, must, ok, type Result } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { because } from '../../../core/stations/bench/reasons.ts';
import type { DrawnPage } from '../../papers/save.ts';
import { travellerPage } from '../../papers/traveller.ts';
import { trayListPage } from '../../papers/tray-list.ts';
import type { Words } from '../../../resources/words/language.ts';
import type { BenchStation } from './station.ts';

const fail = failIn('bench');

type Drawing = Pick<BenchStation, 'parts' | 'bench'>;

const factsOf = ({ parts: { name, mode, version, clock } }: Drawing) => ({
  ...{ station: name, mode, version, at: clock.now() },
});

/** What is on record of a card, as it stands now. */
export function drawTraveller(station: Drawing, serial: string, words: Words): Result<DrawnPage> {
  const { index, journal } = station.parts;
  const unit = index.unit(serial);
  if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
  const page = travellerPage(words, {
    ...factsOf(station),
    unit: { ...unit, serial: must(parseSerial(serial)) },
    steps: journal.shown(index.traveller(serial)),
    journal: journal.head,
  });
  return page.ok ? ok({ name: `${serial}-traveller`, page: page.value }) : page;
}

/** The tray in which a card lies, or lay at the laser. */
export function drawTrayList(station: Drawing, serial: string, words: Words): Result<DrawnPage> {
  const unit = station.parts.index.unit(serial);
  if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
  const tray = station.bench.trayOf(serial);
  if (tray === null)
    return fail('in-no-tray', `${serial} lies in no tray, and was sent to the laser in none.`, { serial });
  const page = trayListPage(words, { ...factsOf(station), batch: unit.batch, tray });
  return page.ok ? ok({ name: `${tray.job ?? serial}-tray`, page: page.value }) : page;
}
