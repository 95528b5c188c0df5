import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { version } from '../../../package.json';
import { platformRandom } from '../../fakes/streams.ts';
import { must } from '../../../core/base/result.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import { openGate } from '../../../electron/station/gate.ts';
import { createCourier } from '../../../electron/courier/courier.ts';
import type { OpenJournal } from '../../../electron/journal/file.ts';
import { platformScrypt } from '../../../electron/keys/platform-scrypt.ts';
import { bundle, THE_LINE } from '../../fakes/cli-bundle.ts';
import { PASSPHRASE, secretOf, systemClock } from '../../fakes/commissioned.ts';
import { goodUnits } from '../../fakes/transfers.ts';

let cli = '';
let home = '';
const at = (name: string): string => join(home, name);

beforeAll(async () => {
  cli = join(await bundle(THE_LINE), 'cli.cjs');
  home = await mkdtemp(join(tmpdir(), 'twofold-home-'));
});
afterAll(async () => {
  await rm(home, { recursive: true });
  await rm(dirname(cli), { recursive: true });
});

/** Runs the command line with the passphrase on descriptor 3. */
function twofold(...args: readonly string[]) {
  return run(PASSPHRASE, args);
}

function run(passphrase: string, args: readonly string[]) {
  return new Promise<{ code: number | null; out: string; err: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe', 'pipe'] });
    let [out, err] = ['', ''];
    child.stdout?.on('data', (piece) => (out += piece));
    child.stderr?.on('data', (piece) => (err += piece));
    const descriptor = child.stdio[3] as NodeJS.WritableStream;
    // A command that needs no passphrase leaves it unread.
    descriptor.on('error', () => undefined);
    descriptor.end(`${passphrase}\n`);
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out, err }));
  });
}

const fieldOf = (out: string, field: string): string =>
  new RegExp(`^${field} +(.*)$`, 'm').exec(out)?.[1] ?? `no ${field}`;
const FD = ['--passphrase-fd', '3'] as const;

