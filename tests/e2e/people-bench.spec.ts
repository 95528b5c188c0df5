/** People at a bench that is at work: whoever takes over finds the card in hand where it was. */
import { expect, test } from '@playwright/test';
import type { StationView } from '../../electron/roles/bench/contract.ts';
import { newBadge } from '../fakes/badges.ts';
import { makeCards } from '../fakes/cards.ts';
import { journalText, removeStation, startApp } from './app.ts';
import { workBehind } from './memory.ts';
import { askedWindow, giveBatch, givePeople, newStation, plugScanner, textOfBadge, typePin } from './people.ts';

test('a badge while a sticker is awaited changes the person and leaves the card in hand, and a sleep locks', async () => {
  test.setTimeout(180_000);
  const people = { Ada: newBadge('493716'), Bela: newBadge('804975'), Cai: newBadge('730584') };
  const scanner = await plugScanner();
  const directory = await newStation('bench', 'HEL-1-BENCH-01');
  const cards = await makeCards(3);
  await giveBatch(directory, cards);
  await givePeople(directory, scanner.path, people);
  const { app, page, picture, close } = await startApp(directory, [], null);
  const asking = async (step: string) =>
    expect((await askedWindow(app)).locator(`[data-asks="${step}"]`)).toBeVisible({ timeout: 30_000 });
  const view = () =>
    page.evaluate(async () => (await window.station.call('station', null)) as Pick<StationView, 'bench' | 'check'>);
  const inHand = async () => (await view()).bench.step;
  const present = (name: string) =>
    expect(page.locator('[data-present]')).toHaveAttribute('data-present', name, { timeout: 30_000 });

  await expect
    .poll(async () => {
      await scanner.scan(textOfBadge(people.Ada));
      return app.windows().length;
    })
    .toBe(2);
  await (await askedWindow(app)).waitForSelector('[data-asks="pin"]');
  await typePin(app, people.Ada.pin);
  await present('Ada');
  const [card] = cards;
  const awaited = { at: 'address', serial: card?.serial };
  await expect
    .poll(
      async () => {
        await scanner.scan(card?.serial ?? '');
        return inHand();
      },
      { timeout: 60_000 },
    )
    .toMatchObject(awaited);

  // Nothing else is under way that the processor has to do.
  await expect.poll(async () => (await view()).check.running, { timeout: 60_000 }).toBe(false);
  const [began, before] = [Date.now(), workBehind(directory)];
  await scanner.scan(textOfBadge(people.Cai));
  await asking('pin');
  await typePin(app, people.Cai.pin);
  await present('Cai');
  // Noted, and not held: on a machine that others use as well the wall says nothing.
  const worked = (workBehind(directory) - before) * 10;
  const description = `${String(Date.now() - began)} on the wall, ${String(worked)} of the processor`;
  test.info().annotations.push({ type: 'hand-over, ms', description });
  expect(await inHand()).toMatchObject(awaited);
  await picture('people-22-took-over');

  // A badge of nobody, whose checksum is right: a sentence, and whoever is there stays.
  await scanner.scan(textOfBadge(newBadge('618374')));
  await asking('pin');
  await typePin(app, '618374');
  await expect((await askedWindow(app)).locator('[data-refused="badge-unknown"]')).toBeVisible({ timeout: 30_000 });
  await present('Cai');
  expect(await inHand()).toMatchObject(awaited);

  // The computer goes to sleep: locked, whatever is still asked.
  await app.evaluate(({ powerMonitor }) => void powerMonitor.emit('suspend'));
  await expect(page.locator('[data-stage="gate"]')).toBeVisible({ timeout: 30_000 });
  await expect.poll(() => app.windows().length).toBe(1);
  expect(journalText(directory)).toMatch(/"because":"sleep"[^}]*"kind":"station-locked"/);
  await close();
  await scanner.close();
  removeStation(directory);
});
