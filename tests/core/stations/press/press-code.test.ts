import { expect, test } from 'vitest';
import { namePressScan, readPressScan } from '../../../../core/stations/press/press-code.ts';
import { pressBecause } from '../../../../core/stations/press/reasons.ts';

const EPK = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';

test.each([
  ['16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF', { what: 'address', address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF' }],
  ['bitcoin:16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF', { what: 'address', serial: null }],
  [
    'bitcoin:16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF?label=CARD-0001',
    { what: 'address', address: '16ktGzmfrurhbhi6JGqsMWf7TyqK9HNAeF', serial: 'CARD-0001' },
  ],
  ['7Q2K-M9XV-4HTR-D0WB-3NYE', { what: 'secret', name: 'a passphrase', length: 24 }],
  [`${'1'.repeat(64)}`, { what: 'secret', name: 'a private key', length: 64 }],
  ['CARD-0001', { what: 'serial', serial: 'CARD-0001' }],
  [`${EPK.slice(0, -1)}x`, { what: 'unreadable', length: 58 }],
  [EPK.slice(0, 40), { what: 'unreadable', length: 40 }],
  [`${EPK} 7Q2K-M9XV-4HTR-D0WB-3NYE`, { what: 'secret', name: 'what may be a secret' }],
  ['', { what: 'unreadable', length: 0 }],
])('%j', (text, expected) => {
  expect(namePressScan(text)).toMatchObject(expected);
});

test('nothing but a whole address, serial or EPK keeps its text', () => {
  for (const text of ['7Q2K-M9XV-4HTR-D0WB-3NYE', 'cfrm38-half', EPK.slice(0, 40)]) {
    expect(JSON.stringify(namePressScan(text))).not.toContain(text);
  }
});

test('fault 21: what no scanner should send says nothing of the sticker', () => {
  expect(
    readPressScan({ kind: 'refused', reason: 'garbled-scan', length: 3, bytes: new Uint8Array([0x36, 0x50, 0x6e]) }),
  ).toEqual({
    what: 'damaged',
    reason: 'garbled-scan',
    length: 3,
  });
  for (const kind of ['incomplete-scan', 'overlong-scan', 'garbled-scan'] as const) {
    const { message } = pressBecause(kind);
    expect(message).toContain('this says nothing of the sticker');
    expect(message).not.toMatch(/spoil/i);
  }
});
