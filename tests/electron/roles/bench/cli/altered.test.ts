/** Somebody with a pencil at the files of a Bench: settings of the laser, a product on the shelf. Nothing is etched by them. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chainOf } from '../../../../fakes/outside.ts';
import { commandLine } from '../../../cli/run.ts';

const twofold = commandLine();
const sample = (name: string): string =>
  fileURLToPath(new URL(`../../../../../resources/sample/${name}`, import.meta.url));
const shipped = fileURLToPath(new URL('../../../../../resources/products/real.product.json', import.meta.url));
const cards = readFileSync(sample('sample.cards.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as { readonly serial: string; readonly address: string });

const { batch } = JSON.parse(readFileSync(sample('sample.vault.jsonl'), 'utf8').split('\n')[0] ?? '') as {
  batch: string;
};

const REASON = 'the other laser has another folder';

let home = '';
const at = (...names: readonly string[]): string => join(home, ...names);
const bench = (...args: readonly string[]) => twofold.run(['bench', ...args, '--station', at('bench'), '--json']);

/** What comes of card `n` under the scanner, and of its job. */
async function scanned(n: number): Promise<Readonly<Record<string, unknown>>> {
  const { serial, address } = cards[n - 1] ?? { serial: '', address: '' };
  writeFileSync(at('scans.txt'), `${serial}\n${address}\n`);
  const { said } = await bench('run', '--batch', batch, '--scans', at('scans.txt'));
  return said.find((one) => one['refused'] !== undefined || one['outcome'] !== undefined) ?? {};
}
async function openIncident(): Promise<string> {
  const { said } = await bench('incidents');
  expect(said).toMatchObject([{ reason: 'settings-altered' }]);
  return String(said[0]?.['incident']);
}
const kindOf = ({ answers }: Awaited<ReturnType<typeof bench>>): unknown =>
  (answers.at(-1) as { readonly error?: { readonly kind: string } } | undefined)?.error?.kind;
const events = (kind: string) => chainOf(at('bench', 'journal.jsonl')).filter((event) => event['kind'] === kind);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'twofold-altered-'));
  mkdirSync(at('thief'));
  await twofold.run(['station', 'create', '--training', '--role', 'bench', '--station', at('bench')]);
  const files = ['--vault', sample('sample.vault.jsonl'), '--return', sample('sample.return.jsonl')];
  // Two of its cards are bad, which the check has found.
  expect((await bench('open', ...files)).code).toBe(1);
}, 240_000);
afterAll(() => rmSync(home, { recursive: true }));

test('where jobs go was written into the settings: none goes anywhere until two people have signed', async () => {
  expect(await scanned(1)).toMatchObject({ outcome: 'PASS', job: 'sent' });
  const jobs = readdirSync(at('bench', 'etch'));
  // As a hand with a pencil leaves it: what is not said is as it is where nobody has said anything.
  const pencil = { laser: { format: 'svg', directory: at('thief') } };
  writeFileSync(at('bench', 'settings.json'), JSON.stringify(pencil));
  expect(await scanned(2)).toMatchObject({ refused: 'laser-altered' });
  // It is on record by now: what was set is not new any more, and stops it all the same.
  expect(await scanned(2)).toMatchObject({ refused: 'laser-altered' });
  expect([readdirSync(at('thief')), readdirSync(at('bench', 'etch'))]).toEqual([[], jobs]);

  const incident = await openIncident();
  const one = ['acknowledge', '--incident', incident, '--person', 'Omar Haddad'];
  expect(kindOf(await bench(...one))).toBe('two-go-on');
  const twice = [
    'go-on',
    '--incident',
    incident,
    '--reason',
    REASON,
    '--person',
    'Omar Haddad',
    '--person',
    'omar  haddad',
  ];
  expect((await bench(...twice)).code).not.toBe(0);
  expect(await scanned(2)).toMatchObject({ refused: 'laser-altered' });
  const two = ['go-on', '--incident', incident, '--reason', REASON, '--person', 'Omar Haddad', '--person', 'Li Wei'];
  expect((await bench(...two)).said).toEqual([{ acknowledged: Number(incident), open: 0 }]);
  expect(events('pause-lifted')).toMatchObject([
    { reason: REASON, signatures: [{ name: 'Omar Haddad' }, { name: 'Li Wei' }] },
  ]);
  expect(kindOf(await bench(...two))).toBe('not-open');
  expect(await scanned(2)).toMatchObject({ outcome: 'PASS', job: 'sent' });
  expect(readdirSync(at('thief'))).toHaveLength(1);
}, 240_000);

test('a product that was laid on the shelf stops it likewise, and a supervisor alone does not answer for it', async () => {
  const own = JSON.parse(readFileSync(shipped, 'utf8')) as Readonly<Record<string, unknown>>;
  mkdirSync(at('bench', 'products'), { recursive: true });
  writeFileSync(at('bench', 'products', 'gold.product.json'), JSON.stringify({ ...own, name: 'gold' }));
  expect(await scanned(3)).toMatchObject({ refused: 'laser-altered' });
  const incident = await openIncident();
  expect(kindOf(await bench('acknowledge', '--incident', incident, '--person', 'Li Wei'))).toBe('two-go-on');
  const two = ['go-on', '--incident', incident, '--reason', REASON, '--person', 'Li Wei', '--person', 'Anna Roth'];
  expect((await bench(...two)).code).toBe(0);
  expect(await scanned(3)).toMatchObject({ outcome: 'PASS', job: 'sent' });
}, 240_000);

test('whatever else is an incident, one supervisor answers for', async () => {
  const key = '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg';
  writeFileSync(at('scans.txt'), `${key}\n`);
  await bench('run', '--batch', batch, '--scans', at('scans.txt'));
  const { said } = await bench('incidents');
  const incident = String(said[0]?.['incident']);
  const two = ['go-on', '--incident', incident, '--reason', REASON, '--person', 'Li Wei', '--person', 'Anna Roth'];
  expect(kindOf(await bench(...two))).toBe('not-open');
  expect((await bench('acknowledge', '--incident', incident, '--person', 'Li Wei')).code).toBe(0);
}, 240_000);
