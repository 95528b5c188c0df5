/** People at a station: badge and PIN in a window of main's own, and a page that would like to be one of them. */
import { expect, test } from '@playwright/test';
import { ROLES } from '../../core/base/role.ts';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { removeStation, startApp } from './app.ts';
import { askedWindow, peopledStation, plugScanner, strike, textOfBadge, typePin } from './people.ts';

/** Everybody's PIN; their badges come with the station. */
const staff = (): Record<'Ada' | 'Li Wei' | 'Cai', TestBadge> => ({
  Ada: newBadge('493716'),
  'Li Wei': newBadge('804975'),
  Cai: newBadge('836172'),
});

for (const role of ROLES.filter((one) => one !== 'check')) {
  test(`${role} goes from locked to working with scanner and number block alone`, async () => {
    test.setTimeout(120_000);
    const people = staff();
    const scanner = await plugScanner();
    const directory = await peopledStation(role, `HEL-1-${role.toUpperCase()}-01`, scanner.path, people);
    const run = await startApp(directory, [], null);
    await expect(run.page.locator('[data-stage="gate"] [data-do="sign-in"]')).toBeVisible();
    await run.picture(`people-${role}-door`);
    await expect
      .poll(async () => {
        // Until its port is open, a scanner speaks to nobody.
        await scanner.scan(textOfBadge(people.Ada));
        return run.app.windows().length;
      })
      .toBe(2);
    const asked = await askedWindow(run.app);
    await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
    await expect(asked.locator('[data-question]')).toContainText(`HEL-1-${role.toUpperCase()}-01`);
    await typePin(run.app, '111111');
    await expect(asked.locator('[data-refused="wrong-pin"]')).toBeVisible();
    await asked.screenshot({ path: `out/e2e-screens/people-${role}-wrong.png` });
    await scanner.scan(textOfBadge(people['Li Wei']));
    await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
    await typePin(run.app, people['Li Wei'].pin);
    await run.page.waitForSelector(`[data-role="${role}"]`, { timeout: 60_000 });
    expect(run.app.windows()).toHaveLength(1);
    await run.picture(`people-${role}-working`);
    await run.close();
    await scanner.close();
    removeStation(directory);
  });
}

test('a page that was taken over can neither sign in nor read a PIN', async () => {
  test.setTimeout(120_000);
  const people = staff();
  const scanner = await plugScanner();
  const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
  const run = await startApp(directory, [], null);
  const { page } = run;
  await page.locator('[data-do="sign-in"]').click();
  const asked = await askedWindow(run.app);
  await expect(asked.locator('[data-asks="badge"]')).toBeVisible();
  const tried = await page.evaluate(async () => {
    const outcome = (work: () => unknown): Promise<string> =>
      Promise.resolve()
        .then(work)
        .then(
          () => 'done',
          (error: unknown) => String(error),
        );
    const { call } = window.station;
    // Keys that a page makes up, for the window in front of it.
    for (const key of ['4', '9', '3', '7', '1', '6', 'Enter']) {
      window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
    }
    return {
      pad: typeof (window as unknown as { pad?: unknown }).pad,
      pressed: await outcome(() => call('pad', 'enter')),
      badge: await outcome(() => call('scanned', { badge: 'TF3:AAAA' })),
      unlocked: await outcome(() => call('unlockBy', { badge: '00'.repeat(8), pin: '493716' })),
      signIn: await outcome(() => call('signIn', { pin: '493716' })),
      fetched: await outcome(() => fetch('app://people/people.html')),
      opened: window.open('app://people/people.html') === null,
    };
  });
  expect(tried).toMatchObject({ pad: 'undefined', opened: true });
  for (const answer of [tried.pressed, tried.badge, tried.unlocked, tried.signIn]) expect(answer).toContain('refused');
  expect(tried.fetched).not.toBe('done');
  await expect(asked.locator('[data-asks="badge"]')).toBeVisible();
  await scanner.scan(textOfBadge(people.Ada));
  await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
  // The one page has no bridge to a station, the other hears no key of the first, and neither is told more than a count.
  const heard = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const keys: string[] = [];
        window.addEventListener('keydown', ({ key }) => keys.push(key), true);
        setTimeout(() => resolve(keys), 300);
      }),
  );
  await strike(run.app, ['num4', 'num9', 'num3', 'num7']);
  expect(await heard).toEqual([]);
  await expect(asked.locator('[data-digits="4"]')).toBeVisible();
  const inside = await asked.evaluate(async () => ({
    station: typeof (window as unknown as { station?: unknown }).station,
    exposed: Object.keys((window as unknown as { pad: object }).pad).sort(),
    text: document.documentElement.outerHTML,
    odd: await (window as unknown as { pad: { press(key: unknown): Promise<unknown> } }).pad
      .press({ take: 'pin' })
      .catch(String),
  }));
  expect(inside).toMatchObject({ station: 'undefined', exposed: ['on', 'press'] });
  expect(inside.odd).toContain('refused');
  expect(inside.text).not.toContain('4937');
  await strike(run.app, ['Escape']);
  await expect.poll(() => run.app.windows().length).toBe(1);
  await expect(page.locator('[data-stage="gate"]')).toBeVisible();
  await run.app.close();
  await scanner.close();
  removeStation(directory);
});
