/** Against a pencil: whoever changes a station's settings or products outside it is found at its next opening. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { UPRIGHT } from '../../../../core/etch/fixture.ts';
import { FIRST_PEN } from '../../../../core/etch/pens.ts';
import { productRefOf, writeProduct } from '../../../../core/product/product.ts';
import type { Product } from '../../../../core/product/schema.ts';
import { SHIPPED } from '../../../../electron/products/shelf.ts';
import { strayProducts } from '../../../../electron/products/stray.ts';
import { alteredOutside, changeLaser } from '../../../../electron/roles/bench/laser-record.ts';
import { takeProduct } from '../../../../electron/station/product-handlers.ts';
import { DEFAULTS, openSettings, type Settings } from '../../../../electron/station/settings.ts';
import { scratch } from '../../../fakes/bench-station.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';

interface Change {
  readonly what: string;
  readonly to: string;
}

/** A station's settings, and what of them is on record. */
async function desk() {
  const directory = await scratch();
  const settings = await openSettings(directory);
  const changes: Change[] = [];
  const journal = {
    append: (events: readonly JournalEvent[]) => {
      changes.push(...events.flatMap((event) => (event.kind === 'settings-changed' ? [event] : [])));
      return Promise.resolve([] as never);
    },
  };
  const set = async (part: Partial<Pick<Settings, 'laser' | 'tray' | 'reading'>>) =>
    must(await changeLaser({ settings, journal }, part));
  /** What the next opening finds. */
  const opened = async () => alteredOutside((await openSettings(directory)).value, changes);
  /** Somebody edits the file of settings. */
  const pencil = async (edit: (text: string) => string): Promise<void> => {
    const path = join(directory, 'settings.json');
    await writeFile(path, edit(await readFile(path, 'utf8')));
  };
  return { directory, settings, changes, journal, set, opened, pencil };
}

/** A laser set up in every part. */
const { laser } = DEFAULTS;
const SET_UP: Pick<Settings, 'laser' | 'tray' | 'reading'> = {
  laser: {
    ...laser,
    directory: '/media/ram',
    format: 'gcode',
    slot: 'job',
    fixture: UPRIGHT,
    pens: { steel: { serial: FIRST_PEN, passphrase: FIRST_PEN } },
    link: { port: '/dev/ttyS0', protocol: 'ezcad' as const, template: 'CARD' },
  },
  tray: { rows: 2, columns: 3, pitch: { x: 92, y: 60 }, margin: 10, order: 'raster', skip: [6] },
  reading: { code: true, share: 10 },
};

test('what was set here is found as it was left, and what nobody has set too', async () => {
  const { set, opened, changes } = await desk();
  expect(await opened()).toEqual([]);
  await set(SET_UP);
  expect(changes.map(({ what }) => what).sort()).toEqual(['fixture', 'job-folder', 'job-format', 'job-name', 'laser', 'pen', 'pen', 'read-back', 'tray']); // prettier-ignore
  expect(await opened()).toEqual([]);
  await set(DEFAULTS);
  await set(SET_UP);
  expect(await opened()).toEqual([]);
});

test.each([
  ['where passphrases go', '"/media/ram"', '"/media/other"', 'job-folder'],
  ['the format of jobs', '"gcode"', '"csv"', 'job-format'],
  ['the name of jobs', '"job"', '"jobs"', 'job-name'],
  ['how cards lie', '"mirror": false', '"mirror": true', 'fixture'],
  ['how strong the laser is', '"power": 20', '"power": 99', 'pen'],
  ['the line to the laser', '/dev/ttyS0', '/dev/ttyS1', 'laser'],
  ['the template in the laser', '"CARD"', '"CARE"', 'laser'],
  ['the margin of the tray', '"margin": 10', '"margin": 11', 'tray'],
  ['the pockets left out', /\[\s*6\s*\]/, '[5]', 'tray'],
  ['how often symbols are typed', '"share": 10', '"share": 1', 'read-back'],
] as const)('a pencil that changed %s is an incident, and what holds now is on record', async (_, from, to, what) => {
  const { set, opened, pencil, changes } = await desk();
  await set(SET_UP);
  await pencil((text) => text.replace(from, to));
  const [incident, ...noted] = await opened();
  expect(incident).toMatchObject({ kind: 'incident', reason: 'settings-altered' });
  expect(incident).toMatchObject({ detail: expect.stringContaining('recorded: ') as string });
  expect(noted).toMatchObject([{ kind: 'settings-changed', what }]);
  changes.push(...(noted as readonly Change[]));
  expect(await opened()).toEqual([]);
});

test('pens that a pencil has taken out are missed, once', async () => {
  const { set, opened, pencil, changes } = await desk();
  await set(SET_UP);
  await pencil((text) => JSON.stringify({ ...JSON.parse(text), laser: { ...SET_UP.laser, pens: {} } }));
  const [incident, ...noted] = await opened();
  expect(incident).toMatchObject({ detail: 'pen steel, serial: gone. pen steel, passphrase: gone' });
  changes.push(...(noted as readonly Change[]));
  expect(await opened()).toEqual([]);
});

test('a file of settings that was spoilt or taken away is no way back to what ships', async () => {
  const { set, opened, pencil } = await desk();
  await set(SET_UP);
  await pencil(() => '{');
  expect((await opened())[0]).toMatchObject({ kind: 'incident', reason: 'settings-altered' });
});

test('a product that nobody has put on the shelf here is an incident, once', async () => {
  const { directory, journal, changes } = await desk();
  const [real] = SHIPPED as readonly [Product];
  const gold: Product = { ...real, name: 'gold', title: 'Gold' };
  must(await takeProduct({ directory, journal }, gold));
  expect(await strayProducts(directory, changes)).toEqual([]);
  const planted: Product = { ...gold, revision: 2, title: 'Fool' };
  const { name, hash } = productRefOf(planted);
  await mkdir(join(directory, 'products'), { recursive: true });
  await writeFile(join(directory, 'products', `${name}-${hash.slice(0, 8)}.product.json`), writeProduct(planted));
  const [incident, ...noted] = await strayProducts(directory, changes);
  expect(incident).toMatchObject({ kind: 'incident', reason: 'settings-altered', detail: expect.stringContaining('gold, revision 2') as string }); // prettier-ignore
  changes.push(...(noted as readonly Change[]));
  expect(await strayProducts(directory, changes)).toEqual([]);
});
