/** A locked station has no key in memory: looked for past it, in the memory of its main process. */
import { expect, test } from '@playwright/test';
import { platform } from 'node:os';
import { newBadge } from '../fakes/badges.ts';
import { removeStation, startApp } from './app.ts';
import { foundInMemory } from '../fakes/process-memory.ts';
import { keysOf } from './memory.ts';
import {
  askedWindow,
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
}
