/** `twofold report shift` and `report batch`: what the shift screen shows, without a screen. */
import type { Role } from '../../core/base/role.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { shiftCsv } from '../../core/shift/csv.ts';
import type { ShiftView } from '../../core/shift/picture.ts';
import { row } from '../cli/answer.ts';
import { called, directory, flag, maybe, needed, textValue, wholeValue, type Value } from '../cli/form.ts';
import { answer, STATION_OPTIONS, verb, type Line, type VerbAnswer } from '../cli/verb.ts';
import { paperBeside } from '../papers/beside.ts';
import { savePages, type SavedPages } from '../papers/save.ts';
import { totals } from '../../resources/words/shift.ts';
import { openStation } from '../cli/unlock.ts';
import { openSettings } from '../station/settings.ts';
import {
  drawShift,
  shiftOf,
  type BegunBatch,
  type OpenedShift,
  type ShiftOpening,
  type ShiftWanted,
} from '../station/shift.ts';
import { trainingRoleOf } from '../station/training-journal.ts';
import { benchShift } from './bench/cli/shift.ts';
import { originShift } from './origin/cli/shift.ts';
import { pressShift } from './press/cli/shift.ts';

const fail = failIn('command');

/** A day or a moment: `2026-03-02`, `2026-03-02T06:00`, in the station's own time zone, or with one (`Z`, `+01:00`). */
const moment: Value<number> = {
  placeholder: 'TIME',
  completes: 'nothing',
  parse(given, name) {
    const local = /^\d{4}-\d{2}-\d{2}$/.test(given) ? `${given}T00:00` : given;
    const at = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local) ? Date.parse(local) : Number.NaN;
    return Number.isNaN(at) ? notATime(name) : ok(at);
  },
};

const notATime = (name: string): Failed<'not-a-time'> =>
  fail('not-a-time', `${name} wants a day or a moment, such as 2026-03-02 or 2026-03-02T06:00.`, { name });

const OPTIONS = {
  ...STATION_OPTIONS,
  target: maybe(wholeValue()),
  csv: flag,
  page: maybe(directory()),
  pdf: maybe(directory()),
};

interface Given {
  readonly station: string;
  readonly 'passphrase-fd': number | undefined;
  readonly csv: boolean;
  /** As the station is set where nobody says. */
  readonly target: number | undefined;
  readonly page: string | undefined;
  readonly pdf: string | undefined;
}

const EIGHT_HOURS = 8 * 3_600_000;

export const reportVerbs = [
  verb({
    name: 'report shift',
    options: { ...OPTIONS, from: maybe(moment), until: maybe(moment) },
    run: ({ from, until, ...given }, line) => {
      const to = until ?? Date.now();
      return report(given, line, () => ok({ from: from ?? to - EIGHT_HOURS, to, batch: null }));
    },
  }),
  verb({
    name: 'report batch',
    options: { ...OPTIONS, batch: called('batch', needed(textValue('NAME'))) },
    run: ({ batch, ...given }, line) =>
      report(given, line, (opened) => {
        const found = opened.find((one) => one.batch === batch);
        if (found === undefined) return fail('no-batch', `There is no batch ${batch} here.`, { batch });
        return ok({ from: Date.parse(found.openedAt), to: Date.now(), batch });
      }),
  }),
];

/** Check makes nothing: what opens a Bench refuses it, and says so. */
const OPENINGS: Readonly<Record<Role, ShiftOpening>> = {
  origin: originShift,
  press: pressShift,
  bench: benchShift,
  check: benchShift,
};

function opened({ station, 'passphrase-fd': fd }: Given, line: Line): Promise<Result<OpenedShift>> {
  return openStation(station, fd ?? null, line, {
    training: async () => OPENINGS[(await trainingRoleOf(station)) ?? 'bench'].training(station, line),
    commissioned: (unlocked) => OPENINGS[unlocked.identity.role].commissioned(station, line, unlocked),
  });
}

async function report(
  given: Given,
  line: Line,
  wantedOf: (batches: readonly BegunBatch[]) => Result<Omit<ShiftWanted, 'target'>>,
): Promise<Result<VerbAnswer>> {
  const open = await opened(given, line);
  if (!open.ok) return open;
  const { source, close } = open.value;
  const { csv, page, pdf, target } = given;
  try {
    const period = wantedOf(source.batches());
    if (!period.ok) return period;
    if (period.value.from >= period.value.to) return fail('no-time', 'The report ends before it begins.');
    const set = (await openSettings(given.station)).value.shift.target;
    const wanted: ShiftWanted = { ...period.value, target: target ?? set };
    const view = shiftOf(source, wanted);
    const paper = paperBeside({ dist: line.dist, variables: process.env });
    const saved = await savePages(drawShift(source, wanted, line.words), { page, pdf }, paper.print);
    return saved.ok ? ok(answered(view, csv, saved.value)) : saved;
  } finally {
    await close();
  }
}

function answered(view: ShiftView, csv: boolean, saved: SavedPages): VerbAnswer {
  const { numbers } = view;
  return answer(
    { format: 'twofold-shift', version: 1, ...numbers, ...saved },
    {
      lines: (words) =>
        csv
          ? shiftCsv(numbers).trimEnd().split('\r\n')
          : [
              ...totals(words, numbers).map(([name, value]) => row(name, value)),
              ...Object.values(saved).filter((path) => path !== null),
            ],
    },
  );
}
