import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeTransfer } from '../../core/transfer/writer.ts';
import { HEADING, orderUnit } from '../fakes/transfers.ts';
import { command, type Took } from './command.ts';
import { atLeast, atMost, type Row, type Table } from './table.ts';

/** What any station may take, whatever the batch. */
const MEMORY = atMost(400);
const PEOPLE = ['--person', 'Ada', '--person', 'Grace'];

/**
 * The round of training from the command line, each station in processes of its own.
 *
 * @param program as {@link command} knows it.
 */
export async function round(program: 'real' | 'light', count: number): Promise<Table[]> {
  const home = mkdtempSync(join(tmpdir(), 'twofold-round-'));
  const at = (...names: readonly string[]): string => join(home, ...names);
  for (const name of ['stick', 'vault-stick', 'medium']) mkdirSync(at(name));
  const onStick = (kind: string, stick = 'stick'): string =>
    at(stick, readdirSync(at(stick)).find((name) => name.startsWith(`${kind}-`)) ?? '');
  const origin = (verb: string, ...args: readonly string[]) =>
    command(program, ['origin', verb, '--station', at('origin'), '--batch', 'R-1', ...args]);
  const press = (verb: string, ...args: readonly string[]) =>
    command(program, ['press', verb, '--station', at('press'), ...args]);
  const bench = (verb: string, station: string, ...args: readonly string[]) =>
    command(program, ['bench', verb, '--station', at(station), ...args]);
  const key = ['--key', at('medium'), '--same-disk'];

  const create = (role: string, name = role) =>
    command(program, ['station', 'create', '--training', '--role', role, '--station', at(name)]);
  for (const role of ['origin', 'press', 'bench']) await create(role);
  if (program !== 'light') await create('bench', 'bench-1');
  const made = await origin('new', '--count', String(count), '--prefix', 'TF-', '--permuted', '--workers', '2');
  const exported = await origin(
    ...(['export', '--transfer', 'order', '--carrier', 'Li Wei', '--out', at('stick')] as const),
  );
  await origin(...(['export', '--transfer', 'vault', '--carrier', 'Ada', '--out', at('vault-stick')] as const));
  const taken = await press('import', '--order', onStick('order'), '--coins', 'BTC,ETH');
  const keyed = await press('make', ...key, '--workers', '2');
  const printed = await press('print', ...key, '--simulate');
  const returned = await press('return', '--counted', String(count), '--to', at('stick'));
  const destroyed = await press('destroy', ...key, '--simulate', ...PEOPLE, '--unreceived', 'measured alone');
  const files = ['--vault', onStick('vault', 'vault-stick'), '--return', onStick('return')];
  const alone = program === 'light' ? null : await bench('open', 'bench-1', ...files, '--workers', '1');
  const opened = await bench('open', 'bench', ...files, '--workers', '2');
  const finished = await finish(program, at, onStick, Math.min(count, 50));
  rmSync(home, { recursive: true });

  const rate = (what: string, took: Took, target?: Row['target']): Row => ({
    ...{ what, value: (count * 1000) / took.milliseconds, unit: '/s' as const },
    note: `${(took.milliseconds / 1000).toFixed(1)} s, ${(took.processor / count).toFixed(1)} ms of a core each`,
    ...(target === undefined ? {} : { target }),
  });
  const memory = (what: string, ...took: readonly Took[]): Row => ({
    ...{ what, value: Math.max(...took.map(({ peak }) => peak)), unit: 'MiB' as const, target: MEMORY },
  });
  const without = program === 'light' ? ', without its heavy scrypt' : '';
  const table: Table = {
    title: `The round of training, ${count.toLocaleString('en')} cards on 2 workers${without}`,
    rows: [
      rate('Origin makes', made),
      rate('Origin exports the order', exported),
      memory('Origin, the most memory', made, exported),
      rate('Press takes the order in', taken),
      rate('Press makes the keys', keyed),
      rate('Press prints and proves, simulated', printed),
      rate('Press returns', returned),
      { what: 'Press destroys', value: destroyed.milliseconds, unit: 'ms' },
      memory('Press, the most memory', taken, keyed, printed, returned, destroyed),
      ...(alone === null ? [] : [rate('Bench takes in and pre-verifies, 1 worker', alone)]),
      rate('Bench takes in and pre-verifies', opened),
      { what: 'Bench, from sticker to box, a card', value: finished.milliseconds / Math.min(count, 50), unit: 'ms' },
      memory('Bench, the most memory', opened, finished),
    ],
  };
  return [table];
}

