/** `twofold press`: an order in, stickers out, a return, and nothing left. The same recipes as a window's. */
import { failIn, ok, type Result } from '../../../../core/base/result.ts';
import type { Press } from '../../../../core/stations/press/press.ts';
import { calibrationPage, testSticker } from '../../../../core/sticker/pages.ts';
import {
  directory,
  file,
  flag,
  many,
  maybe,
  needed,
  pair,
  stationName,
  textValue,
  called,
  wholeValue,
} from '../../../cli/form.ts';
import { packageValue } from '../../../cli/packages.ts';
import { answer, verb, type VerbAnswer, type Line } from '../../../cli/verb.ts';
import { saveCertificateTo } from '../papers.ts';
import { stickerPrinter } from '../../../devices/sticker-printer.ts';
import { BATCH, chosenStickers, COIN_OPTIONS, MEDIUM, PRESS_OPTIONS, PRINTER, STICKER } from './arguments.ts';
import { printVerbs } from './print.ts';
import { openPrinter } from './printer.ts';
import { atBatch, atPress, type BatchGiven } from './station.ts';

const fail = failIn('command');

const NAME = textValue('NAME');
const SERIAL = needed(textValue('S'));
const DECIDED = { reason: needed(textValue('TEXT')), supervisor: needed(NAME) };
const PERSON = called('one-person', needed(NAME));

