import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { platformRandom } from '../../fakes/streams.ts';
import { canonical } from '../../../core/base/canonical.ts';
import { must } from '../../../core/base/result.ts';
import type { Role } from '../../../core/base/role.ts';
import { readIdentity } from '../../../core/peers/identity.ts';
import { commission } from '../../../electron/station/commission.ts';
import { openCommissioned } from '../../../electron/station/commissioned.ts';
import { writeIdentityFile } from '../../../electron/station/identity-view.ts';
import { spelledNames } from '../../../resources/words/spelled.ts';
import { openGate, readStation } from '../../../electron/station/gate.ts';
import { verifySignature } from '../../../electron/keys/ed25519.ts';
import { verifyJournal } from '../../../electron/journal/verify.ts';
import {
  cheapGate,
  commissionPorts,
  makeStation,
  PASSPHRASE,
  secretOf,
  systemClock,
} from '../../fakes/commissioned.ts';
import { realDerivation } from '../../fakes/derivation.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const directories: string[] = [];
const fresh = async (): Promise<string> => {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-station-'));
  directories.push(directory);
  return directory;
};
afterAll(() => Promise.all(directories.map((directory) => rm(directory, { recursive: true }))));

const request = async (fields: object = {}) => ({
  directory: await fresh(),
  role: 'bench' as Role,
  name: 'Bench A',
  mode: 'production' as const,
  passphrase: secretOf(PASSPHRASE),
  ...fields,
});
const now = () => performance.now();

describe('a station is commissioned', () => {
  test('with its role in its signed identity, and opens with its passphrase to the same keys', async () => {
    const wanted = await request();
    const identity = must(await commission(wanted, commissionPorts));
    expect(identity).toMatchObject({ role: 'bench', name: 'Bench A', mode: 'production' });
    expect(must(readIdentity(identity.text, verifySignature))).toEqual(identity);

    const gate = must(
      await openGate({ directory: wanted.directory, derivation: cheapGate(), random: platformRandom, now }),
    );
    expect(gate.identity).toEqual(identity);
    const unlocked = must(await gate.unlock(secretOf(PASSPHRASE)));
    const station = must(await openCommissioned(wanted.directory, unlocked, systemClock));
    expect(station.sealing.recipient).toBe(identity.sealing);
    expect(station.book.self).toEqual(identity);
    await station.close();
    expect([unlocked.secrets.signing.wiped, unlocked.secrets.vault.wiped]).toEqual([true, true]);
    const { firstBad, tail, station: name } = must(await verifyJournal(join(wanted.directory, 'journal.jsonl')));
    expect({ firstBad, tail, name }).toEqual({ firstBad: null, tail: 0, name: 'Bench A' });
  });

  test('fault 52: under a name in any script, which its identity, its journal and its file carry', async () => {
    const wanted = await request({ name: '检验一号' });
    const identity = must(await commission(wanted, commissionPorts));
    expect(spelledNames(identity.name)).toBe('检验一号');
    expect(must(readIdentity(identity.text, verifySignature))).toEqual(identity);
    expect(must(await writeIdentityFile(identity, null, wanted.directory))).toMatch(/bench-[%A-F0-9]+\.identity\.txt$/);
    const { firstBad, station: name } = must(await verifyJournal(join(wanted.directory, 'journal.jsonl')));
    expect([firstBad, name]).toEqual([null, identity.name]);
  });

  test("at scrypt's full cost, N = 2^17, in the file that ships", async () => {
    const wanted = await request();
    const derivation = realDerivation();
    must(await commission(wanted, { ...commissionPorts, derivation }));
    expect(derivation.jobs).toMatchObject([{ N: 131_072, r: 8, p: 1, dkLen: 32 }]);
    const gate = must(await openGate({ directory: wanted.directory, derivation, random: platformRandom, now }));
    expect(must(await gate.unlock(secretOf(PASSPHRASE))).wrong).toBe(0);
    const cheap = must(
      await openGate({ directory: wanted.directory, derivation: cheapGate(), random: platformRandom, now }),
    );
    expect(await cheap.unlock(secretOf(PASSPHRASE))).toMatchObject({ error: { kind: 'wrong-passphrase' } });
  });

  test.each([
    ['bad-name', { name: '../up' }],
    ['bad-name', { name: '' }],
    ['weak-passphrase', { passphrase: secretOf('eleven char') }],
    // fault 52
    ['guessable-passphrase', { passphrase: secretOf('aaaaaaaaaaaa') }],
    ['guessable-passphrase', { passphrase: secretOf('123456789012') }],
    ['guessable-passphrase', { passphrase: secretOf('Qwertyuiopasdfgh') }],
    ['guessable-passphrase', { passphrase: secretOf('abababababababab') }],
    ['weak-passphrase', { passphrase: secretOf('a line\nand another') }],
    ['weak-passphrase', { passphrase: secretOf('mit Umlaut: \xe4\xf6\xfc') }],
  ])('M12, fault 52: not with %s, and leaves nothing', async (kind, fields) => {
    const wanted = await request(fields);
    expect(await commission(wanted, commissionPorts)).toMatchObject({ ok: false, error: { kind } });
    expect(await readdir(wanted.directory)).toEqual([]);
  });

  test('not in a directory with anything in it, least of all a station', async () => {
    const directory = await makeStation('press', 'Press B');
    directories.push(directory);
    const before = await readFile(join(directory, 'station.keys'));
    const again = await commission(await request({ directory }), commissionPorts);
    expect(again).toMatchObject({ ok: false, error: { kind: 'not-empty' } });
    expect(await readFile(join(directory, 'station.keys'))).toEqual(before);
  });
});

