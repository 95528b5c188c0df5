import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../../../core/base/secret.ts';
import { depositAddress } from '../../../../../core/coins/deposit.ts';
import type { Serial } from '../../../../../core/card/serial.ts';
import type { CheckedUnit, PrintedUnit } from '../../../../../core/transfer/units.ts';
import { bytesOf, textOf } from '../../../../fakes/transfers.ts';
import { envelopeOf, saidOf } from '../../../../fakes/envelopes.ts';
import { commandLine } from '../../../cli/run.ts';

const { run, start } = commandLine();

const lines = (name: string) =>
  readFileSync(fileURLToPath(new URL(`../../../../../resources/sample/${name}`, import.meta.url)), 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as unknown);
const vault = lines('sample.vault.jsonl') as readonly { readonly serial: Serial; readonly passphrase: string }[];
const returned = lines('sample.return.jsonl') as readonly CheckedUnit<PrintedUnit>[];
const PEOPLE = ['--person', 'Li Wei', '--person', 'Anna Roth'];
const SERIALS = ['TRAIN-0001', 'TRAIN-0002', 'TRAIN-0003'] as const;
const [first, second, third] = SERIALS;

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-cli-end-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** A station with the first three cards of the sample. */
async function opened(): Promise<string> {
  const directory = await scratch();
  const station = join(directory, 'station');
  const passphrases = vault
    .slice(0, 3)
    .map(({ serial, passphrase }) => ({ serial, passphrase: new Secret(bytesOf(passphrase)) }));
  const files = ['--vault', join(directory, 'v.jsonl'), '--return', join(directory, 'r.jsonl')];
  await writeFile(join(directory, 'v.jsonl'), textOf('vault', passphrases));
  await writeFile(join(directory, 'r.jsonl'), textOf('return', returned.slice(0, 3), { from: 'Press B' }));
  await run(['station', 'create', '--training', '--role', 'bench', '--station', station]);
  expect(await run(['bench', 'open', ...files, '--station', station])).toMatchObject({ code: 0 });
  return station;
}

/** Talks with `bench finish`: one line in, one line out. */
function finishing(station: string) {
  const { stdin, stdout, end } = start([
    'bench',
    'finish',
    '--station',
    station,
    '--scans',
    '-',
    '--person',
    'Li Wei',
    '--json',
  ]);
  const answers = createInterface({ input: stdout })[Symbol.asyncIterator]();
  async function say(line: string): Promise<Readonly<Record<string, unknown>>> {
    stdin.write(`${line}\n`);
    return saidOf(envelopeOf(String((await answers.next()).value)));
  }
  /** From its sticker to the read-back. */
  async function etch(card: string): Promise<void> {
    const at = SERIALS.findIndex((one) => one === card);
    const address = depositAddress(returned[at] as CheckedUnit<PrintedUnit>);
    expect(await say(card)).toEqual({ ask: 'address', serial: card });
    expect(await say(address)).toMatchObject({ of: 'verification', outcome: 'PASS', state: 'sent' });
    expect(await say(card)).toEqual({ ask: 'marking', serial: card });
    const asked = await say('! yes');
    expect(asked).toMatchObject({ ask: 'read-back', serial: card, attempt: 1 });
    const symbols = vault[at]?.passphrase.replaceAll('-', '') ?? '';
    const read = (asked['positions'] as number[]).map((position) => symbols[position - 1]).join('');
    expect(await say(`! ${read}`)).toMatchObject({ of: 'read-back', outcome: 'PASS', state: 'read-back' });
  }
  async function look(card: string, what: string, state: string): Promise<void> {
    expect(await say(card)).toEqual({ ask: what, serial: card });
    expect(await say('! yes')).toMatchObject({ serial: card, of: what, outcome: 'PASS', state });
  }
  async function pack(card: string): Promise<void> {
    await look(card, 'strip', 'covered');
    await look(card, 'seal', 'sealed');
    await look(card, 'pack', 'finished');
  }
  return { say, etch, look, pack, end };
}

