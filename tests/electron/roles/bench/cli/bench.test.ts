import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { Secret } from '../../../../../core/base/secret.ts';
import type { Serial } from '../../../../../core/card/serial.ts';
import type { UncheckedUnits } from '../../../../../core/transfer/kinds.ts';
import { codesOn } from '../../../../fakes/drawn-codes.ts';
import { bytesOf, textOf } from '../../../../fakes/transfers.ts';
import { commandLine } from '../../../cli/run.ts';

const { run } = commandLine();

const sample = (name: string): string =>
  fileURLToPath(new URL(`../../../../../resources/sample/${name}`, import.meta.url));
const VAULT = ['--vault', sample('sample.vault.jsonl')];
const RETURN = ['--return', sample('sample.return.jsonl')];
const BATCH = [...VAULT, ...RETURN];
const SCANS = ['--scans', sample('sample.scans.txt')];

const lines = (name: string) =>
  readFileSync(sample(name), 'utf8')
    .split('\n')
    .slice(1, -1)
    .map((line) => JSON.parse(line) as unknown);
const vault = lines('sample.vault.jsonl') as readonly { readonly serial: Serial; readonly passphrase: string }[];
const returned = lines('sample.return.jsonl') as readonly UncheckedUnits['return'][];

async function scratch(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-cli-bench-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

async function scans(bytes: string | Uint8Array): Promise<readonly string[]> {
  const path = join(await scratch(), 'scans.txt');
  await writeFile(path, bytes);
  return ['--scans', path];
}

/** The first card of the sample, for itself. */
async function batchOfOne(): Promise<readonly string[]> {
  const directory = await scratch();
  const [first] = vault.map(({ serial, passphrase }) => ({ serial, passphrase: new Secret(bytesOf(passphrase)) }));
  await writeFile(join(directory, 'vault.jsonl'), textOf('vault', first === undefined ? [] : [first]));
  await writeFile(join(directory, 'return.jsonl'), textOf('return', returned.slice(0, 1), { from: 'Press B' }));
  return ['--vault', join(directory, 'vault.jsonl'), '--return', join(directory, 'return.jsonl')];
}

it('gives every card of the sample the verdict it must have, and leaves the records of a shift', async () => {
  const station = join(await scratch(), 'station');
  await run(['station', 'create', '--training', '--role', 'bench', '--station', station]);
  const { code, said, stdout, stderr } = await run(['bench', ...BATCH, ...SCANS, '--station', station, '--json']);
  expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
  const [checked, ...rest] = said;
  expect(checked).toEqual({ checked: 18, of: 18, failed: 2 });
  const passed = (serial: string) => ({
    serial,
    outcome: 'PASS',
    reason: null,
    message: null,
    address: expect.stringMatching(/^1/) as string,
    coin: 'BTC',
    reference: expect.stringMatching(/^#\d+ [0-9a-f]{8}$/) as string,
    job: 'sent',
  });
  const good = Array.from({ length: 8 }, (_, i) => `TRAIN-000${i + 1}`);
  expect(rest.slice(0, 8)).toEqual(good.map(passed));
  const refusals = rest.slice(8).map(({ serial, outcome, reason, refused }) => refused ?? { serial, outcome, reason });
  expect(refusals).toEqual([
    // The card that pre-verification has condemned: it fails in the hand, with its reason, and then its sticker.
    { serial: 'TRAIN-0009', outcome: 'FAIL', reason: 'passphrase-mismatch' },
    'serial-first',
    'read-again',
    { serial: 'TRAIN-0010', outcome: 'FAIL', reason: 'other-card-sticker' },
    // Both cards are held by now, and each says why when it is in the hand.
    { serial: 'TRAIN-0011', outcome: 'FAIL', reason: 'sticker-elsewhere' },
    'serial-first',
    // A hand that slips condemns nobody, and what hangs on the wall is no secret.
    'read-again',
    { serial: 'TRAIN-0013', outcome: 'PASS', reason: null },
    'unreadable',
    ...['TRAIN-0014', 'TRAIN-0015', 'TRAIN-0016'].map((serial) => ({ serial, outcome: 'PASS', reason: null })),
    { serial: 'TRAIN-0017', outcome: 'FAIL', reason: 'passphrase-mismatch' },
    'serial-first',
    { serial: 'TRAIN-0018', outcome: 'PASS', reason: null },
    // It stops the line, and so comes last.
    { serial: 'TRAIN-0012', outcome: 'FAIL', reason: 'secret-scanned' },
  ]);
  expect(vault.filter(({ passphrase }) => stdout.includes(passphrase))).toEqual([]);
  const verified = await run(['journal', 'verify', join(station, 'journal.jsonl')]);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
});

it('fills a tray: what passes is laid, one line sends all of it, and what is not sent is said', async () => {
  const at = ['--station', join(await scratch(), 'station')];
  await run(['station', 'create', '--training', '--role', 'bench', ...at]);
  const tray = ['--rows', '2', '--columns', '2', '--pitch', '92,60', '--margin', '10'];
  expect(await run(['laser', 'tray', ...at, ...tray])).toMatchObject({ code: 0, stderr: '' });
  const codes = (...numbers: readonly number[]): readonly string[] =>
    numbers.flatMap((n) => {
      const unit = returned[n - 1];
      return unit === undefined || 'withdrawn' in unit ? [] : [unit.serial, unit.addresses.BTC ?? ''];
    });
  const played = [
    ...[...codes(1, 2), '! undo', '! skip', ...codes(9, 3), '! sendd', '! take-out TRAIN-0002', '! send'],
    ...codes(4),
  ];
  const { code, said } = await run([
    ...['bench', 'run', ...at, '--tray', '--json', ...BATCH],
    ...(await scans(played.join('\n'))),
  ]);
  expect(code).toBe(3);
  expect(said.slice(1).map(({ serial, pocket, tray: deed, refused }) => refused ?? deed ?? [serial, pocket])).toEqual([
    ['TRAIN-0001', 1],
    ['TRAIN-0002', 2],
    'undo',
    'skip',
    ['TRAIN-0009', undefined],
    'serial-first',
    // The failed card has left its pocket empty.
    ['TRAIN-0003', 4],
    'not-a-tray-deed',
    'not-in-tray',
    'send',
    ['TRAIN-0004', 1],
    'tray-left',
  ]);
  const records = (await readFile(join(at[1] ?? '', 'journal.jsonl'), 'utf8')).split('\n');
  const intents = records.filter((line) => line.includes('etch-intended'));
  expect(intents).toHaveLength(1);
  expect(intents[0]).toContain('"pockets":[1,4]');

  // Both pages, without a window to draw them.
  const pages = await scratch();
  const paged = ['--serial', 'TRAIN-0003', '--page', pages];
  const listed = await run(['bench', 'tray', ...at, ...paged, '--json']);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(listed.said).toMatchObject([
    {
      ...{ rows: 2, columns: 2, pdf: null },
      pockets: [
        { pocket: 1, serial: 'TRAIN-0001', state: 'at-laser' },
        { pocket: 4, serial: 'TRAIN-0003', state: 'at-laser' },
      ],
    },
  ]);
  const unit = await run(['bench', 'unit', ...at, ...paged, '--json']);
  const printed = await Promise.all(
    [listed, unit].map(async ({ said: [page] }) => codesOn(await readFile(String(page?.['page']), 'utf8'))),
  );
  expect(printed.map((one) => one.map(({ text }) => text))).toEqual([
    ['TF4 TRAIN-0001', 'TF4 TRAIN-0003'],
    ['TF3 TRAIN-0003'],
  ]);
  expect(await run(['bench', 'tray', ...at, '--serial', 'TRAIN-0005'])).toMatchObject({ code: 3 });
  expect((await run(['bench', 'unit', ...at, '--serial', 'TRAIN-0005', '--json'])).said).not.toHaveProperty('0.page');
}, 240_000);

it('ends with 0 if every scan led where it must', async () => {
  const [only] = returned;
  if (only === undefined || 'withdrawn' in only) throw new Error('the sample has no first card');
  const card = `# the only card\r\n${only.serial}\r\n${only.addresses.BTC ?? ''}`;
  const { code, said, stderr } = await run(['bench', ...(await batchOfOne()), ...(await scans(card)), '--json']);
  expect(said).toMatchObject([
    { checked: 1, of: 1, failed: 0 },
    { serial: 'TRAIN-0001', outcome: 'PASS' },
  ]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

it.each([
  [
    'a return that is not there',
    [...VAULT, '--return', '/nowhere/return.jsonl', ...SCANS],
    'return.jsonl is not there',
  ],
  ['a vault in the place of the return', [...VAULT, '--return', sample('sample.vault.jsonl'), ...SCANS], 'vault'],
  ['scans that are not there', [...BATCH, '--scans', '/nowhere/scans.txt'], '/nowhere/scans.txt'],
  ['a directory of scans', [...BATCH, '--scans', tmpdir()], 'not a file of scans'],
])('refuses %s, and says which file it is', async (_, args, said) => {
  const { code, stdout, stderr } = await run(['bench', ...args]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^twofold: [^\n]+\n$/);
  expect(stderr).toContain(said);
});

it('M1, M2: a good card whose job was not written is not done, and both are on record with where the scans came from', async () => {
  const station = join(await scratch(), 'station');
  await run(['station', 'create', '--training', '--role', 'bench', '--station', station]);
  // The outbox is a link to somewhere else: no job is written there.
  const elsewhere = await scratch();
  await rm(join(station, 'etch'), { recursive: true, force: true });
  await symlink(elsewhere, join(station, 'etch'));
  const [first = ''] = (await readFile(sample('sample.cards.jsonl'), 'utf8')).split('\n');
  const { serial, address } = JSON.parse(first) as { serial: string; address: string };
  const card = await scans(`${serial}\n${address}`);
  const { code, said } = await run(['bench', ...(await batchOfOne()), ...card, '--station', station, '--json']);
  expect(said.at(-1)).toMatchObject({ serial: 'TRAIN-0001', outcome: 'PASS', job: 'failed', reason: 'outbox-failed' });
  expect((said.at(-1) as { message: string }).message).toContain('TRAIN-0001');
  expect(code).toBe(1);
  expect(await readdir(elsewhere)).toEqual([]);
  const journal = await readFile(join(station, 'journal.jsonl'), 'utf8');
  expect(journal).toContain('"kind":"incident","reason":"outbox-failed","serial":"TRAIN-0001"');
  expect(journal).toContain('"kind":"settings-changed","to":"a file","what":"scan-source"');
});

it('refuses a file of scans that is not text', async () => {
  const args = await scans(Buffer.from('TRAIN-0001\n\u0000\u0007\n'));
  expect(await run(['bench', ...BATCH, ...args])).toMatchObject({
    code: 3,
    stdout: '',
    stderr: expect.stringContaining('not a file of scans') as string,
  });
});

it.each([
  ['a file missing', [...BATCH]],
  ['an unknown option', [...BATCH, ...SCANS, '--passphrase', 'x']],
  ['a stray argument', [...BATCH, ...SCANS, 'x']],
  ['no worker', [...BATCH, ...SCANS, '--workers', '0']],
])('calls wrong usage what it is: %s', async (_, args) => {
  const { code, stdout, stderr } = await run(['bench', ...args]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toContain('(see twofold bench run --help)');
});

it('takes a serial that was typed only as one: these have no check character, and want a second person', async () => {
  const at = ['--station', join(await scratch(), 'station')];
  await run(['station', 'create', '--training', '--role', 'bench', ...at]);
  const played = await scans('! typed TRAIN-0001\n! typed no serial\n');
  const given = ['bench', 'run', ...at, '--json', ...BATCH, ...played, '--person', 'Ann Lee'];
  const { code, said } = await run(given);
  expect(code).toBe(3);
  expect(said.slice(1).map(({ refused }) => refused)).toEqual(['typed-alone', 'not-a-serial']);
});
