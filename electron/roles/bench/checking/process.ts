/**
 * A process that pre-verifies one batch: opens its passphrases, derives from them, says what it found, and is ended. So
 * nothing of a card that is in nobody's hand is ever open in the memory of its station. Bundled on its own
 * (`dist/checking.cjs`).
 */
import '../../../prelude.ts';
import { ok } from '../../../../core/base/result.ts';
import type { Secret } from '../../../../core/base/secret.ts';
import { flawOf } from '../../../../core/stations/bench/unit-flaw.ts';
import { openAgreement, unsealAcross } from '../../../apart/agreement.ts';
import { openLine, orEnd, type StationLine } from '../../../apart/line.ts';
import { platformRandom } from '../../../keys/platform-random.ts';
import { startPool } from '../../../station/platform.ts';
import { openSealedBatch } from '../../../vault/sealed-batch.ts';
import type { Pool } from '../../../workers/pool.ts';
import { passphrasesIn } from '../passphrases.ts';
import type { FromChecking, ToChecking } from './channel.ts';

type CheckingLine = StationLine<ToChecking, FromChecking>;

async function run(line: CheckingLine): Promise<never> {
  const first = await line.next();
  if (first.is !== 'batch') throw new TypeError('expected a batch');
  const { station, batch, supplied, dist, workers, share } = first;
  const pool = startPool(dist, workers, () => line.post({ is: 'disagreed' }));
  /** Of the units in flight alone. */
  const lines = new Map<string, string>();
  const sealed = openSealedBatch(station, batch, await keyOver(line, share, pool), lines);
  const vault = passphrasesIn(
    () => ok(sealed),
    () => supplied,
  );

  async function check({ unit, sealed: passphrase }: Extract<ToChecking, { is: 'unit' }>): Promise<void> {
    const { serial } = unit;
    lines.set(serial, passphrase);
    try {
      const flaw = await flawOf(unit, vault, pool);
      line.post({ is: 'checked', serial, flaw, confirmed: pool.stats().confirmed });
    } catch {
      // Why, nobody could be told: whatever is thrown here may speak of a passphrase.
      line.post({ is: 'failed', serial, confirmed: pool.stats().confirmed });
    } finally {
      lines.delete(serial);
    }
  }

  for (;;) {
    const said = await line.next();
    if (said.is === 'hold') pool.hold(said.on);
    else if (said.is === 'unit') void check(said);
    else throw new TypeError('expected a unit');
  }
}

async function keyOver(line: CheckingLine, share: Uint8Array, pool: Pick<Pool, 'hold'>): Promise<Secret> {
  using agreement = openAgreement('process', platformRandom);
  line.post({ is: 'ready', share: agreement.share });
  using between = agreement.agree(share);
  for (;;) {
    const said = await line.next();
    if (said.is === 'key') return unsealAcross(between, 'batch-key', said.sealed);
    if (said.is !== 'hold') throw new TypeError('expected a key');
    pool.hold(said.on);
  }
}

orEnd(run(openLine()));
