/**
 * The whole job without hands, in the real app on a virtual display: first the sample batch at a training Bench, every
 * card as an operator would take it, seven of which must not become products; then the whole round in production, from the doors of four
 * new stations to the owner's Check, by four people who sign with badge and PIN. `out/demo/` keeps what is left: labels, etch jobs, transfers, certificate, proof,
 * journals, report, screenshots.
 */
/* global window -- inside what the page evaluates */
import { _electron } from '@playwright/test';
import { spawn } from 'node:child_process';
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { withDisplay } from './display.mjs';
import { root } from './setup.mjs';
import { writeTrays } from './trays.mjs';

const out = join(root, 'out', 'demo');
const station = join(out, 'station');
const lines = (name) =>
  readFileSync(join(root, 'resources', 'sample', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

/** @returns {Promise<boolean>} whether every card came out as the sample says it must. */
export async function playDemo(electron) {
  rmSync(out, { recursive: true, force: true });
  for (const folder of ['screens', 'labels', 'etch']) mkdirSync(join(out, folder), { recursive: true });
  const wrong = await withDisplay(async (display) => {
    console.log('\nThe sample batch');
    const found = await play(electron, display);
    console.log('\nThe whole round');
    return (await playRound(electron, display)) ? found : [...found, 'the round did not come to its end'];
  });
  await drawLabels();
  console.log('\nTrays of every product, in every format');
  await writeTrays(join(out, 'trays'));
  copyFileSync(join(station, 'journal.jsonl'), join(out, 'journal.jsonl'));
  console.log(`\nLeft in ${relative(root, out)}: ${readdirSync(out).join(', ')}`);
  if (wrong.length === 0) console.log('Every card came out as expected.');
  else console.log(`NOT as expected: ${wrong.join('; ')}`);
  return wrong.length === 0;
}

async function play(electron, display) {
  const app = await _electron.launch({
    executablePath: electron.path,
    args: [...electron.args, root, '--training', 'bench', '--station', station],
    env: { ...process.env, ...display },
  });
  try {
    const page = await app.firstWindow();
    await page.waitForSelector('[data-screen]');
    // Who signs is asked natively, where no page can answer: here nobody sits, so the question itself says yes.
    await app.evaluate(({ dialog }) => {
      dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false });
    });
    const demo = createOperator(page);
    await demo.picture('1-open');
    console.log('- opening the sample batch');
    await page.click('[data-do="sample"]');
    await page.waitForSelector('[data-step="serial"]', { state: 'attached' });
    console.log('- pre-verifying every card in the background');
    await demo.until(async () => {
      const { check, batch } = await demo.call('station', null);
      return batch !== null && check.done === check.total && !check.running;
    });
    await page.keyboard.press('F1');
    const wrong = [];
    const passed = [];
    for (const [number, card] of lines('sample.cards.jsonl').entries()) {
      const found = await demo.takeCard(number, card);
      console.log(
        `  ${card.serial}  ${found === card.expect ? 'as expected' : `EXPECTED ${card.expect}, GOT`}  ${found}`,
      );
      if (found !== card.expect) wrong.push(`${card.serial} expected ${card.expect}, got ${found}`);
      if (found === 'PASS') passed.push(number);
    }
    console.log('- strips on, packings closed, into the box');
    for (const what of ['strip', 'seal', 'pack']) for (const number of passed) await demo.inspect(number, what);
    console.log('- closing the batch, and writing its proof');
    const proven = await demo.closeBatch(app);
    if (proven !== passed.length) wrong.push(`${passed.length} cards were finished, and ${proven} are in the proof`);
    for (const [name, key] of [
      ['5-batch', 'F2'],
      ['6-devices', 'F3'],
      ['7-records', 'F4'],
    ]) {
      await page.keyboard.press(key);
      await demo.picture(name);
    }
    // Into the demo's directory, as a page and as PDF: its dialog was answered before.
    const report = await demo.call('saveReport', null);
    const journal = await demo.call('verifyJournal', null);
    console.log(`- journal verified: ${journal.ok ? `${journal.value.records} records` : journal.error.message}`);
    if (!report.ok) wrong.push('the report was not written');
    if (!journal.ok) wrong.push('the journal is damaged');
    return wrong;
  } finally {
    await app.close();
  }
}

