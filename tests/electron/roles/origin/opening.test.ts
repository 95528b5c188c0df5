import { mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { signed } from '../../../fakes/people.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { discard } from '../../../../core/transfer/transfer.ts';
import { allText, newDirectory, openOrigin, readOut, request, type TestOrigin } from '../../../fakes/origin.ts';

let directory = '';
let origin: TestOrigin;

beforeEach(async () => {
  directory = await newDirectory();
  origin = await openOrigin(directory);
  must(await origin.plan(request({ count: 4 })));
  must(await origin.make('B-1'));
});
afterEach(async () => {
  await origin.close();
  await rm(directory, { recursive: true });
});

async function reopen(): Promise<void> {
  await origin.close();
  origin = await openOrigin(directory);
}

const people = ['Ada', 'Grace'] as const;
const opening = (over: object = {}) => ({
  batch: 'B-1',
  serial: 'TF-000002',
  reason: 'generator audit',
  people,
  ...over,
});
function out(): string {
  const medium = join(directory, 'out');
  mkdirSync(medium, { recursive: true });
  return medium;
}
const kinds = (): readonly string[] => origin.events().map(({ kind }) => kind);
const kindOf = (answer: { readonly ok: boolean; readonly error?: { readonly kind: string } }) =>
  answer.error?.kind ?? 'ok';

describe('a unit that people have opened', () => {
  test('is on record, open as an incident, and in neither transfer, also after a restart', async () => {
    const before = origin.events().length;
    const seen = must(await origin.openUnit(opening()));
    const passphrase = seen.use((bytes) => Buffer.from(bytes).toString('latin1'));
    seen.wipe();
    expect(passphrase).toMatch(/^(?:[0-9A-Z]{4}-){4}[0-9A-Z]{4}$/);
    expect(origin.events().slice(before)).toEqual([
      {
        kind: 'passphrase-opened',
        batch: 'B-1',
        serial: 'TF-000002',
        reason: 'generator audit',
        signatures: signed(people),
      },
      expect.objectContaining({ kind: 'incident', reason: 'passphrase-opened', serial: 'TF-000002' }),
    ]);
    await reopen();
    expect(origin.batches()[0]).toMatchObject({ opened: ['TF-000002'], leaving: false });
    must(await origin.export('B-1', out()));
    const order = await readOut(out(), 'order');
    const vault = await readOut(out(), 'vault');
    const left = ['TF-000001', 'TF-000003', 'TF-000004'];
    expect([order.units, vault.units].map((units) => units.map(({ serial }) => serial))).toEqual([left, left]);
    discard(vault);
    for (const [path, text] of await allText(directory)) expect(text.includes(passphrase), path).toBe(false);
  });

  test('is shown once; and none is opened of what has left, or is not there', async () => {
    must(await origin.openUnit(opening())).wipe();
    expect(kindOf(await origin.openUnit(opening()))).toBe('opened-before');
    const before = kinds().length;
    const refused = [
      opening({ batch: 'B-9' }),
      opening({ serial: 'TF-000009' }),
      opening({ people: ['Ada', ' ada '] }),
      opening({ people: ['Ada', ''] }),
      opening({ reason: 'no' }),
      opening({ reason: 'looks like 7Q2K-M9XV-4HTR-D0WB-3NYE' }),
    ];
    const answers = await refused.reduce<Promise<readonly string[]>>(
      async (all, one) => [...(await all), kindOf(await origin.openUnit(one))],
      Promise.resolve([]),
    );
    expect(answers).toEqual([
      'unknown-batch',
      'unknown-serial',
      'same-person',
      'nobody',
      'no-reason',
      'secret-in-reason',
    ]);
    must(await origin.export('B-1', out()));
    expect(kindOf(await origin.openUnit(opening({ serial: 'TF-000001' })))).toBe('batch-left');
    expect(kinds().slice(before)).toEqual(['batch-leaving', 'batch-exported', 'batch-exported']);
  });

  test('is settled before anything leaves: after a medium that failed, none is opened any more', async () => {
    await origin.close();
    const send = async () =>
      ({ ok: false, error: { area: 'transfer', kind: 'not-delivered', message: 'pulled out' } }) as const;
    origin = await openOrigin(directory, { delivery: { send } });
    expect(kindOf(await origin.export('B-1', out()))).toBe('not-delivered');
    await reopen();
    expect(kindOf(await origin.openUnit(opening()))).toBe('batch-left');
    must(await origin.export('B-1', out()));
    expect((await readOut(out(), 'order')).units).toHaveLength(4);
    expect(origin.events().filter(({ kind }) => kind === 'batch-leaving')).toEqual([
      { kind: 'batch-leaving', batch: 'B-1', count: 4 },
    ]);
  });

  test('leaves an empty batch nothing to send', async () => {
    must(await origin.plan(request({ batch: 'B-2', count: 1 })));
    must(await origin.make('B-2'));
    must(await origin.openUnit(opening({ batch: 'B-2', serial: 'TF-000005' }))).wipe();
    expect(kindOf(await origin.export('B-2', out()))).toBe('nothing-left');
    expect(kinds()).not.toContain('batch-leaving');
  });
});

describe('what is sealed of a batch', () => {
  const keyFile = (): string => join(directory, 'origin', 'B-1.key');

  test('is destroyed when both transfers are written and two people say so; its marks stay', async () => {
    expect(kindOf(await origin.destroy('B-1', people, 'told by voice'))).toBe('not-delivered');
    must(await origin.export('B-1', out()));
    expect(kindOf(await origin.destroy('B-1', ['Ada', 'ADA'], 'told by voice'))).toBe('same-person');
    expect(kindOf(await origin.destroy('B-1', ['Li Wei', '\uff2ci  Wei'], 'told by voice'))).toBe('same-person');
    const key = await readFile(keyFile());
    must(await origin.destroy('B-1', people, 'told by voice'));
    expect(origin.events().slice(-2)).toEqual([
      { kind: 'passphrases-condemned', batch: 'B-1', signatures: signed(people), unreceived: 'told by voice' },
      expect.objectContaining({ kind: 'passphrases-destroyed', batch: 'B-1' }),
    ]);
    for (const [path, text] of await allText(directory))
      expect(text.includes(key.toString('latin1')), path).toBe(false);
    expect(kindOf(await origin.destroy('B-1', people, 'told by voice'))).toBe('batch-destroyed');
    expect(kindOf(await origin.export('B-1', out()))).toBe('batch-destroyed');
    expect(kindOf(await origin.openUnit(opening()))).toBe('batch-destroyed');
    // What was ever made is known again: the next batch reads the marks of the destroyed one.
    await reopen();
    must(await origin.plan(request({ batch: 'B-2', count: 2 })));
    expect(must(await origin.make('B-2'))).toBe('done');
  });

  test('is gone after a restart where a power cut came between the word and the deed', async () => {
    must(await origin.export('B-1', out()));
    await origin.journal.append([
      { kind: 'passphrases-condemned', batch: 'B-1', signatures: signed(people), unreceived: 'told by voice' },
    ]);
    await reopen();
    expect(origin.batches()[0]?.secrets).toBe('destroyed');
    await expect(readFile(keyFile())).rejects.toThrow(/ENOENT/);
    await reopen();
    expect(kinds().filter((kind) => kind === 'passphrases-destroyed')).toHaveLength(1);
  });

  test('of a void batch goes without leaving', async () => {
    await origin.journal.append([{ kind: 'batch-voided', batch: 'B-1', reason: 'cloned machine' }]);
    must(await origin.destroy('B-1', people, 'told by voice'));
    expect(origin.batches()[0]).toMatchObject({ secrets: 'destroyed', voided: 'cloned machine' });
  });
});
