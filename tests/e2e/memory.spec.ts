/** A locked station has no key in memory: looked for past it, in the memory of its main process. */
import { expect, test } from '@playwright/test';
import { platform } from 'node:os';
import { newBadge } from '../fakes/badges.ts';
import { BATCH, makeCards } from '../fakes/cards.ts';
import { journalText, removeStation, startApp } from './app.ts';
import { foundInMemory } from '../fakes/process-memory.ts';
import { helpersOf, keysOf, workOf } from './memory.ts';
import {
  askedWindow,
  giveBatch,
  givePeople,
  newStation,
  peopledStation,
  plugScanner,
  STATION_PASSPHRASE,
  strike,
  textOfBadge,
  typePin,
} from './people.ts';

// Only Linux shows the memory of a process in a file.
if (platform() === 'linux') {
  test('a station that is locked has none of its keys in memory, and has them again when somebody is back', async () => {
    const people = { Ada: newBadge('493716'), Bela: newBadge('804975') };
    const scanner = await plugScanner();
    const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
    const keys = await keysOf(directory, STATION_PASSPHRASE);
    const { app, page, close } = await startApp(directory, [], null);
    const pid = app.process().pid ?? 0;
    const inMemory = () => foundInMemory(pid, keys);
    expect(inMemory()).toEqual([]);
    for (let times = 0; times < 2; times++) {
      await expect
        .poll(async () => {
          await scanner.scan(textOfBadge(people.Ada));
          return app.windows().length;
        })
        .toBe(2);
      await expect((await askedWindow(app)).locator('[data-asks="pin"]')).toBeVisible();
      await typePin(app, people.Ada.pin);
      await expect(page.locator('[data-role="bench"]')).toBeVisible();
      // That they are found is what makes it worth something that they are not.
      expect(inMemory()).toEqual(expect.arrayContaining(['sealing', 'signing', 'vault']));
      await strike(app, ['F12'], 'station');
      await expect(page.locator('[data-stage="gate"]')).toBeVisible();
      await expect.poll(inMemory).toEqual([]);
    }
    await close();
    await scanner.close();
    removeStation(directory);
  });

  test("a pre-verification goes on behind a lock by a supervisor's word, in a process of its own that alone has a key", async () => {
    test.setTimeout(240_000);
    const people = { Ada: newBadge('493716'), Bela: newBadge('804975'), Cai: newBadge('730584') };
    const scanner = await plugScanner();
    const directory = await newStation('bench', 'HEL-1-BENCH-01');
    await giveBatch(directory, await makeCards(400));
    await givePeople(directory, scanner.path, people);
    const keys = await keysOf(directory, STATION_PASSPHRASE, BATCH);
    const { app, page, picture, close } = await startApp(directory, [], null);
    const inMain = () => foundInMemory(app.process().pid ?? 0, keys);
    const found = (): number => {
      const taken = [...journalText(directory).matchAll(/"found":(\d+)[^}]*"kind":"check-taken-up"/g)];
      return Number(taken.at(-1)?.[1] ?? 0);
    };
    const bring = async (who: keyof typeof people) => {
      await expect
        .poll(async () => {
          await scanner.scan(textOfBadge(people[who]));
          return (await askedWindow(app)).locator('[data-asks]').getAttribute('data-asks');
        })
        .toBe('pin');
      await typePin(app, people[who].pin);
    };
    const comeIn = async (who: keyof typeof people) => {
      await bring(who);
      await expect(page.locator('[data-present]')).toHaveAttribute('data-present', who, { timeout: 30_000 });
    };
    const locked = async () => {
      await strike(app, ['F12'], 'station');
      await expect(page.locator('[data-stage="gate"]')).toBeVisible({ timeout: 30_000 });
      await expect.poll(inMain).toEqual([]);
    };
    const toBatch = () =>
      expect(async () => {
        await page.keyboard.press('F2');
        await expect(page.locator('[data-check="running"]')).toBeVisible({ timeout: 1000 });
      }).toPass({ timeout: 30_000 });
    const checking = () => helpersOf(directory).filter((pid) => foundInMemory(pid, keys).includes('batch'));

    // Nobody has said so: it ends with the lock, and its key with it.
    await comeIn('Cai');
    await toBatch();
    await expect.poll(() => checking().length, { timeout: 30_000 }).toBe(1);
    await locked();
    expect(checking()).toEqual([]);

    // An operator asks, and a supervisor signs.
    await comeIn('Cai');
    await toBatch();
    await expect.poll(() => checking().length, { timeout: 30_000 }).toBe(1);
    await page.locator('[data-do="check-locked"]').click();
    await picture('people-20-check-locked');
    await bring('Ada');
    await expect(page.locator('[data-check-locked]')).toBeVisible({ timeout: 30_000 });
    await picture('people-21-goes-on-locked');
    await locked();
    const [working = 0] = checking();
    expect(working).toBeGreaterThan(0);
    expect(foundInMemory(working, keys)).toEqual(['batch']);
    // Hundredths of a second on the processor: two seconds of derivations.
    const before = workOf(working);
    await expect.poll(() => workOf(working), { timeout: 60_000 }).toBeGreaterThan(before + 200);
    expect(found()).toBe(0);

    // Whoever comes in next finds it done, on record, and going on.
    await comeIn('Bela');
    await expect.poll(found, { timeout: 30_000 }).toBeGreaterThan(0);
    await toBatch();
    await expect(page.locator('[data-check-locked]')).toBeVisible();
    expect(checking()).not.toContain(working);
    await close();
    expect(helpersOf(directory)).toEqual([]);
    await scanner.close();
    removeStation(directory);
  });
}