/** The end-to-end test of the round, whose stations and pictures stay. */
function playRound(electron, display) {
  const playwright = join(root, 'node_modules/@playwright/test/cli.js');
  const args = ['test', '--config', 'build/playwright.config.ts', '--reporter', 'list', 'round.spec'];
  const env = {
    ...process.env,
    ...display,
    TWOFOLD_ELECTRON: electron.path,
    TWOFOLD_ELECTRON_ARGS: JSON.stringify(electron.args),
    TWOFOLD_KEEP: join(out, 'round'),
    TWOFOLD_PICTURES: join(out, 'screens'),
  };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [playwright, ...args], { cwd: root, stdio: 'inherit', env });
    child.on('close', (code) => resolve(code === 0));
  });
}

/** Milliseconds: longer than a scanner's own repeat is passed over, and than what cannot be undone is held. */
const REPEAT = 1500;
const HOLD = 1400;

/** Two hands and two eyes: the training tray for the scanner, the keyboard for the rest. */
function createOperator(page) {
  const call = (name, input) => page.evaluate(([name, input]) => window.station.call(name, input), [name, input]);
  const picture = (name) => page.screenshot({ path: join(out, 'screens', `${name}.png`) });
  const taken = new Set();
  /** One picture of each kind is enough. */
  async function once(name) {
    if (!taken.has(name)) await picture(name);
    taken.add(name);
  }
  async function until(holds) {
    for (let tries = 0; !(await holds()); tries++) {
      if (tries > 1200) throw new Error('this took too long');
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  async function bench() {
    return (await call('station', null)).bench;
  }
  /** Puts a code under the scanner and waits until the station has dealt with it. */
  async function scan(card, what) {
    const before = (await bench()).turn;
    await call('simulateScan', { card, what });
    await until(async () => {
      const { turn, step } = await bench();
      return turn > before && step.at !== 'deriving';
    });
    return bench();
  }

  /** A card's whole way; gives `PASS`, or what was said instead. */
  async function takeCard(number, card) {
    if (card.lesson === 'no-suffix') await setUpScanner();
    const found = await takeThrough(number, card);
    if (card.lesson === 'no-suffix') await resetScanner();
    return found;
  }
  /** A scanner that sends no suffix: one scan of the test code, and the station knows it. */
  async function setUpScanner() {
    await call('simulateFault', { device: 'scanner', fault: 'no-suffix' });
    const heard = call('hearScanner', null);
    await page.waitForTimeout(100);
    await call('simulateTest', null);
    const { ok, value } = await heard;
    if (!ok || value.habits === null) throw new Error('the scanner was not heard');
    await call('keepHabits', { as: 'heard' });
  }
  async function resetScanner() {
    await call('simulateFault', { device: 'scanner', fault: 'no-suffix' });
    await call('keepHabits', { as: 'default' });
  }
  /** What comes under the scanner by mistake, before the card's own sticker does. */
  async function slip(number, lesson) {
    const { notice } = await scan(number, lesson);
    await once(`2-${lesson}`);
    if (notice === null) throw new Error(`nothing was said of the ${lesson}`);
    await page.waitForTimeout(REPEAT);
  }
  /** A person says what became of a card at the laser. */
  async function mishap(serial, as) {
    await call('decide', { deed: 'put-aside', serial, as, reason: 'seen at the laser', person: 'Li Wei' });
    for (const { incident, reason, acknowledgedBy } of await call('incidents', null)) {
      if (reason === 'lost' && acknowledgedBy === null) await call('acknowledge', { incident, person: 'Anna Roth' });
    }
    return as;
  }
  async function takeThrough(number, { serial, expect, lesson }) {
    let now = await scan(number, 'serial');
    if (now.notice?.kind === 'is-quarantined') return reasonOf(serial);
    if (now.notice !== null) return now.notice.kind;
    // Condemned before it came: there is nothing to scan of it.
    if (now.step.at === 'serial' && now.verdict?.outcome === 'FAIL') return failed(now);
    await once('2-serial-scanned');
    if (lesson === 'neighbour' || lesson === 'poster') await slip(number, lesson);
    now = await scan(number, expect === 'secret-scanned' ? 'secret' : 'address');
    if (now.notice?.kind === 'read-again') {
      // Until then the same code is the scanner's own repeat.
      await page.waitForTimeout(REPEAT);
      now = await scan(number, 'address');
    }
    if (now.verdict?.outcome !== 'PASS') return failed(now);
    await until(async () => (await bench()).verdict.job !== 'preparing');
    await labelled();
    await once('3-pass');
    const name = `${serial}.svg`;
    copyFileSync(join(station, 'etch', name), join(out, 'etch', name));
    if (lesson === 'lost' || lesson === 'burnt') return mishap(serial, lesson);
    await scan(number, 'serial');
    await once('3-laser');
    await page.keyboard.press('Enter');
    await until(async () => (await bench()).step.at === 'read-back');
    await once('3-read-back');
    await page.keyboard.type(symbolsOf(serial, (await bench()).step.positions));
    await page.keyboard.press('Enter');
    await until(async () => (await bench()).step.at === 'serial');
    await once('3-read-back-done');
    return (await bench()).verdict.outcome;
  }
  async function failed({ verdict, notice }) {
    await labelled();
    await once('4-fail');
    if (await page.locator('[data-stop]').isVisible()) await answerStop();
    return verdict?.reason.kind ?? notice.kind;
  }
  /** A private key was scanned: three things are done, and a supervisor signs for it. */
  async function answerStop() {
    for (const step of ['0', '1', '2']) {
      await page.waitForSelector(`[data-stop="${step}"]`);
      await page.keyboard.press('Enter');
    }
    await page.waitForSelector('[data-stop="3"]');
    await page.keyboard.press('Enter');
    await page.locator('dialog input').fill('Anna Roth');
    await page.keyboard.press('Enter');
    await page.waitForSelector('[data-band="stop"]', { state: 'detached' });
  }
  /** Somebody looks at the strip, the packing or the packed card, and finds it good. */
  async function inspect(number, what) {
    // No hand is faster, and a line that is never idle is taken for a scanner gone wild.
    await page.waitForTimeout(200);
    const { step } = await scan(number, 'serial');
    if (step.at !== 'inspecting' || step.what !== what) throw new Error(`asked for ${step.at}, not for the ${what}`);
    if (await page.locator('[data-do="name"]').isVisible()) {
      await page.keyboard.type('Li Wei');
      await page.keyboard.press('Enter');
    }
    await once(`4-${what}`);
    await page.keyboard.press('Enter');
    await until(async () => (await bench()).step.at === 'serial');
  }

  /** Two people sign; the proof goes into the demo's directory. Gives how many cards it proves. */
  async function closeBatch(app) {
    await page.keyboard.press('F2');
    await page.click('[data-do="close-batch"]');
    const fields = page.locator('dialog input');
    // The PASS of the card that burnt was replaced, and destroyed.
    for (const [at, text] of ['1', 'Li Wei', 'Anna Roth'].entries()) await fields.nth(at).fill(text);
    await picture('4-closing');
    // What cannot be undone is held.
    await page.locator('dialog [data-do="sign"]').click({ delay: HOLD });
    await page.waitForSelector('[data-ending="closed"]');
    await app.evaluate(({ dialog }, directory) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [directory] });
    }, out);
    await page.click('[data-do="proof"]');
    await until(async () => (await call('ending', null)).proof !== null);
    return (await call('ending', null)).proof.count;
  }
  const reasonOf = async (serial) => (await call('traveller', { serial })).value.unit.reason;
  const labelled = () => until(async () => (await bench()).verdict?.label !== 'printing');

  return { call, picture, until, takeCard, inspect, closeBatch };
}

/** What an operator reads off the metal: the sample's passphrases are no secret. */
function symbolsOf(serial, positions) {
  const { passphrase } = lines('sample.vault.jsonl').find((line) => line.serial === serial);
  const symbols = passphrase.replaceAll('-', '');
  return positions.map((position) => symbols[position - 1]).join('');
}

/** The simulated printer keeps the ZPL of every label; here it becomes a picture. */
async function drawLabels() {
  const { ready } = await import('zpl-renderer-js');
  const { api } = await ready;
  const folder = join(station, 'labels');
  for (const name of readdirSync(folder)) {
    const png = await api.zplToBase64Async(readFileSync(join(folder, name), 'utf8'), 50, 25, 8);
    writeFileSync(join(out, 'labels', name.replace(/\.zpl$/, '.png')), Buffer.from(png, 'base64'));
  }
  cpSync(folder, join(out, 'labels'), { recursive: true });
}
