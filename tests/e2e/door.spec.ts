/** The door of the window: which station this is, the way in, and how two stations come to trust each other. */
import { expect, test, type Page } from '@playwright/test';
import { cpSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eightWords } from '../../core/base/eight-words.ts';
import { ROLES, type Role } from '../../core/base/role.ts';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { VirtualScanner } from '../../electron/devices/virtual-scanner.ts';
import { commission, WINDOW_FOLDER } from '../../electron/station/commission.ts';
import { platformScrypt } from '../../electron/keys/platform-scrypt.ts';
import { attachVirtualDevice } from '../fakes/pty.ts';
import { platformRandom } from '../fakes/streams.ts';
import { journalText, removeStation, startApp, type RunningApp } from './app.ts';
import { choose } from './site.ts';

for (const role of ROLES) {
  test(`opens the training station of ${role}, and knows it again by its directory`, async () => {
    const first = await startApp(undefined, [], role);
    await expect(first.page.locator(`[data-role="${role}"]`)).toBeVisible();
    await first.close();
    const again = await startApp(first.directory, [], null);
    await expect(again.page.locator(`[data-role="${role}"]`)).toBeVisible();
    await again.picture(`door-${role}`);
    await again.close();
    removeStation(first.directory);
  });
}

const PASSPHRASE = 'anvil basket canyon dolphin ember falcon';
const WRONG = 'anvil basket canyon dolphin ember fallen';

/** Every native dialog is answered with this path from now on. */
const answerDialogs = ({ app }: RunningApp, path: string): Promise<void> =>
  app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] });
  }, path);

const field = (page: Page, name: string) => page.locator(`[data-field="${name}"]`);
const press = (page: Page, name: string) => page.locator(`[data-do="${name}"]`).first().click();
const wordsOf = (page: Page) => page.locator('[data-words]').last().getAttribute('data-words');

/** Makes the station of an empty directory, as a person does. Gives its eight words. */
async function commissionInWindow(run: RunningApp, role: Role, name: string, medium: string): Promise<string | null> {
  const { page } = run;
  await expect(page.locator('[data-stage="empty"]')).toBeVisible();
  await press(page, 'commission');
  await page.locator(`input[name="role"][value="${role}"]`).check();
  await field(page, 'name').fill(name);
  await field(page, 'passphrase').pressSequentially(PASSPHRASE);
  await expect(page.locator('[data-strength]')).toHaveAttribute('data-strength', 'good');
  await field(page, 'again').pressSequentially(`${PASSPHRASE}s`);
  await expect(page.locator('[data-do="make"]')).toBeDisabled();
  await field(page, 'again').press('Backspace');
  await run.picture(`door-commission-${role}`);
  await press(page, 'make');
  await expect(page.locator('[data-stage="made"]')).toBeVisible();
  await answerDialogs(run, medium);
  await press(page, 'save-identity');
  await expect(page.locator('[data-saved]')).toContainText('.identity.txt');
  await run.picture(`door-made-${role}`);
  const words = await wordsOf(page);
  await press(page, 'open');
  await expect(page.locator(`[data-role="${role}"]`)).toBeVisible();
  return words;
}

/** Two people compare the words of the station in `file`, and trust it. Gives the words they saw. */
async function trust(run: RunningApp, name: string, file: string): Promise<string | null> {
  const { page } = run;
  await page.keyboard.press('F6');
  await expect(page.locator('[data-screen="peers"]')).toBeVisible();
  await answerDialogs(run, file);
  await press(page, 'trust');
  await expect(field(page, 'first')).toBeVisible();
  const words = await wordsOf(page);
  await run.picture(`peers-compare-${name.replace(' ', '-')}`);
  await field(page, 'first').fill('Aino Virtanen');
  await field(page, 'second').fill('Li Wei');
  await press(page, 'sign');
  await expect(page.locator(`[data-peer="${name}"]`)).toBeVisible();
  await run.picture(`peers-trusting-${name.replace(' ', '-')}`);
  return words;
}

async function unlock(page: Page, passphrase: string): Promise<void> {
  await expect(field(page, 'passphrase')).toBeEnabled();
  await field(page, 'passphrase').pressSequentially(passphrase);
  await page.keyboard.press('Enter');
}

/** Every file below `directory`, as bytes. */
const filesBelow = (directory: string): readonly Buffer[] =>
  readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return entry.isFile() ? [readFileSync(path)] : [];
  });

/** A passphrase, or all but its first and last word, in a page or on a disk. */
async function expectNowhere({ page, directory }: RunningApp): Promise<void> {
  const canary = PASSPHRASE.split(' ').slice(1, -1).join(' ');
  const shown = await page.evaluate(() => [
    document.documentElement.outerHTML,
    ...[...document.querySelectorAll('input')].map((input) => input.value),
  ]);
  expect(shown.join('\n')).not.toContain(canary);
  for (const bytes of filesBelow(directory)) {
    expect(bytes.includes(canary, 0, 'latin1')).toBe(false);
    expect(bytes.includes(canary, 0, 'utf16le')).toBe(false);
  }
}

