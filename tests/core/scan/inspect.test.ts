import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../core/scan/inspect.ts';
import { vectors } from '../bip38/vectors.ts';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const hash4 = (address: string): string => sha256(sha256(address)).toString('hex').slice(0, 8);

const bare = {
  compressed: null,
  ecMultiplied: null,
  lot: null,
  sequence: null,
  addressHash: null,
  ownerEntropy: null,
};
const withLot = { ecMultiplied: true, lot: 263183, sequence: 1, ownerEntropy: '4fca5a974040f001' };
const lotVector = vectors.find(({ id }) => id === 'ec-lot-1');

describe('inspect', () => {
  it.each([
    [
      '6PYNKZ1EAgYgmQfmNVamxyXVWHzK5s6DGhwP4J5o44cvXdoY7sRzhtpUeo',
      { ...bare, kind: 'epk', compressed: true, ecMultiplied: false, addressHash: '43be4179' },
    ],
    [
      lotVector?.encrypted ?? '',
      { ...bare, kind: 'epk', compressed: false, addressHash: hash4(lotVector?.address ?? ''), ...withLot },
    ],
    [
      lotVector?.confirmation_code ?? '',
      {
        ...bare,
        kind: 'confirmation-code',
        compressed: false,
        addressHash: hash4(lotVector?.address ?? ''),
        ...withLot,
      },
    ],
    [lotVector?.passphrase_code ?? '', { ...bare, kind: 'intermediate-code', ...withLot }],
    [
      'passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm',
      { ...bare, kind: 'intermediate-code', ecMultiplied: true, ownerEntropy: 'a50dba6772cb9383' },
    ],
    ['KwDiBf89QgGbjEhKnhXJuH7LrciVrZi3qYjgd9M7rFU73sVHnoWn', { ...bare, kind: 'wif', compressed: true }],
    ['01'.padStart(64, '0'), { ...bare, kind: 'private-key' }],
    ['7Q2K-M9XV-4HTR-D0WB-3NYE', { ...bare, kind: 'passphrase' }],
    ['1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', { ...bare, kind: 'address' }],
    ['TF-000123', { ...bare, kind: 'serial' }],
    ['6PRVWUbkzzsbcVac2qwfssoUJAN1Xhrg6bNk8J7Nzm5H7kxEbn2Nh2ZoGh', { ...bare, kind: 'none' }],
  ])('%s', (text, answer) => {
    expect(inspect(text)).toEqual(answer);
  });
});