test('stations are created, introduced by words and people, and what they send is inspected', async () => {
  const create = (role: string, name: string) =>
    twofold('station', 'create', '--role', role, '--name', name, '--station', at(role), ...FD);
  const origin = await create('origin', 'Origin A');
  const bench = await create('bench', 'Bench A');
  expect([origin.code, bench.code, origin.err, bench.err]).toEqual([0, 0, '', '']);
  expect(await create('origin', 'Origin B')).toMatchObject({ code: 3, out: '' });

  const shown = await twofold('station', 'show', '--station', at('bench'), '--to', home);
  expect(shown.code).toBe(0);
  const file = at('bench-Bench_A.identity.txt');
  expect(fieldOf(shown.out, 'written')).toBe(file);
  const [line, newest, ...rest] = (await readFile(file, 'latin1')).split('\n');
  expect([line, rest]).toEqual([fieldOf(bench.out, 'identity'), ['']]);
  expect(newest).toMatch(/^twofold-checkpoint-1 /);

  const add = (...rest: string[]) => twofold('peer', 'add', file, '--station', at('origin'), ...rest, ...FD);
  const people = ['--person', 'Ada', '--person', 'Grace'];
  expect((await add()).err).toContain('Not trusted yet');
  expect((await add('--words', fieldOf(origin.out, 'words'), ...people)).err).toContain('not the words of this file');
  const words = fieldOf(bench.out, 'words');
  expect(words.split(' ')).toHaveLength(8);
  expect(await add('--words', words, ...people)).toMatchObject({ code: 0, err: '' });
  const listed = await twofold('peer', 'list', '--station', at('origin'));
  const [trusted, heard = ''] = listed.out.split('\n');
  expect(trusted).toBe(`bench        Bench A; ${words}; by Ada and Grace`);
  // Its public file says how far it was.
  expect(heard.trim()).toMatch(/^last heard at \d+ records: ([a-z]+ ){7}[a-z]+$/);

  // Sent by the station itself, with units of this test's own.
  const gate = must(
    await openGate({
      directory: at('origin'),
      derivation: platformScrypt,
      random: platformRandom,
      now: () => performance.now(),
    }),
  );
  const unlocked = must(await gate.unlock(secretOf(PASSPHRASE)));
  const { identity: self, ...station } = must(await openCommissioned(at('origin'), unlocked, systemClock));
  const batch = { batch: 'BATCH-1', units: goodUnits(3).vault };
  const sent = must(await createCourier({ self, ...station }).send('vault', 'Bench A', batch, home));
  await station.close();
  await writeFile(at('origin.txt'), self.text);

  const inspect = (...rest: string[]) => twofold('transfer', 'inspect', sent.file, ...rest, ...FD);
  const bySender = ['--identity', at('origin.txt')];
  const good = await inspect('--station', at('bench'), ...bySender, '--json');
  expect(good.code).toBe(0);
  expect(JSON.parse(good.out)).toMatchObject({
    ok: true,
    verb: 'transfer inspect',
    result: {
      verifies: true,
      signer: { name: 'Origin A', role: 'origin' },
      manifest: { kind: 'vault', count: 3, sequence: 1, to: 'Bench A' },
    },
  });
  const stranger = await inspect('--station', at('bench'));
  expect(stranger.code).toBe(1);
  expect(fieldOf(stranger.out, 'verifies')).toContain('signed by no station that is trusted here');
  expect((await inspect('--station', at('origin'), ...bySender)).err).toContain('not sealed to this station');
  expect((await inspect(...bySender)).err).toContain('This file is sealed');

  const reason = ['--reason', 'no return of Press matches it'];
  const aside = (...rest: string[]) =>
    twofold('transfer', 'set-aside', sent.file, '--station', at('bench'), ...reason, ...rest, ...FD);
  expect(await aside(...people)).toMatchObject({ code: 3, out: '' });
  const meet = ['peer', 'add', at('origin.txt'), '--station', at('bench'), '--words', fieldOf(origin.out, 'words')];
  expect(await twofold(...meet, ...people, ...FD)).toMatchObject({ code: 0, err: '' });
  expect((await aside('--person', 'Ada', '--person', 'ADA')).err).toContain('Two different people must sign');
  const done = await aside(...people);
  expect([done.code, done.err]).toEqual([0, '']);
  expect(fieldOf(done.out, 'set aside')).toBe('transfer 1 from Origin A, the vault of batch BATCH-1, by Ada and Grace');
  expect(done.out).toContain(
    'Batch BATCH-1 is lost to this station, for its sender sends it once: set aside its other',
  );
  expect((await aside('--kind', 'vault', ...people)).err).toContain('was set aside, and nothing of it may be used');
  expect(await readFile(join(at('bench'), 'journal.jsonl'), 'latin1')).toContain('"kind":"transfer-set-aside"');
});

test('a wrong passphrase is refused, counted, and waited for by the next command', async () => {
  const directory = at('press');
  await twofold('station', 'create', '--role', 'press', '--name', 'Press B', '--station', directory, ...FD);
  const args = ['transfer', 'inspect', at('none.age'), '--station', directory, ...FD];
  const wrong = await run('a wrong passphrase', args);
  expect(wrong).toMatchObject({ code: 3, out: '' });
  expect(wrong.err).toContain("not the station's passphrase. Wait 1 s");
  expect(await readFile(join(directory, 'station.attempts'), 'latin1')).toBe('wrong 1\n');
  const right = await run(PASSPHRASE, args);
  expect(right.err).toContain('the next is looked at in 1 s');
  expect(right.err).toContain('none.age is not there');
  expect(await readFile(join(directory, 'journal.jsonl'), 'latin1')).toContain('"kind":"station-unlocked","wrong":1');
});

test('M13: a station that is locked for good says so at once, and asks for nothing', async () => {
  const directory = at('press');
  await twofold('station', 'create', '--role', 'press', '--name', 'Press B', '--station', directory, ...FD);
  await writeFile(join(directory, 'station.attempts'), 'wrong 100\n');
  // After an hour's wait it would say the same: the test's deadline is shorter.
  const locked = await twofold('transfer', 'inspect', at('none.age'), '--station', directory, ...FD);
  expect(locked).toMatchObject({ code: 3, out: '' });
  expect(locked.err).toContain('This copy of the station is locked: 100 wrong passphrases');
  expect(locked.err).not.toContain('looked at in');
});

