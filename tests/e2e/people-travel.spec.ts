/** The list of people goes from one bench to another in real windows: written onto a medium, signed for, and known there. */
import { expect, test, type ElectronApplication } from '@playwright/test';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { journalText, removeStation, startApp, type RunningApp } from './app.ts';
import { askedWindow, givePeople, newStation, plugScanner, textOfBadge, typePin } from './people.ts';

type Staff = Record<string, TestBadge>;

/** What a person chooses in the next native dialog; null: they changed their mind. */
const choose = (app: ElectronApplication, path: string | null): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
  }, path);

test('a list of people is written, refused where it was altered, signed for by two, and known at the other bench', async () => {
  const here: Staff = { Ada: newBadge('493716'), 'Li Wei': newBadge('804975'), Cai: newBadge('836172') };
  const there: Staff = { Bela: newBadge('730591'), 王芳: newBadge('958263') };
  const scanner = await plugScanner();
  const [a, b] = [await newStation('bench', 'HEL-1-BENCH-01'), await newStation('bench', 'HEL-1-BENCH-02')];
  await givePeople(a, scanner.path, here, [b]);
  await givePeople(b, scanner.path, there, [a]);
  const medium = mkdtempSync(join(tmpdir(), 'twofold-medium-'));

  const asks = async ({ app }: RunningApp, step: string) =>
    expect((await askedWindow(app)).locator(`[data-asks="${step}"]`)).toBeVisible();
  const sign = async (run: RunningApp, ...who: readonly TestBadge[]) => {
    for (const one of who) {
      await asks(run, 'badge');
      await scanner.scan(textOfBadge(one));
      await asks(run, 'pin');
      await typePin(run.app, one.pin);
    }
  };
  /** From the door to the list of people. */
  const enter = async (directory: string, who: TestBadge): Promise<RunningApp> => {
    const run = await startApp(directory, [], null);
    await run.page.locator('[data-do="sign-in"]').click();
    await asks(run, 'badge');
    await expect
      .poll(async () => {
        // Until its port is open, a scanner speaks to nobody.
        await scanner.scan(textOfBadge(who));
        return (await askedWindow(run.app)).locator('[data-asks]').getAttribute('data-asks');
      })
      .toBe('pin');
    await typePin(run.app, who.pin);
    await expect(run.page.locator('[data-role="bench"]')).toBeVisible();
    await run.page.keyboard.press('F8');
    return run;
  };
  const ofPerson = ({ page }: RunningApp, name: string) => page.locator(`[data-person="${name}"]`);
  const said = ({ page }: RunningApp) => page.locator('[data-said]');

  const sender = await enter(a, here['Ada'] as TestBadge);
  await ofPerson(sender, 'Cai').locator('[data-do="revoke-person"]').click();
  await sender.page.locator('[data-do="send-revoke"]').click({ delay: 1400 });
  await sign(sender, here['Ada'] as TestBadge);
  await expect(ofPerson(sender, 'Cai')).toHaveAttribute('data-standing', 'revoked');
  const send = sender.page.locator('[data-do="send-people"][data-to="HEL-1-BENCH-02"]');
  await choose(sender.app, null);
  await send.click();
  await expect(send).toBeEnabled();
  expect(readdirSync(medium)).toEqual([]);
  await choose(sender.app, medium);
  await send.click();
  await expect(said(sender)).toContainText(medium);
  await sender.picture('people-20-list-written');
  await sender.close();

  const [file = ''] = readdirSync(medium).filter((name) => name.endsWith('.jsonl'));
  const written = readFileSync(join(medium, file), 'utf8');
  for (const one of Object.values(here)) expect(written).not.toContain(one.secret);
  const altered = join(medium, 'altered.jsonl');
  writeFileSync(altered, written.replace('supervisor', 'operator'));
  copyFileSync(join(medium, `${file}.minisig`), `${altered}.minisig`);

  const receiver = await enter(b, there['Bela'] as TestBadge);
  const take = receiver.page.locator('[data-do="take-people"]');
  await choose(receiver.app, altered);
  await take.click();
  await expect(receiver.page.locator('[data-notice="bad-signature"]')).toBeVisible();
  await receiver.picture('people-21-list-refused');
  await expect(ofPerson(receiver, 'Ada')).toHaveCount(0);
  expect(journalText(b)).not.toContain('"kind":"people-taken"');

  await choose(receiver.app, join(medium, file));
  await take.click();
  await asks(receiver, 'badge');
  const asked = await askedWindow(receiver.app);
  await expect(asked.locator('[data-question]')).toContainText('HEL-1-BENCH-01');
  await asked.screenshot({ path: 'out/e2e-screens/people-22-list-signed.png' });
  await sign(receiver, there['Bela'] as TestBadge, there['王芳'] as TestBadge);
  await expect(said(receiver)).toContainText('HEL-1-BENCH-01');
  await expect(ofPerson(receiver, 'Cai')).toHaveAttribute('data-standing', 'revoked');
  await expect(ofPerson(receiver, 'Ada')).not.toHaveAttribute('data-standing', 'good');
  await receiver.picture('people-23-list-taken');
  expect(journalText(b)).toContain('"kind":"people-taken"');
  // A list takes away and gives nothing: whoever is known by name alone opens nothing here.
  await scanner.scan(textOfBadge(here['Ada'] as TestBadge));
  await asks(receiver, 'pin');
  await typePin(receiver.app, here['Ada']?.pin ?? '');
  await expect((await askedWindow(receiver.app)).locator('[data-refused="badge-unknown"]')).toBeVisible();
  await receiver.app.close();
  await scanner.close();
  for (const directory of [a, b, medium]) removeStation(directory);
});
