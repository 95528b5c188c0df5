/** The bench's label printer port: a verdict slip becomes a label for what is loaded now. */
import type { Journal } from '../../../core/journal/journal.ts';
import type { Mode, RecordRef } from '../../../core/journal/event.ts';
import { initialsOf } from '../../../core/people/person.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { BRIEFS } from '../../../core/stations/bench/briefs.ts';
import type { LabelPrinter } from '../../../core/stations/bench/label-queue.ts';
import { referenceOf } from '../../../core/stations/bench/verdicts.ts';
import { verdictLabel, type VerdictFacts } from '../../../core/sticker/verdict.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { LabelView } from './contract.ts';
import type { Devices } from '../../station/devices.ts';
import type { LoadedLabels, SettingsStore } from '../../station/settings.ts';

/** The longest a verdict has to say: what carries this carries any. */
const FULLEST: VerdictFacts = {
  serial: 'TWOFOLD-2026-0000000000' as Serial,
  outcome: 'FAIL',
  reason: 'PRIVATE KEY EXPOSED',
  at: '2026-01-01T00:00:00.000Z',
  station: 'Bench',
  by: 'WWW',
  reference: { seq: 9_999_999, hash: '0'.repeat(64) },
  training: true,
};

export interface LabelSettingPorts {
  readonly settings: SettingsStore;
  readonly journal: Journal;
  readonly devices: Pick<Devices, 'changeLabels'>;
  /** Training: puts another simulated printer behind the simulated port. */
  readonly fit: (labels: LoadedLabels) => void;
}

/** Sets the label printer to another language, resolution or size. Refused where no verdict would fit. */
export async function loadLabels(
  choice: LoadedLabels,
  { settings, journal, devices, fit }: LabelSettingPorts,
): Promise<Result<null>> {
  const { language, dpmm, width, height } = choice;
  const tried = verdictLabel(FULLEST, { dpmm, width, height }, language);
  if (!tried.ok) return tried;
  const saved = await settings.change({ labels: { language, dpmm, width, height } });
  if (!saved.ok) return saved;
  const to = `${language} ${dpmm} dots/mm ${width} x ${height} mm`;
  await journal.append([{ kind: 'settings-changed', what: 'labels', to }]);
  await devices.changeLabels(() => fit(choice));
  return ok(null);
}

export interface LabelPorts {
  readonly station: string;
  readonly mode: Mode;
  readonly devices: Pick<Devices, 'print'>;
  /** What is in the printer. */
  readonly loaded: () => LoadedLabels;
  readonly printed: (label: LabelView) => void;
  /** Who was signed in when this was recorded, for whom a label has room for some letters; null: nobody is enrolled. */
  readonly whose: (reference: RecordRef) => { readonly name: string; readonly person: string } | null;
}

/** Of a name that has no Latin letters, as much of the id as tells people of a shift apart. */
const shortly = ({ name, person }: { readonly name: string; readonly person: string }): string => {
  const initials = initialsOf(name);
  return initials === '' ? person.slice(0, 4) : initials;
};

export const createLabels = ({ station, mode, devices, loaded, printed, whose }: LabelPorts): LabelPrinter => ({
  async print(slip) {
    const { serial, outcome, at, reference } = slip;
    const reason = slip.reason === null ? null : (BRIEFS[slip.reason] ?? null);
    const training = mode === 'training';
    const who = whose(reference);
    const by = who === null ? null : shortly(who);
    const facts = { serial: serial as Serial, outcome, reason, at, station, training, reference, by };
    const { language, ...size } = loaded();
    const label = verdictLabel(facts, size, language);
    if (!label.ok) return label;
    const done = await devices.print(label.value);
    if (!done.ok) return done;
    const text = [serial, outcome, reason, at, referenceOf(reference), by].filter((part) => part !== null).join('\n');
    printed({ serial, outcome, at, reference: referenceOf(reference), text });
    return ok({ evidence: done.value });
  },
});