test('two stations are commissioned at their doors, trust each other, and open again by their passphrase', async () => {
  const medium = mkdtempSync(join(tmpdir(), 'twofold-medium-'));

  let pressRun = await startApp(undefined, [], null);
  await pressRun.picture('door-new');
  // A wish at the door leaves the directory empty: a station wants it so.
  await pressRun.page.getByTitle('Change the colours').click();
  expect(readdirSync(pressRun.directory)).toEqual([WINDOW_FOLDER]);
  const pressWords = await commissionInWindow(pressRun, 'press', 'Press B', medium);
  // The door is no longer behind the window: a Press takes no passphrase, whatever its page asks.
  const asked = pressRun.page.evaluate(() => window.station.call('unlock', { passphrase: new Uint8Array(12) }));
  await expect(asked).rejects.toThrow('refused');
  expect(pressWords?.split(' ')).toHaveLength(8);
  await expectNowhere(pressRun);
  await pressRun.close();

  const originRun = await startApp(undefined, [], null);
  const originWords = await commissionInWindow(originRun, 'origin', 'Origin A', medium);
  expect(readdirSync(medium).sort()).toEqual(['origin-Origin_A.identity.txt', 'press-Press_B.identity.txt']);
  expect(await trust(originRun, 'Press B', join(medium, 'press-Press_B.identity.txt'))).toBe(pressWords);
  await expectNowhere(originRun);
  await originRun.close();

  pressRun = await startApp(pressRun.directory, [], null);
  const { page } = pressRun;
  await expect(page.locator('[data-stage="gate"]')).toContainText('Press B');
  await unlock(page, WRONG);
  await expect(page.locator('[data-notice="wrong-passphrase"]')).toBeVisible();
  expect(await field(page, 'passphrase').inputValue()).toBe('');
  await pressRun.picture('door-wait');
  await unlock(page, PASSPHRASE);
  await expect(page.locator('[data-role="press"]')).toBeVisible();
  expect(await trust(pressRun, 'Origin A', join(medium, 'origin-Origin_A.identity.txt'))).toBe(originWords);
  await expectNowhere(pressRun);
  await pressRun.close();

  expect(journalText(pressRun.directory)).toContain('"kind":"station-unlocked","wrong":1');
  for (const [run, peer] of [
    [pressRun, 'Origin A'],
    [originRun, 'Press B'],
  ] as const) {
    const pinned = run.journal().filter(({ event }) => event.kind === 'peer-pinned');
    expect(pinned.map(({ event }) => event)).toMatchObject([
      { name: peer, signatures: [{ name: 'Aino Virtanen' }, { name: 'Li Wei' }] },
    ]);
    expect(journalText(run.directory)).not.toContain(WRONG);
  }
  [pressRun.directory, originRun.directory, medium].forEach(removeStation);
});

/** A station without a window. */
async function commissioned(role: Role, name: string) {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-e2e-'));
  using passphrase = new Secret(new TextEncoder().encode(PASSPHRASE));
  const clock = { now: () => new Date().toISOString() };
  const wanted = { directory, role, name, mode: 'production', passphrase } as const;
  const identity = must(await commission(wanted, { derivation: platformScrypt, random: platformRandom, clock }));
  return { directory, identity };
}

test('a commissioned bench has real devices alone, and reads the code of an identity with its scanner', async () => {
  const [bench, origin] = [await commissioned('bench', 'Bench A'), await commissioned('origin', 'Origin A')];
  const run = await startApp(bench.directory, [], null);
  const { page } = run;
  await unlock(page, PASSPHRASE);
  await expect(page.locator('[data-role="bench"]')).toBeVisible();
  await expect(page.locator('[data-training]')).toHaveCount(0);
  await expect(page.locator('[data-do="sample"]')).toHaveCount(0);
  await page.keyboard.press('F3');
  await expect(page.locator('[data-screen="devices"] select').first()).toHaveValue('none');
  await expect(page.getByText('Simulated')).toHaveCount(0);

  const scanner = new VirtualScanner();
  const cable = await attachVirtualDevice(scanner, 'scanner');
  await choose(run, cable.path);
  await page.evaluate(() =>
    window.station.call('configureDevice', { device: 'scanner', port: 'other', baudRate: 9600, feedback: 'none' }),
  );
  await expect(page.locator('[data-device="scanner"]')).toHaveAttribute('data-state', 'ready');
  await scanner.scan(origin.identity.text);
  await expect(page.locator('[data-screen="peers"]')).toBeVisible();
  expect(await wordsOf(page)).toBe(eightWords(origin.identity.fingerprint).join(' '));
  await field(page, 'first').fill('Aino Virtanen');
  await field(page, 'second').fill('aino virtanen');
  await press(page, 'sign');
  await expect(page.locator('[data-peer]')).toHaveCount(0);
  await field(page, 'second').fill('Li Wei');
  await press(page, 'sign');
  await expect(page.locator('[data-peer="Origin A"]')).toBeVisible();

  await press(page, 'revoke');
  await field(page, 'reason').fill('its disk was stolen');
  await field(page, 'first').fill('Aino Virtanen');
  await field(page, 'second').fill('Li Wei');
  await page.click('[data-do="sign"]', { delay: 1400 });
  await expect(page.locator('[data-peer]')).toHaveCount(0);
  await run.picture('peers-bench');
  await run.close();
  await cable.close();
  [bench.directory, origin.directory].forEach(removeStation);
});