describe("the station's file", () => {
  const damagedBy = async (change: (text: string) => string): Promise<string> => {
    const directory = await makeStation('origin', 'Origin A');
    directories.push(directory);
    const path = join(directory, 'station.keys');
    await writeFile(path, change(await readFile(path, 'latin1')), 'latin1');
    const read = await readStation(directory);
    return read.ok ? 'good' : read.error.kind;
  };

  test('as it was is good, and missing is no station', async () => {
    expect(await damagedBy((text) => text)).toBe('good');
    expect(await readStation(await fresh())).toMatchObject({ error: { kind: 'no-station' } });
  });

  test.each([
    ['cut short', (text: string) => text.slice(0, -40)],
    ['emptied', () => ''],
    ['filled with bytes', () => '\xff'.repeat(2000)],
    ['given another role', (text: string) => text.replace('\\"role\\":\\"origin', '\\"role\\":\\"press')],
    ['given another salt', (text: string) => text.replace(/"salt":"../, '"salt":"zz')],
    [
      'given one bit',
      (text: string) => text.replace(/"sealed":"(.)/, (_, c: string) => `"sealed":"${c === '0' ? '1' : '0'}`),
    ],
    ['doubled', (text: string) => text + text],
  ])('%s is damaged, which is not taken for a wrong passphrase', async (_, change) => {
    expect(await damagedBy(change)).toBe('station-damaged');
  });

  test("does not open with another station's sealed keys in it", async () => {
    const [a, b] = await Promise.all([makeStation('origin', 'Origin A'), makeStation('bench', 'Bench A')]);
    directories.push(a, b);
    // Identity and sum of one, keys of the other, as somebody would do it who has understood the format.
    const [own, other] = await Promise.all(
      [a, b].map(async (directory) => JSON.parse(await readFile(join(directory, 'station.keys'), 'latin1'))),
    );
    const { sum: _, ...mixed } = { ...own, passphrase: other.passphrase, sealed: other.sealed };
    const sum = createHash('sha256').update(canonical(mixed)).digest('hex');
    await writeFile(join(a, 'station.keys'), `${canonical({ ...mixed, sum })}\n`);
    const gate = must(await openGate({ directory: a, derivation: cheapGate(), random: platformRandom, now }));
    expect(await gate.unlock(secretOf(PASSPHRASE))).toMatchObject({ error: { kind: 'wrong-passphrase' } });
  });
});

test('a station whose journal is gone does not begin another', async () => {
  const directory = await makeStation('bench', 'Bench A');
  directories.push(directory);
  await rm(join(directory, 'journal.jsonl'));
  const gate = must(await openGate({ directory, derivation: cheapGate(), random: platformRandom, now }));
  const unlocked = must(await gate.unlock(secretOf(PASSPHRASE)));
  const opened = await openCommissioned(directory, unlocked, systemClock);
  expect(opened).toMatchObject({ ok: false, error: { kind: 'journal-missing' } });
  expect(unlocked.secrets.signing.wiped).toBe(true);
});

test('no key and no passphrase is in any file in clear, as bytes, hex or Base64', async () => {
  const wanted = await request();
  // The keys as the generator gives them: signing, sealing, vault.
  const random = steadyRandom('canary');
  const canaries = [0, 1, 2].map(() => Buffer.from(random.bytes(32)));
  must(await commission(wanted, { ...commissionPorts, random: steadyRandom('canary') }));
  const gate = must(
    await openGate({ directory: wanted.directory, derivation: cheapGate(), random: platformRandom, now }),
  );
  await gate.unlock(secretOf(`${PASSPHRASE} not`));
  const secrets = [...canaries, Buffer.from(PASSPHRASE)];
  const forms = secrets.flatMap((secret) => [
    secret.toString('latin1'),
    secret.toString('hex'),
    secret.toString('base64').slice(0, -3),
    secret.subarray(0, 16).toString('latin1'),
  ]);
  const files = await readdir(wanted.directory);
  const contents = await Promise.all(files.map((file) => readFile(join(wanted.directory, file), 'latin1')));
  expect(files).toEqual(expect.arrayContaining(['journal.jsonl', 'station.attempts', 'station.keys']));
  expect(forms.filter((form) => contents.some((content) => content.includes(form)))).toEqual([]);
});
