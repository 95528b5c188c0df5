/** Power cuts: the process is killed where it hurts, and started again on the same directory. */
import { expect, test } from '@playwright/test';
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { removeStation, root, sampleCards, startApp, type RunningApp } from './app.ts';

const FIRST = sampleCards[0] as (typeof sampleCards)[number];

async function withACardAtTheLaser(): Promise<RunningApp> {
  const run = await startApp();
  await run.page.click('[data-do="sample"]');
  // Its cards are being checked: what opens a batch, and asks for a first serial, is done.
  await expect.poll(async () => (await run.view()).batch?.states.checked ?? 0).toBeGreaterThan(0);
  for (const what of ['serial', 'address'] as const) {
    await run.page.evaluate((what) => window.station.call('simulateScan', { card: 0, what }), what);
    await expect.poll(async () => (await run.view()).bench.step.at).toBe(what === 'serial' ? 'address' : 'serial');
  }
  await expect.poll(async () => (await run.view()).bench.verdict?.job).toBe('sent');
  return run;
}

test('a job that was at the laser when the power went is in doubt, and two people end it', async () => {
  const before = await withACardAtTheLaser();
  const { directory } = before;
  const { serial } = FIRST;
  await before.kill();

  const after = await startApp(directory);
  const { batches, openIncidents } = await after.view();
  expect(openIncidents).toBe(1);
  await after.page.evaluate((batch) => window.station.call('selectBatch', { batch }), batches[0] as string);
  expect((await after.view()).batch?.states).toMatchObject({ 'in-doubt': 1, sent: 0 });
  await after.page.keyboard.press('F1');
  await after.page.evaluate(() => window.station.call('simulateScan', { card: 0, what: 'serial' }));
  await expect(after.page.locator('[data-notice]')).toHaveAttribute('data-notice', 'is-in-doubt');
  await after.picture('bench-20-in-doubt');

  const resolve = (people: [string, string]) =>
    after.page.evaluate(([serial, people]) => window.station.call('resolveDoubt', { serial, as: 'scrapped', people }), [
      serial,
      people,
    ] as const);
  expect(await resolve(['Li Wei', 'li wei'])).toMatchObject({ ok: false, error: { kind: 'same-person' } });
  expect(await resolve(['Li Wei', 'Anna Roth'])).toEqual({ ok: true, value: null });
  expect((await after.view()).batch?.states).toMatchObject({ 'in-doubt': 0, scrapped: 1 });
  expect(existsSync(join(directory, 'etch', `${serial}.svg`))).toBe(false);
  const jobs = after.journal().filter(({ event }) => event.kind === 'etch-intended');
  expect(jobs).toHaveLength(1);
  await after.close();
  removeStation(directory);
});

for (const how of ['thrown', 'rejected'] as const) {
  test(`fault 74: what nobody caught (${how}) ends the station at once, and a card at the laser is in doubt`, async () => {
    const before = await withACardAtTheLaser();
    const { directory } = before;
    const child = before.app.process();
    let said = '';
    child.stderr?.on('data', (text: Buffer) => (said += text.toString()));
    const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
    await before.app.evaluate(({ dialog }, how) => {
      // A person would have to close the box.
      dialog.showErrorBox = () => undefined;
      setTimeout(() => {
        const bug = new Error('a bug of the tests');
        if (how === 'thrown') throw bug;
        void Promise.reject(bug);
      }, 50);
    }, how);
    expect(await ended).toBe(1);
    expect(said).toContain('a bug of the tests');

    const after = await startApp(directory);
    const { batches, openIncidents } = await after.view();
    expect(openIncidents).toBe(1);
    await after.page.evaluate((batch) => window.station.call('selectBatch', { batch }), batches[0] as string);
    expect((await after.view()).batch?.states).toMatchObject({ 'in-doubt': 1, sent: 0 });
    await after.close();
    removeStation(directory);
  });
}

/** Starts the program as a person does, on a directory, and waits until it has ended by itself. */
function startedBeside(directory: string): Promise<{ readonly code: unknown; readonly said: string }> {
  const own = JSON.parse(process.env['TWOFOLD_ELECTRON_ARGS'] ?? '[]') as string[];
  const given = [...own, root, '--training', 'bench', '--station', directory];
  return new Promise((resolve) => {
    execFile(
      process.env['TWOFOLD_ELECTRON'] as string,
      given,
      { timeout: 60_000, env: { ...process.env, LC_ALL: 'en_US.UTF-8', LANGUAGE: 'en' } },
      (cause, _, err) => resolve({ code: cause?.code ?? cause?.signal ?? 0, said: err }),
    );
  });
}

test('a second station on the same directory gives way, and says why', async () => {
  const first = await startApp();
  await expect(startApp(first.directory)).rejects.toThrow();
  const { code, said } = await startedBeside(first.directory);
  expect(code).toBe(0);
  expect(said).toContain(`The station in ${first.directory} runs already: its window has come to the front.`);
  expect((await first.view()).role).toBe('bench');
  await first.close();
  removeStation(first.directory);
});

test('M7, fault 71: a page that dies is loaded once more, and that is on record', async () => {
  const run = await startApp();
  const shown = () =>
    run.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      if (contents === undefined || contents.isCrashed()) return false;
      return contents.executeJavaScript("document.querySelector('[data-screen]') !== null") as Promise<boolean>;
    });
  const deaths = () => run.journal().filter(({ event }) => event.kind === 'incident' && event.reason === 'page-died');
  await expect.poll(shown).toBe(true);
  await run.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer();
  });
  await expect.poll(() => deaths().length).toBe(1);
  await expect.poll(shown).toBe(true);
  await run.app.close();
  expect(run.journal().at(-1)?.event.kind).toBe('checkpoint');
  removeStation(run.directory);
});

test('M7, fault 73: a process that draws may die again and again', async () => {
  const run = await startApp();
  for (let death = 0; death < 7; death += 1) {
    const pids = () =>
      run.app.evaluate(({ app }) => app.getAppMetrics().flatMap(({ type, pid }) => (type === 'GPU' ? [pid] : [])));
    await expect.poll(async () => (await pids()).length).toBe(1);
    const [pid] = await pids();
    if (pid !== undefined) process.kill(pid, 'SIGKILL');
    await expect.poll(pids).not.toContain(pid);
  }
  expect((await run.view()).role).toBe('bench');
  await run.close();
  removeStation(run.directory);
});
