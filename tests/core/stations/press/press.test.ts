/** The printer's table: invariants 5 and 6, swapped, damaged and unknown stickers, reprints, and what is refused by type. */
import { beforeEach, describe, expect, test } from 'vitest';
import { decrypt } from '../../../../core/bip38/decrypt.ts';
import { generateFrom } from '../../../../core/bip38/generate.ts';
import type { EncryptedKey } from '../../../../core/bip38/layout.ts';
import { parseEncryptedKey, readEncryptedKey, writeEncryptedKey } from '../../../../core/bip38/layout.ts';
import type { Passphrase } from '../../../../core/bip38/passphrase.ts';
import { addressesOf, addressInLink } from '../../../../core/coins/coins.ts';
import { must, ok } from '../../../../core/base/result.ts';
import { namePressScan } from '../../../../core/stations/press/press-code.ts';
import { makeKeys } from '../../../../core/stations/press/keying.ts';
import { createQueue } from '../../../../core/work/queue.ts';
import { balance, giveReturn } from '../../../../core/stations/press/closing.ts';
import { interrupted, type Press } from '../../../../core/stations/press/press.ts';
import {
  derivation,
  fakePrinter,
  knownOrder,
  memoryJournal,
  memorySeeds,
  plainMaker,
  pressOver,
  PowerCut,
  takeInto,
  textsOf,
  type FakePrinter,
  type MemoryJournal,
} from '../../../fakes/press.ts';
import { platformRandom } from '../../../fakes/streams.ts';
import { STICKER_STYLE } from '../../../../core/sticker/layout.ts';
import { returnUnit } from '../../../fakes/transfers.ts';

const known = await knownOrder(3);
const never = { aborted: false, addEventListener: () => undefined, removeEventListener: () => undefined };
const seeds = memorySeeds();
const keyed = memoryJournal();
const taken = await takeInto(keyed, known.order);
const still = {
  ...{ ticks: () => 0, progress: () => undefined, inLine: createQueue() },
  ...{ random: platformRandom, maker: plainMaker },
};
must(await makeKeys(taken, { journal: keyed, book: keyed.book, codes: known.codes, seeds, ...still }, never));

let journal: MemoryJournal;
let printer: FakePrinter;
let press: Press;
const [A = '', B = '', C = ''] = known.order.units.map(({ serial }): string => serial);

function restart(events = keyed.events): void {
  journal = memoryJournal(events);
  printer = fakePrinter();
  press = pressOver(journal, taken, known.codes, seeds, printer);
}
beforeEach(() => restart());

const scan = (text: string) => press.scan(namePressScan(text));
const last = () => textsOf(printer.printed.at(-1) as (typeof printer.printed)[number]);
const state = (serial: string) => journal.book.unit(serial)?.state;
const recorded = (from = keyed.events.length) => journal.events.slice(from).map(({ kind }) => kind);

async function printed(serial: string) {
  must(await press.print(serial));
  return last();
}

async function proven(serial: string): Promise<{ key: string; address: string }> {
  const texts = await printed(serial);
  must(await scan(texts.address));
  expect(must(await scan(texts.key))).toMatchObject({ proven: true });
  return texts;
}

test('print, scan both layers back in any order, proven; and the passphrase opens what was printed', async () => {
  const texts = await printed(A);
  expect(must(await scan(texts.key))).toEqual({ serial: A, upper: false, lower: true, half: null, proven: false });
  expect(state(A)).toBe('printed');
  expect(must(await scan(texts.address))).toEqual({ serial: A, upper: true, lower: true, half: null, proven: true });
  expect(state(A)).toBe('proven');
  expect(recorded()).toEqual(['sticker-intended', 'sticker-printed', 'unit-proven']);
  const opened = must(
    await decrypt(must(parseEncryptedKey(texts.key)), known.passphrases[0] as Passphrase, derivation),
  );
  expect(must(addressesOf(opened.publicKey)).BTC).toBe(addressInLink(texts.address));
});

test('the intent to print is on record before a byte leaves', async () => {
  const before: string[] = [];
  const { print } = printer;
  printer = Object.assign(printer, {
    print: (layout: Parameters<typeof print>[0]) => {
      before.push(...recorded());
      return print(layout);
    },
  });
  await press.print(A);
  expect(before).toEqual(['sticker-intended']);
});

test('invariant 5: an EPK with one flipped bit reads well and is never proven', async () => {
  const { key, address } = await printed(A);
  must(await scan(address));
  const fields = readEncryptedKey(key as EncryptedKey);
  if (!fields.ecMultiplied) throw new Error('not an EPK of a code');
  for (const [part, at] of [
    ['part1', 0],
    ['part1', 7],
    ['part2', 3],
    ['part2', 15],
  ] as const) {
    const bytes = fields[part].slice();
    bytes[at] = (bytes[at] as number) ^ 0x10;
    const bent = writeEncryptedKey({ ...fields, [part]: bytes });
    expect(await scan(bent)).toMatchObject({ ok: false, error: { kind: 'damaged-key' } });
  }
  expect(state(A)).toBe('printed');
  expect(JSON.stringify(journal.events)).not.toContain(key);
});

