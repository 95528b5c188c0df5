import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import { openIndex } from '../../../../electron/journal/index.ts';
import { courierDelivery } from '../../../../electron/station/delivery.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { openProof } from '../../../../electron/courier/proof.ts';
import { openParts, scratch } from '../../../fakes/bench-station.ts';
import { BATCH, finishedEvents, makeCards, openingEvents, passphraseOf, type TestCard } from '../../../fakes/cards.ts';
import { newStation, openStation, PEOPLE, type TestStation } from '../../../fakes/commissioned.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

/** A commissioned bench at work, over the real journal, book and courier. */
async function atWork(station: TestStation, directory: string): Promise<BenchStation> {
  const { journal, courier, book, identity } = station;
  const training = await openParts(directory);
  await training.journal.close();
  training.index.close();
  return startBench(
    {
      ...training,
      name: identity.name,
      mode: 'production',
      journal,
      index: await openIndex({ path: join(directory, 'signed.sqlite'), journal }),
      delivery: courierDelivery(courier, book),
      letGo: station.close,
    },
    null,
  );
}

test('a commissioned bench signs its proof for everybody, once, and writes it again as it was', async () => {
  const commissioned = await newStation('bench', 'Bench A');
  const directory = await scratch();
  const station = await atWork(commissioned, directory);
  const { journal, vault } = station.parts;
  must(
    await vault.put(
      BATCH,
      cards.map((card) => ({ serial: card.serial as Serial, passphrase: passphraseOf(card) })),
    ),
  );
  await journal.append(openingEvents(cards));
  await journal.append([...finishedEvents(two), ...finishedEvents(one)]);
  await journal.append([{ kind: 'unit-quarantined', serial: three.serial, reason: 'unknown-sticker' }]);
  must(await station.select(BATCH));
  must(await station.ending.close(PEOPLE, 0));

  const [first, second] = [await scratch(), await scratch()];
  const sent = must(await station.ending.proof(first));
  await station.close();
  const { transfer, signer } = must(await openProof(sent.file, [commissioned.identity], 'production'));
  expect(signer?.name).toBe('Bench A');
  expect(transfer.manifest).toMatchObject({ to: 'Public', sequence: 1, mode: 'production', batch: BATCH });
  expect(transfer.units.map(({ serial }) => serial)).toEqual([one.serial, two.serial]);

  const later = await atWork(await openStation(commissioned.directory), directory);
  must(await later.select(BATCH));
  must(await later.ending.proof(second));
  expect((await readdir(first)).sort()).toEqual((await readdir(second)).sort());
  expect(await readdir(first)).toHaveLength(2);
  for (const name of await readdir(first)) {
    expect(await readFile(join(second, name))).toEqual(await readFile(join(first, name)));
  }
  const kinds = later.parts.index.tail(500).map(({ event }) => event.kind);
  expect(kinds.filter((kind) => kind === 'transfer-prepared')).toHaveLength(1);
  expect(kinds.filter((kind) => kind === 'batch-exported')).toHaveLength(1);
  await later.close();
});
