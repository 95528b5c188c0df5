import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { begun, chain, EVENTS, STATION, verified } from '../../fakes/chain.ts';
import { eightWords } from '../../../core/base/eight-words.ts';
import { commandLine } from './run.ts';

const { run } = commandLine();

async function journalOf(bytes: Uint8Array): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-cli-journal-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const path = join(directory, 'journal.jsonl');
  await writeFile(path, bytes);
  return path;
}

/** What was said, line by line, as name and value. */
const facts = (stdout: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    stdout
      .trimEnd()
      .split('\n')
      .map((line) => [line.slice(0, 12).trim(), line.slice(13)]),
  );

const good = () => chain().add(begun(), ...EVENTS);

it('counts the records of a good journal and gives its head', async () => {
  const journal = good();
  const { code, stdout, stderr } = await run(['journal', 'verify', await journalOf(journal.bytes)]);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(facts(stdout)).toEqual({
    records: String(EVENTS.length + 1),
    head: journal.head.hash,
    words: eightWords(journal.head.hash).join(' '),
    station: 'Bench 1',
    mode: 'training',
    key: STATION.publicKey,
    checkpoints: '0',
    unsigned: `${EVENTS.length + 1} records behind the last checkpoint, which only the station itself can vouch for`,
    'first bad': 'none',
  });
});

it('tells a last line that was cut short from damage', async () => {
  const torn = Buffer.concat([good().bytes, Buffer.from('{"at":"2026')]);
  const { code, stdout } = await run(['journal', 'verify', await journalOf(torn)]);
  expect(code).toBe(1);
  expect(facts(stdout)).toMatchObject({
    records: String(EVENTS.length + 1),
    'first bad': 'none',
    'torn tail': '11 bytes after the last whole record',
  });
});

it('names the first record that was edited', async () => {
  const { lines, bytes } = good();
  const edited = Buffer.from(Buffer.from(bytes).toString('utf8').replace('C-001', 'C-009'));
  const offset = (lines[0]?.length ?? 0) + 1;
  const { code, stdout } = await run(['journal', 'verify', await journalOf(edited)]);
  expect(code).toBe(1);
  expect(facts(stdout)).toMatchObject({
    records: '1',
    'first bad': `record 1, byte ${offset}: it was changed after it was written`,
  });
});

it('finds nothing good in what is no journal', async () => {
  const { code, stdout } = await run(['journal', 'verify', await journalOf(Buffer.from('hello\n'))]);
  expect(code).toBe(1);
  expect(facts(stdout)).toMatchObject({
    records: '0',
    station: 'unknown',
    'first bad': 'record 0, byte 0: it is not a JSON object',
  });
});

it.each([['/nowhere/journal.jsonl'], [tmpdir()]])('says that it cannot read %s', async (path) => {
  const { code, stdout, stderr } = await run(['journal', 'verify', path]);
  expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  expect(stderr).toMatch(/^twofold: [^\n]+\n$/);
  expect(stderr).toContain(path);
});

it.each([[[]], [['verify']], [['mend', 'x']], [['verify', 'x', 'y']]])(
  'calls wrong usage what it is: %j',
  async (args) => {
    expect(await run(['journal', ...args])).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringMatching(/^twofold: journal [^\n]*verify[^\n]*\n$/) as string,
    });
  },
);

it('C1: goes on with a journal that was cut, when two people give the newest record known from elsewhere', async () => {
  const parent = await mkdtemp(join(tmpdir(), 'twofold-cli-accept-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const station = join(parent, 'origin');
  expect(await run(['station', 'create', '--training', '--role', 'origin', '--station', station])).toMatchObject({
    code: 0,
  });
  expect(await run(['origin', 'list', '--station', station])).toMatchObject({ code: 0 });
  const path = join(station, 'journal.jsonl');
  const lines = (await readFile(path, 'utf8')).split('\n').slice(0, -1);
  await writeFile(
    path,
    lines
      .slice(0, 1)
      .map((line) => `${line}\n`)
      .join(''),
  );

  const refused = await run(['origin', 'list', '--station', station]);
  expect(refused).toMatchObject({ code: 3 });
  expect(refused.stderr).toContain(`has 1 records, and this station had ${lines.length} records`);
  const head = eightWords(verified(Buffer.from(`${lines.join('\n')}\n`)).head.hash).join(' ');
  const accept = ['journal', 'accept', '--station', station, '--reason', 'disk replaced', '--person', 'Ann'];
  expect(await run([...accept, '--person', 'Bob', '--head', 'abandon abandon'])).toMatchObject({ code: 3 });
  expect(await run([...accept, '--person', 'ANN', '--head', head])).toMatchObject({ code: 3 });
  const accepted = await run([...accept, '--person', 'Bob', '--head', head]);
  expect(accepted).toMatchObject({ code: 0, stderr: '' });
  expect(await run(['origin', 'list', '--station', station])).toMatchObject({ code: 0 });
});
