import { mkdirSync } from 'node:fs';
import { appendFile, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readIntermediateCode } from '../../../../core/bip38/layout.ts';
import { readDice } from '../../../../core/random/dice.ts';
import { must } from '../../../../core/base/result.ts';
import { discard } from '../../../../core/transfer/transfer.ts';
import { createSerials } from '../../../../core/card/serial-scheme.ts';
import {
  allText,
  newDirectory,
  openOrigin,
  readOut,
  request,
  tryOrigin,
  type TestOrigin,
} from '../../../fakes/origin.ts';
import { putJournal } from '../../../fakes/open-journal.ts';
import { AbortError } from '../../../../electron/workers/refusals.ts';
import { openIdentity } from '../../../../electron/journal/identity.ts';

let directory = '';
let origin: TestOrigin;
const opened: TestOrigin[] = [];

async function reopen(bend: Parameters<typeof openOrigin>[1] = {}): Promise<TestOrigin> {
  for (const one of opened.splice(0)) await one.close();
  origin = await openOrigin(directory, bend);
  opened.push(origin);
  return origin;
}

beforeEach(async () => {
  directory = await newDirectory();
  await reopen();
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  await rm(directory, { recursive: true });
});

const out = (): string => join(directory, 'out');
const sealedFile = (batch = 'B-1'): string => join(directory, 'origin', `${batch}.units`);
const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

async function makeWhole(over: Parameters<typeof request>[0] = {}): Promise<void> {
  must(await origin.plan(request(over)));
  expect(await origin.make(over.batch ?? 'B-1')).toEqual({ ok: true, value: 'done' });
}

/** What was exported, as text that a test may compare. */
async function exported(batch = 'B-1', to = out()) {
  mkdirSync(to, { recursive: true });
  must(await origin.export(batch, to));
  const order = await readOut(to, 'order');
  const vault = await readOut(to, 'vault');
  const passphrases = vault.units.map(({ passphrase }) => passphrase.use(text));
  const serials = vault.units.map(({ serial }) => serial);
  discard(vault);
  return { order, vault, serials, passphrases, codes: order.units.map(({ code }) => code) };
}

const kinds = (): readonly string[] => origin.events().map(({ kind }) => kind);

/** Workers that answer nothing until they are told to stop. */
const UNDERWAY = {
  size: 2,
  derive: (_: unknown, { signal }: { signal?: AbortSignal } = {}): Promise<Uint8Array<ArrayBuffer>> =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new AbortError()), { once: true })),
  close: async () => undefined,
};

test('whoever plans while the machine is being measured is not told to wait: the measurement is given up', async () => {
  await reopen({ startPool: () => UNDERWAY });
  const first = origin.measure();
  const second = origin.measure();
  expect(must(await first)).toBeNull();
  must(await origin.plan(request()));
  expect(must(await second)).toBeNull();
  expect(kinds()).toContain('batch-planned');
});

