/** What people answer to what is asked of the card in hand: at the laser, of its metal, of its strip and packing. */
import { failIn, ok, type Result } from '../../base/result.ts';
import type { CardScans } from './card-scans.ts';
import type { Etching } from './etching.ts';
import type { Finishing } from './finishing.ts';
import type { ReadBack } from './read-back.ts';
import type { Screen } from './screen.ts';
import type { Tally } from './tally.ts';
import type { Verdicts } from './verdicts.ts';
import type { UnitLookup } from './verification.ts';
import type { BenchStep } from './view.ts';

const fail = failIn('bench');

/** An answer to another question than the one that is asked now is too late, and refused. */
export interface CardAnswers {
  /** The person at the laser says whether it has finished. */
  marked(serial: string, finished: boolean): Promise<Result<null>>;
  /** What the person reads off the metal at the asked positions. */
  readBack(serial: string, symbols: string): Promise<Result<null>>;
  /** The code on the metal of this card does not read: its symbols are asked instead. */
  unread(serial: string): Promise<Result<null>>;
  /** What the person says who looks at the strip, the packing or the packed card that is asked about. */
  inspected(serial: string, good: boolean, person: string): Promise<Result<null>>;
}

export interface AnswerPorts {
  readonly units: UnitLookup;
  readonly etching: Pick<Etching, 'marked'>;
  readonly screen: Screen;
  readonly tally: Pick<Tally, 'answered'>;
  readonly readBack: ReadBack;
  readonly cardScans: Pick<CardScans, 'askWhatIsRead'>;
  readonly finishing: Finishing;
  readonly verdicts: Verdicts;
  /** One thing at a time, in the order it came. */
  readonly inLine: <T>(work: () => Promise<T>) => Promise<T>;
}

export function createCardAnswers(ports: AnswerPorts): CardAnswers {
  const { units, etching, screen, tally, readBack, cardScans, finishing, verdicts, inLine } = ports;

  /** The answer to what is asked of a card at a step; of any other card or step it is too late. */
  const answer = (
    at: BenchStep['at'],
    serial: string,
    keys: number,
    work: () => Promise<Result<null>>,
  ): Promise<Result<null>> =>
    inLine(async () => {
      if (!screen.asks(at, serial)) return notAsked(serial);
      tally.answered(serial, keys);
      return work();
    });

  return {
    marked: (serial, finished) =>
      answer('marking', serial, 1, async () => {
        const noted = await etching.marked(serial, finished, 'tray');
        if (!noted.ok) return noted;
        const unit = finished ? units.unit(serial) : null;
        if (unit === null) screen.show({ step: { at: 'serial' } });
        else await cardScans.askWhatIsRead(unit);
        return ok(null);
      }),
    readBack: (serial, symbols) =>
      answer('read-back', serial, symbols.length + 1, async () => {
        const read = await readBack.answer(serial, symbols);
        if (!read.ok) return read;
        verdicts.readBack(serial, read.value);
        return ok(null);
      }),
    unread: (serial) =>
      answer('metal', serial, 1, async () => {
        const step = await readBack.unread(serial);
        if (!step.ok) return step;
        screen.show({ step: step.value });
        return ok(null);
      }),
    inspected: (serial, good, person) =>
      answer('inspecting', serial, 1, async () => {
        const { what } = screen.view.step as Extract<BenchStep, { at: 'inspecting' }>;
        const found = await finishing.answer(serial, what, good, person);
        if (!found.ok) return found;
        const { refs, reason } = found.value;
        if (reason === null) verdicts.inspected(serial, what, refs);
        else await verdicts.fail(serial, null, reason, [], what);
        return ok(null);
      }),
  };
}

const notAsked = (serial: string) =>
  fail('not-now', `${serial} is not on the bench now: scan its serial number first.`);