export const pressVerbs = [
  verb({
    name: 'press import',
    options: { ...PRESS_OPTIONS, order: needed(file()), ...COIN_OPTIONS },
    run: (given, line) =>
      atPress(given, line, async (station) => {
        const taken = await station.take(given.order, given.coins);
        return taken.ok ? ok(answer({ batch: taken.value.batch, units: taken.value.serials.length })) : taken;
      }),
  }),
  verb({
    name: 'press make',
    options: { ...BATCH, ...MEDIUM },
    run: (given, line) =>
      atBatch(given, line, async (station, { batch }) => {
        const medium = { directory: given.key, together: given['same-disk'] };
        const made = await station.make(batch, medium, line.progress, line.signal);
        if (!made.ok) return made;
        const { keying, ordered } = station.book.counts(batch);
        const left = keying + ordered;
        if (left === 0) return ok(answer({ made: made.value, left }));
        await line.say(answer({ made: made.value, left }));
        return fail('stopped', 'Stopped. Run it again to go on where it was.');
      }),
  }),
  ...printVerbs,
  verb({
    name: 'press spoil',
    options: { ...BATCH, serial: SERIAL, ...DECIDED },
    run: (given, line) => vouch(given, line, (press) => press.spoil(given.serial, given.reason, given.supervisor)),
  }),
  verb({
    name: 'press destroyed',
    options: { ...BATCH, serial: SERIAL, person: PERSON },
    run: (given, line) => vouch(given, line, (press) => press.destroyed(given.serial, given.person)),
  }),
  verb({
    name: 'press absent',
    options: { ...BATCH, serial: SERIAL, person: pair(NAME) },
    run: (given, line) => vouch(given, line, (press) => press.absent(given.serial, given.person)),
  }),
  verb({
    name: 'press withdraw',
    options: { ...BATCH, serial: SERIAL, ...DECIDED },
    run: (given, line) => vouch(given, line, (press) => press.withdraw(given.serial, given.reason, given.supervisor)),
  }),
  verb({
    name: 'press return',
    options: {
      ...BATCH,
      counted: needed(wholeValue('N', 0)),
      share: called('share-of', maybe(textValue('NAME'))),
      bench: called('to-bench', maybe(textValue('NAME'))),
      to: needed(directory()),
    },
    run: (given, line) =>
      atBatch(given, line, async (station, { batch }) => {
        const { share, bench: to } = given;
        const wanted = { ...(share === undefined ? {} : { share }), ...(to === undefined ? {} : { to }) };
        const done = await station.giveReturn(batch, given.counted, given.to, wanted);
        return done.ok ? ok(answer(done.value)) : done;
      }),
  }),
  verb({
    name: 'press ship',
    options: {
      ...PRESS_OPTIONS,
      batch: needed(textValue('NAME')),
      package: called('packages', many(packageValue)),
      part: maybe(wholeValue('N', 1)),
      bench: called('to-bench', maybe(stationName('NAME'))),
      person: called('one-person', needed(textValue('NAME'))),
      to: needed(directory()),
    },
    run: (given, line) =>
      atPress(given, line, async (station) => {
        const { part, bench: to, person } = given;
        const wanted = { ...(part === undefined ? {} : { part }), ...(to === undefined ? {} : { to }) };
        const sent = await station.ship(given.batch, { packages: given.package, person, ...wanted }, given.to);
        return sent.ok ? ok(answer(sent.value)) : sent;
      }),
  }),
  verb({
    name: 'press receipt',
    options: { ...PRESS_OPTIONS, receipt: needed(file()) },
    run: (given, line) =>
      atPress(given, line, async (station) => {
        const taken = await station.takeReceipt(given.receipt);
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
  verb({
    name: 'press destroy',
    options: {
      ...BATCH,
      ...MEDIUM,
      person: pair(NAME),
      unreceived: maybe(textValue('TEXT')),
      ...PRINTER,
      'no-printer': flag,
    },
    run: (given, line) =>
      atBatch(given, line, async (station, { batch }) => {
        if (given.simulate && station.parts.mode !== 'training') {
          return fail(
            'not-training',
            'A printer that is only played has no memory to clear. Say --printer or --no-printer.',
          );
        }
        const printer = given['no-printer'] ? null : await openPrinter(given);
        if (printer?.ok === false) return printer;
        const medium = { directory: given.key, together: given['same-disk'] };
        const forget = printer === null ? null : () => printer.value.printer.forget();
        const done = await station.destroy(batch, medium, given.person, given.unreceived ?? null, forget);
        await printer?.value.close();
        return done.ok ? ok(answer({ destroyed: batch, ...done.value })) : done;
      }),
  }),
  verb({
    name: 'press certificate',
    options: { ...PRESS_OPTIONS, batch: needed(textValue('NAME')), to: needed(directory()) },
    run: (given, line) =>
      atPress(given, line, async () => {
        const saved = await saveCertificateTo(given.to, given.station, given.batch, null);
        return saved.ok ? ok(answer({ file: saved.value.path })) : saved;
      }),
  }),
  verb({
    name: 'press pages',
    options: { ...PRESS_OPTIONS, station: maybe(directory()), ...PRINTER, ...STICKER },
    streams: true,
    /** What a printer is set by before it gets a secret: rulers, and a sticker that is one in all but its content. */
    async run(given, line) {
      const stickers = chosenStickers(given);
      if (!stickers.ok) return stickers;
      const { stock, style } = stickers.value;
      const sticker = testSticker(stock, style);
      if (!sticker.ok) return sticker;
      const printer = await openPrinter(given);
      if (!printer.ok) return printer;
      try {
        for (const [page, layout] of [
          ['calibration', calibrationPage(stock)],
          ['test', sticker.value],
        ] as const) {
          const printed = await stickerPrinter(printer.value.printer).print(layout);
          if (!printed.ok) return printed;
          await line.say(answer({ page, evidence: printed.value }));
        }
        return ok(null);
      } finally {
        await printer.value.close();
      }
    },
  }),
  verb({
    name: 'press status',
    options: PRESS_OPTIONS,
    streams: true,
    run: (given, line) =>
      atPress(given, line, async ({ book }) => {
        for (const { batch, closed } of book.batches()) {
          const states = Object.entries(book.counts(batch)).filter(([, count]) => count > 0);
          const open = { states: Object.fromEntries(states), stickers: book.stickers(batch) };
          await line.say(answer({ batch, closed: closed !== null, ...(closed === null ? open : {}) }));
        }
        return ok(null);
      }),
  }),
];

/** What people vouch for, of one unit; the answer is the state it is in now. */
const vouch = (
  given: BatchGiven & { readonly serial: string },
  line: Line,
  how: (press: Press) => Promise<Result<null>>,
): Promise<Result<VerbAnswer>> =>
  atBatch(given, line, async (station, { batch }) => {
    const opened = await station.open(batch, null);
    if (!opened.ok) return opened;
    const done = await how(opened.value.press);
    const { serial } = given;
    return done.ok ? ok(answer({ serial, state: station.book.unit(serial)?.state ?? null })) : done;
  });
