/** People at the command line: badges and PINs come through a descriptor, and typed names count for nothing. */
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { openTrainees } from '../../../electron/station/trainees.ts';
import { openTrainingJournal, trainingName } from '../../../electron/station/training-journal.ts';
import { bundle, THE_LINE } from '../../fakes/cli-bundle.ts';
import { PASSPHRASE } from '../../fakes/commissioned.ts';

let cli = '';
let home = '';
const at = (name: string): string => join(home, name);
const badge = async (name: string): Promise<string> => (await readFile(at(name), 'utf8')).split('\n')[0] ?? '';

beforeAll(async () => {
  cli = join(await bundle(THE_LINE), 'cli.cjs');
  home = await mkdtemp(join(tmpdir(), 'twofold-people-'));
});
afterAll(async () => {
  await rm(home, { recursive: true });
  await rm(dirname(cli), { recursive: true });
});

/** With these lines on descriptor 4, and the passphrase on 3. */
function twofold(people: readonly string[], ...args: readonly string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout?.on('data', (piece) => (out += piece));
    child.stderr?.on('data', (piece) => (err += piece));
    for (const [fd, text] of [
      [3, `${PASSPHRASE}\n`],
      [4, people.map((line) => `${line}\n`).join('')],
    ] as const) {
      const descriptor = child.stdio[fd] as NodeJS.WritableStream;
      descriptor.on('error', () => undefined);
      descriptor.end(text);
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

test('four people are enrolled and work with badges, and nothing is done by a typed name any more', async () => {
  const station = ['--station', at('bench')];
  const [P, B] = [
    ['--passphrase-fd', '3'],
    ['--person-fd', '4'],
  ];
  expect((await twofold([], 'station', 'create', '--role', 'bench', '--name', 'Bench A', ...station, ...P)).code).toBe(
    0,
  );
  const first = ['--person', 'Ada', '--person', 'Bela', '--to', home];
  expect(await twofold(['493716', '804975'], 'people', 'begin', ...station, ...P, ...B, ...first)).toMatchObject({
    code: 0,
    err: '',
  });
  const ada = [await badge('Ada.badge'), '493716'];
  const bela = [await badge('Bela.badge'), '804975'];

  const enrol = ['people', 'enrol', ...station, ...B, '--to', home];
  const cai = ['--name', 'Cai', '--role', 'operator'];
  expect(await twofold([...ada, ...bela, '836172'], ...enrol, ...cai)).toMatchObject({ code: 0, err: '' });
  expect((await twofold([...ada, ...bela], ...enrol, '--name', 'Line 1', '--machine')).code).toBe(0);
  const op = [await badge('Cai.badge'), '836172'];

  // By typed names, by the passphrase, by one person, by an operator alone.
  const anchor = ['station', 'anchor', ...station, '--to', home];
  const typed = await twofold([], ...anchor, ...P, '--person', 'Ada', '--person', 'Bela');
  expect(typed.code).toBe(3);
  expect(typed.err).toContain('--person-fd');
  expect((await twofold(ada, ...anchor, ...B)).code).toBe(3);
  expect((await twofold([...op, ...bela], ...anchor, ...B)).err).toContain('Cai may not');
  expect((await twofold([...ada, ...ada], ...anchor, ...B)).code).toBe(3);
  expect(await twofold([...ada, ...bela], ...anchor, ...B)).toMatchObject({ code: 0, err: '' });

  // A machine does an operator's work and nothing else.
  const machine = [await badge('Line_1.key'), ''];
  expect((await twofold([...machine, ...bela], ...anchor, ...B)).err).toContain('Line 1 may not');
  expect((await twofold(machine, 'bench', 'incidents', ...station, ...B)).code).toBe(0);

  expect((await twofold(['wrong', '493716'], 'people', 'pin', ...station, ...B)).err).toContain('--person-fd');
  expect(await twofold([...op, '730591'], 'people', 'pin', ...station, ...B)).toMatchObject({ code: 0, err: '' });
  expect(
    await twofold(ada, 'people', 'revoke', ...station, ...B, '--name', 'Cai', '--reason', 'badge lost'),
  ).toMatchObject({ code: 0, err: '' });
  expect((await twofold([op[0] ?? '', '730591'], 'bench', 'incidents', ...station, ...B)).err).toContain(
    'of nobody at this station',
  );

  const listed = JSON.parse((await twofold([], 'people', 'list', ...station, '--json')).out) as {
    result: { people: { name: string; revoked: boolean; machine: boolean }[] };
  };
  expect(listed.result.people.map(({ name, revoked, machine: auto }) => [name, revoked, auto])).toEqual([
    ['Ada', false, false],
    ['Bela', false, false],
    ['Cai', true, false],
    ['Line 1', false, true],
  ]);

  // A history that lost its end is gone on with by two people's badges, whatever names are typed beside the passphrase.
  await rm(at('bench/journal.anchor'));
  const accept = ['journal', 'accept', ...station, '--reason', 'put back', '--head', 'ab'.repeat(32)];
  const named = await twofold([], ...accept, ...P, '--person', 'Ada', '--person', 'Bela');
  expect(named.code).toBe(3);
  expect(named.err).toContain('--person-fd');
  expect((await twofold([...ada, ...ada], ...accept, ...B)).code).toBe(3);
  expect((await twofold(ada, 'bench', 'incidents', ...station, ...B)).code).toBe(3);
  expect(await twofold([...ada, ...bela], ...accept, ...B)).toMatchObject({ code: 0, err: '' });
  expect((await twofold(ada, 'bench', 'incidents', ...station, ...B)).code).toBe(0);
  const slipped = await twofold([...ada, bela[0] ?? '', '730591'], ...anchor, ...B);
  expect(slipped.code).toBe(3);
  for (const said of ['not that of this badge (Bela)', 'Tries left: 9']) expect(slipped.err).toContain(said);
  expect((await twofold([...ada, bela[0] ?? '', '730591'], ...accept, ...B)).err).toContain('PIN');
  const verified = await twofold([], 'journal', 'verify', join(at('bench'), 'journal.jsonl'));
  expect(verified).toMatchObject({ code: 0, err: '' });
}, 180_000);

test('a training station that has the sample badges is practised at with them, as at a real one', async () => {
  const directory = at('practice');
  const clock = { now: () => new Date().toISOString() };
  const journal = must(await openTrainingJournal(directory, trainingName('origin'), clock));
  expect(await openTrainees({ directory, journal, now: () => performance.now() }, true)).not.toBeNull();
  await journal.close();
  const [station, B] = [
    ['--station', directory],
    ['--person-fd', '4'],
  ];
  const listed = JSON.parse((await twofold([], 'people', 'list', ...station, '--json')).out) as {
    result: { badges: { name: string; badge: string; pin: string }[] };
  };
  const [one = [], two = []] = listed.result.badges.map(({ badge: text, pin }) => [text, pin]);

  const plan = ['origin', 'new', ...station, '--batch', 'B-1', '--count', '2', '--workers', '1'];
  expect((await twofold([], ...plan)).err).toContain('--person-fd');
  expect((await twofold([one[0] ?? '', '111222'], ...plan, ...B)).code).toBe(3);
  expect(await twofold(two, ...plan, ...B)).toMatchObject({ code: 0 });
  const abandon = ['origin', 'abandon', ...station, '--batch', 'B-1', '--reason', 'practice'];
  const names = ['--person', 'Ada', '--person', 'Bela'];
  expect((await twofold([], ...abandon, ...names)).err).toContain('--person-fd');
  expect((await twofold([...two, ...two], ...abandon, ...names, ...B)).code).toBe(3);
  expect(await twofold([...two, ...one], ...abandon, ...names, ...B)).toMatchObject({ code: 0, err: '' });

  const text = await readFile(join(directory, 'journal.jsonl'), 'utf8');
  const done = text.split('\n').find((line) => line.includes('"kind":"batch-abandoned"')) ?? '';
  for (const { name } of listed.result.badges) expect(done).toContain(name);
  expect(done).not.toContain('Ada');
  expect(await twofold([], 'journal', 'verify', directory)).toMatchObject({ code: 0, err: '' });
}, 180_000);
