/** People at a station: badge and PIN in a window of main's own, and a page that would like to be one of them. */
import { expect, test } from '@playwright/test';
import { readdirSync } from 'node:fs';
import { ROLES } from '../../core/base/role.ts';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { EPK, journalText, removeStation, startApp } from './app.ts';
import { askedWindow, peopledStation, plugScanner, strike, textOfBadge, typePin } from './people.ts';

/** Everybody's PIN; their badges come with the station. */
const staff = (): Record<'Ada' | 'Li Wei' | 'Cai', TestBadge> => ({
  Ada: newBadge('493716'),
  'Li Wei': newBadge('804975'),
  Cai: newBadge('836172'),
});

for (const role of ROLES) {
  test(`${role} goes from locked to working with scanner and number block alone`, async () => {
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
    await expect(run.page.locator(`[data-role="${role}"]`)).toBeVisible();
    expect(run.app.windows()).toHaveLength(1);
    await run.picture(`people-${role}-working`);
    await run.close();
    await scanner.close();
    removeStation(directory);
  });
}

test('a page that was taken over can neither sign in nor read a PIN', async () => {
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

test('people change places, sign and lock at a bench, with badges and PINs alone', async () => {
  const people = staff();
  const scanner = await plugScanner();
  const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
  const run = await startApp(directory, [], null);
  const { app, page } = run;
  const asks = async (step: string) => {
    const asked = await askedWindow(app);
    await expect(asked.locator(`[data-asks="${step}"]`)).toBeVisible();
    return asked;
  };
  const bring = async (who: keyof typeof people) => {
    await scanner.scan(textOfBadge(people[who]));
    await asks('pin');
    await typePin(app, people[who].pin);
  };
  const present = (name: string) => expect(page.locator('[data-present]')).toHaveAttribute('data-present', name);

  await page.locator('[data-do="sign-in"]').click();
  await asks('badge');
  await expect
    .poll(async () => {
      await scanner.scan(textOfBadge(people.Ada));
      return (await askedWindow(app)).locator('[data-asks]').getAttribute('data-asks');
    })
    .toBe('pin');
  await typePin(app, people.Ada.pin);
  await page.waitForSelector('[data-role="bench"]');
  await present('Ada');
  await run.picture('people-01-signed-in');

  // A change of person: one scan, six digits.
  const began = Date.now();
  await bring('Cai');
  await present('Cai');
  test.info().annotations.push({ type: 'change of person, ms', description: String(Date.now() - began) });

  // An operator enrols nobody; two supervisors do, and the new one takes badge and PIN.
  await page.keyboard.press('F8');
  await expect(page.locator('[data-person="Cai"]')).toHaveAttribute('data-standing', 'here');
  await expect(page.locator('[data-do="enrol"]')).toHaveCount(0);
  expect(
    await page.evaluate(() => window.station.call('enrol', { name: 'Mallory', roles: ['supervisor'], person: null })),
  ).toMatchObject({ ok: false, error: { kind: 'not-permitted' } });
  await bring('Ada');
  await present('Ada');
  await page.locator('[data-do="enrol"]').click();
  await page.locator('[data-field="name"]').fill('Dora');
  await run.picture('people-02-enrol');
  await page.locator('[data-do="send-person"]').click();
  const asked = await asks('badge');
  await asked.screenshot({ path: 'out/e2e-screens/people-03-sign.png' });
  await bring('Ada');
  await asks('badge');
  // The same person twice is not two.
  await bring('Ada');
  await expect(asked.locator('[data-refused="same-person"]')).toBeVisible();
  await bring('Li Wei');
  await asks('print');
  // Whoever leaves here is not enrolled.
  await strike(app, ['Escape']);
  await expect.poll(() => app.windows().length).toBe(1);
  await expect(page.locator('[data-person="Dora"]')).toHaveCount(0);
  await run.picture('people-04-not-enrolled');

  // Nine screens, a name and the lock beside them: nothing hides anything, from the narrowest window to a wide one.
  for (const width of [1024, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const { wide, covering } = await page.evaluate(() => {
      const heads = [
        ...document.querySelectorAll(
          ['h1 .product', 'nav button', '.tools button'].map((one) => `header:has(> h1) ${one}`).join(),
        ),
      ];
      const boxes = heads.map((one) => one.getBoundingClientRect());
      const covering = heads.filter((_, at) => (boxes[at]?.left ?? 0) < (boxes[at - 1]?.right ?? 0) - 1);
      return { wide: document.documentElement.scrollWidth, covering: covering.map((one) => one.textContent) };
    });
    await run.picture(`people-06-head-${width}`);
    expect([wide, covering]).toEqual([width, []]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });

  // The lock in the head; the page that is there then is the door's, and a private call of the station is none of its.
  await page.locator('[data-do="lock"]').click();
  await expect(page.locator('[data-stage="gate"]')).toBeVisible();
  await expect(page.evaluate(() => window.station.call('people', null))).rejects.toThrow('refused');
  const comeIn = async () => {
    await expect
      .poll(async () => {
        await scanner.scan(textOfBadge(people.Cai));
        return app.windows().length;
      })
      .toBe(2);
    await asks('pin');
    await typePin(app, people.Cai.pin);
    await page.waitForSelector('[data-role="bench"]');
    await present('Cai');
  };
  await comeIn();
  await strike(app, ['F12'], 'station');
  await expect(page.locator('[data-stage="gate"]')).toBeVisible();
  await comeIn();
  // One's own badge again locks as well.
  await expect
    .poll(async () => {
      await scanner.scan(textOfBadge(people.Cai));
      return page.locator('[data-stage="gate"]').count();
    })
    .toBe(1);
  await run.picture('people-05-locked');

  // What may be a private key is refused there, and on record as soon as somebody has come in.
  await expect
    .poll(async () => {
      await scanner.scan(EPK);
      return page.locator('[data-notice="key-noted"]').count();
    })
    .toBe(1);
  await run.picture('people-07-key-at-the-door');
  expect(journalText(directory)).not.toContain('secret-scanned');
  await comeIn();
  await expect.poll(() => journalText(directory)).toContain('"reason":"secret-scanned"');
  expect(readdirSync(directory).filter((name) => name.endsWith('.note'))).toEqual([]);
  await run.picture('people-08-key-on-record');
  const text = journalText(directory);
  for (const kind of ['people-begun', 'signed-in', 'station-locked']) {
    expect(text).toContain(`"kind":"${kind}"`);
  }
  expect(text).not.toContain(textOfBadge(people.Cai).slice(4));
  expect(text).not.toContain(EPK.slice(2, 12));
  await run.close();
  await scanner.close();
  removeStation(directory);
});