describe('a batch', () => {
  test('is planned, made, sealed and sent on', async () => {
    await makeWhole({ count: 12 });
    const { order, vault, serials, passphrases, codes } = await exported();
    expect(serials).toEqual(Array.from({ length: 12 }, (_, i) => `TF-${String(i + 1).padStart(6, '0')}`));
    expect(order.units.map(({ serial }) => serial)).toEqual(serials);
    expect(passphrases.every((one) => /^(?:[0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/.test(one))).toBe(true);
    expect([new Set(passphrases).size, new Set(codes).size]).toEqual([12, 12]);
    expect(order.manifest).toMatchObject({
      from: 'Training Origin',
      to: 'Training Press',
      mode: 'training',
      sequence: 1,
    });
    expect(vault.manifest).toMatchObject({ batch: 'B-1', to: 'Training Bench', count: 12 });
    expect(origin.batches()[0]).toMatchObject({ batch: 'B-1', count: 12, coded: 12, voided: null });
    expect(origin.events().filter(({ kind }) => kind === 'batch-exported')).toMatchObject([
      { transfer: 'order', to: 'Training Press', digest: order.digest },
      { transfer: 'vault', to: 'Training Bench', digest: vault.digest },
    ]);
  });

  test('counts lot and sequence on, over the end of a lot', async () => {
    await makeWhole({ count: 3, lots: { lot: 100_000, sequence: 4094 } });
    const { codes } = await exported();
    const numbers = codes.map((code) => Buffer.from(readIntermediateCode(code).entropy.bytes).readUInt32BE(4));
    expect(numbers.map((number) => [Math.floor(number / 4096), number % 4096])).toEqual([
      [100_000, 4094],
      [100_000, 4095],
      [100_001, 0],
    ]);
  });

  test('has serials in an order nobody else knows, the same after a restart', async () => {
    const scheme = { prefix: 'TF-', digits: 8, check: true, order: 'permuted' as const };
    await makeWhole({ count: 5, scheme });
    const first = await exported();
    await reopen();
    await makeWhole({ batch: 'B-2', count: 5, scheme });
    const second = await exported('B-2', join(directory, 'two'));
    const all = [...first.serials, ...second.serials];
    expect(new Set(all).size).toBe(10);
    // Ten numbers in a row would lie within ten of each other.
    const numbers = all.map((serial) => Number(serial.slice(3, 11)));
    expect(Math.max(...numbers) - Math.min(...numbers)).toBeGreaterThan(1_000_000);
    expect(
      all.every(
        (serial) => serial === createSerials({ ...scheme, order: 'sequential' }, null).at(Number(serial.slice(3, 11))),
      ),
    ).toBe(true);
    expect(second.order.manifest).toMatchObject({ sequence: 2, previous: first.order.digest });
  });

  test('takes dice, and says on record how many bits', async () => {
    must(await origin.plan(request()));
    const dice = must(readDice(new Uint8Array(Buffer.from('123456'.repeat(10)))));
    const signal = new AbortController().signal;
    must(await origin.code({ batch: 'B-1', dice, progress: () => undefined, signal }));
    expect(origin.events().find(({ kind }) => kind === 'coding-started')).toMatchObject({ dice: 155, left: 12 });
    expect(new Set((await exported()).passphrases).size).toBe(12);
  });

  test('is refused, with nothing on record, where it cannot be', async () => {
    await makeWhole({ count: 3, lots: { lot: 7, sequence: 0 } });
    const before = origin.events().length;
    const scheme = request().scheme;
    const refusals: [Parameters<typeof request>[0], string][] = [
      [{ batch: 'B-1' }, 'batch-name-taken'],
      [{ batch: 'b 2' }, 'bad-batch'],
      [{ count: 0, batch: 'B-2' }, 'bad-count'],
      [{ count: 100_001, batch: 'B-2' }, 'bad-count'],
      [{ batch: 'B-2', start: 3 }, 'serials-taken'],
      [{ batch: 'B-2', scheme: { ...scheme, order: 'permuted' } }, 'serials-taken'],
      [{ batch: 'B-2', scheme: { ...scheme, prefix: 'tf' } }, 'bad-scheme'],
      [{ batch: 'B-2', shape: { alphabet: 'legible', groups: 4, size: 4 } }, 'too-few-bits'],
      [{ batch: 'B-2', lots: { lot: 1_048_576, sequence: 0 } }, 'bad-lot'],
      [{ batch: 'B-2', lots: { lot: 1_048_575, sequence: 4090 } }, 'bad-lot'],
      [{ batch: 'B-2', lots: { lot: 7, sequence: 2 } }, 'lot-taken'],
    ];
    for (const [over, kind] of refusals) {
      expect(await origin.plan(request(over))).toMatchObject({ ok: false, error: { kind } });
    }
    expect(origin.events().length).toBe(before);
    must(await origin.plan(request({ batch: 'B-2', lots: { lot: 7, sequence: 3 } })));
    expect(origin.batches()[1]?.source).toMatchObject({ range: { start: 4 } });
  });

  test('is not begun on a disk that could not hold it', async () => {
    await reopen({ room: async () => 5000 });
    const refused = await origin.plan(request());
    expect(refused).toMatchObject({ ok: false, error: { kind: 'disk-full', facts: { free: 5000 } } });
    expect(kinds()).not.toContain('batch-planned');
  });

  test('leaves whole or not at all', async () => {
    must(await origin.plan(request()));
    expect(await origin.export('B-1', out())).toMatchObject({ ok: false, error: { kind: 'unfinished-batch' } });
    expect(await origin.export('B-9', out())).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
    expect(await origin.make('B-9')).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
  });

  test('may leave again, for a medium that was lost', async () => {
    await makeWhole({ count: 2 });
    const first = await exported();
    const second = await exported('B-1', join(directory, 'two'));
    expect(second.passphrases).toEqual(first.passphrases);
    expect(second.vault.manifest).toMatchObject({ sequence: 2, previous: first.vault.digest });
  });

  test('says why a medium does not take it, and nothing is on record', async () => {
    await makeWhole({ count: 2 });
    await writeFile(out(), 'a file in the way');
    expect(await origin.export('B-1', out())).toMatchObject({ ok: false, error: { kind: 'disk' } });
    expect(kinds()).not.toContain('batch-exported');
  });
});

describe('stopped and resumed', () => {
  test('keeps what is made, and makes nothing twice', async () => {
    must(await origin.plan(request({ count: 60 })));
    const abort = new AbortController();
    const ended = await origin.code({
      batch: 'B-1',
      dice: null,
      progress: ({ done }) => void (done >= 20 && abort.abort()),
      signal: abort.signal,
    });
    expect(ended).toEqual({ ok: true, value: 'cancelled' });
    const coded = origin.batches()[0]?.coded ?? 0;
    expect(coded).toBeGreaterThanOrEqual(20);
    expect(coded).toBeLessThan(60);
    expect(origin.events().at(-1)).toMatchObject({ kind: 'coding-stopped', because: 'cancelled', left: 60 - coded });
    const before = await readFile(sealedFile(), 'latin1');
    await reopen();
    must(await origin.make('B-1'));
    expect((await readFile(sealedFile(), 'latin1')).startsWith(before)).toBe(true);
    const { passphrases, serials } = await exported();
    expect([new Set(passphrases).size, new Set(serials).size]).toEqual([60, 60]);
    expect(await origin.make('B-1')).toEqual({ ok: true, value: 'done' });
  });

  test('refuses a second errand meanwhile', async () => {
    must(await origin.plan(request()));
    const making = origin.make('B-1');
    expect(await origin.make('B-1')).toMatchObject({ ok: false, error: { kind: 'busy' } });
    expect(await origin.export('B-1', out())).toMatchObject({ ok: false, error: { kind: 'busy' } });
    must(await making);
  });
});

test('fault 40: a medium that is not there is not made, and nothing is written in its place', async () => {
  await makeWhole();
  const nowhere = join(directory, 'not-mounted');
  const refused = await origin.export('B-1', nowhere);
  expect(refused).toMatchObject({ ok: false, error: { area: 'file', kind: 'disk' } });
  expect(refused.ok ? '' : refused.error.message).toContain('Put its medium in.');
  expect(await readdir(directory)).not.toContain('not-mounted');
});

describe('what is at rest', () => {
  test('holds no passphrase and no code in clear, and neither does the journal', async () => {
    await makeWhole({ count: 8 });
    const { passphrases, codes } = await exported();
    const files = await allText(directory);
    const holders = [...files].filter(([, content]) =>
      [...passphrases, ...codes].some((secret) => {
        const hex = Buffer.from(secret).toString('hex');
        return content.includes(secret) || content.includes(hex) || content.includes(secret.replaceAll('-', ''));
      }),
    );
    expect(holders.map(([path]) => path).sort()).toEqual(
      (await readdir(out())).map((name) => join(out(), name)).sort(),
    );
    for (const name of await readdir(join(directory, 'origin'))) {
      expect((await stat(join(directory, 'origin', name))).mode & 0o077).toBe(0);
    }
  });

  /** Changes one byte at the place where `what` begins. */
  async function flip(path: string, what: RegExp): Promise<void> {
    const content = await readFile(path, 'latin1');
    const at = content.search(what) + 12;
    await writeFile(path, content.slice(0, at) + (content[at] === 'a' ? 'b' : 'a') + content.slice(at + 1), 'latin1');
  }

  test.each([
    ['a changed passphrase', (path: string) => flip(path, /"passphrase":/)],
    ['a changed code', (path: string) => flip(path, /"code":/)],
    ['a missing end', async (path: string) => truncate(path, (await stat(path)).size - 1)],
    ['a missing unit', async (path: string) => truncate(path, (await stat(path)).size - 600)],
    ['a missing file', (path: string) => rm(path)],
    ['a missing key', (path: string) => rm(path.replace('.units', '.key'))],
    ['another batch in its place', async (path: string) => writeFile(path, await readFile(sealedFile('B-2')))],
    [
      'two units that changed places',
      async (path: string) => {
        const [head, a, b, ...rest] = (await readFile(path, 'latin1')).split('\n');
        await writeFile(path, [head, b, a, ...rest].join('\n'), 'latin1');
      },
    ],
  ])('is refused with %s', async (_, damage) => {
    await makeWhole({ count: 4 });
    await makeWhole({ count: 4, batch: 'B-2' });
    must(await origin.plan(request({ batch: 'B-3' })));
    await damage(sealedFile());
    expect(await origin.export('B-1', out())).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    expect(await readdir(directory)).not.toContain('out');
  });

  test('stops the making of anything new while it is damaged', async () => {
    await makeWhole({ count: 4 });
    must(await origin.plan(request({ batch: 'B-3' })));
    await flip(sealedFile(), /"passphraseMark":/);
    expect(await origin.make('B-3')).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    expect(origin.batches()[1]?.coded).toBe(0);
  });

  test('is adopted where a power cut came between disk and record, and its torn end cut', async () => {
    await makeWhole({ count: 4 });
    const whole = await readFile(sealedFile());
    const was = await exported();
    // The journal as it was when two of four units were recorded; the file as it was a moment later.
    await origin.close();
    opened.splice(0);
    const journal = join(directory, 'journal.jsonl');
    const lines = (await readFile(journal, 'latin1')).split('\n');
    const cut = lines.findIndex((line) => line.includes('"kind":"units-coded"') && line.includes('"from":2'));
    const { mac } = must(await openIdentity(join(directory, 'identity.key')));
    await putJournal(directory, lines.slice(0, cut).join('\n') + '\n', mac);
    const third = whole.toString('latin1').split('\n').slice(0, 4).join('\n').length + 1;
    await writeFile(sealedFile(), Buffer.concat([whole.subarray(0, third), whole.subarray(third, third + 100)]));

    await reopen();
    must(await origin.make('B-1'));
    expect(origin.events().find(({ kind }) => kind === 'coding-started')).toMatchObject({ adopted: 0 });
    expect(origin.events().findLast(({ kind }) => kind === 'coding-started')).toMatchObject({
      adopted: 1,
      cut: 100,
      left: 1,
    });
    const now = await exported('B-1', join(directory, 'two'));
    expect(now.passphrases.slice(0, 3)).toEqual(was.passphrases.slice(0, 3));
    expect(now.passphrases[3]).not.toBe(was.passphrases[3]);
    expect(now.serials).toEqual(was.serials);
  });

  test('never adopts what it did not write', async () => {
    await makeWhole({ count: 2, batch: 'B-2' });
    must(await origin.plan(request({ count: 4 })));
    const abort = new AbortController();
    abort.abort();
    must(await origin.make('B-1', abort.signal));
    const [, foreign] = (await readFile(sealedFile('B-2'), 'latin1')).split('\n');
    await appendFile(sealedFile(), `${foreign}\n`);
    must(await origin.make('B-1'));
    expect(origin.events().findLast(({ kind }) => kind === 'coding-started')).toMatchObject({ adopted: 0, left: 4 });
    expect((await exported()).passphrases).toHaveLength(4);
  });
});

describe('the keys of its history', () => {
  test('are never made anew', async () => {
    await makeWhole({ count: 1 });
    await origin.close();
    opened.splice(0);
    const key = join(directory, 'origin', 'origin.key');
    const good = await readFile(key);
    await rm(key);
    expect(await tryOrigin(directory)).toMatchObject({ ok: false, error: { kind: 'origin-keys-missing' } });
    await writeFile(
      key,
      good.map((byte, i) => (i === 40 ? byte ^ 1 : byte)),
    );
    expect(await tryOrigin(directory)).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    await writeFile(key, good);
    await reopen();
    expect((await exported()).serials).toEqual(['TF-000001']);
  });

  test('are refused when they are others than those on record', async () => {
    await makeWhole({ count: 1 });
    const other = await newDirectory();
    await mkdir(join(other, 'origin'));
    await writeFile(join(other, 'training.key'), await readFile(join(directory, 'training.key')), { mode: 0o600 });
    await (await openOrigin(other)).close();
    await writeFile(join(directory, 'origin', 'origin.key'), await readFile(join(other, 'origin', 'origin.key')));
    await rm(other, { recursive: true });
    await origin.close();
    opened.splice(0);
    expect(await tryOrigin(directory)).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
  });
});
