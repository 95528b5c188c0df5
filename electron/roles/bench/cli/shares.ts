/** `twofold bench hand-over | take-over | closing`: a bench among others. */
import { ok } from '../../../../core/base/result.ts';
import {
  called,
  directory,
  file,
  many,
  maybe,
  misuse,
  needed,
  stationName,
  textValue,
  wholeValue,
} from '../../../cli/form.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { packageValue } from '../../../cli/packages.ts';
import { takeShipment } from '../arrivals.ts';
import { atBench, BENCH_OPTIONS, onlyBatch } from './desk.ts';

const NAME = textValue('NAME');

export const benchShareVerbs = [
  verb({
    name: 'bench hand-over',
    options: {
      ...BENCH_OPTIONS,
      bench: called('to-bench', needed(stationName('NAME'))),
      count: maybe(wholeValue()),
      serial: called('serials', many(textValue('S'))),
      part: maybe(wholeValue()),
      reason: maybe(textValue('TEXT')),
      person: many(NAME),
      to: needed(directory()),
    },
    run: (given, line) =>
      atBench(given, line, async (desk) => {
        const { bench: to, count, serial, part, reason, person, to: out } = given;
        const put = await onlyBatch(desk, given.batch);
        if (!put.ok) return put;
        const { shares } = desk.station;
        const batch = desk.station.desk.batch()?.batch ?? '';
        const done = (sent: object) => ok(answer({ batch, ...sent }));
        if (part !== undefined && count === undefined && serial.length === 0) {
          const again = await shares.writeAgain(batch, to, part, out);
          return again.ok ? done(again.value) : again;
        }
        const [first, second, ...others] = person;
        const signed = first !== undefined && second !== undefined && others.length === 0;
        if (part !== undefined || reason === undefined || !signed || (count === undefined) === (serial.length === 0)) {
          const names = '--count N | --serial S ... with --reason TEXT --person NAME --person NAME, or --part N';
          return misuse('go-together', `Give ${names}.`, { names });
        }
        // Those that wait longest at the end of the batch: whoever works goes on from its front.
        const serials = count === undefined ? serial : shares.waiting(batch).slice(-count);
        const giving = { batch, serials, to, people: [first, second] as const, reason };
        const sent = await shares.handOver({ ...giving, directory: out });
        return sent.ok ? done({ ...sent.value, count: serials.length }) : sent;
      }),
  }),
  verb({
    name: 'bench arrival',
    options: {
      ...BENCH_OPTIONS,
      shipment: needed(file()),
      package: called('packages', many(packageValue, 1)),
      person: called('one-person', needed(NAME)),
    },
    run: (given, line) =>
      atBench(given, line, async ({ station: { parts } }) => {
        const taken = await takeShipment(parts, given.shipment, given.package, given.person);
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
  verb({
    name: 'bench take-over',
    options: { ...BENCH_OPTIONS, handover: needed(file()) },
    run: (given, line) =>
      atBench(given, line, async ({ station }) => {
        const taken = await station.shares.takeOver(given.handover);
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
  verb({
    name: 'bench closing',
    options: { ...BENCH_OPTIONS, to: needed(directory()) },
    run: (given, line) =>
      atBench(given, line, async (desk) => {
        const put = await onlyBatch(desk, given.batch);
        if (!put.ok) return put;
        const batch = desk.station.desk.batch()?.batch ?? '';
        const sent = await desk.station.shares.closing(batch, given.to);
        return sent.ok ? ok(answer({ batch, ...sent.value })) : sent;
      }),
  }),
];
