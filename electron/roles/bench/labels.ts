/** The bench's label printer port: a verdict slip becomes ZPL and goes to the printer that is chosen now. */
import type { Mode } from '../../../core/journal/event.ts';
import { ok } from '../../../core/base/result.ts';
import { BRIEFS } from '../../../core/stations/bench/reasons.ts';
import { referenceOf, type LabelPrinter } from '../../../core/stations/bench/verdicts.ts';
import { verdictLabel } from '../../../core/sticker/verdict.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { LabelView } from './contract.ts';
import { LABEL_DPMM, type Devices } from '../../station/devices.ts';

export interface LabelPorts {
  readonly station: string;
  readonly mode: Mode;
  readonly devices: Pick<Devices, 'print'>;
  readonly printed: (label: LabelView) => void;
}

export const createLabels = ({ station, mode, devices, printed }: LabelPorts): LabelPrinter => ({
  async print(slip) {
    const { serial, outcome, at, reference } = slip;
    const reason = slip.reason === null ? null : (BRIEFS[slip.reason] ?? null);
    const training = mode === 'training';
    const facts = { serial: serial as Serial, outcome, reason, at, station, training, reference };
    const label = verdictLabel(facts, LABEL_DPMM);
    const done = await devices.print(label);
    if (!done.ok) return done;
    const text = [serial, outcome, reason, at, referenceOf(reference)].filter((part) => part !== null).join('\n');
    printed({ serial, outcome, at, reference: referenceOf(reference), text });
    return ok({ evidence: done.value });
  },
});
