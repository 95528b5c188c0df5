/** A station whose directory is put back as it was learns of it from the next transfer of whoever has heard it since. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { platformRandom } from '../../fakes/streams.ts';
import { must } from '../../../core/base/result.ts';
import { twoPeople } from '../../../core/people/person.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import {
  cheapGate,
  newTrio,
  openStation,
  PASSPHRASE,
  PEOPLE,
  secretOf,
  systemClock,
  type Trio,
} from '../../fakes/commissioned.ts';
import { outsideAnchor } from '../../fakes/computer.ts';
import { createCourier } from '../../../electron/courier/courier.ts';
import { serialOf, vaultUnits } from '../../fakes/transfers.ts';

let trio: Trio;
beforeAll(async () => {
  trio = await newTrio();
});
afterAll(() => trio.close());

test('H1: a restored Bench stops until two people go on, and takes the transfer then', async () => {
  const { origin, bench } = trio;
  const stick = await trio.medium();
  const { directory } = bench;
  const before = `${directory}.before`;
  await bench.close();
  await cp(directory, before, { recursive: true });
  const anchor = outsideAnchor(bench.identity);
  const noted = await readFile(anchor);

  const first = await openStation(directory);
  const receipt = { batch: 'B-1', units: [{ serial: serialOf(1) }], says: { of: 'ab'.repeat(32) } };
  const told = must(await first.courier.send('vault-receipt', 'Origin A', receipt, stick));
  using taken = must(await origin.courier.receive('vault-receipt', told.file));
  const heard = taken.transfer.manifest.journal;
  must(await origin.courier.accept([taken]));
  const vault = must(await origin.courier.send('vault', 'Bench A', { batch: 'B-2', units: vaultUnits(1) }, stick));

  // As the station is, it has heard nothing it does not know itself.
  using known = must(await first.courier.receive('vault', vault.file));
  expect(known.heard).toBe(taken.transfer.manifest.records);
  await first.close();

  await rm(directory, { recursive: true });
  await cp(before, directory, { recursive: true });
  // And the computer's note of it as well: only the other station still knows.
  await writeFile(anchor, noted);
  await rm(before, { recursive: true });
  const restored = await openStation(directory);
  const refused = await restored.courier.receive('vault', vault.file);
  expect(refused).toMatchObject({ ok: false, error: { kind: 'own-history-missing', facts: { from: 'Origin A' } } });
  const records = [...restored.journal.records(0)].flat();
  expect(records.slice(-3).map(({ event }) => event.kind)).toEqual(['transfer-refused', 'incident', 'history-missing']);
  await expect(restored.journal.append([{ kind: 'station-stopped' }])).rejects.toThrow('records of it are known');
  await restored.close();

  const open = async (known: string | null) => {
    const gate = must(
      await openGate({ directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() }),
    );
    using passphrase = secretOf(PASSPHRASE);
    const unlocked = must(await gate.unlock(passphrase));
    const signatures = must(twoPeople(PEOPLE));
    const accept = { known: known ?? '', reason: 'the disk was put back from last week', signatures };
    return openCommissioned(directory, unlocked, systemClock, ...(known === null ? [] : [accept]));
  };
  const shut = await open(null);
  expect(shut).toMatchObject({ ok: false, error: { kind: 'journal-went-back' } });

  const again = must(await open(heard.slice(0, 22)));
  const courier = createCourier({ ...again, self: again.identity });
  // Its sender has heard of a record that is lost, and of none that is here: it knows nothing of the loss.
  using later = must(await courier.receive('vault', vault.file));
  expect(later.heard).toBe(0);
  await again.close();
});