test('invariant 6: flag, address hash or owner entropy that differ from the confirmation code are never proven', async () => {
  const { key, address } = await printed(A);
  must(await scan(address));
  const fields = readEncryptedKey(key as EncryptedKey);
  if (!fields.ecMultiplied) throw new Error('not an EPK of a code');
  const hash = fields.addressHash.slice();
  hash[0] = (hash[0] as number) ^ 1;
  const lotted = { ...fields.entropy, hasLot: true };
  const owner = fields.entropy.bytes.slice();
  owner[7] = (owner[7] as number) ^ 1;
  const refusals = [
    await scan(writeEncryptedKey({ ...fields, compressed: false })),
    await scan(writeEncryptedKey({ ...fields, addressHash: hash })),
    await scan(writeEncryptedKey({ ...fields, entropy: lotted })),
    await scan(writeEncryptedKey({ ...fields, entropy: { bytes: owner, hasLot: false } })),
  ];
  expect(refusals.map((one) => (one.ok ? 'taken' : one.error.kind))).toEqual([
    'damaged-key',
    'damaged-key',
    'key-mismatch',
    'unknown-key',
  ]);
  expect(state(A)).toBe('printed');
});

test('another good EPK of the same code is not the one on record', async () => {
  const { address } = await printed(A);
  must(await scan(address));
  const second = await generateFrom(known.codes.code(A), true, new Uint8Array(24).fill(9), derivation);
  expect(await scan(second.key)).toMatchObject({ ok: false, error: { kind: 'key-mismatch' } });
  expect(state(A)).toBe('printed');
});

test('layers of two units: each its sentence, nothing is proven', async () => {
  const other = await proven(B);
  await printed(A);
  expect(await scan(other.address)).toMatchObject({ error: { kind: 'other-unit-address', facts: { other: B } } });
  expect(await scan(other.key)).toMatchObject({ error: { kind: 'other-unit-key', facts: { other: B } } });
  expect(state(A)).toBe('printed');
  const refused = journal.events.filter((event) => event.kind === 'scan-refused');
  expect(refused).toMatchObject([
    { serial: A, reason: 'other-unit-address', what: `address of ${B}` },
    { serial: A, reason: 'other-unit-key', what: `key of ${B}` },
  ]);
});

/** The same text, but for its last letter. */
const otherEnd = (text: string): string => `${text.slice(0, -1)}${text.endsWith('1') ? '2' : '1'}`;

test.each<readonly [string, () => string, string]>([
  ['an address of nobody', () => returnUnit(99).addresses.BTC ?? '', 'unknown-address'],
  ['an EPK of no code', () => '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg', 'not-ours'],
  ['an EPK with a wrong letter', () => otherEnd(last().key), 'unreadable'],
  ['a serial number', () => 'CARD-0001', 'not-a-sticker'],
  ['an intermediate code', () => known.codes.code(A), 'not-a-sticker'],
  ['nothing that is known', () => '#!?', 'unreadable'],
])('%s is refused, with nothing of it on record', async (_, text, kind) => {
  await printed(A);
  const said = text();
  expect(await scan(said)).toMatchObject({ ok: false, error: { kind } });
  expect(state(A)).toBe('printed');
  if (said !== 'CARD-0001') expect(JSON.stringify(journal.events.slice(keyed.events.length))).not.toContain(said);
});

test.each([
  ['a passphrase', '7Q2K-M9XV-4HTR-D0WB-3NYE'],
  ['a private key', '5KYZdUEo39z3FPrtuX2QbbwGnNP5zTd7yyr2SC1j299sBCnWjss'],
  ['what may be a secret', '7q2k-m9xv-4htr-d0wb-3nye'],
])('%s has no business at Press: an incident, and not a word of it is kept', async (what, secret) => {
  await printed(A);
  expect(await scan(secret)).toMatchObject({ error: { kind: 'secret-refused' } });
  expect(journal.events.at(-1)).toMatchObject({ kind: 'incident', reason: 'secret-refused', serial: A });
  expect(journal.events.at(-1)).toMatchObject({ detail: expect.stringContaining(what) as string });
  expect(JSON.stringify(journal.events)).not.toContain(secret);
  expect(await press.spoil(A, `smudged ${secret}`, 'Ann')).toMatchObject({ error: { kind: 'secret-refused' } });
});

