/** `twofold bench units | unit | report`: what is on record of a batch and of one card. */
import { ok } from '../../../../core/base/result.ts';
import { BENCH_STATES, type BenchUnitState } from '../../../../core/life/bench-life.ts';
import { because } from '../../../../core/stations/bench/reasons.ts';
import { dateAndClock, eventSentence } from '../../../../resources/words/text.ts';
import { whoSaid } from '../../../../resources/words/who.ts';
import { choice, directory, maybe, needed, or, textValue } from '../../../cli/form.ts';
import { row } from '../../../cli/answer.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { drawReport } from '../report.ts';
import { savePage } from '../../../papers/save.ts';
import { atBench, BENCH_OPTIONS, onlyBatch } from './desk.ts';

/** Rows that are read at once: memory does not grow with the batch. */
const PAGE = 200;

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
    options: { ...BENCH_OPTIONS, serial: needed(textValue('S')) },
    run: ({ serial, ...given }, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const unit = parts.index.unit(serial);
        if (unit === null) return { ok: false, error: because('unknown-serial', { serial }) };
        const { state, reason, address, sticker } = unit;
        const steps = parts.journal
          .shown(parts.index.traveller(serial))
          .map(({ seq, at, event, who }) => ({ seq, at, event, who }));
        return ok(
          answer(
            { serial, state, reason, address, sticker, steps },
            {
              lines: (words) => [
                row(words.line.fields.serial, serial),
                row(words.line.fields.state, words.states[state]),
                row(words.line.fields.address, address),
                ...steps.map(({ seq, at, event, who }) =>
                  `#${seq} ${dateAndClock(at)} ${eventSentence(words, event)} ${whoSaid(words, who)}`.trimEnd(),
                ),
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