/** The first cards, one after the other, with a person who answers at once. */
async function finish(
  program: 'real' | 'light',
  at: (...names: readonly string[]) => string,
  onStick: (kind: string) => string,
  count: number,
): Promise<Took> {
  const lines = <T>(kind: string): readonly T[] =>
    readFileSync(onStick(kind), 'latin1')
      .split('\n')
      .slice(1, -1)
      .map((line) => JSON.parse(line) as T);
  const passphrases = new Map(
    lines<{ serial: string; passphrase: string }>('vault').map(({ serial, passphrase }) => [serial, passphrase]),
  );
  const steps = lines<{ serial: string; addresses: { BTC: string } }>('return')
    .slice(0, count)
    .flatMap(({ serial, addresses }): (string | { readonly read: string })[] => {
      const looks = [serial, '! yes', serial, '! yes', serial, '! yes'];
      return [serial, addresses.BTC, serial, '! yes', { read: serial }, ...looks];
    });
  let next = 0;
  return command(
    program,
    ['bench', 'finish', '--station', at('bench'), '--scans', '-', '--person', 'Ada', '--json'],
    (answer) => {
      const step = steps[next++];
      if (step === undefined || typeof step === 'string') return step ?? null;
      const symbols = (passphrases.get(step.read) ?? '').replaceAll('-', '');
      const { positions } = (JSON.parse(answer) as { readonly result: { readonly positions: readonly number[] } })
        .result;
      return `! ${positions.map((position) => symbols[position - 1]).join('')}`;
    },
  );
}

/** Press with an order nobody made: what a large batch takes there. */
export async function largePress(count: number): Promise<Table[]> {
  const home = mkdtempSync(join(tmpdir(), 'twofold-large-'));
  const order = join(home, 'order.jsonl');
  const units = Array.from({ length: count }, (_, i) => orderUnit(i + 1));
  const file = await open(order, 'w');
  for (const line of writeTransfer('order', { ...HEADING, from: 'Training Origin', to: 'Training Press' }, units)) {
    await file.write(line);
  }
  await file.close();
  mkdirSync(join(home, 'medium'));
  const station = ['--station', join(home, 'station')];
  await command('real', ['station', 'create', '--training', '--role', 'press', ...station]);
  const taken = await command('real', ['press', 'import', ...station, '--order', order, '--coins', 'BTC']);
  const made = await command('real', [
    'press',
    'make',
    ...station,
    '--key',
    join(home, 'medium'),
    '--same-disk',
    '--workers',
    '2',
  ]);
  const looked = await command('real', ['press', 'status', ...station]);
  rmSync(home, { recursive: true });
  const rate = (took: Took): number => (count * 1000) / took.milliseconds;
  const row = (what: string, { peak }: Took): Row => ({ what, value: peak, unit: 'MiB', target: MEMORY });
  const table: Table = {
    title: `Press: a batch of ${count.toLocaleString('en')}, its processes whole`,
    rows: [
      { what: 'taken in', value: rate(taken), unit: '/s' },
      { what: 'made on 2 workers', value: rate(made), unit: '/s' },
      {
        ...{ what: 'made, a second of one core', value: (count * 1000) / made.processor, unit: '/s' as const },
        target: atLeast(400),
      },
      row('taking it in, the most memory', taken),
      row('making it on 2 workers, the most memory', made),
      row('opening it again, the most memory', looked),
    ],
  };
  return [table];
}