/** Restores a backup at the door of an empty directory, and goes on with it. */
async function restoreInWindow(folder: string, words: string): Promise<void> {
  const run = await startApp(undefined, [], null);
  const { page } = run;
  await answerDialogs(run, join(folder, '..'));
  await press(page, 'restore');
  await expect(page.locator('[data-notice="not-a-backup"]')).toBeVisible();
  await answerDialogs(run, folder);
  await press(page, 'restore');
  await expect(page.locator('[data-restored]')).toContainText('Check A is restored');
  await run.picture('door-restored');
  await unlock(page, PASSPHRASE);
  await expect(page.locator('[data-go-on]')).toBeVisible();
  await field(page, 'head').fill(words);
  await field(page, 'reason').fill('its computer was lost');
  await field(page, 'first').fill('Aino Virtanen');
  await field(page, 'second').fill('Li Wei');
  await field(page, 'passphrase').fill(PASSPHRASE);
  await press(page, 'go-on');
  await expect(page.locator('[data-role="check"]')).toBeVisible();
  const accepted = run.journal().findLast(({ event }) => event.kind === 'history-accepted');
  expect(accepted?.event).toMatchObject({ reason: 'its computer was lost' });
  await run.close();
  removeStation(run.directory);
}

test('H1: a station that was put back stays shut, and goes on by the word of two people', async () => {
  const { directory } = await commissioned('check', 'Check A');
  const older = `${directory}-older`;
  cpSync(directory, older, { recursive: true });
  const before = await startApp(directory, [], null);
  await unlock(before.page, PASSPHRASE);
  await expect(before.page.locator('[data-role="check"]')).toBeVisible();
  await before.close();
  removeStation(directory);
  cpSync(older, directory, { recursive: true });

  const run = await startApp(directory, [], null);
  const { page } = run;
  await unlock(page, PASSPHRASE);
  await expect(page.locator('[data-go-on]')).toBeVisible();
  await run.picture('door-went-back');
  await press(page, 'go-on');
  await expect(page.locator('[data-go-on]')).toContainText('are needed');
  await field(page, 'head').fill('zoo '.repeat(8));
  await field(page, 'reason').fill('put back after the flood');
  await field(page, 'first').fill('Aino Virtanen');
  await field(page, 'second').fill('Li Wei');
  await field(page, 'passphrase').fill(PASSPHRASE);
  await press(page, 'go-on');
  await expect(page.locator('[data-role="check"]')).toBeVisible();
  const accepted = run.journal().find(({ event }) => event.kind === 'history-accepted');
  expect(accepted?.event).toMatchObject({ lost: true, reason: 'put back after the flood' });

  const disk = mkdtempSync(join(tmpdir(), 'twofold-e2e-disk-'));
  await answerDialogs(run, disk);
  await page.keyboard.press('F2');
  await press(page, 'backup');
  await field(page, 'first').fill('Aino Virtanen');
  await run.picture('backup');
  await press(page, 'sign');
  await expect(page.locator('[data-said]')).toContainText('Write its eight words on paper');
  await run.picture('backed-up');
  const [folder] = readdirSync(disk);
  expect(readdirSync(join(disk, String(folder)))).toEqual(
    expect.arrayContaining(['SHA256SUMS', 'journal.jsonl', 'station.keys']),
  );
  const words = /(?:[a-z]+ ){7}[a-z]+/.exec((await page.locator('[data-said]').textContent()) ?? '')?.[0] ?? '';
  await run.close();

  // The computer is lost: what it noted of the station outside its directory is gone with it.
  await restoreInWindow(join(disk, String(folder)), words);
  removeStation(disk);
  [directory, older].forEach(removeStation);
});

test('a commissioned check opens by its passphrase, and knows who it is', async () => {
  const { directory, identity } = await commissioned('check', 'Check A');
  const run = await startApp(directory, [], null);
  await unlock(run.page, PASSPHRASE);
  await expect(run.page.locator('[data-role="check"]')).toBeVisible();
  await run.page.keyboard.press('F3');
  await expect(run.page.locator('[data-words]')).toHaveAttribute(
    'data-words',
    eightWords(identity.fingerprint).join(' '),
  );
  await run.picture('peers-check');
  await run.close();
  removeStation(directory);
});
