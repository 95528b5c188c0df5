import { mkdirSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeIntermediateCode } from '../../../../core/bip38/layout.ts';
import { must } from '../../../../core/base/result.ts';
import { publicKeyOf } from '../../../fakes/keys.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';
import { allText, newDirectory, openOrigin, readOut, request, type TestOrigin } from '../../../fakes/origin.ts';
import { steadyRandom } from '../../../fakes/streams.ts';
import supplied from '../../../vectors/supplied-codes.json' with { type: 'json' };
import { putJournal } from '../../../fakes/open-journal.ts';
import { openIdentity } from '../../../../electron/journal/identity.ts';

let directory = '';
let origin: TestOrigin;

beforeEach(async () => {
  directory = await newDirectory();
  origin = await openOrigin(directory);
});
afterEach(async () => {
  await origin.close();
  await rm(directory, { recursive: true });
});

/** As a customer would make it, but for the scrypt. */
function codeOf(seed: string, hasLot = false): string {
  const random = steadyRandom(seed);
  return writeIntermediateCode({
    entropy: { bytes: random.bytes(8), hasLot },
    passpoint: publicKeyOf(random.bytes(32), true),
  });
}

const line = (n: number): string => `CUST-${String(n).padStart(4, '0')},${codeOf(`code ${n}`)}`;
const lines = (count: number, from = 1): string[] => Array.from({ length: count }, (_, i) => line(from + i));
const whole = (all: readonly string[]): string => all.map((one) => `${one}\n`).join('');

async function take(content: string, batch = 'C-1') {
  const path = join(directory, 'codes.csv');
  await writeFile(path, content, 'latin1');
  return origin.importCodes(batch, path);
}

const kindOf = async (content: string, batch = 'C-1'): Promise<string> => {
  const taken = await take(content, batch);
  return taken.ok ? 'ok' : taken.error.kind;
};

