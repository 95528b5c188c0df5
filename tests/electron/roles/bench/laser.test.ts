/** Etch jobs go where a person says, and only there; a folder that may hold a passphrase is never left behind. */
import { mkdir, readdir, realpath, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { UPRIGHT } from '../../../../core/etch/fixture.ts';
import { FIRST_PEN } from '../../../../core/etch/pens.ts';
import type { LaserTarget } from '../../../../electron/etch/target.ts';
import { createLaser } from '../../../../electron/roles/bench/laser.ts';
import { createLaserSetup } from '../../../../electron/roles/bench/laser-setup.ts';
import { startBench } from '../../../../electron/roles/bench/station.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';

const [one] = (await makeCards(1)) as [TestCard];

async function bench() {
  const directory = await scratch();
  const settings = await openSettings(directory);
  const own = join(directory, 'etch');
  const laser = (): LaserTarget => {
    const { format, directory: chosen, slot, link } = settings.value.laser;
    return { format, slot, link, directory: chosen ?? own };
  };
  const parts = await openParts(directory, { laser, reading: () => settings.value.reading });
  const station = await startBench(parts, null);
  must(await station.open(await batchFiles(directory, [one])));
  let chosen: string | null = null;
  const set = createLaser({
    parts,
    settings,
    laid: () => station.bench.laid,
    ports: async () => [{ path: '/dev/ttyLASER' }],
    ask: { directory: async () => chosen, file: async () => chosen },
  });
  const choose = (path: string | null) => {
    chosen = path;
    return set.choose();
  };
  const verify = async (): Promise<void> => {
    for (const text of [one.serial, one.address]) await station.scan(nameScan(text), () => undefined);
    await station.bench.settled();
  };
  const setup = createLaserSetup({ parts, settings });
  return { directory, own, station, set, setup, settings, choose, verify };
}

test('a job goes to the folder that was chosen, in the format that was chosen, and the record says so', async () => {
  const { station, set, choose, verify, own } = await bench();
  expect(await set.view()).toMatchObject({ format: 'svg', own: true, directory: own, waiting: [] });
  const stick = await scratch();
  expect(must(await choose(stick))).toMatchObject({ directory: await realpath(stick), own: false });
  expect(must(await set.format('dxf'))).toMatchObject({ format: 'dxf' });
  await verify();
  expect(await readdir(stick)).toEqual([`${one.serial}.dxf`]);
  expect(await readdir(own)).toEqual([]);
  const { free, waiting } = await set.view();
  expect(free).toBeGreaterThan(0);
  expect(waiting).toEqual([one.serial]);
  const intended = station.parts.index.tail(20).find(({ event }) => event.kind === 'etch-intended');
  expect(intended?.event).toMatchObject({ serials: [one.serial], format: 'dxf' });
  await station.close();
});

test('how the metal is read back is a setting on record, and the next job bears the code', async () => {
  const { station, set, verify } = await bench();
  expect(must(await set.read({ code: true, share: 5 }))).toMatchObject({ reading: { code: true, share: 5 } });
  await verify();
  const events = station.parts.index.tail(20).map(({ event }) => event);
  expect(events.find(({ kind }) => kind === 'settings-changed')).toMatchObject({
    what: 'read-back',
    to: '5 of 100 cards symbol by symbol',
  });
  expect(events.find(({ kind }) => kind === 'etch-intended')).toMatchObject({ layout: 'card-86x54-coded/1' });
  await station.close();
});

test('while a card is at the laser its folder stays', async () => {
  const { station, set, choose, verify } = await bench();
  const [first, second] = [await scratch(), await scratch()];
  must(await choose(first));
  await verify();
  expect(await choose(second)).toMatchObject({ ok: false, error: { kind: 'at-laser', facts: { serial: one.serial } } });
  expect(await set.own()).toMatchObject({ ok: false, error: { kind: 'at-laser' } });
  await station.scan(nameScan(one.serial), () => undefined);
  must(await station.bench.marked(one.serial, true));
  expect(await readdir(first)).toEqual([]);
  expect(must(await choose(second))).toMatchObject({ waiting: [] });
  await station.close();
});

test('while a card is at the laser its fixture stays: its job was written by it', async () => {
  const { station, setup, verify } = await bench();
  const turned = { ...UPRIGHT, rotation: 90 } as const;
  must(await setup.setFixture(turned));
  await verify();
  const refused = { ok: false, error: { kind: 'at-laser', facts: { serial: one.serial } } };
  expect(await setup.setFixture(UPRIGHT)).toMatchObject(refused);
  expect(await setup.measured({ x: 69.8, y: 40.1 })).toMatchObject(refused);
  expect(setup.fixture).toEqual(turned);
  await station.scan(nameScan(one.serial), () => undefined);
  must(await station.bench.marked(one.serial, true));
  must(await setup.setFixture(UPRIGHT));
  const changes = station.parts.index
    .tail(30)
    .flatMap(({ event }) => (event.kind === 'settings-changed' && event.what === 'fixture' ? [event.to] : []));
  expect(changes).toHaveLength(2);
  await station.close();
});

test('a pen is of a material by name, and what cannot be told to a laser changes nothing', async () => {
  const { station, setup, settings } = await bench();
  expect(await setup.setPen('Brass!', 'serial', FIRST_PEN)).toMatchObject({ error: { kind: 'bad-material' } });
  expect(await setup.setPen('brass', 'serial', { ...FIRST_PEN, power: 0 })).toMatchObject({
    error: { kind: 'bad-pen' },
  });
  expect([setup.materials, settings.value.laser.pens]).toEqual([[], undefined]);
  must(await setup.setPen('brass', 'serial', { ...FIRST_PEN, power: 35 }));
  must(await setup.setPen('brass', 'code', { ...FIRST_PEN, power: 50 }));
  expect(setup.pensOf('brass')).toMatchObject({ serial: { power: 35 }, code: { power: 50 } });
  expect(must(setup.job('calibration', '')).name).toBe('calibration.svg');
  expect(setup.job('matrix', 'brass')).toMatchObject({ error: { kind: 'no-pens' } });
  must(await settings.change({ laser: { ...settings.value.laser, format: 'gcode' } }));
  expect(must(setup.job('matrix', 'brass')).name).toBe('pens-brass.gcode');
  await station.close();
});

test('a folder of the station itself, or one that is not there, is refused, and nothing changes', async () => {
  const { station, directory, own, set, choose } = await bench();
  await mkdir(join(directory, 'vault'), { recursive: true });
  const link = join(await scratch(), 'link');
  await symlink(join(directory, 'vault'), link);
  for (const path of [directory, join(directory, 'vault'), link])
    expect(await choose(path)).toMatchObject({ ok: false, error: { kind: 'bad-target', facts: { why: 'own' } } });
  const gone = await choose(join(directory, '..', 'no-such-folder'));
  expect(gone).toMatchObject({ ok: false, error: { kind: 'bad-target', facts: { why: 'missing', code: 'ENOENT' } } });
  expect(must(await choose(null))).toBeNull();
  expect(await set.view()).toMatchObject({ directory: own, own: true });
  await station.close();
});

test('a line to the laser: a port that is listed or chosen and a template, and nothing else; then jobs are texts', async () => {
  const { station, set, choose } = await bench();
  for (const [port, template] of [
    ['/dev/tty0', 'card'],
    ['/dev/ttyLASER', ''],
    ['/dev/ttyLASER', 'a,b'],
  ] as const)
    expect(await set.link({ port, protocol: 'lc', template })).toMatchObject({
      ok: false,
      error: { kind: 'bad-link' },
    });
  expect(await set.link({ port: 'other', protocol: 'lc', template: 'card' })).toEqual({ ok: true, value: null });
  const link = { port: '/dev/ttyLASER', protocol: 'ezcad' as const, template: 'card' };
  expect(must(await set.link(link))).toMatchObject({ link });
  expect(must(await set.link({ port: null, protocol: 'lc', template: '' }))).toMatchObject({ link: null });
  must(await choose(null));
  await station.close();
});

test('one name for every job: of letters that any system takes, and none that is a device or a job', async () => {
  const { station, set } = await bench();
  for (const slot of ['', '1job', 'a b', '../x', 'con', 'COM1', 'etch-0123456789abcdef', 'x'.repeat(25)])
    expect(await set.slot(slot)).toMatchObject({ ok: false, error: { kind: 'bad-slot' } });
  expect(must(await set.slot('twofold-job'))).toMatchObject({ slot: 'twofold-job' });
  expect(must(await set.slot(null))).toMatchObject({ slot: null });
  await station.close();
});
