/** The list of people at a bench, changed in a real window to the end: badges from a printer, PINs from the number block. */
import { expect, test } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { VirtualPrinter } from '../../electron/devices/virtual-printer.ts';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { printZpl } from '../fakes/print.ts';
import { attachVirtualDevice } from '../fakes/pty.ts';
import { journalText, keepPicture, removeStation, startApp } from './app.ts';
import { inChinese } from './manual-pictures.ts';
import { askedWindow, peopledStation, plugScanner, strike, textOfBadge, typePin } from './people.ts';

const STOCK = { width: 60, height: 40, dpmm: 8 } as const;

test('supervisors enrol, unlock and revoke, and people choose their PIN and their language', async () => {
  const people: Record<'Ada' | 'Li Wei' | 'Cai', TestBadge> = {
    Ada: newBadge('493716'),
    'Li Wei': newBadge('804975'),
    Cai: newBadge('836172'),
  };
  const badges = new Map<string, { text: string; pin: string }>();
  const labels: string[] = [];
  const scanner = await plugScanner();
  const printer = await attachVirtualDevice(
    new VirtualPrinter((zpl) => labels.push(zpl), { dpmm: 8, pace: 20 }),
    'printer',
  );
  const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
  for (const [name, badge] of Object.entries(people)) badges.set(name, { text: textOfBadge(badge), pin: badge.pin });
  const settings = join(directory, 'settings.json');
  writeFileSync(
    settings,
    JSON.stringify({
      ...(JSON.parse(readFileSync(settings, 'utf8')) as object),
      printer: { port: printer.path, baudRate: 9600, feedback: 'none', usb: null },
      labels: { language: 'zpl', ...STOCK },
    }),
  );
  const { app, page, picture, view, close } = await startApp(directory, [], null);

  const asks = async (step: string) => {
    const asked = await askedWindow(app);
    await expect(asked.locator(`[data-asks="${step}"]`)).toBeVisible();
    return asked;
  };
  const of = (name: string) => badges.get(name) ?? { text: '', pin: '' };
  const sign = async (...names: readonly string[]) => {
    for (const name of names) {
      await asks('badge');
      await scanner.scan(of(name).text);
      await asks('pin');
      await typePin(app, of(name).pin);
    }
  };
  const takeOver = async (name: string) => {
    await scanner.scan(of(name).text);
    await asks('pin');
    await typePin(app, of(name).pin);
    await expect(page.locator('[data-present]')).toHaveAttribute('data-present', name);
  };
  const newPin = async (name: string, pin: string) => {
    await asks('new-pin');
    await typePin(app, pin);
    await typePin(app, pin);
    badges.set(name, { ...of(name), pin });
  };
  const standing = (name: string) => page.locator(`[data-person="${name}"]`);
  const said = page.locator('[data-said]');

  await expect
    .poll(async () => {
      await scanner.scan(of('Ada').text);
      return app.windows().length;
    })
    .toBe(2);
  await asks('pin');
  await typePin(app, of('Ada').pin);
  await expect(page.locator('[data-role="bench"]')).toBeVisible();
  await page.keyboard.press('F8');

  // A PIN of one's own: the one before opens nothing from then on.
  await page.locator('[data-do="pin"]').click();
  await sign('Ada');
  await newPin('Ada', '730591');
  await expect(said).toHaveText('Your PIN is changed.');
  await inChinese(page, () => expect(said).toHaveText('您的 PIN 已更改。'));
  await expect(said).toHaveText('Your PIN is changed.');

  // Somebody new, to the end: the badge comes out of the printer, and reads.
  await page.locator('[data-do="enrol"]').click();
  await page.locator('[data-field="name"]').fill('朵拉');
  await page.locator('[data-do="send-person"]').click();
  await sign('Ada', 'Li Wei');
  await asks('print');
  await strike(app, ['num1']);
  const asked = await asks('prove');
  await asked.screenshot({ path: 'out/e2e-screens/people-10-prove.png' });
  const printed = await printZpl(labels.at(-1) ?? '', STOCK);
  keepPicture('people-10-badge-label', printed.png);
  badges.set('朵拉', { text: printed.readCode(), pin: '' });
  // Another's badge proves nothing of this one.
  await scanner.scan(of('Li Wei').text);
  await scanner.scan(of('朵拉').text);
  await newPin('朵拉', '958263');
  await expect(standing('朵拉')).toHaveAttribute('data-standing', 'good');

  // Whoever comes is spoken to in their own language, and the one before again in theirs.
  await takeOver('朵拉');
  await page.evaluate(() =>
    window.station.call('preferences', { language: 'zh', theme: 'light', textSize: 'medium', sound: false }),
  );
  await takeOver('Ada');
  await expect(page.locator('[data-do="enrol"]')).toHaveText(/Enrol/);
  const began = Date.now();
  await takeOver('朵拉');
  test.info().annotations.push({ type: 'change of person, ms', description: String(Date.now() - began) });
  await expect(page.locator('[data-do="pin"]')).toHaveText('更改我的 PIN');
  await picture('people-12-own-language');
  await takeOver('Ada');
  await expect(page.locator('[data-do="pin"]')).toHaveText('My new PIN');
  await picture('people-11-enrolled');

  // Ten wrong PINs: locked, and on record; two supervisors unlock.
  const tried = `twofold-people-attempts 1\n${people.Cai.id} 10\n`;
  writeFileSync(join(directory, 'people.attempts'), tried, { mode: 0o600 });
  await scanner.scan(of('Cai').text);
  await asks('pin');
  await typePin(app, of('Cai').pin);
  await expect((await askedWindow(app)).locator('[data-refused="person-locked"]')).toBeVisible();
  await strike(app, ['Escape']);
  await expect(standing('Cai')).toHaveAttribute('data-standing', 'locked');
  await picture('people-13-locked-out');
  const unlock = async (name: string) => {
    await standing('Cai').locator('[data-do="unlock-person"]').click();
    const asking = await asks('badge');
    keepPicture(name, await asking.screenshot());
    return asking;
  };
  await inChinese(page, async () => {
    // The window speaks it at once; the station, which asks, when it has kept it.
    await expect.poll(async () => (await view()).preferences.language).toBe('zh');
    const gone = (await unlock('people-09-sign.zh')).waitForEvent('close');
    await strike(app, ['Escape']);
    await gone;
  });
  await unlock('people-09-sign');
  await sign('Ada', 'Li Wei');
  await expect(standing('Cai')).toHaveAttribute('data-standing', 'good');
  await takeOver('Cai');
  await takeOver('Ada');

  // Somebody is something else from now on.
  await standing('朵拉').locator('[data-do="roles"]').click();
  await page.getByText('Operator and supervisor', { exact: true }).click();
  await page.locator('[data-do="send-person"]').click();
  await sign('Ada', 'Li Wei');
  await expect(standing('朵拉')).toContainText('operator, supervisor');

  // Taking away is one supervisor's, and for good.
  await standing('Cai').locator('[data-do="revoke-person"]').click();
  await page.locator('[data-do="send-revoke"]').click({ delay: 1400 });
  await sign('Ada');
  await expect(standing('Cai')).toHaveAttribute('data-standing', 'revoked');
  await picture('people-14-revoked');
  await scanner.scan(of('Cai').text);
  await asks('pin');
  await typePin(app, of('Cai').pin);
  await expect((await askedWindow(app)).locator('[data-refused="badge-unknown"]')).toBeVisible();
  await strike(app, ['Escape']);

  const text = journalText(directory);
  for (const kind of ['pin-changed', 'person-enrolled', 'person-locked', 'person-unlocked', 'person-revoked']) {
    expect(text).toContain(`"kind":"${kind}"`);
  }
  for (const badge of badges.values()) expect(text).not.toContain(badge.text.slice(4));
  await close();
  await scanner.close();
  await printer.close();
  removeStation(directory);
});