describe('codes that customers have made', () => {
  test('become an order for Press and a file of their own for Bench', async () => {
    const batch = must(await take(whole(lines(250))));
    expect(batch).toMatchObject({ batch: 'C-1', count: 250, coded: 250, source: { kind: 'supplied' } });
    const out = join(directory, 'out');
    mkdirSync(out);
    const sent = must(await origin.export('C-1', out));
    const order = await readOut(out, 'order');
    const supplied = await readOut(out, 'supplied');
    const units = lines(250).map((one) => ({ serial: one.split(',')[0], code: one.split(',')[1] }));
    expect(order.units).toEqual(units);
    expect(supplied.units).toEqual(units);
    expect(supplied.manifest).toMatchObject({ kind: 'supplied', to: 'Training Bench' });
    // A bench that wants a vault does not take it for one.
    expect(await readTransfer({ kind: 'vault', path: sent[1]?.file ?? '' })).toMatchObject({
      ok: false,
      error: { kind: 'wrong-kind' },
    });
  });

  test('are taken in wholly when the station is closed meanwhile', async () => {
    const path = join(directory, 'codes.csv');
    await writeFile(path, whole(lines(250)), 'latin1');
    const taking = origin.importCodes('C-1', path);
    await origin.close();
    expect(must(await taking)).toMatchObject({ batch: 'C-1', coded: 250 });
    origin = await openOrigin(directory);
    expect(origin.batches()).toMatchObject([{ batch: 'C-1', coded: 250 }]);
  });

  test('lie nowhere in clear, and leave no trace in the journal', async () => {
    must(await take(whole(lines(3))));
    await rm(join(directory, 'codes.csv'));
    const codes = lines(3).map((one) => one.split(',')[1] ?? '');
    for (const content of (await allText(directory)).values()) {
      expect(codes.filter((code) => content.includes(code))).toEqual([]);
    }
  });

  test('are never made into passphrases', async () => {
    must(await take(whole(lines(3))));
    expect(await origin.make('C-1')).toMatchObject({ ok: false, error: { kind: 'supplied-batch' } });
  });

  test.each([
    ['nothing', '', 'bad-codes'],
    ['half a last line', whole(lines(2)).slice(0, -9), 'bad-codes'],
    ['a heading', `serial,code\n${whole(lines(2))}`, 'bad-codes'],
    ['a space within a code', whole(lines(2)).replace('passphrase', 'passphrase '), 'bad-codes'],
    ['a serial of small letters', whole(lines(2)).replace('CUST', 'cust'), 'bad-codes'],
    [
      'a wrong character in a code',
      whole(lines(2)).replace(/(.)\n/, (_, c: string) => `${c === 'z' ? 'y' : 'z'}\n`),
      'bad-codes',
    ],
    ['a code cut short', whole(lines(2)).replace(/.\n/, '\n'), 'bad-codes'],
    ['a third column', whole(lines(2)).replace('\n', ',x\n'), 'bad-codes'],
    ['a line of a megabyte', 'A'.repeat(1 << 20), 'bad-codes'],
    ['a serial twice', `${whole(lines(2))}CUST-0001,${codeOf('other')}\n`, 'serial-taken'],
    ['a code twice', `${whole(lines(2))}CUST-0003,${codeOf('code 1')}\n`, 'code-taken'],
    [
      'an EPK',
      whole(lines(1)) + `CUST-0002,6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX\n`,
      'secret-in-codes',
    ],
    ['a passphrase', `${whole(lines(1))}CUST-0002,7Q2K-M9XV-4HTR-D0WB-3NYE\n`, 'secret-in-codes'],
    ['a passphrase for a serial', `7Q2K-M9XV-4HTR-D0WB-3NYE,${codeOf('x')}\n`, 'secret-in-codes'],
  ])('are refused with %s, and nothing is taken', async (_, content, kind) => {
    expect(await kindOf(content)).toBe(kind);
    expect(origin.batches()).toEqual([]);
    expect(await kindOf(whole(lines(2)))).toBe('ok');
  });

  test.each(supplied.cases)('fault 25: $why', async ({ file, units, sentence }) => {
    const taken = await take(Buffer.from(file, 'base64').toString('latin1'));
    if (units !== null) expect(taken).toMatchObject({ ok: true, value: { count: units } });
    else expect(taken.ok ? '' : taken.error.message).toContain(sentence);
  });

  test.each([
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte order mark', (text: string) => `\xef\xbb\xbf${text}`],
    ['blanks', (text: string) => text.replaceAll(',', ' , ').replaceAll('\n', '\t\n')],
    [
      'all of it',
      (text: string) => `\xef\xbb\xbf"${text.replaceAll(',', '" ,\t"').trim().replaceAll('\n', '"\r\n\r\n"')}"`,
    ],
  ])('fault 25: are the same codes with %s', async (_, dress) => {
    must(await take(whole(lines(3))));
    expect(must(await take(dress(whole(lines(3)))))).toMatchObject({ count: 3, coded: 3 });
  });

  test('fault 26: with an EPK among them are an incident, and nothing of it is kept', async () => {
    const key = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
    expect(await kindOf(`${whole(lines(1))}CUST-0002,"${key}"\n`)).toBe('secret-in-codes');
    await rm(join(directory, 'codes.csv'));
    const all = [...(await allText(directory)).values()].join('\n');
    expect(all).toMatch(/"incident".*"secret-in-codes"|"secret-in-codes".*"incident"/);
    expect(all).not.toContain(key.slice(0, 20));
  });

  test('are told from each other by their owner, with and without a lot', async () => {
    expect(await kindOf(`CUST-0001,${codeOf('same')}\nCUST-0002,${codeOf('same', true)}\n`)).toBe('ok');
  });

  test('and their serials are used once, whoever comes first', async () => {
    const scheme = { prefix: 'CUST-', digits: 4, check: false, order: 'sequential' as const };
    must(await take(whole(lines(3, 10))));
    expect(await kindOf(whole(lines(2, 9)), 'C-2')).toBe('serial-taken');
    expect(await kindOf(`CUST-0001,${codeOf('code 11')}\n`, 'C-2')).toBe('code-taken');
    expect(await origin.plan(request({ scheme, start: 1, count: 10 }))).toMatchObject({
      ok: false,
      error: { kind: 'serials-taken' },
    });
    must(await origin.plan(request({ scheme, start: 1, count: 9 })));
    // Planned is taken, though none of it is made.
    expect(await kindOf(whole(lines(1, 5)), 'C-2')).toBe('serial-taken');
    expect(await kindOf(whole(lines(1, 13)), 'C-2')).toBe('ok');
  });

  test('of a permuted scheme are known as well', async () => {
    const scheme = { prefix: 'P', digits: 6, check: false, order: 'permuted' as const };
    must(await origin.plan(request({ scheme, count: 5 })));
    must(await origin.make('B-1'));
    const out = join(directory, 'out');
    mkdirSync(out);
    must(await origin.export('B-1', out));
    const { units } = await readOut(out, 'order');
    expect(await kindOf(`${units[2]?.serial},${codeOf('x')}\n`)).toBe('serial-taken');
  });

  test('are taken in to the end after a power cut, from the same file alone', async () => {
    must(await take(whole(lines(200))));
    const file = join(directory, 'origin', 'C-1.units');
    const was = await readFile(file, 'latin1');
    await origin.close();
    // As it was when the last group was sealed but not on record.
    const journal = join(directory, 'journal.jsonl');
    const records = (await readFile(journal, 'latin1')).split('\n');
    const last = records.findLastIndex((record) => record.includes('"kind":"units-coded"'));
    const { mac } = must(await openIdentity(join(directory, 'identity.key')));
    await putJournal(directory, `${records.slice(0, last).join('\n')}\n`, mac);
    origin = await openOrigin(directory);
    expect(origin.batches()[0]?.coded).toBe(198);
    expect(await kindOf(whole(lines(199)))).toBe('batch-name-taken');
    expect(await kindOf(whole(lines(200).reverse()))).toBe('batch-name-taken');
    expect(must(await take(whole(lines(200)))).coded).toBe(200);
    const now = await readFile(file, 'latin1');
    const kept = was.split('\n').slice(0, 199).join('\n');
    expect(now.startsWith(kept)).toBe(true);
    expect(now.length).toBe(was.length);
    expect(must(await take(whole(lines(200)))).coded).toBe(200);
  });
});