test('the next is not printed before the last is proven or spoilt', async () => {
  await printed(A);
  expect(await press.print(B)).toMatchObject({ error: { kind: 'finish-first', facts: { serial: A } } });
  expect(await press.print(A)).toMatchObject({ error: { kind: 'not-now' } });
  expect(printer.printed).toHaveLength(1);
});

test('a printer that is not ready leaves no record; one that takes nothing leaves one that says so', async () => {
  const trouble = { area: 'printer', kind: 'paper-out', message: 'The printer is out of labels.' };
  Object.assign(printer, { trouble });
  expect(await press.print(A)).toEqual({ ok: false, error: trouble });
  expect(recorded()).toEqual([]);
  Object.assign(printer, { trouble: null, next: 'unsent' });
  expect(await press.print(A)).toMatchObject({ error: { kind: 'unsent' } });
  expect(recorded()).toEqual(['sticker-intended', 'sticker-unsent']);
  expect(state(A)).toBe('keyed');
  await proven(A);
  expect(journal.book.stickers('BATCH-7')).toEqual({ printed: 1, proven: 1, destroyed: 0 });
});

test('ribbon out or a reset in the middle of a label: in doubt, proven by scanning, never printed again by itself', async () => {
  printer.next = 'void';
  expect(await press.print(A)).toMatchObject({ error: { kind: 'void' } });
  expect(state(A)).toBe('in-doubt');
  expect(await press.print(A)).toMatchObject({ error: { kind: 'not-now' } });
  const { key, address } = last();
  must(await scan(key));
  expect(must(await scan(address))).toMatchObject({ proven: true });
});

test('in doubt and never out: two different people say so, and it counts for nothing', async () => {
  printer.next = 'void';
  await press.print(A);
  expect(await press.absent(A, ['Ann', ' ann'])).toMatchObject({ error: { kind: 'same-person' } });
  expect(await press.absent(A, ['Li Wei', 'Li  Wei'])).toMatchObject({ error: { kind: 'same-person' } });
  expect(await press.absent(A, ['Ann', ''])).toMatchObject({ error: { kind: 'nobody' } });
  must(await press.absent(A, ['Ann', 'Bob']));
  expect(state(A)).toBe('keyed');
  expect(journal.book.stickers('BATCH-7')).toEqual({ printed: 0, proven: 0, destroyed: 0 });
});

test('a reprint needs a reason, a supervisor and the destruction of the spoilt one; it is the same key again', async () => {
  const first = await proven(A);
  expect(await press.spoil(A, '', 'Ann')).toMatchObject({ error: { kind: 'no-reason' } });
  expect(await press.spoil(A, 'torn', ' ')).toMatchObject({ error: { kind: 'nobody' } });
  must(await press.spoil(A, 'torn', 'Ann'));
  expect(state(A)).toBe('spoilt');
  expect(await press.print(A)).toMatchObject({ error: { kind: 'not-now' } });
  must(await press.destroyed(A, 'Bob'));
  expect(await proven(A)).toEqual(first);
  expect(journal.book.stickers('BATCH-7')).toEqual({ printed: 2, proven: 1, destroyed: 1 });
  expect(new Set(printer.printed.map(({ lower }) => JSON.stringify(lower))).size).toBe(2);
});

test('invariant 8: a batch balances only when every sticker that came out is good or destroyed', async () => {
  const check = () => {
    const balanced = balance(taken, journal.book);
    return balanced.ok ? 'balanced' : balanced.error.kind;
  };
  await proven(A);
  await proven(B);
  expect(check()).toBe('unfinished');
  await printed(C);
  expect(check()).toBe('unfinished');
  expect(await press.withdraw(C, 'lost', 'Ann')).toMatchObject({ error: { kind: 'not-now' } });
  must(await press.spoil(C, 'lost its upper layer', 'Ann'));
  expect(check()).toBe('unfinished');
  must(await press.destroyed(C, 'Bob'));
  must(await press.withdraw(C, 'printer broken', 'Ann'));
  expect(check()).toBe('balanced');
  expect(journal.book.stickers('BATCH-7')).toEqual({ printed: 3, proven: 2, destroyed: 1 });
});

test('what does not follow from the sealed seed any more is not printed', async () => {
  const spoilt = memorySeeds();
  for (const [serial] of seeds.all) spoilt.all.set(serial, '07'.repeat(24));
  press = pressOver(journal, taken, known.codes, spoilt, printer);
  expect(await press.print(A)).toMatchObject({ error: { kind: 'key-differs' } });
  expect(printer.printed).toEqual([]);
  expect(journal.events.at(-1)).toMatchObject({ kind: 'incident', reason: 'key-differs' });
});