/** What somebody else's program does with the station meanwhile. */
async function insideOf<T>(directory: string, deed: (journal: OpenJournal) => Promise<T>): Promise<T> {
  const gate = must(
    await openGate({ directory, derivation: platformScrypt, random: platformRandom, now: () => performance.now() }),
  );
  using passphrase = secretOf(PASSPHRASE);
  const { journal, close } = must(await openCommissioned(directory, must(await gate.unlock(passphrase)), systemClock));
  return deed(journal).finally(close);
}

test('fault 81: a station that stands still does so at the line too, until two people go on with it', async () => {
  const directory = at('still');
  await twofold('station', 'create', '--role', 'origin', '--name', 'Origin S', '--station', directory, ...FD);
  const inside = <T>(deed: (journal: OpenJournal) => Promise<T>): Promise<T> => insideOf(directory, deed);
  const found = { kind: 'incident', reason: 'not-air-gapped', serial: null, detail: 'network interface eth0' } as const;
  const [{ seq: incident = 0 } = {}] = await inside((journal) => journal.append([found]));

  const plan = ['origin', 'new', '--batch', 'A1', '--count', '1', '--prefix', 'S-', '--station', directory] as const;
  const refused = await twofold(...plan, ...FD);
  expect([refused.code, refused.out]).toEqual([3, '']);
  expect(refused.err).toContain('This station is paused');
  expect(await twofold('origin', 'list', '--station', directory, ...FD)).toMatchObject({ code: 0, err: '' });

  const signatures = [{ name: 'Ada' }, { name: 'Grace' }] as const;
  await inside((journal) => journal.append([{ kind: 'pause-lifted', incident, reason: 'cable is out', signatures }]));
  expect((await twofold(...plan, ...FD)).err).not.toContain('paused');
});

test('M10, fault 84: an older program stands still on the records of a newer one, at its first verb', async () => {
  const directory = at('newer');
  await twofold('station', 'create', '--role', 'origin', '--name', 'Origin N', '--station', directory, ...FD);
  await insideOf(directory, (journal) =>
    journal.append([{ kind: 'station-started', version: '9.0.0', runtime: 'Node 30' }]),
  );
  const plan = ['origin', 'new', '--batch', 'A1', '--count', '1', '--prefix', 'N-', '--station', directory] as const;
  for (let times = 0; times < 2; times++) {
    const refused = await twofold(...plan, ...FD);
    expect([refused.code, refused.out]).toEqual([3, '']);
    expect(refused.err).toContain('a newer program has worked here');
  }
  const found = await insideOf(directory, async ({ rare }) =>
    rare.flatMap(({ event, seq }) => (event.kind === 'incident' ? [{ seq, detail: event.detail }] : [])),
  );
  expect(found.map(({ detail }) => detail)).toEqual([`version ${version} on records of version 9.0.0`]);
  const signatures = [{ name: 'Ada' }, { name: 'Grace' }] as const;
  const lifted = {
    kind: 'pause-lifted',
    incident: found[0]?.seq ?? 0,
    reason: 'no newer one here',
    signatures,
  } as const;
  await insideOf(directory, (journal) => journal.append([lifted]));
  expect((await twofold(...plan, ...FD)).err).not.toContain('paused');
});