it('takes cards to their ends, closes the batch, and proves it', { timeout: 180_000 }, async () => {
  const station = await opened();
  const bench = (...args: readonly string[]) => run(['bench', ...args, '--station', station, '--json']);

  const shift = finishing(station);
  for (const card of SERIALS) await shift.etch(card);
  await shift.pack(first);
  expect(await shift.say(first)).toMatchObject({ refused: 'already-finished' });
  // Nothing is asked after a refusal.
  expect(await shift.say('! yes')).toMatchObject({ refused: 'not-asked' });
  // Serials of the sample have no check character: who types one at the line is alone.
  expect(await shift.say(`! typed ${second}`)).toMatchObject({ refused: 'typed-alone' });
  expect(await shift.say(second)).toEqual({ ask: 'strip', serial: second });
  expect(await shift.say('! maybe')).toMatchObject({ refused: 'not-an-answer', next: 'inspecting' });
  expect(await shift.say('! no')).toMatchObject({ outcome: 'FAIL', state: 'quarantined', reason: 'strip-failed' });
  expect(await shift.end()).toMatchObject({ code: 3, stderr: '' });

  expect(await bench('rework', '--serial', second, '--reason', 'new strip', '--person', 'Anna Roth')).toMatchObject({
    code: 0,
    stderr: '',
  });
  const again = finishing(station);
  await again.pack(second);
  expect(await again.say(third)).toEqual({ ask: 'strip', serial: third });
  expect(await again.say('! no')).toMatchObject({ outcome: 'FAIL' });
  await again.end();

  const picked = (await bench('sample', '--count', '1')).said[0]?.['picked'] as string[];
  const [drawn = ''] = picked;
  const early = await bench('close', ...PEOPLE);
  expect(early.code).toBe(3);
  expect(early.answers[0]).toMatchObject({
    ok: false,
    verb: 'bench close',
    error: { kind: 'sample-open', facts: { list: drawn } },
  });
  expect(await bench('sample', '--serial', drawn, '--outcome', 'good', ...PEOPLE)).toMatchObject({ code: 0 });
  expect(await bench('scrap', '--serial', third, '--reason', 'cut in two', ...PEOPLE)).toMatchObject({ code: 0 });
  expect((await bench('status')).said[0]).toMatchObject({
    states: { finished: 1, sampled: 1, scrapped: 1 },
    obstacles: [],
    closed: null,
  });
  const [closed] = (await bench('close', ...PEOPLE)).said;
  expect(closed).toMatchObject({ closed: { people: ['Li Wei', 'Anna Roth'] }, destroyed: true });
  expect(await readdir(join(station, 'vault'))).toEqual([]);

  const out = await scratch();
  const [proof] = (await bench('proof', '--to', out)).said;
  const text = await readFile(String(proof?.['file']), 'utf8');
  expect(text.split('\n').slice(1, -1)).toHaveLength(1);
  expect(text).toContain(drawn === first ? second : first);
  expect(vault.filter(({ passphrase }) => text.includes(passphrase))).toEqual([]);
});

it('fault 12: an incident is named, keeps the batch open, and is answered for once', async () => {
  const station = await opened();
  const bench = (...args: readonly string[]) => run(['bench', ...args, '--station', station, '--json']);
  const shift = finishing(station);
  // The published test vector of BIP-0038: a private key under the scanner, with no card open.
  expect(await shift.say('6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg')).toMatchObject({
    refused: 'secret-refused',
  });
  await shift.end();
  const early = await bench('close', ...PEOPLE);
  expect(early.code).toBe(3);
  expect(early.said).toMatchObject([{ message: expect.stringContaining('nobody has answered for') as string }]);
  const open = await bench('incidents');
  expect(open.code).toBe(1);
  expect(open.said).toMatchObject([{ reason: 'secret-scanned', serial: null }]);
  const incident = open.said[0]?.['incident'];
  const answer = ['acknowledge', '--incident', String(incident), '--person', 'Omar Haddad'];
  expect((await bench(...answer)).said).toEqual([{ acknowledged: incident, open: 0 }]);
  expect(await bench(...answer)).toMatchObject({ code: 3, answers: [{ ok: false }] });
  expect(await bench('incidents')).toMatchObject({ code: 0, stdout: '' });
});

