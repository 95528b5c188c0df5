/** `twofold press`: an order in, stickers out, a return, and nothing left. The same recipes as a window's. */
import { resolve } from 'node:path';
import { failIn, ok, type Failure, type Result } from '../../../../core/base/result.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import type { StickerPrinter } from '../../../../core/stations/press/ports.ts';
import type { Press } from '../../../../core/stations/press/press.ts';
import { STICKER_STOCK } from '../../../../core/sticker/layout.ts';
import { calibrationPage, testSticker } from '../../../../core/sticker/pages.ts';
import { MOST_UNITS } from '../../../../core/transfer/fields.ts';
import { stickerPrinter } from '../../../devices/sticker-printer.ts';
import { openPress, openTrainingPress } from '../open.ts';
import type { Medium, PressStation } from '../station.ts';
import { openOutput } from '../../../cli/output.ts';
import { chosenCoins, chosenStickers, readArguments, wholeNumber, type PressValues } from './arguments.ts';
import { openPrinter, serialPorts, type PressPrinter } from './printer.ts';
import { printAndProve, proveAll, toPrint } from './line.ts';
import { openScans, playedScans, type ScanSource } from './scans.ts';
import { descriptorOf, openStation } from '../../../cli/unlock.ts';
import { misused, type CommandLine } from '../../../cli/usage.ts';

const fail = failIn('command');

interface Desk {
  readonly station: PressStation;
  readonly values: PressValues;
  readonly say: (line: object) => Promise<void>;
  readonly signal: AbortSignal;
}

type Verb = (desk: Desk) => Promise<Result<unknown>>;

const VERBS: Readonly<Record<string, Verb>> = {
  import: take,
  make,
  print,
  prove,
  spoil: (desk) => vouch(desk, ({ serial, reason, supervisor }, press) => press.spoil(serial, reason, supervisor)),
  destroyed: (desk) => vouch(desk, ({ serial, people: [person = ''] }, press) => press.destroyed(serial, person)),
  absent: (desk) => vouch(desk, ({ serial, people: [a = '', b = ''] }, press) => press.absent(serial, [a, b])),
  withdraw: (desk) =>
    vouch(desk, ({ serial, reason, supervisor }, press) => press.withdraw(serial, reason, supervisor)),
  return: giveReturn,
  destroy,
  status,
  pages,
};

export const runPress: CommandLine = async ([name = '', ...args], { dist, version }) => {
  const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
  if (verb === undefined) return misused(`press knows ${Object.keys(VERBS).join(', ')}`);
  const read = readArguments(args);
  if (!read.ok) return misused(read.error.message);
  const values = read.value;
  if (values.station === undefined) return misused('press needs --station DIR');
  const workers = values.workers === undefined ? ok(undefined) : wholeNumber('workers', values, null);
  if (!workers.ok) return misused(workers.error.message);
  const fd = descriptorOf(values['passphrase-fd']);
  if (fd === undefined) return misused('--passphrase-fd wants the number of a descriptor');
  const directory = resolve(values.station);
  const runtime = `Node ${process.versions.node}`;
  const options = { dist, version, runtime, ...(workers.value === undefined ? {} : { workers: workers.value }) };
  const opened = await openStation(directory, fd, {
    training: () => openTrainingPress({ directory, ...options }),
    commissioned: (unlocked) => openPress(directory, options, unlocked),
  });
  if (!opened.ok) return refused(opened.error);
  const output = openOutput(process.stdout);
  const stop = new AbortController();
  // What is in hand is finished and recorded first.
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  const station = opened.value;
  try {
    const say = (line: object): Promise<void> => output.print(line);
    const done = await verb({ station, values, say, signal: stop.signal });
    if (done.ok) return 0;
    return done.error.kind === 'misused' ? misused(done.error.message) : refused(done.error);
  } finally {
    await station.close();
  }
};

function refused({ message }: Failure): number {
  process.stderr.write(`twofold: ${message}\n`);
  return 1;
}

const lacks = (what: string) => fail('misused', `press wants ${what}`);

