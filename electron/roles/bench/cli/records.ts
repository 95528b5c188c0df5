/** `twofold bench units | unit | tray | report`: what is on record of a batch, of one card and of its tray. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { BENCH_STATES, type BenchUnitState } from '../../../../core/life/bench-life.ts';
import { because } from '../../../../core/stations/bench/reasons.ts';
import { dateAndClock, eventSentence } from '../../../../resources/words/text.ts';
import { whoSaid } from '../../../../resources/words/who.ts';
import { choice, directory, maybe, needed, or, textValue } from '../../../cli/form.ts';
import { row } from '../../../cli/answer.ts';
import { answer, verb, type Line } from '../../../cli/verb.ts';
import { drawReport } from '../report.ts';
import { paperBeside } from '../../../papers/beside.ts';
import { savePage, savePages, type DrawnPage, type PagePlaces, type SavedPages } from '../../../papers/save.ts';
import { drawTraveller, drawTrayList } from '../pages.ts';
import { atBench, BENCH_OPTIONS, onlyBatch } from './desk.ts';

/** Rows that are read at once: memory does not grow with the batch. */
const PAGE = 200;

/** Where a page goes, if it is wanted. */
const PAGES = { page: maybe(directory()), pdf: maybe(directory()) };

/** Draws it only where somebody wants it. */
async function paged(
  draw: () => Result<DrawnPage>,
  places: PagePlaces,
  line: Line,
): Promise<Result<SavedPages | Record<never, never>>> {
  if (places.page === undefined && places.pdf === undefined) return ok({});
  const drawn = draw();
  if (!drawn.ok) return drawn;
  return savePages(drawn.value, places, paperBeside({ dist: line.dist, variables: process.env }).print);
}

const pathsOf = (saved: object): readonly string[] =>
  Object.values(saved).filter((path): path is string => typeof path === 'string');

const STATES = Object.keys(BENCH_STATES) as readonly BenchUnitState[];

export const recordVerbs = [
  verb({
    name: 'bench units',
    streams: true,
    options: { ...BENCH_OPTIONS, state: maybe(choice(STATES, 'STATE')), search: or(textValue('TEXT'), '') },
    run: (given, line) =>
      atBench(given, line, async (desk) => {
        const chosen = await onlyBatch(desk, given.batch);
        if (!chosen.ok) return chosen;
        const { index } = desk.station.parts;
        const batch = desk.station.desk.batch()?.batch ?? '';
        const wanted = { batch, search: given.search, state: given.state ?? null, limit: PAGE };
        for (let offset = 0; !line.ended && !line.signal.aborted; offset += PAGE) {
          const { rows } = index.units({ ...wanted, offset });
          for (const { serial, address, sticker, state, reason } of rows) {
            await line.say(answer({ serial, state, reason, address, sticker }));
          }
          if (rows.length < PAGE) break;
        }
        return ok(null);
      }),
  }),
  verb({
    name: 'bench unit',
    options: { ...BENCH_OPTIONS, serial: needed(textValue('S')), ...PAGES },
    run: ({ serial, page, pdf, ...given }, line) =>
      atBench(given, line, async ({ station }) => {
        const { parts } = station;
        const unit = parts.index.unit(serial);
        if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
        const { state, reason, address, sticker } = unit;
        const steps = parts.journal
          .shown(parts.index.traveller(serial))
          .map(({ seq, at, event, who }) => ({ seq, at, event, who }));
        const saved = await paged(() => drawTraveller(station, serial, line.words), { page, pdf }, line);
        if (!saved.ok) return saved;
        return ok(
          answer(
            { serial, state, reason, address, sticker, steps, ...saved.value },
            {
              lines: (words) => [
                row(words.line.fields.serial, serial),
                row(words.line.fields.state, words.states[state]),
                row(words.line.fields.address, address),
                ...steps.map(({ seq, at, event, who }) =>
                  `#${seq} ${dateAndClock(at)} ${eventSentence(words, event)} ${whoSaid(words, who)}`.trimEnd(),
                ),
                ...pathsOf(saved.value),
              ],
            },
          ),
        );
      }),
  }),
  verb({
    name: 'bench tray',
    options: { ...BENCH_OPTIONS, serial: needed(textValue('S')), ...PAGES },
    run: ({ serial, page, pdf, ...given }, line) =>
      atBench(given, line, async ({ station }) => {
        const drawn = drawTrayList(station, serial, line.words);
        if (!drawn.ok) return drawn;
        const tray = station.bench.trayOf(serial);
        const saved = await paged(() => drawn, { page, pdf }, line);
        if (!saved.ok) return saved;
        const pockets = tray?.pockets.filter((one) => one.serial !== null) ?? [];
        return ok(
          answer(
            { job: tray?.job, rows: tray?.rows, columns: tray?.columns, pockets, ...saved.value },
            {
              lines: (words) => [
                ...pockets.map(({ pocket, serial: there, state }) =>
                  row(String(pocket), `${there} ${words.pockets.state[state]}`),
                ),
                ...pathsOf(saved.value),
              ],
            },
          ),
        );
      }),
  }),
  verb({
    name: 'bench report',
    options: { ...BENCH_OPTIONS, to: needed(directory()) },
    run: (given, line) =>
      atBench(given, line, async (desk) => {
        const batch = await onlyBatch(desk, given.batch);
        if (!batch.ok) return batch;
        const drawn = drawReport(desk.station, line.words);
        if (!drawn.ok) return drawn;
        const saved = await savePage(drawn.value, given.to, null);
        return saved.ok ? ok(answer({ file: saved.value.path })) : saved;
      }),
  }),
];
