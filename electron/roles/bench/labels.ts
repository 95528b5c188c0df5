/** The bench's label printer port: a verdict slip becomes a label for what is loaded now. */
import type { Mode } from '../../../core/journal/event.ts';
import { ok } from '../../../core/base/result.ts';
import { BRIEFS } from '../../../core/stations/bench/reasons.ts';
import type { LabelPrinter } from '../../../core/stations/bench/label-queue.ts';
import { referenceOf } from '../../../core/stations/bench/verdicts.ts';
import { verdictLabel } from '../../../core/sticker/verdict.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { LabelView } from './contract.ts';
import type { Devices } from '../../station/devices.ts';
import type { LoadedLabels } from '../../station/settings.ts';

export interface LabelPorts {
  readonly station: string;
  readonly mode: Mode;
  readonly devices: Pick<Devices, 'print'>;
  /** What is in the printer. */
  readonly loaded: () => LoadedLabels;
  readonly printed: (label: LabelView) => void;
}

export const createLabels = ({ station, mode, devices, loaded, printed }: LabelPorts): LabelPrinter => ({
  async print(slip) {
    const { serial, outcome, at, reference } = slip;
    const reason = slip.reason === null ? null : (BRIEFS[slip.reason] ?? null);
    const training = mode === 'training';
    const facts = { serial: serial as Serial, outcome, reason, at, station, training, reference };
    const { language, ...size } = loaded();
    const label = verdictLabel(facts, size, language);
    if (!label.ok) return label;
    const done = await devices.print(label.value);
    if (!done.ok) return done;
    const text = [serial, outcome, reason, at, referenceOf(reference)].filter((part) => part !== null).join('\n');
    printed({ serial, outcome, at, reference: referenceOf(reference), text });
    return ok({ evidence: done.value });
  },
});