it(
  'fault 4: a private key stops the line until it is signed for, and what may be another is still taken',
  { timeout: 300_000 },
  async () => {
    const station = await opened();
    const bench = (...args: readonly string[]) => run(['bench', ...args, '--station', station, '--json']);
    const shift = finishing(station);
    const key = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
    expect(await shift.say(key)).toMatchObject({ refused: 'secret-refused' });
    expect(await shift.say(first)).toMatchObject({ refused: 'key-exposed' });
    expect(await shift.say('! yes')).toMatchObject({ refused: 'key-exposed' });
    expect(await shift.say(key)).toMatchObject({ refused: 'secret-refused' });
    const signed = await shift.say('! sign Omar Haddad');
    expect(signed).toMatchObject({ open: 0 });
    expect(signed['acknowledged']).toHaveLength(2);
    expect(await shift.say(first)).toEqual({ ask: 'address', serial: first });
    expect(await shift.end()).toMatchObject({ code: 3, stderr: '' });

    // A run stops as well, at the scan after it, and the next does not begin.
    const scans = join(await scratch(), 'scans.txt');
    await writeFile(scans, `${key}\n${second}\n${third}\n`);
    const played = await bench('run', '--batch', 'BATCH-7', '--scans', scans);
    expect(played.code).toBe(3);
    expect(played.said.slice(1)).toMatchObject([{ refused: 'secret-refused' }, { refused: 'key-exposed' }]);
  },
);

it('fault 61: what a person decides, and what is on record, from the line', { timeout: 300_000 }, async () => {
  const station = await opened();
  const bench = (...args: readonly string[]) => run(['bench', ...args, '--station', station, '--json']);
  const lost = ['--serial', first, '--as', 'lost', '--reason', 'fell behind the table', '--person', 'Li Wei'];
  expect((await bench('put-aside', ...lost)).said).toEqual([{ serial: first, state: 'missing' }]);
  const burnt = ['--serial', second, '--as', 'burnt', '--reason', 'beam too strong', '--person', 'Li Wei'];
  expect((await bench('put-aside', ...burnt)).said).toEqual([{ serial: second, state: 'quarantined' }]);
  expect((await bench('found', '--serial', first, '--reason', 'swept up', ...PEOPLE)).said).toMatchObject([
    { serial: first },
  ]);
  expect((await bench('units', '--state', 'quarantined')).said).toMatchObject([{ serial: second, reason: 'burnt' }]);
  expect((await bench('units')).said).toHaveLength(3);
  const [unit] = (await bench('unit', '--serial', second)).said;
  const steps = unit?.['steps'] as readonly { readonly event: { readonly kind: string } }[];
  expect(steps.map(({ event }) => event.kind)).toContain('unit-put-aside');
  expect((await bench('unit', '--serial', 'NO-1')).answers).toMatchObject([
    { ok: false, error: { area: 'bench', kind: 'unknown-serial' } },
  ]);
  const doubt = await bench('resolve', '--serial', first, '--as', 'marked', ...PEOPLE);
  expect(doubt).toMatchObject({ code: 3, answers: [{ ok: false }] });
  const to = await scratch();
  const [report] = (await bench('report', '--to', to)).said;
  expect(await readFile(String(report?.['file']), 'utf8')).toContain(second);
  const zh = await run(['bench', 'unit', '--serial', second, '--station', station, '--language', 'zh']);
  expect(zh.stdout).toMatch(/^序列号/);
});

it('closes nothing that does not balance, and says which card is where', async () => {
  const station = await opened();
  const { code, stdout, stderr } = await run(['bench', 'close', '--station', station, ...PEOPLE]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toContain(`3 cards are checked (${SERIALS.join(', ')}): scan the serial and the sticker.`);
  const proof = await run(['bench', 'proof', '--station', station, '--to', station]);
  expect(proof).toMatchObject({ code: 3, stderr: expect.stringContaining('is not closed') as string });
});

it.each([
  ['finish without a person', ['finish', '--scans', '-']],
  ['scrap by one person', ['scrap', '--serial', first, '--reason', 'bent', '--person', 'Li Wei']],
  ['sample of nothing', ['sample']],
  ['sample with a doubtful outcome', ['sample', '--serial', first, '--outcome', 'fine', ...PEOPLE]],
  ['close with three people', ['close', ...PEOPLE, '--person', 'Omar Haddad']],
  ['close with labels that are no number', ['close', ...PEOPLE, '--labels-destroyed', 'two']],
  ['proof to nowhere', ['proof']],
  ['acknowledge without a number', ['acknowledge', '--person', 'Li Wei']],
])('calls wrong usage what it is: %s', async (_, args) => {
  const { code, stdout, stderr } = await run(['bench', ...args, '--station', await scratch()]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain(`(see twofold bench ${String(args[0])} --help)`);
});

it('says so where there is no batch', async () => {
  const station = await scratch();
  await run(['station', 'create', '--training', '--role', 'bench', '--station', station]);
  const none = await run(['bench', 'status', '--station', station]);
  expect(none).toMatchObject({ code: 3, stderr: expect.stringContaining('has had none yet') as string });
});
