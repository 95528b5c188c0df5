import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { confirm } from '../../core/bip38/confirm.ts';
import { passphraseFromBytes } from '../../core/bip38/passphrase.ts';
import type { KeyDerivation } from '../../core/base/ports.ts';
import { must } from '../../core/base/result.ts';
import { nameScan } from '../../core/stations/bench/card-code.ts';
import { createScrypt } from '../../core/scrypt/scrypt.ts';
import { depositAddress } from '../../core/coins/deposit.ts';
import { isCard, matchUnits, type MatchedCard } from '../../core/transfer/match.ts';
import { POSTER } from '../../electron/devices/poster.ts';
import { readTransfer } from '../../electron/courier/transfer-files.ts';
import { holdsEncryptedKey } from '../fakes/canary.ts';

const directory = fileURLToPath(new URL('../../resources/sample/', import.meta.url));
const textOf = (name: string): string => readFileSync(`${directory}${name}`, 'utf8');

interface Card {
  readonly serial: string;
  readonly address: string;
  readonly sticker: string;
  readonly note: string;
  readonly expect: string;
}
const cards = textOf('sample.cards.jsonl')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Card);

let units: readonly MatchedCard[];
let derivation: KeyDerivation;

beforeAll(async () => {
  const vault = must(await readTransfer({ kind: 'vault', path: `${directory}sample.vault.jsonl` }));
  const returned = must(await readTransfer({ kind: 'return', path: `${directory}sample.return.jsonl` }));
  units = must(matchUnits(vault, returned)).filter(isCard);
  const scrypt = await createScrypt();
  derivation = { derive: async (job) => scrypt.derive(job) };
});

test('fault 35: the sample order is one of training, for Press, and its codes are used nowhere else', async () => {
  const { manifest, units: ordered } = must(
    await readTransfer({ kind: 'order', path: `${directory}sample.order.jsonl` }),
  );
  expect(manifest).toMatchObject({ mode: 'training', to: 'Training Press', count: 12 });
  expect(new Set(ordered.map(({ code }) => code)).size).toBe(12);
});

describe('the sample batch', () => {
  test('is one batch of eighteen, and the tray holds its cards', () => {
    expect(units).toHaveLength(18);
    expect(cards.map(({ serial }) => serial)).toEqual(units.map(({ serial }) => serial));
  });

  test('ends as the tray says: eight good, four bad, and six to which something happens', async () => {
    const ends = cards.map(({ expect: end }) => end);
    const good = Array<string>(8).fill('PASS');
    const bad = ['passphrase-mismatch', 'other-card-sticker', 'sticker-elsewhere', 'secret-scanned'];
    expect(ends).toEqual([...good, ...bad, 'PASS', 'PASS', 'lost', 'burnt', 'passphrase-mismatch', 'PASS']);
    for (const [i, unit] of units.entries()) {
      using passphrase = must(unit.passphrase.use(passphraseFromBytes));
      const confirmed = await confirm(unit.confirmation, passphrase, derivation);
      const key = confirmed.ok ? Buffer.from(confirmed.value.publicKey).toString('hex') : null;
      expect(key).toBe(ends[i] === 'passphrase-mismatch' ? null : unit.publicKey);
    }
  });

  test('has every sticker on its card but two, which are on each other\u2019s', () => {
    const own = new Map(units.map((unit) => [depositAddress(unit), unit.serial]));
    const swapped = cards.filter(({ serial, address }) => own.get(address) !== serial);
    expect(swapped.map(({ serial, address }) => [serial, own.get(address)])).toEqual([
      ['TRAIN-0010', 'TRAIN-0011'],
      ['TRAIN-0011', 'TRAIN-0010'],
    ]);
  });

  test('its scans are each card\u2019s serial and sticker, a hand that slips, a poster, and one EPK that the world knows', () => {
    const scans = textOf('sample.scans.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const second = ({ serial, address, expect: end }: Card): readonly string[] => {
      if (end === 'secret-scanned') return ['6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg'];
      // A mismatch is read a second time before it condemns anybody.
      if (serial === 'TRAIN-0010') return [address, address];
      if (serial === 'TRAIN-0013') return [cards.find((card) => card.serial === 'TRAIN-0014')?.address ?? '', address];
      return serial === 'TRAIN-0014' ? [POSTER, address] : [address];
    };
    // The exposed key comes last: the line stands until somebody has signed for it.
    const last = cards.filter(({ expect: end }) => end === 'secret-scanned');
    const codes = [...cards.filter((card) => !last.includes(card)), ...last].flatMap((card) => [
      // Whose sticker is not its own says who it is by the verdict label of some other day.
      card.sticker === card.serial ? card.serial : `TF1 ${card.serial} PASS 1 00000000`,
      ...second(card),
    ]);
    expect(scans).toEqual(codes);
    const named = scans.map((scan) => nameScan(scan).what);
    const many = (what: string): number => named.filter((one) => one === what).length;
    expect(['serial', 'address', 'secret', 'unreadable'].map(many)).toEqual([18, 19, 1, 1]);
  });

  test('no EPK of its own is in the folder', () => {
    const files = readdirSync(directory).filter((name) => name !== 'sample.scans.txt');
    expect(files.filter((name) => holdsEncryptedKey(textOf(name)))).toEqual([]);
  });
});
