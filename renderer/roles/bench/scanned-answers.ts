/** What the codes of the answer sheet mean at Bench, just now: each is the key beside a button, pressed with the scanner. */
import type { Failure, Result } from '../../../core/base/result.ts';
import type { SeriesName } from '../../../core/journal/events/bench.ts';
import type { Command } from '../../../core/scan/command.ts';
import type { BenchView, Station, Verdict } from '../../../electron/roles/bench/contract.ts';
import { blocks } from '../../frame/band.ts';
import type { BenchBand } from './band.ts';
import { trayQuestion, type TrayQuestion } from './pockets.ts';
import { SERIES_OF } from './series.ts';

/** What of the window is answered, or asks. */
export interface Answered {
  readonly bench: BenchView;
  readonly door: Pick<Station, 'reprintLabel'>;
  readonly hand: BenchBand;
  readonly line: { readonly stop: unknown };
  readonly person: string | null;
  readonly screen: string;
  readonly verdictInHand: Verdict | null;
  calling: boolean;
  fault: Failure | null;
  call(): void;
  fill(deed: 'send' | 'skip'): Promise<void>;
  inspected(good: boolean): Promise<void>;
  marked(finished: boolean): Promise<void>;
  nextStopStep(): void;
  openTraveller(serial: string): void;
  order<T>(asked: Promise<Result<T>>): Promise<unknown>;
  series(what: SeriesName | null): Promise<void>;
  unread(): Promise<void>;
}

/** While a tray is being filled. */
const FILLED: ReadonlySet<TrayQuestion | null> = new Set(['fill', 'full'] as const);

/** Whether the command answered anything. */
export function answerByScan(window: Answered, command: Command): boolean {
  const { screen, hand, line, person } = window;
  switch (command) {
    case 'call':
      window.call();
      return true;
    case 'again':
      if (screen !== 'bench' || window.verdictInHand?.serial == null) return false;
      void window.order(window.door.reprintLabel({ serial: window.verdictInHand.serial }));
      return true;
    case 'aside':
      if (hand.serial === null || line.stop !== null) return false;
      window.openTraveller(hand.serial);
      return true;
    case 'send':
    case 'skip':
      if (screen !== 'bench' || !FILLED.has(trayQuestion(window.bench)) || blocks(hand)) return false;
      void window.fill(command);
      return true;
    case 'strips':
    case 'packing':
      if (screen !== 'bench' || person === null || window.bench.step.at !== 'serial' || blocks(hand)) return false;
      void window.series(SERIES_OF[command]);
      return true;
    case 'yes':
    case 'no':
      return screen === 'bench' && says(window, command === 'yes');
  }
}

/** Yes or no to whatever is asked first: the call, the stop, the fault, then the card. */
function says(window: Answered, yes: boolean): boolean {
  const { at } = window.bench.step;
  const stopped = window.line.stop !== null;
  if (window.calling) window.calling = !yes;
  else if (stopped && yes) window.nextStopStep();
  else if (window.fault !== null && yes) window.fault = null;
  else if (stopped || blocks(window.hand)) return false;
  else if (at === 'serial' && window.bench.series !== null && !yes) void window.series(null);
  else if (yes && trayQuestion(window.bench) === 'full') void window.fill('send');
  else if (at === 'marking') void window.marked(yes);
  else if (at === 'metal' && !yes) void window.unread();
  else if (at === 'inspecting' && window.person !== null) void window.inspected(yes);
  else return false;
  return true;
}
