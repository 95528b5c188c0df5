/**
 * The scanner of a station at which no cards are scanned: it reads badges, and the identity of another station. A person
 * chooses its port and sets it up as at any other.
 */
import type { JournalEvent } from '../../core/journal/event.ts';
import type { Journal } from '../../core/journal/journal.ts';
import type { FrameRules } from '../../core/scan/frame-rules.ts';
import { mayBeKey } from '../../core/scan/secret.ts';
import type { DevicesView, scannerCalls, ScannerAnswers, ScannerUpdate } from '../bridge/devices.ts';
import type { CommonUpdate } from '../bridge/common.ts';
import type { HandlersOf } from '../bridge/form.ts';
import type { Connector } from '../devices/transport.ts';
import type { BadgePrinting } from '../people/pane.ts';
import type { Reception } from '../people/reception.ts';
import { identityIn, type Examiner } from './examiner.ts';
import { scannerHandlers } from './scanner-handlers.ts';
import type { SettingsStore } from './settings.ts';
import { startStationScanner } from './station-scanner.ts';

export interface BadgeReaderParts {
  readonly journal: Pick<Journal, 'append'>;
  readonly settings: SettingsStore;
  readonly serial: Connector;
  readonly frames: FrameRules;
  readonly ask: { file(what: 'port', extensions: readonly string[]): Promise<string | null> };
  readonly reception: Pick<Reception, 'takes' | 'serve'>;
  readonly examiner: Pick<Examiner, 'take'>;
  readonly printing: BadgePrinting;
  readonly tell: (update: ScannerUpdate | Extract<CommonUpdate, { type: 'examined' }>) => void;
}

export interface BadgeReader {
  readonly view: DevicesView['scanner'];
  readonly handlers: HandlersOf<typeof scannerCalls, ScannerAnswers>;
  close(): Promise<void>;
}

export function startBadgeReader(parts: BadgeReaderParts): BadgeReader {
  const { reception, examiner, printing, tell, ask } = parts;
  /** Whoever has held one before a scanner has shown it to whoever looks on: no station lets that pass. */
  function exposed(length: number): void {
    const what = 'what may be a private key';
    const events: readonly JournalEvent[] = [
      { kind: 'scan-refused', serial: null, reason: 'secret-refused', what, length },
      { kind: 'incident', reason: 'secret-scanned', serial: null, detail: `${what}, ${length} characters` },
    ];
    // A journal that fails has stopped the station and said so already.
    parts.journal.append(events).catch(() => undefined);
  }
  const scanner = startStationScanner({
    ...parts,
    ...{ simulated: null, virtual: null, askPort: () => ask.file('port', []) },
    scanned(frame) {
      const badge = reception.takes(frame);
      const identity = badge ? null : identityIn(frame);
      const key = !badge && mayBeKey(frame.bytes);
      const { length } = frame.bytes;
      frame.bytes.fill(0);
      if (key) exposed(length);
      void scanner.scanner.feedback(badge || identity !== null ? 'good' : 'bad');
      if (identity !== null) tell({ type: 'examined', examined: examiner.take(identity) });
    },
    changed: () => tell({ type: 'scanner', scanner: scanner.view }),
  });
  reception.serve({ scanner: () => scanner.scanner.status.state === 'ready', printing });
  return {
    get view() {
      return scanner.view;
    },
    handlers: { ...scannerHandlers(scanner), configureDevice: ({ device: _, ...choice }) => scanner.choose(choice) },
    async close() {
      reception.serve(null);
      await scanner.close();
    },
  };
}
