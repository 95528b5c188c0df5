import { expect, test } from 'vitest';
import { jobId } from '../../../fakes/jobs.ts';
import { checkCharacter } from '../../../../core/card/check-character.ts';
import type { Serial } from '../../../../core/card/serial.ts';
import type { EtchJob } from '../../../../core/stations/bench/etching.ts';
import { must } from '../../../../core/base/result.ts';
import { receivedUnit } from '../../../../core/life/bench-life.ts';
import { openShelf } from '../../../../electron/products/shelf.ts';
import { createDesk } from '../../../../electron/roles/bench/desk.ts';
import { openBatchFiles } from '../../../../electron/roles/bench/opening.ts';
import { batchFiles, closeParts, openParts, scratch } from '../../../fakes/bench-station.ts';
import { BATCH, makeCards, receivedEvent, type TestCard } from '../../../fakes/cards.ts';

const [one, two] = (await makeCards(2)) as readonly TestCard[] as [TestCard, TestCard];

test('gives out units, passphrases and jobs of the open batch alone', async () => {
  const directory = await scratch();
  const parts = await openParts(directory);
  const ports = { ...parts, room: async () => 1e9, progress: () => undefined };
  must(await openBatchFiles(await batchFiles(directory, [one]), ports));
  must(await openBatchFiles(await batchFiles(directory, [two], { batch: 'BATCH-2' }), ports));
  const desk = createDesk(
    parts.index,
    parts.index,
    parts.vault,
    parts.outbox,
    () => false,
    async (ref) => (await openShelf(null)).find(ref),
  );
  const mine = receivedUnit(receivedEvent(one));
  const other = receivedUnit(receivedEvent(two, 'BATCH-2'));
  const job = ({ serial }: TestCard, batch: string): EtchJob => {
    const bytes = new Uint8Array(3);
    return { id: jobId(1), batch, serials: [serial as Serial], format: 'svg', bytes };
  };
  const intend = () => Promise.reject(new Error('must not be asked'));

  expect(desk.batch()).toBeNull();
  expect(desk.units.unit(one.serial)).toBeNull();
  expect(desk.passphrases.passphrase(mine)).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
  expect(await desk.outbox.write(job(one, BATCH), intend)).toMatchObject({ ok: false });

  expect(must(await desk.select(BATCH))).toMatchObject({ batch: BATCH, count: 1, states: { received: 1 } });
  expect(desk.units.unit(one.serial)?.batch).toBe(BATCH);
  expect(desk.units.unitByAddress(one.address)?.serial).toBe(one.serial);
  expect(desk.units.unit(two.serial)).toBeNull();
  expect(desk.units.unitByAddress(two.address)).toBeNull();
  using secret = must(desk.passphrases.passphrase(mine));
  expect(secret.length).toBe(one.passphrase.length);
  expect(desk.passphrases.passphrase(other).ok).toBe(false);
  expect(await desk.outbox.write(job(two, 'BATCH-2'), intend)).toMatchObject({
    ok: false,
    error: { kind: 'unknown-batch' },
  });
  const sent = must(await desk.outbox.write(job(one, BATCH), async () => undefined));
  expect(sent).toEqual({ bytes: 3, mac: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
  await closeParts(parts);
});

test('knows whether the serials of the batch on the desk have check characters', async () => {
  const directory = await scratch();
  const parts = await openParts(directory);
  const ports = { ...parts, room: async () => 1e9, progress: () => undefined };
  const plain = await makeCards(8);
  const checked = plain.slice(4).map((card) => ({ ...card, serial: card.serial + checkCharacter(card.serial) }));
  must(await openBatchFiles(await batchFiles(directory, plain.slice(0, 4)), ports));
  must(await openBatchFiles(await batchFiles(directory, checked, { batch: 'BATCH-2' }), ports));
  const shelf = await openShelf(null);
  const { index, vault, outbox } = parts;
  const desk = createDesk(
    index,
    index,
    vault,
    outbox,
    () => false,
    async (ref) => shelf.find(ref),
  );
  expect(desk.checked()).toBe(false);
  expect(must(await desk.select('BATCH-2'))).toMatchObject({ checked: true, count: 4 });
  expect(desk.checked()).toBe(true);
  expect(must(await desk.select(BATCH))).toMatchObject({ checked: false });
  await closeParts(parts);
});
