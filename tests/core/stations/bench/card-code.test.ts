import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameScan, readScan } from '../../../../core/stations/bench/card-code.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';

const [card] = (await makeCards(1)) as readonly TestCard[] as [TestCard];
const BIP_CODE = 'passphrasepxFy57B9v8HtUsszJYKReoNDV6VHjUSGt8EVJmux9n1J3Ltf1gRxyDGXqnf9qm';
const bytesOf = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));

test.each([
  ['a serial', card.serial, { what: 'serial', serial: card.serial }],
  ['an address', card.address, { what: 'address', address: card.address }],
  ['a payment link', `bitcoin:${card.address}?amount=1`, { what: 'address', address: card.address }],
  ['a confirmation code', card.confirmation, { what: 'other', name: 'a confirmation code', length: 75 }],
  ['an intermediate code', BIP_CODE, { what: 'other', name: 'an intermediate code', length: 72 }],
  ['a passphrase', card.passphrase, { what: 'other', name: 'a passphrase', length: 24 }],
  ['an EPK', card.key, { what: 'secret', name: 'an encrypted private key', length: 58 }],
  ['a hex key', '1'.repeat(64), { what: 'secret', name: 'a private key', length: 64 }],
  ['half an EPK', card.key.slice(0, 45), { what: 'secret', name: 'what may be a private key', length: 45 }],
  ['an EPK in a link', `bitcoin:${card.key}`, { what: 'secret', name: 'an encrypted private key', length: 66 }],
  ['nonsense', 'hello', { what: 'unreadable', length: 5 }],
  ['nothing', '', { what: 'unreadable', length: 0 }],
])('names %s', (_, text, scan) => {
  expect(nameScan(text)).toEqual(scan);
});

test('wipes the bytes of a frame, whatever they were', () => {
  for (const text of [card.serial, card.key, 'hello']) {
    const bytes = bytesOf(text);
    readScan({ kind: 'code', bytes, aim: null });
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  }
});

test('tells what was wrong with a frame', () => {
  expect(readScan({ kind: 'refused', reason: 'garbled-scan', length: 9, bytes: bytesOf('hello-you') })).toEqual({
    what: 'damaged',
    reason: 'garbled-scan',
    length: 9,
  });
});

test('keeps nothing of what is neither a serial nor an address', () => {
  const printable = fc.string({ unit: fc.integer({ min: 0x20, max: 0x7e }).map((code) => String.fromCharCode(code)) });
  fc.assert(
    fc.property(printable, (text) => {
      const scan = nameScan(text);
      if ('serial' in scan || 'address' in scan) return;
      expect(Object.keys(scan).filter((key) => !['what', 'name', 'length'].includes(key))).toEqual([]);
      expect(scan.length).toBe(text.length);
    }),
  );
});

test('our own prints name their card: the link both, the verdict label its serial, the metal that it is etched', () => {
  const address = '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF';
  expect(nameScan(`bitcoin:${address}?label=CARD-000123`)).toEqual({ what: 'card', serial: 'CARD-000123', address });
  expect(nameScan('TF1 CARD-000123 PASS 123 9f3a77c0')).toEqual({
    what: 'serial',
    serial: 'CARD-000123',
    print: 'label',
  });
  expect(nameScan('TF2 CARD-000123')).toEqual({ what: 'metal', serial: 'CARD-000123' });
  expect(JSON.stringify(nameScan('TF2 7Q2K-M9XV-4HTR-D0WB-3NYE'))).not.toContain('7Q2K');
  // The label of somebody's own wallet is no serial of ours.
  expect(nameScan(`bitcoin:${address}?label=my%20savings`)).toEqual({ what: 'address', address });
  expect(JSON.stringify(nameScan('TF1 7Q2K-M9XV-4HTR-D0WB-3NYE PASS 123 9f3a77c0'))).not.toContain('7Q2K');
});