test.each([
  ['before the intent', 0, 'before', 'keyed', 0],
  ['after the intent', 0, 'after', 'in-doubt', 0],
  ['before the record that it is out', 1, 'before', 'in-doubt', 1],
  ['after the record that it is out', 1, 'after', 'printed', 1],
] as const)('a power cut %s', async (_, group, when, expected, out) => {
  journal.cut(group, when);
  await expect(press.print(A)).rejects.toThrow(PowerCut);
  expect(printer.printed).toHaveLength(out);
  restart(journal.events);
  await journal.append(interrupted('BATCH-7', journal));
  expect(state(A)).toBe(expected);
  const next = await press.print(B);
  expect(next.ok ? 'printed' : next.error.kind).toBe(expected === 'keyed' ? 'printed' : 'finish-first');
});

test.each(['link', 'two', 'address'] as const)(
  'a sticker that says its serial by %s is proven by all it says',
  async (serialIn) => {
    press = pressOver(journal, taken, known.codes, seeds, printer, { ...STICKER_STYLE, serialIn });
    must(await press.print(A));
    const layout = printer.printed.at(-1) as (typeof printer.printed)[number];
    const [first = '', second] = layout.upper.flatMap((part) => (part.kind === 'code' ? [part.text] : []));
    const address = journal.book.unit(A)?.keyed?.address ?? '';
    expect([first, second]).toEqual(
      serialIn === 'link'
        ? [`bitcoin:${address}?label=${A}`, undefined]
        : [address, serialIn === 'two' ? A : undefined],
    );
    must(await scan(textsOf(layout).key));
    if (serialIn === 'link') {
      // Neither the address from a record nor a link that names another card is this sticker.
      expect(await scan(address)).toMatchObject({ error: { kind: 'not-a-sticker' } });
      expect(await scan(`bitcoin:${address}?label=${B}`)).toMatchObject({ error: { kind: 'other-unit-address' } });
    } else if (serialIn === 'two') {
      expect(must(await scan(A))).toMatchObject({ upper: false, half: 'serial', proven: false });
      expect(await scan(B)).toMatchObject({ error: { kind: 'other-unit-address' } });
    } else {
      expect(await scan(A)).toMatchObject({ error: { kind: 'not-a-sticker' } });
    }
    expect(must(await scan(first))).toMatchObject({ upper: true, lower: true, proven: true });
  },
);

describe('laying the layers on their cards', () => {
  const all = async () => {
    const texts: { key: string; address: string }[] = [];
    for (const serial of [A, B, C]) texts.push(await proven(serial));
    return texts as [
      { key: string; address: string },
      { key: string; address: string },
      { key: string; address: string },
    ];
  };

  test('is counted by a scan of the upper layer, once a card, when all are proven', async () => {
    const first = await proven(A);
    // While others wait to be printed a second scan of a proven one lays nothing on a card.
    expect(await scan(first.address)).toMatchObject({ error: { kind: 'already-proven' } });
    const [, second] = [await proven(B), await proven(C)];
    expect(must(await scan(first.address))).toMatchObject({ serial: A, applied: true, proven: false });
    expect(state(A)).toBe('applied');
    expect(await scan(first.address)).toMatchObject({ error: { kind: 'already-applied', facts: { serial: A } } });
    expect(await scan(second.key)).toMatchObject({ error: { kind: 'already-proven' } });
    expect([journal.book.applied('BATCH-7'), journal.book.stickers('BATCH-7').proven]).toEqual([1, 3]);
    expect(recorded().filter((kind) => kind === 'sticker-applied')).toHaveLength(1);
  });

  test("takes no link that says another card's serial", async () => {
    const [first] = await all();
    const other = first.address.replace(A, B);
    expect(other).not.toBe(first.address);
    expect(await scan(other)).toMatchObject({ ok: false });
    expect(journal.book.applied('BATCH-7')).toBe(0);
  });

  test('is done for all before the return leaves, or for none', async () => {
    const texts = await all();
    const batch = journal.book.batch('BATCH-7') ?? taken;
    const give = async () => ok({ file: 'f', to: 'Bench', sequence: 1, digest: 'ab'.repeat(32) });
    const returning = () => giveReturn(batch, 3, give, { journal, book: journal.book }, async () => undefined, true);
    must(await scan(texts[0].address));
    expect(await returning()).toMatchObject({ error: { kind: 'half-applied', facts: { applied: 1, proven: 2 } } });
    for (const { address } of texts.slice(1)) must(await scan(address));
    must(await returning());
    expect([A, B, C].map(state)).toEqual(['returned', 'returned', 'returned']);
    expect(journal.book.applied('BATCH-7')).toBe(3);
  });

  test('one that is spoilt on its card is not counted any more', async () => {
    const texts = await all();
    for (const { address } of texts) must(await scan(address));
    must(await press.spoil(B, 'creased', 'Ada'));
    expect(journal.book.applied('BATCH-7')).toBe(2);
    expect(state(B)).toBe('spoilt');
  });
});
