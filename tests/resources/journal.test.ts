/** The verifier for outsiders agrees with ours, on good files and on bad ones, with nothing of ours in it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { CHECKPOINT_EVERY } from '../../core/journal/verify.ts';
import { begun, chain, EVENTS, joined, received, testIdentity, verified, wholeChain } from '../fakes/chain.ts';
import { peopleBegun, testPerson } from '../fakes/signers.ts';

const script = fileURLToPath(new URL('../../resources/journal/verify.py', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'twofold-outsider-'));
afterAll(() => rmSync(directory, { recursive: true }));

function outsider(bytes: Uint8Array) {
  const path = join(directory, 'journal.jsonl');
  writeFileSync(path, bytes);
  const { status, stdout, stderr } = spawnSync('python3', [script, path], { encoding: 'utf8' });
  expect(stderr).toBe('');
  const said = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(stdout)?.[1] ?? '';
  const bad = /^record (\d+):/.exec(said('first bad'))?.[1];
  return { status, bad: bad === undefined ? null : Number(bad), records: Number(said('records')), unsigned: Number(said('unsigned')) };
}

const long = chain().add(begun(), ...Array.from({ length: CHECKPOINT_EVERY - 1 }, (_, i) => received(`C-${i}`))).checkpoint().add(received('C-X'));

test('of whole journals it says what we say', () => {
  for (const whole of [wholeChain(), chain().add(begun(), ...EVENTS), long]) {
    const ours = verified(whole.bytes);
    expect(outsider(whole.bytes)).toEqual({ status: 0, bad: null, records: ours.head.size, unsigned: ours.unsigned });
  }
});

test.each<[string, () => Uint8Array]>([
  ['a letter changed', () => Buffer.from(wholeChain().bytes.toString().replace('C-001', 'C-009'))],
  ['a record left out', () => joined(wholeChain().lines.filter((_, i) => i !== 3))],
  ['two records exchanged', () => { const [a, b, c, ...rest] = wholeChain().lines as [Buffer, Buffer, Buffer]; return joined([a, c, b, ...rest]); }],
  ['a false signature', () => chain(testIdentity()).add(begun(), received('C-1')).checkpoint().bytes],
  ['a checkpoint left out', () => chain().add(begun(), ...Array.from({ length: CHECKPOINT_EVERY }, (_, i) => received(`C-${i}`))).bytes],
  ['another beginning', () => joined(wholeChain().lines.slice(1))],
  ['a blank in a line', () => Buffer.from(wholeChain().bytes.toString().replace('"kind":"unit-checked"', '"kind": "unit-checked"'))],
  ['a field more', () => Buffer.from(wholeChain().bytes.toString().replace('"seq":2}', '"seq":2,"x":1}'))],
  ['no journal', () => Buffer.from('Dear diary\n')],
])('%s is bad to both', (_, spoil) => {
  const bytes = spoil();
  const ours = verified(bytes);
  expect(ours.firstBad).not.toBeNull();
  const theirs = outsider(bytes);
  expect(theirs.status).toBe(1);
  // Ours looks one record further before it says which of two that do not fit together was changed.
  expect([ours.firstBad?.seq, (ours.firstBad?.seq ?? 0) + 1]).toContain(theirs.bad);
});

test('it fits under a hundred lines, so that an auditor reads it all', () => {
  expect(readFileSync(script, 'utf8').split('\n').filter((line) => line.trim() !== '').length).toBeLessThan(100);
});

/** What the few lines for outsiders say of one record: true or false, and whose. */
function whoSigned(bytes: Uint8Array, seq: number): { readonly status: number | null; readonly said: readonly string[] } {
  const path = join(directory, 'signed.jsonl');
  writeFileSync(path, bytes);
  const ours = fileURLToPath(new URL('../../resources/journal/signed.sh', import.meta.url));
  const { status, stdout, stderr } = spawnSync('sh', [ours, path, String(seq)], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return { status, said: stdout.split('\n').filter((line) => line !== '').map((line) => line.replace(/ [0-9a-f]{16} /, ' ')) };
}

test('of what people have signed, sed and openssl say whose signatures hold', () => {
  const [ada, bela] = [testPerson('Ada', 'supervisor', 1), testPerson('Bela "B" 王', 'supervisor', 2)];
  const acknowledged = { kind: 'incident-acknowledged', incident: 1, by: { name: 'Bela "B" 王' } } as const;
  const signed = chain()
    .add(begun())
    .attested({ by: null, signers: [ada, bela] }, peopleBegun(ada, bela))
    .attested({ by: ada.person, signers: [bela] }, acknowledged);
  expect(verified(signed.bytes).firstBad).toBeNull();
  expect(outsider(signed.bytes).bad).toBeNull();
  expect(whoSigned(signed.bytes, 1)).toEqual({ status: 0, said: ['true "Ada"', 'true "Bela \\"B\\" 王"'] });
  expect(whoSigned(signed.bytes, 2)).toEqual({ status: 0, said: ['true "Bela \\"B\\" 王"'] });
  expect(whoSigned(signed.bytes, 0)).toEqual({ status: 0, said: [] });
  const other = Buffer.from(signed.bytes.toString('utf8').replace('"incident":1', '"incident":2'));
  expect(whoSigned(other, 2)).toEqual({ status: 1, said: ['false "Bela \\"B\\" 王"'] });
});