/** The batch that is named, or the only open one. */
function batchOf({ station, values }: Desk): Result<PressBatch> {
  const open = station.book.batches().filter(({ closed }) => closed === null);
  const [first, second] = open.filter(({ batch }) => values.batch === undefined || batch === values.batch);
  if (first !== undefined && second === undefined) return ok(first);
  const names = open.map(({ batch }) => batch).join(', ');
  return fail('no-batch', names === '' ? 'No batch is open. Import an order.' : `Say which --batch: ${names}.`);
}

const mediumOf = ({ values }: Desk): Result<Medium> =>
  values.key === undefined
    ? lacks("--key DIR, where the key's medium is mounted")
    : ok({ directory: resolve(values.key), together: values['same-disk'] === true });

async function take({ station, values, say }: Desk): Promise<Result<unknown>> {
  if (values.order === undefined) return lacks('--order FILE');
  const coins = chosenCoins(values);
  if (!coins.ok) return coins;
  const taken = await station.take(resolve(values.order), coins.value);
  if (taken.ok) await say({ batch: taken.value.batch, units: taken.value.serials.length });
  return taken;
}

async function make(desk: Desk): Promise<Result<unknown>> {
  const [batch, medium] = [batchOf(desk), mediumOf(desk)];
  if (!batch.ok) return batch;
  if (!medium.ok) return medium;
  const made = await desk.station.make(
    batch.value.batch,
    medium.value,
    ({ done, total, rate, left }) => {
      const time = left === null ? '' : `, ${Math.ceil(left)} s left`;
      if (process.stderr.isTTY)
        process.stderr.write(`\rkeyed ${done} of ${total}, ${rate.toFixed(0)} a second${time} `);
    },
    desk.signal,
  );
  if (!made.ok) return made;
  const { keying, ordered } = desk.station.book.counts(batch.value.batch);
  await desk.say({ made: made.value, left: keying + ordered });
  return keying + ordered === 0 ? made : fail('stopped', 'Stopped. Run it again to go on where it was.');
}

async function print(desk: Desk): Promise<Result<unknown>> {
  const { station, values, say } = desk;
  const batch = batchOf(desk);
  if (!batch.ok) return batch;
  const medium = mediumOf(desk);
  if (!medium.ok) return medium;
  const stickers = chosenStickers(values);
  if (!stickers.ok) return stickers;
  if (values.simulate === true && station.parts.mode !== 'training') {
    return fail('not-training', 'Stickers of a printer that is only played cannot be put on a card. Say --printer.');
  }
  // Nobody has to scan what is only played: all of it, then.
  const count = wholeNumber('count', values, values.simulate === true ? MOST_UNITS : 1);
  if (!count.ok) return count;
  const source = scansOf(desk);
  if (!source.ok) return source;
  const printer = await openPrinter(values, stickers.value.stock.dpmm);
  if (!printer.ok) {
    await source.value.close();
    return printer;
  }
  try {
    const real = stickerPrinter(printer.value.printer);
    const at = { printer: values.simulate === true ? played(real) : real, ...stickers.value, medium: medium.value };
    const opened = await station.open(batch.value.batch, at);
    if (!opened.ok) return opened;
    const line = { station, batch: batch.value, press: opened.value.press, say, signal: desk.signal };
    const { eye } = printer.value;
    const scans = eye === null ? () => source.value.scans : () => playedScans(eye());
    const done = await printAndProve(line, toPrint(line, values.serial, count.value), scans);
    await opened.value.close();
    return done;
  } finally {
    await source.value.close();
    await printer.value.close();
  }
}

/** Whatever a printer says that is only played: there is no sticker, and the record must not say that there is one. */
const played = (printer: StickerPrinter): StickerPrinter => ({
  get trouble() {
    return printer.trouble;
  },
  async print(layout) {
    const printed = await printer.print(layout);
    return printed.ok ? ok('simulated') : printed;
  },
});

/** The scanner that is named, beside standard input. */
const scansOf = ({ values, signal }: Desk): Result<ScanSource> =>
  openScans(values, serialPorts(), signal, (sentence) => process.stderr.write(`twofold: ${sentence}\n`));

