/** A scanner that is set as a keyboard types badges into whatever is in front. */
import { expect, test, type Page } from '@playwright/test';
import { newBadge, type TestBadge } from '../fakes/badges.ts';
import { journalText, removeStation, startApp } from './app.ts';
import { askedWindow, peopledStation, textOfBadge, typeAsScanner, typePin, plugScanner } from './people.ts';

/** Everything a page has had in a field since now, of any element. */
async function fieldsOf(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const seen: string[] = [];
    document.addEventListener('input', ({ target }) => seen.push((target as HTMLInputElement).value), true);
    Object.assign(window, { seen });
  });
  return () => page.evaluate(() => (window as unknown as { seen: string[] }).seen);
}

test('a badge that is typed into a field is refused, wiped and on record, and its secret reaches no page', async () => {
  test.setTimeout(120_000);
  const people: Record<'Ada' | 'Bela', TestBadge> = { Ada: newBadge('493716'), Bela: newBadge('804975') };
  const scanner = await plugScanner();
  const directory = await peopledStation('bench', 'HEL-1-BENCH-01', scanner.path, people);
  const run = await startApp(directory, [], null);
  const { page, app } = run;
  const text = textOfBadge(people.Ada);
  const number = people.Ada.id.slice(0, 8);
  /** Nothing but the letters that say its number. */
  const public12 = text.slice(0, 12);
  const incidents = (): number => journalText(directory).match(/"reason":"badge-typed"/g)?.length ?? 0;

  // At the door, into the passphrase: a note, of which the next opening makes the incident.
  const atDoor = await fieldsOf(page);
  await page.locator('[data-do="recover"]').click();
  const passphrase = page.locator('[data-field="passphrase"]');
  await passphrase.focus();
  await typeAsScanner(app, text, 'station');
  await expect(page.locator('[data-notice="badge-typed"]')).toContainText(number);
  await expect(passphrase).toHaveValue('');
  const typedThere = await atDoor();
  expect(typedThere).toContain(text.slice(0, 11));
  for (const value of typedThere) expect(public12.startsWith(value)).toBe(true);
  await run.picture('typed-badge-01-door');

  // Into the window where a PIN is asked: no digit of it, and no Enter.
  await scanner.scan(text);
  const asked = await askedWindow(app);
  await expect(asked.locator('[data-asks="pin"]')).toBeVisible();
  await typeAsScanner(app, text, 'people');
  await expect(asked.locator('[data-trouble="letters"]')).toBeVisible();
  await expect(asked.locator('[data-digits="0"]')).toBeVisible();
  await typePin(app, people.Ada.pin);
  await page.waitForSelector('[data-role="bench"]');
  await expect.poll(incidents).toBe(1);

  // Into a field of the station.
  await page.keyboard.press('F8');
  await page.locator('[data-do="enrol"]').click();
  const inside = await fieldsOf(page);
  const field = page.locator('[data-field="name"]');
  await field.fill('a note');
  await field.focus();
  await typeAsScanner(app, text, 'station');
  await expect(field).toHaveValue('');
  await expect(page.locator('[data-notice="badge-typed"]')).toContainText(number);
  await run.picture('typed-badge-02-station');
  for (const value of await inside()) expect(value).not.toContain(text.slice(0, 12));
  await expect.poll(incidents).toBe(2);
  expect(journalText(directory)).toContain(`badge No. ${number}`);
  expect(journalText(directory)).not.toContain(text.slice(12, 24));
  // What a person types afterwards arrives.
  await field.pressSequentially('TF3 x');
  await expect(field).toHaveValue('TF3 x');
  await run.close();
  await scanner.close();
  removeStation(directory);
});
