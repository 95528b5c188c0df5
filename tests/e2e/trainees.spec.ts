/** A training station with its two sample badges: signed in at once, changed and signed with them, and taken nowhere else. */
import { expect, test } from '@playwright/test';
import { ROLES } from '../../core/base/role.ts';
import { SAMPLES, sampleBadge } from '../../core/people/samples.ts';
import { badgeText } from '../../core/scan/badge.ts';
import { newBadge } from '../fakes/badges.ts';
import { journalText, readJournal, removeStation, startApp, type RunningApp } from './app.ts';
import { askedWindow, peopledStation, plugScanner, typePin } from './people.ts';

const [ONE, TWO] = SAMPLES;

const present = ({ page }: RunningApp, name: string) =>
  expect(page.locator('[data-present]')).toHaveAttribute('data-present', name);

/** Somebody signs with a badge that lies in the window in which people are asked. */
async function sign({ app }: RunningApp, at: 0 | 1): Promise<void> {
  const asked = await askedWindow(app);
  await asked.locator(`[data-asks="badge"] [data-do="hold-sample-${at}"]`).click();
  await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
  await typePin(app, SAMPLES[at].pin);
}

for (const role of ROLES) {
  test(`a training ${role} opens signed in, and the other badge of its tray takes over`, async () => {
    const run = await startApp(undefined, ['--badges'], role);
    await present(run, ONE.name);
    // There is nothing to unseal, and so nothing to lock.
    await expect(run.page.locator('[data-do="lock"]')).toHaveCount(0);
    await run.page.locator('nav button', { hasText: 'People' }).click();
    await run.page.locator('[data-do="hold-sample-1"]').click();
    await expect((await askedWindow(run.app)).locator('[data-asks="pin"]')).toBeVisible();
    await typePin(run.app, TWO.pin);
    await present(run, TWO.name);
    await run.picture(`trainees-${role}`);
    expect(readJournal(run.directory).at(-1)).toMatchObject({ event: { kind: 'signed-in', name: TWO.name } });
    await run.close();
    removeStation(run.directory);
  });
}

test('what two people sign at a training bench, both badges sign, and its journal proves it', async () => {
  const run = await startApp(undefined, ['--badges'], 'bench');
  const { page } = run;
  await present(run, ONE.name);
  await page.locator('[data-do="sample"]').click();
  await page.waitForSelector('[data-step="serial"]', { state: 'attached', timeout: 60_000 });
  // Whose a verdict is stands on its label, as at a real bench.
  for (const what of ['serial', 'address'])
    await page.evaluate((scan) => window.station.call('simulateScan', { card: 1, what: scan }), what);
  const paper = page.locator('.tray .paper:not([disabled])');
  await paper.click({ timeout: 60_000 });
  await expect(page.locator('dialog pre')).toHaveText(/\nT1$/);
  await page.keyboard.press('Escape');
  const decided = (call: 'decide' | 'decideTogether', deed: string, as: string | null) =>
    page.evaluate(
      ([name, input]) => window.station.call(name, { ...input, person: 'Mallory', people: ['Mallory', 'Trudy'] }),
      [call, { deed, as, serial: 'TRAIN-0001', reason: 'seen at the laser' }] as const,
    );
  expect(await decided('decide', 'put-aside', 'lost')).toMatchObject({ ok: true });
  const found = decided('decideTogether', 'found', null);
  const asked = await askedWindow(run.app);
  await expect(asked.locator('[data-asks="badge"]')).toBeVisible();
  await asked.screenshot({ path: 'out/e2e-screens/trainees-sign.png' });
  await sign(run, 0);
  // The same badge twice is not two.
  await sign(run, 0);
  await expect(asked.locator('[data-refused="same-person"]')).toBeVisible();
  await sign(run, 1);
  expect(await found).toMatchObject({ ok: true });
  const text = journalText(run.directory);
  for (const name of ['Mallory', 'Trudy']) expect(text).not.toContain(name);
  const record = readJournal(run.directory).find(({ event }) => event.kind === 'unit-found');
  expect(record?.event).toMatchObject({ signatures: [{ name: ONE.name }, { name: TWO.name }] });
  expect(await page.evaluate(() => window.station.call('verifyJournal', null))).toMatchObject({ ok: true });
  await run.close();
  // It stays so, also where nobody says it: names are typed there no more.
  const again = await startApp(run.directory, [], null);
  await present(again, ONE.name);
  await again.close();
  removeStation(run.directory);
});

test('no station of production takes a badge of the training tray', async () => {
  const people = { Ada: newBadge('493716'), 'Li Wei': newBadge('804975') };
  const scanner = await plugScanner();
  const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
  const run = await startApp(directory, [], null);
  await expect
    .poll(async () => {
      await scanner.scan(badgeText(sampleBadge(ONE)));
      return run.app.windows().length;
    })
    .toBe(2);
  const asked = await askedWindow(run.app);
  await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
  await typePin(run.app, ONE.pin);
  await expect(asked.locator('[data-refused="sample-badge"]')).toBeVisible();
  await asked.screenshot({ path: 'out/e2e-screens/trainees-refused.png' });
  await run.app.close();
  await scanner.close();
  removeStation(directory);
});