test.each([
  [['station'], 'station has no such verb: it has create, passphrase, show'],
  [['station', 'create', '--role', 'boss', '--name', 'X', '--station', 'x'], '--role wants one of'],
  [['station', 'create', '--passphrase', 'secret'], '--passphrase'],
  [['peer', 'add', '--station', 'x'], 'peer add wants FILE'],
  [['transfer', 'open', 'x'], 'transfer has no such verb: it has inspect'],
  [
    ['transfer', 'set-aside', 'mail.jsonl', '--station', 'x', '--reason', 'why', '--person', 'A', '--person', 'B'],
    '--kind wants one of: order, vault, supplied, return',
  ],
  [
    ['transfer', 'set-aside', 'order-0001-B-from-A.jsonl', '--station', 'x', '--person', 'Ada'],
    'set-aside wants --reason TEXT',
  ],
  [['transfer', 'inspect', 'x', '--passphrase-fd', '-1'], 'passphrase-fd'],
])('%j is wrong usage', async (args, said) => {
  const { code, err } = await twofold(...args);
  expect(code).toBe(2);
  expect(err).toContain(said);
});

test('without a terminal and without a descriptor nothing is made', async () => {
  const directory = at('nothing');
  const args = ['station', 'create', '--role', 'check', '--name', 'Check C', '--station', directory];
  expect((await twofold(...args)).err).toContain('--passphrase-fd N');
  expect((await readdir(home)).includes('nothing')).toBe(false);
});

test('on a terminal the passphrase is asked for twice, and never shown', async () => {
  const directory = at('check');
  const command = `${process.execPath} ${cli} station create --role check --name 'Check C' --station ${directory}`;
  // `script` gives the command a terminal of its own.
  const child = spawn('script', ['-qec', command, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'close');
  const questions = ['Passphrase of the new station: ', 'The same again: '];
  let shown = '';
  for await (const piece of child.stdout) {
    shown += piece;
    if (!shown.endsWith(questions[0] ?? '\n\n')) continue;
    questions.shift();
    child.stdin.write(`x\x7f${PASSPHRASE}\r`);
  }
  expect(await gone).toEqual([0, null]);
  expect(questions).toEqual([]);
  expect(fieldOf(shown, 'role')).toContain('check');
  expect(shown).not.toContain(PASSPHRASE.slice(0, 5));
  expect(await readdir(directory)).toContain('station.keys');
});

test('H1: a station is anchored on a medium, backed up, lost, restored, and goes on by the word of two people', async () => {
  const [station, disk, medium] = ['kept', 'disk', 'anchor'].map(at) as [string, string, string];
  await mkdir(disk);
  await mkdir(medium);
  const here = ['--station', station, '--passphrase-fd', '3'];
  const people = ['--person', 'Ann', '--person', 'Bob'];
  expect(await twofold('station', 'create', '--role', 'bench', '--name', 'Bench K', ...here)).toMatchObject({
    code: 0,
  });

  expect(await twofold('station', 'anchor', ...here, '--to', medium, ...people)).toMatchObject({ code: 0 });
  expect(await readdir(medium)).toHaveLength(1);
  expect(await twofold('station', 'anchor', ...here, ...people)).toMatchObject({ code: 2 });
  expect(await twofold('station', 'anchor', ...here, '--computer', ...people)).toMatchObject({ code: 0 });
  expect(await readdir(medium)).toEqual([]);

  const kept = await twofold('station', 'backup', ...here, '--to', disk, '--person', 'Ann', '--json');
  expect(kept).toMatchObject({ code: 0 });
  const { result } = JSON.parse(kept.out) as { result: { written: string; words: string; records: number } };
  await rm(station, { recursive: true });
  const restored = await twofold('station', 'restore', result.written, '--station', station);
  expect(restored).toMatchObject({ code: 0 });
  expect(restored.out).toContain(`Bench K is restored, with ${result.records} records.`);

  const shut = await twofold('station', 'anchor', ...here, '--computer', ...people);
  expect(shut).toMatchObject({ code: 3 });
  expect(shut.err).toContain('what this station noted of its length is gone');
  const accept = ['journal', 'accept', ...here, '--reason', 'the disk died', ...people];
  expect(await twofold(...accept, '--head', 'not eight words')).toMatchObject({ code: 3 });
  expect(await twofold(...accept, '--head', result.words)).toMatchObject({ code: 0 });
  expect(await twofold('station', 'anchor', ...here, '--computer', ...people)).toMatchObject({ code: 0 });
});
