/** `twofold origin divide | reissue | closing`: a batch over several benches. */
import { ok, type Result } from '../../../../core/base/result.ts';
import { meantStation } from '../../../../core/transfer/station-name.ts';
import { evenly, type SharePlaces } from '../../../../core/transfer/shares.ts';
import { called, file, many, misuse, needed, pair, stationName, textValue } from '../../../cli/form.ts';
import { answer, verb } from '../../../cli/verb.ts';
import { atOrigin, ORIGIN_BATCH, ORIGIN_OPTIONS, saidOf } from './desk.ts';

/** `BENCH=FROM-TO` for every bench, or `BENCH` for every one. */
function sharesIn(texts: readonly string[], count: number): Result<readonly SharePlaces[]> {
  const read = texts.map((text) => /^(.*?)(?:=(\d{1,9})-(\d{1,9}))?$/s.exec(text));
  const benches = read.map((found) => meantStation(found?.[1] ?? ''));
  const placed = read.filter((found) => found?.[2] !== undefined);
  if (placed.length === 0) return ok(evenly(benches, count));
  if (placed.length === texts.length) {
    return ok(read.map((found, i) => ({ bench: benches[i] ?? '', from: Number(found?.[2]), to: Number(found?.[3]) })));
  }
  const names = '--share BENCH=FROM-TO ... | --share BENCH ...';
  return misuse('go-together', `Give ${names}.`, { names });
}

export const originShareVerbs = [
  verb({
    name: 'origin divide',
    options: { ...ORIGIN_BATCH, share: many(textValue('SHARE'), 1) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const count = station.batches().find(({ batch }) => batch === given.batch)?.count ?? 0;
        const shares = sharesIn(given.share, count);
        if (!shares.ok) return shares;
        const divided = await station.divide(given.batch, shares.value);
        return divided.ok ? ok(answer(saidOf(divided.value))) : divided;
      }),
  }),
  verb({
    name: 'origin reissue',
    options: {
      ...ORIGIN_BATCH,
      bench: needed(stationName('NAME')),
      to: called('to-bench', needed(stationName('NAME'))),
      besides: many(textValue('S')),
      person: pair(textValue('NAME')),
      reason: needed(textValue('TEXT')),
    },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const { batch, bench, to, besides, person: people, reason } = given;
        const done = await station.reissue({ batch, bench, to, besides, people, reason });
        return done.ok ? ok(answer(saidOf(done.value))) : done;
      }),
  }),
  verb({
    name: 'origin closing',
    options: { ...ORIGIN_OPTIONS, closing: needed(file()) },
    run: (given, line) =>
      atOrigin(given, line, async (station) => {
        const taken = await station.takeClosing(given.closing);
        return taken.ok ? ok(answer(taken.value)) : taken;
      }),
  }),
];
