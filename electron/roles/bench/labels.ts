/** The bench's label printer port: a verdict slip becomes a label for what is loaded now. */
import type { Journal } from '../../../core/journal/journal.ts';
import type { Mode, RecordRef } from '../../../core/journal/event.ts';
import { initialsOf } from '../../../core/people/person.ts';
import { ok, type Result } from '../../../core/base/result.ts';
import { BRIEFS } from '../../../core/stations/bench/briefs.ts';
import type { LabelPrinter } from '../../../core/stations/bench/label-queue.ts';
import { referenceOf } from '../../../core/stations/bench/verdicts.ts';
import { drawnOf, type Drawn } from '../../../core/sticker/drawn-text.ts';
import { verdictLabel, type VerdictFacts } from '../../../core/sticker/verdict.ts';
import type { Typeface } from '../../../core/typeface/typeface.ts';
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
  readonly whose: (reference: RecordRef) => Whose | null;
  /** For names without Latin letters. */
  readonly typeface: () => Promise<Typeface | null>;
}

interface Whose {
  readonly name: string;
  readonly person: string;
}

/** Who somebody is in a few letters, as a text and as it stands on a label. */
interface Shortly {
  readonly text: string;
  readonly by: string | Drawn;
}

/** A name without Latin letters is drawn; where that cannot be, as much of the id stands for it as tells a shift apart. */
function shortly({ name, person }: Whose, typeface: Typeface | null): Shortly {
  const text = initialsOf(name);
  if (text !== '') return { text, by: text };
  const first = Array.from(name.matchAll(/[\p{L}\p{N}]/gu), ([letter]) => letter)
    .slice(0, 3)
    .join('');
  const drawn = drawnOf(first, typeface);
  const id = person.slice(0, 4);
  return drawn === null ? { text: id, by: id } : { text: first, by: drawn };
}

export function createLabels(ports: LabelPorts): LabelPrinter {
  const { station, mode, devices, loaded, printed } = ports;
  /** Of whoever had a label: to read the typeface takes as long as a derivation. */
  const known = new Map<string, Shortly>();

  async function whose(reference: RecordRef): Promise<Shortly | null> {
    const who = ports.whose(reference);
    if (who === null) return null;
    const before = known.get(who.person);
    if (before !== undefined) return before;
    const short = shortly(who, initialsOf(who.name) === '' ? await ports.typeface() : null);
    known.set(who.person, short);
    return short;
  }

  return {
    async print(slip) {
      const { serial, outcome, at, reference } = slip;
      const reason = slip.reason === null ? null : (BRIEFS[slip.reason] ?? null);
      const training = mode === 'training';
      const who = await whose(reference);
      const facts = {
        serial: serial as Serial,
        outcome,
        reason,
        at,
        station,
        training,
        reference,
        by: who?.by ?? null,
      };
      const { language, ...size } = loaded();
      const label = verdictLabel(facts, size, language);
      if (!label.ok) return label;
      const done = await devices.print(label.value);
      if (!done.ok) return done;
      const text = [serial, outcome, reason, at, referenceOf(reference), who?.text ?? null]
        .filter((part) => part !== null)
        .join('\n');
      printed({ serial, outcome, at, reference: referenceOf(reference), text });
      return ok({ evidence: done.value });
    },
  };
}
