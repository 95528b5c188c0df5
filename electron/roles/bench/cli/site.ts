/** `twofold bench site`: the files of a maker's web site, on which anybody looks a card up. */
import { join } from 'node:path';
import { ok } from '../../../../core/base/result.ts';
import { systemClock } from '../../../station/platform.ts';
import { directory, file, many, maybe, needed, or, wholeValue } from '../../../cli/form.ts';
import { atStation } from '../../../cli/at-station.ts';
import { identities } from '../../../cli/transfer.ts';
import { answer, STATION_OPTIONS, verb } from '../../../cli/verb.ts';
import { writeSite } from '../site.ts';

/** Days for which an issue is good, where nothing else is asked for. */
const DAYS = 90;

export const siteVerb = verb({
  name: 'bench site',
  options: {
    ...STATION_OPTIONS,
    proof: many(file(), 1),
    identity: many(file()),
    recalls: maybe(file()),
    days: or(wholeValue('N', 1), DAYS),
    to: needed(directory()),
  },
  async run({ station, proof, identity, recalls, days, to, 'passphrase-fd': fd }, line) {
    const given = await identities(identity, null);
    if (!given.ok) return given;
    const expires = new Date(Date.parse(systemClock.now()) + days * 86_400_000).toISOString().slice(0, 10);
    const page = join(line.dist, 'page', 'twofold-check.html');
    return atStation(station, fd, line, async ({ identity: self, signer }) => {
      const known = [self, ...given.value];
      const plan = { proofs: proof, known, recalls: recalls ?? null, expires, page, out: to };
      const written = await writeSite(plan, self, signer);
      return written.ok ? ok(answer(written.value)) : written;
    });
  },
});
