/** The laser's folder while jobs lie there: what its software takes, says, and says falsely. */
import { cp, readdir, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import type { LaserTarget } from '../../../../electron/etch/target.ts';
import { createLaserWatch } from '../../../../electron/roles/bench/laser-watch.ts';
import { startBench, type BenchStation } from '../../../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../../../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { TRAY } from '../../../fakes/tray.ts';

const cards = await makeCards(3);
const [one, two, three] = cards as readonly [TestCard, TestCard, TestCard];

async function stand(change: Partial<LaserTarget> = {}, tray = TRAY) {
  const directory = await scratch();
  const jobs = await scratch();
  const laser = (): LaserTarget => ({ format: 'svg', slot: null, link: null, directory: jobs, ...change });
  const parts = await openParts(directory, { laser, tray: () => tray });
  const station = await startBench(parts, null);
  must(await station.open(await batchFiles(directory, cards)));
  const watch = createLaserWatch({ ...parts, bench: station.bench });
  const kinds = () => parts.index.tail(40).map(({ event }) => event.kind);
  return { directory, jobs, parts, station, watch, kinds };
}

async function scan(station: BenchStation, ...texts: readonly string[]): Promise<void> {
  for (const text of texts) await station.scan(nameScan(text), () => undefined);
  await station.bench.settled();
}
const ALONE = { ...TRAY, rows: 1, columns: 1 };
const stateOf = (station: BenchStation, { serial }: TestCard) => station.parts.index.unit(serial)?.state;

/** Two cards in a tray at the laser; the name of its job. */
async function sendTwo({ station }: Awaited<ReturnType<typeof stand>>): Promise<string> {
  await scan(station, one.serial, one.address, two.serial, two.address);
  must(await station.bench.fill('send', null));
  return station.parts.index.unit(one.serial)?.job as string;
}

test('a job that the laser has renamed or deleted is known as taken, once', async () => {
  const at = await stand();
  const job = await sendTwo(at);
  await at.watch.look();
  expect(at.kinds()).not.toContain('etch-taken');
  await rename(join(at.jobs, `${job}.svg`), join(at.jobs, `${job}.svg.old`));
  for (let times = 0; times < 3; times++) await at.watch.look();
  expect(at.kinds().filter((kind) => kind === 'etch-taken')).toHaveLength(1);
  expect(stateOf(at.station, one)).toBe('sent');
  await at.station.close();
});

test('what it says is finished is marked, whoever has not said so, and every card is asked for all the same', async () => {
  const at = await stand();
  const job = await sendTwo(at);
  await writeFile(join(at.jobs, `${job}.done`), 'whatever stands here');
  await at.watch.look();
  expect([one, two].map((card) => stateOf(at.station, card))).toEqual(['marked', 'marked']);
  expect(await readdir(at.jobs)).toEqual([]);
  await scan(at.station, one.serial);
  expect(at.station.bench.view().step.at).toBe('read-back');
  await at.station.close();
});

test('a result that lies is found by the reading: the card ends in doubt', async () => {
  const at = await stand({}, ALONE);
  await scan(at.station, one.serial, one.address);
  await writeFile(join(at.jobs, `${one.serial}.svg.done`), '');
  await at.watch.look();
  await scan(at.station, one.serial);
  for (let times = 0; times < 3; times++) must(await at.station.bench.readBack(one.serial, '????'));
  expect(stateOf(at.station, one)).toBe('in-doubt');
  await at.station.close();
});

test('what it says has failed is in doubt, with one incident for the tray, and fail counts over done', async () => {
  const at = await stand();
  const job = await sendTwo(at);
  await writeFile(join(at.jobs, `${job}.fail`), '');
  await writeFile(join(at.jobs, `${job}.done`), '');
  await at.watch.look();
  expect([one, two].map((card) => stateOf(at.station, card))).toEqual(['in-doubt', 'in-doubt']);
  const incidents = at.parts.index.incidents({ open: true }).filter(({ reason }) => reason === 'laser-failed');
  expect(incidents).toHaveLength(1);
  expect(await readdir(at.jobs)).toEqual([]);
  await at.watch.look();
  expect(at.kinds().filter((kind) => kind === 'etch-said')).toHaveLength(1);
  await at.station.close();
});

test('whoever is asked whether the laser has finished is asked the next thing when it says so itself', async () => {
  const at = await stand({}, ALONE);
  await scan(at.station, one.serial, one.address, one.serial);
  expect(at.station.bench.view().step.at).toBe('marking');
  await writeFile(join(at.jobs, `${one.serial}.done`), '');
  await at.watch.look();
  expect(at.station.bench.view().step).toMatchObject({ at: 'read-back', serial: one.serial });
  await at.station.close();
});

test('a result that lies there before its job: the job is not written', async () => {
  const at = await stand({}, ALONE);
  await writeFile(join(at.jobs, `${one.serial}.done`), '');
  await scan(at.station, one.serial, one.address);
  expect(at.station.bench.view().verdict).toMatchObject({ job: 'failed' });
  expect(stateOf(at.station, one)).toBe('verified');
  expect(await readdir(at.jobs)).toEqual([`${one.serial}.done`]);
  await at.station.close();
});

test('a result of a job that nobody sent, and a link of its name, move nothing', async () => {
  const at = await stand();
  const job = await sendTwo(at);
  await writeFile(join(at.jobs, `${three.serial}.done`), '');
  await writeFile(join(at.jobs, 'etch-0000000000000000.fail'), '');
  await symlink('/etc/passwd', join(at.jobs, 'readme.done'));
  await at.watch.look();
  expect([one, two].map((card) => stateOf(at.station, card))).toEqual(['sent', 'sent']);
  expect((await readdir(at.jobs)).sort()).toContain(`${job}.svg`);
  await at.station.close();
});

test('a folder that vanishes has taken no job; when it is back the job is looked at again', async () => {
  const at = await stand();
  await sendTwo(at);
  const away = `${at.jobs}-away`;
  await rename(at.jobs, away);
  await at.watch.look();
  expect(at.kinds()).not.toContain('etch-taken');
  await scan(at.station, three.serial, three.address);
  expect(await at.station.bench.fill('send', null)).toMatchObject({ error: { kind: 'outbox-failed' } });
  expect(stateOf(at.station, three)).toBe('verified');
  await rename(away, at.jobs);
  await at.watch.look();
  expect(at.kinds()).not.toContain('etch-taken');
  must(await at.station.bench.fill('send', null));
  expect(stateOf(at.station, three)).toBe('sent');
  await at.station.close();
});

test('under one fixed name the next job waits until the one before is answered for, taken or not', async () => {
  const at = await stand({ slot: 'twofold-job' }, ALONE);
  await scan(at.station, one.serial, one.address);
  expect(await readdir(at.jobs)).toEqual(['twofold-job.svg']);
  await scan(at.station, two.serial, two.address);
  expect(at.station.bench.view().verdict).toMatchObject({ job: 'failed', jobReason: { kind: 'outbox-failed' } });
  expect(stateOf(at.station, two)).toBe('verified');
  // Taken by the laser's software, but nobody has looked: still not.
  await unlink(join(at.jobs, 'twofold-job.svg'));
  await at.watch.look();
  expect(at.kinds()).toContain('etch-taken');
  await scan(at.station, two.serial, two.address);
  expect(await readdir(at.jobs)).toEqual([]);
  await writeFile(join(at.jobs, 'twofold-job.done'), '');
  await at.watch.look();
  expect(stateOf(at.station, one)).toBe('marked');
  expect(await readdir(at.jobs)).toEqual([]);
  await scan(at.station, two.serial, two.address);
  expect(await readdir(at.jobs)).toEqual(['twofold-job.svg']);
  expect(stateOf(at.station, two)).toBe('sent');
  await at.station.close();
});

test('under one fixed name a crash leaves no passphrase lying there', async () => {
  const at = await stand({ slot: 'twofold-job' }, ALONE);
  await scan(at.station, one.serial, one.address);
  // What a cut leaves on the disk, and the laser's folder as it is.
  const left = await scratch();
  await cp(at.directory, left, { recursive: true });
  for (const name of await readdir(left)) if (name.startsWith('journal.lock')) await rm(join(left, name));
  const laser = (): LaserTarget => ({ format: 'svg', slot: 'twofold-job', link: null, directory: at.jobs });
  const again = await startBench(await openParts(left, { laser }), null);
  must(await again.resume());
  expect(stateOf(again, one)).toBe('in-doubt');
  expect(await readdir(at.jobs)).toEqual([]);
  await again.close();
  await at.station.close();
});
