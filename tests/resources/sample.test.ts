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

describe('the sample batch', () => {
  test('is one batch of twelve, and the tray holds its cards', () => {
    expect(units).toHaveLength(12);
    expect(cards.map(({ serial }) => serial)).toEqual(units.map(({ serial }) => serial));
  });

  test('ends as the tray says: eight good, one wrong passphrase, two swapped, one exposed', async () => {
    const ends = cards.map(({ expect: end }) => end);
    const good = Array<string>(8).fill('PASS');
    expect(ends).toEqual([...good, 'passphrase-mismatch', 'other-card-sticker', 'sticker-elsewhere', 'secret-scanned']);
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

  test('its scans are each card\u2019s serial and sticker, and one EPK that the world knows', () => {
    const scans = textOf('sample.scans.txt')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'));
    const codes = cards.flatMap(({ serial, sticker, address, expect: end }) => [
      // Whose sticker is not its own says who it is by the verdict label of some other day.
      sticker === serial ? serial : `TF1 ${serial} PASS 1 00000000`,
      end === 'secret-scanned' ? '6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGg' : address,
      // A mismatch is read a second time before it condemns anybody.
      ...(serial === 'TRAIN-0010' ? [address] : []),
    ]);
    expect(scans).toEqual(codes);
    expect(scans.map((scan) => nameScan(scan).what)).toEqual([
      ...Array<string[]>(10).fill(['serial', 'address']).flat(),
      'address',
      'serial',
      'address',
      'serial',
      'secret',
    ]);
  });

  test('no EPK of its own is in the folder', () => {
    const files = readdirSync(directory).filter((name) => name !== 'sample.scans.txt');
    expect(files.filter((name) => holdsEncryptedKey(textOf(name)))).toEqual([]);
  });
});
