/** The laser's controller behind a pseudo terminal, through `serialport`, and a whole Bench before it. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { expect, test, vi, type TestContext } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { createSerialConnector } from '../../../electron/devices/serial.ts';
import { createWays } from '../../../electron/etch/ways.ts';
import { createLaserWatch } from '../../../electron/roles/bench/laser-watch.ts';
import { startBench } from '../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../fakes/cards.ts';
import { attachVirtualDevice } from '../../fakes/pty.ts';
import { VirtualLaser } from '../../fakes/virtual-laser.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];

async function stand({ onTestFinished }: TestContext) {
  const laser = new VirtualLaser();
  const cable = await attachVirtualDevice(laser, 'laser');
  const directory = await scratch();
  const target = () => ({
    ...({ format: 'txt', slot: null, directory: join(directory, 'etch') } as const),
    link: { port: cable.path, template: 'card' },
  });
  const parts = await openParts(directory, { laser: target });
  const ways = createWays(
    parts.outbox,
    target,
    createSerialConnector(() => SerialPort.binding),
  );
  const station = await startBench({ ...parts, outbox: ways.outbox }, null);
  must(await station.open(await batchFiles(directory, cards)));
  const watch = createLaserWatch({ ...parts, outbox: ways.outbox, bench: station.bench });
  onTestFinished(async () => {
    await ways.close();
    await station.close();
    await cable.close();
  });
  async function scan(...texts: readonly string[]): Promise<void> {
    for (const text of texts) await station.scan(nameScan(text), () => undefined);
    await station.bench.settled();
  }
  const stateOf = ({ serial }: TestCard) => parts.index.unit(serial)?.state;
  return { laser, cable, directory, station, watch, scan, stateOf };
}

test('a card is marked over the line, is said to be completed, and no file ever held its passphrase', async (context) => {
  const at = await stand(context);
  await at.scan(one.serial, one.address);
  expect(at.stateOf(one)).toBe('sent');
  expect(at.laser.marked).toEqual([[one.serial, one.passphrase, 'TRAINING']]);
  expect(await readdir(join(at.directory, 'etch'))).toEqual([]);
  await vi.waitFor(async () => {
    await at.watch.look();
    expect(at.stateOf(one)).toBe('marked');
  });
  // The laser's own font has drawn it: every card of it is read symbol by symbol.
  await at.scan(one.serial);
  expect(at.station.bench.view().step.at).toBe('read-back');
});

test('an open door is said before anything is intended; when it is shut the same card goes', async (context) => {
  const at = await stand(context);
  at.laser.state = '2';
  await at.scan(one.serial, one.address);
  expect(at.station.bench.view().verdict).toMatchObject({ job: 'failed', jobReason: { kind: 'outbox-failed' } });
  expect([at.stateOf(one), at.laser.marked.length]).toEqual(['verified', 0]);
  at.laser.state = '0';
  await at.scan(two.serial, two.address, one.serial, one.address);
  expect(at.laser.marked.map(([serial]) => serial)).toContain(two.serial);
});

test('a cable that is pulled while it marks: in doubt, and the job is never sent again', async (context) => {
  const at = await stand(context);
  at.laser.stopsMidway = true;
  await at.scan(one.serial, one.address);
  expect(at.stateOf(one)).toBe('sent');
  await at.cable.unplug();
  await vi.waitFor(
    async () => {
      await at.watch.look();
      expect(at.stateOf(one)).toBe('in-doubt');
    },
    { timeout: 8000, interval: 100 },
  );
  await at.cable.plug();
  await at.scan(one.serial, one.address);
  expect(at.laser.marked).toHaveLength(1);
});
