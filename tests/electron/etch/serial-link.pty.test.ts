/** A laser behind a pseudo terminal, through `serialport`, and a whole Bench before it: a controller, and EzCad. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { describe, expect, test, vi, type TestContext } from 'vitest';
import { must } from '../../../core/base/result.ts';
import type { LinkProtocol } from '../../../core/etch/link-protocols.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import type { VirtualDevice } from '../../../electron/devices/simulator.ts';
import { createSerialConnector } from '../../../electron/devices/serial.ts';
import { questionFor } from '../../../electron/etch/ezcad-questions.ts';
import { createWays } from '../../../electron/etch/ways.ts';
import { createLaserWatch } from '../../../electron/roles/bench/laser-watch.ts';
import { startBench } from '../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../fakes/cards.ts';
import { attachVirtualDevice } from '../../fakes/pty.ts';
import { VirtualEzcad } from '../../fakes/virtual-ezcad.ts';
import { VirtualLaser } from '../../fakes/virtual-laser.ts';

const cards = await makeCards(2);
const [one, two] = cards as readonly [TestCard, TestCard];

async function stand<L extends VirtualDevice>({ onTestFinished }: TestContext, laser: L, protocol: LinkProtocol) {
  const cable = await attachVirtualDevice(laser, 'laser');
  const directory = await scratch();
  const target = () => ({
    ...({ format: 'txt', slot: null, directory: join(directory, 'etch') } as const),
    link: { port: cable.path, protocol, template: 'card' },
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
  const at = await stand(context, new VirtualLaser(), 'lc');
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
  const at = await stand(context, new VirtualLaser(), 'lc');
  at.laser.state = '2';
  await at.scan(one.serial, one.address);
  expect(at.station.bench.view().verdict).toMatchObject({ job: 'failed', jobReason: { kind: 'outbox-failed' } });
  expect([at.stateOf(one), at.laser.marked.length]).toEqual(['verified', 0]);
  at.laser.state = '0';
  await at.scan(two.serial, two.address, one.serial, one.address);
  expect(at.laser.marked.map(([serial]) => serial)).toContain(two.serial);
});

test('a cable that is pulled while it marks: in doubt, and the job is never sent again', async (context) => {
  const at = await stand(context, new VirtualLaser(), 'lc');
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

describe('EzCad, which asks', () => {
  const ASKS = [1, 2, 3].map((n) => questionFor('card', n));
  const standEzcad = (context: TestContext) => stand(context, new VirtualEzcad(), 'ezcad');
  /** Looks until the bench has it so. */
  const becomes = (at: Awaited<ReturnType<typeof standEzcad>>, card: TestCard, state: string) =>
    vi.waitFor(
      async () => {
        await at.watch.look();
        expect(at.stateOf(card)).toBe(state);
      },
      { timeout: 8000, interval: 100 },
    );

  test('it is given the texts of the card that was verified, a person says that it has finished, and the next card goes', async (context) => {
    const at = await standEzcad(context);
    await at.scan(one.serial, one.address);
    expect(at.stateOf(one)).toBe('sent');
    expect(await readdir(join(at.directory, 'etch'))).toEqual([]);
    // Not before the first is answered for.
    await at.scan(two.serial, two.address);
    expect(at.stateOf(two)).toBe('verified');
    await at.laser.mark(ASKS);
    expect(at.laser.marked).toEqual([[one.serial, one.passphrase, 'TRAINING']]);
    await at.watch.look();
    expect(at.stateOf(one)).toBe('sent');
    await at.scan(one.serial);
    must(await at.station.bench.marked(one.serial, true));
    expect(at.stateOf(one)).toBe('marked');
    await at.scan(two.serial, two.address);
    await at.laser.mark(ASKS);
    expect(at.laser.marked[1]).toEqual([two.serial, two.passphrase, 'TRAINING']);
  });

  test('asked a second time: in doubt, and the card is never given again', async (context) => {
    const at = await standEzcad(context);
    await at.scan(one.serial, one.address);
    await at.laser.mark(ASKS);
    const waiting = new AbortController();
    const again = at.laser.mark(ASKS, { give: waiting.signal });
    await becomes(at, one, 'in-doubt');
    waiting.abort();
    await again;
    await at.scan(one.serial, one.address);
    expect(at.laser.marked).toEqual([[one.serial, one.passphrase, 'TRAINING'], []]);
  });

  test('a cable that is pulled before it was asked for everything: in doubt, and never sent again', async (context) => {
    const at = await standEzcad(context);
    await at.scan(one.serial, one.address);
    await at.laser.mark(ASKS, { until: 1 });
    await at.cable.unplug();
    await becomes(at, one, 'in-doubt');
    await at.cable.plug();
    await at.scan(one.serial, one.address);
    expect(at.laser.marked).toEqual([[one.serial]]);
  });
});
