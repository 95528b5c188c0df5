/**
 * Invariants 5 and 6: a correct confirmation code does not prove the EPK. One flipped bit anywhere in it passes the
 * bench and can never be opened; Press finds it on the sticker. What both carry in clear must be equal.
 */
import { base58 } from '@scure/base';
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decrypt } from '../../core/bip38/decrypt.ts';
import {
  parseConfirmationCode,
  parseEncryptedKey,
  readConfirmationCode,
  readEncryptedKey,
  writeConfirmationCode,
} from '../../core/bip38/layout.ts';
import { passphraseFromText, type Passphrase } from '../../core/bip38/passphrase.ts';
import { must } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { namePressScan } from '../../core/stations/press/press-code.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../core/sticker/layout.ts';
import { startBench } from '../../electron/roles/bench/station.ts';
import { batchFiles, openParts, scratch } from '../fakes/bench-station.ts';
import { makeCards, type TestCard } from '../fakes/cards.ts';
import { derivation, fakePrinter, textsOf } from '../fakes/press.ts';
import { newSite, openSite, orderFile } from '../fakes/press-station.ts';

/** Bits of the 39 bytes of an EPK's payload, by what they say. */
const CLASSES: readonly (readonly [string, readonly number[]])[] = [
  ['the magic bytes', [0, 9]],
  ['the flag byte: compressed', [2 * 8 + 5]],
  ['the flag byte: lot and sequence', [2 * 8 + 2]],
  ['a reserved bit of the flag byte', [2 * 8 + 0]],
  ['the address hash', [3 * 8, 6 * 8 + 7]],
  ['the owner entropy', [7 * 8, 14 * 8 + 7]],
  ['the first sealed half', [15 * 8, 18 * 8 + 3, 22 * 8 + 7]],
  ['the second sealed half', [23 * 8, 30 * 8 + 4, 38 * 8 + 7]],
];

/** The EPK with one bit another, and a checksum that fits: what no reader can notice by itself. */
function flip(key: string, bit: number): string {
  const payload = base58.decode(key).slice(0, 39);
  payload[bit >> 3] = (payload[bit >> 3] as number) ^ (1 << (bit & 7));
  const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
  return base58.encode(Uint8Array.of(...payload, ...hash(hash(payload)).subarray(0, 4)));
}

const never = new AbortController().signal;

describe('at Press', () => {
  let serial: string;
  let key: string;
  let passphrase: Passphrase;
  let scan: (text: string) => Promise<string>;
  let close: () => Promise<void>;

  beforeAll(async () => {
    const site = newSite();
    const known = await orderFile(site, 2);
    const { station } = await openSite(site);
    const medium = { directory: site.medium, together: true };
    must(await station.take(known.path, ['BTC']));
    must(await station.make('BATCH-7', medium, () => undefined, never));
    const printer = fakePrinter();
    const open = must(await station.open('BATCH-7', { printer, stock: STICKER_STOCK, style: STICKER_STYLE, medium }));
    [serial] = known.order.units.map((unit) => unit.serial as string) as [string];
    passphrase = known.passphrases[0] as Passphrase;
    must(await open.press.print(serial));
    const [layout] = printer.printed;
    if (layout === undefined) throw new Error('nothing was printed');
    const texts = textsOf(layout);
    key = texts.key;
    must(await open.press.scan(namePressScan(texts.address)));
    scan = async (text) => {
      const looked = await open.press.scan(namePressScan(text));
      return looked.ok ? (looked.value.proven ? 'proven' : 'seen') : looked.error.kind;
    };
    close = async () => {
      expect(station.book.unit(serial)?.state).toBe('proven');
      await open.close();
      await station.close();
    };
  });
  afterAll(() => close());

  test.each(CLASSES)('a flipped bit in %s is found, and could never be opened', async (_, bits) => {
    for (const bit of bits) {
      const bad = flip(key, bit);
      expect(bad).not.toBe(key);
      expect(['seen', 'proven']).not.toContain(await scan(bad));
      const parsed = parseEncryptedKey(bad);
      const opened = parsed.ok ? await decrypt(parsed.value, passphrase, derivation) : parsed;
      expect(opened.ok).toBe(false);
    }
  });

  test('a character that was read wrong is found as well', async () => {
    const at = [0, 1, 2, 20, 40, 57];
    const misread = at.map((i) => key.slice(0, i) + (key[i] === 'x' ? 'y' : 'x') + key.slice(i + 1));
    for (const bad of [...misread, key.slice(1), `${key}1`, key.toLowerCase()]) {
      expect(['unreadable', 'secret-refused', 'framed-scan']).toContain(await scan(bad));
    }
  });

  test('the EPK as it was printed is proven', async () => {
    expect(await scan(key)).toBe('proven');
  });
});

describe('at Bench', () => {
  const verified = async (card: TestCard, change: (card: TestCard) => TestCard = (same) => same) => {
    const bench = await startBench(await openParts(await scratch()), null);
    const opened = await bench.open(await batchFiles(await scratch(), [change(card)]));
    if (opened.ok) for (const text of [card.serial, card.address]) await bench.bench.scan(nameScan(text));
    const { verdict } = bench.bench.view();
    await bench.close();
    return opened.ok ? verdict?.outcome : opened.error.kind;
  };

  test('a card whose EPK has a flipped bit passes: the bench does not see it, so Press must', async () => {
    const [card] = (await makeCards(1)) as readonly [TestCard];
    const bad = flip(card.key, 30 * 8);
    const typed = must(passphraseFromText(card.passphrase));
    expect(await decrypt(must(parseEncryptedKey(bad)), typed, derivation)).toMatchObject({ ok: false });
    expect(await verified({ ...card, key: bad })).toBe('PASS');
  });

  test('flag, address hash and owner entropy stand in both codes, and are equal', async () => {
    for (const { key, confirmation } of await makeCards(3)) {
      const epk = readEncryptedKey(must(parseEncryptedKey(key)));
      const code = readConfirmationCode(must(parseConfirmationCode(confirmation)));
      if (!epk.ecMultiplied) throw new Error('no EC multiplication');
      expect([epk.compressed, epk.addressHash, epk.entropy]).toEqual([code.compressed, code.addressHash, code.entropy]);
    }
  });

  const withFields = (change: Partial<ReturnType<typeof readConfirmationCode>>) => (card: TestCard) => {
    const fields = readConfirmationCode(must(parseConfirmationCode(card.confirmation)));
    return { ...card, confirmation: writeConfirmationCode({ ...fields, ...change }) };
  };

  test.each<[string, (card: TestCard) => TestCard]>([
    ['flag byte (not compressed)', withFields({ compressed: false })],
    ['address hash', withFields({ addressHash: Uint8Array.of(1, 2, 3, 4) })],
  ])('a confirmation code with another %s does not even come in', async (_, change) => {
    const [card] = (await makeCards(1)) as readonly [TestCard];
    expect(await verified(card, change)).toBe('wrong-unit');
  });

  test.each<[string, (card: TestCard) => TestCard]>([
    ['owner entropy', withFields({ entropy: { bytes: new Uint8Array(8).fill(9), hasLot: false } })],
    ['sealed point', withFields({ sealedPoint: Uint8Array.of(2, ...new Uint8Array(32).fill(7)) })],
  ])('one with another %s confirms nothing', async (_, change) => {
    const [card] = (await makeCards(1)) as readonly [TestCard];
    expect(await verified(card, change)).toBe('FAIL');
  });
});