async function prove(desk: Desk): Promise<Result<unknown>> {
  const { station, say } = desk;
  const batch = batchOf(desk);
  if (!batch.ok) return batch;
  const opened = await station.open(batch.value.batch, null);
  if (!opened.ok) return opened;
  const line = { station, batch: batch.value, press: opened.value.press, say, signal: desk.signal };
  const source = scansOf(desk);
  if (!source.ok) return source;
  const { proven, refused: bad } = await proveAll(line, source.value.scans);
  await source.value.close();
  await say({ done: proven, refused: bad });
  return bad === 0 ? ok(proven) : fail('refused-scans', `${bad} scans were not taken.`);
}

interface Vouched {
  readonly serial: string;
  readonly reason: string;
  readonly supervisor: string;
  readonly people: readonly string[];
}

async function vouch(
  desk: Desk,
  how: (said: Vouched, press: Press) => Promise<Result<null>>,
): Promise<Result<unknown>> {
  const { station, values, say } = desk;
  const { serial, reason = '', supervisor = '', person: people = [] } = values;
  if (serial === undefined) return lacks('--serial SERIAL');
  const batch = batchOf(desk);
  if (!batch.ok) return batch;
  const opened = await station.open(batch.value.batch, null);
  if (!opened.ok) return opened;
  const done = await how({ serial, reason, supervisor, people }, opened.value.press);
  if (done.ok) await say({ serial, state: station.book.unit(serial)?.state ?? null });
  return done;
}

async function giveReturn(desk: Desk): Promise<Result<unknown>> {
  const { values, station, say } = desk;
  const batch = batchOf(desk);
  if (!batch.ok) return batch;
  const counted = wholeNumber('counted', values, null, 0);
  if (!counted.ok) return counted;
  if (values.to === undefined) return lacks('--to DIR, where the return is written');
  const given = await station.giveReturn(batch.value.batch, counted.value, resolve(values.to));
  if (given.ok) await say(given.value);
  return given;
}

async function destroy(desk: Desk): Promise<Result<unknown>> {
  const { values, station, say } = desk;
  const [batch, medium] = [batchOf(desk), mediumOf(desk)];
  if (!batch.ok) return batch;
  if (!medium.ok) return medium;
  const [a = '', b = ''] = values.person ?? [];
  if (values.simulate === true && station.parts.mode !== 'training') {
    return fail('not-training', 'A printer that is only played has no memory to clear. Say --printer or --no-printer.');
  }
  const dpmm = wholeNumber('dpmm', values, STICKER_STOCK.dpmm);
  if (!dpmm.ok) return dpmm;
  const printer = values['no-printer'] === true ? ok(null) : await openPrinter(values, dpmm.value);
  if (!printer.ok) return printer;
  const forget = printer.value === null ? null : () => (printer.value as PressPrinter).printer.forget();
  const done = await station.destroy(batch.value.batch, medium.value, [a, b], forget);
  await printer.value?.close();
  if (done.ok) await say({ destroyed: batch.value.batch, ...done.value });
  return done;
}

/** What a printer is set by before it gets a secret: rulers, and a sticker that is one in all but its content. */
async function pages({ values, say }: Desk): Promise<Result<unknown>> {
  const stickers = chosenStickers(values);
  if (!stickers.ok) return stickers;
  const { stock, style } = stickers.value;
  const sticker = testSticker(stock, style);
  if (!sticker.ok) return sticker;
  const printer = await openPrinter(values, stock.dpmm);
  if (!printer.ok) return printer;
  try {
    for (const [page, layout] of [
      ['calibration', calibrationPage(stock)],
      ['test', sticker.value],
    ] as const) {
      const printed = await stickerPrinter(printer.value.printer).print(layout);
      if (!printed.ok) return printed;
      await say({ page, evidence: printed.value });
    }
    return ok(null);
  } finally {
    await printer.value.close();
  }
}

async function status({ station, say }: Desk): Promise<Result<unknown>> {
  for (const { batch, closed } of station.book.batches()) {
    const states = Object.entries(station.book.counts(batch)).filter(([, count]) => count > 0);
    const open = { states: Object.fromEntries(states), stickers: station.book.stickers(batch) };
    await say({ batch, closed: closed !== null, ...(closed === null ? open : {}) });
  }
  return ok(null);
}
