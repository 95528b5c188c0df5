import { describe, expect, test } from 'vitest';
import { signed } from '../../fakes/people.ts';
import type { EventOf } from '../../../core/journal/event.ts';
import { createBook, sentBefore } from '../../../core/peers/book.ts';
import { writeIdentity } from '../../../core/peers/identity.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { ROLES } from '../../../core/base/role.ts';
import { meets } from '../../../core/transfer/kinds.ts';
import { NO_PREVIOUS } from '../../../core/transfer/manifest.ts';
import { openSealingKey } from '../../../electron/courier/age.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';
import { PEOPLE, secretOf } from '../../fakes/commissioned.ts';

const signer = openSigner(secretOf('s'.repeat(32)));
const press = writeIdentity(
  {
    created: '2026-11-22T10:00:00.000Z',
    mode: 'production',
    name: 'Press B',
    role: 'press',
    sealing: openSealingKey(secretOf('x'.repeat(32))).recipient,
    signing: writePublicKey(signer.publicKey),
  },
  signer.sign,
);
const AT = '2026-11-22T10:05:00.000Z';
const peer = press.fingerprint;
const pinned = { kind: 'peer-pinned', name: press.name, identity: press.text, signatures: signed(PEOPLE) } as const;

const prepared = (sequence: number): EventOf<'transfer-prepared'> => ({
  kind: 'transfer-prepared',
  transfer: 'order',
  batch: `BATCH-${sequence}`,
  count: 12,
  to: 'Press B',
  peer,
  sequence,
  previous: NO_PREVIOUS,
  digest: `${sequence}`.repeat(64),
  records: 10,
  journal: 'ab'.repeat(32),
});
const sent = (sequence: number): EventOf<'transfer-sent'> => ({
  kind: 'transfer-sent',
  transfer: 'order',
  batch: `BATCH-${sequence}`,
  to: 'Press B',
  peer,
  sequence,
  digest: `${sequence}`.repeat(64),
});

describe('the book', () => {
  test('H1: knows the newest that was heard of a station, whatever is heard of it later, and its own checkpoint', () => {
    const book = createBook(verifySignature);
    const heard = (records: number, journal: string) =>
      book.apply({ kind: 'peer-heard', name: press.name, peer, records, journal, signatures: signed(PEOPLE) }, AT);
    expect([book.heardFrom(peer), book.checkpoint]).toEqual([null, null]);
    heard(20, 'ab'.repeat(32));
    heard(12, 'cd'.repeat(32));
    expect(book.heardFrom(peer)).toEqual({ size: 20, hash: 'ab'.repeat(32) });
    book.apply({ kind: 'checkpoint', size: 5, head: 'ef'.repeat(32), signature: '01'.repeat(64) }, AT);
    expect(book.checkpoint).toEqual({ size: 5, hash: 'ef'.repeat(32), signature: '01'.repeat(64) });
  });

  test('knows whom two people have pinned, until they are revoked', () => {
    const book = createBook(verifySignature);
    book.apply(pinned, AT);
    expect(book.peers()).toEqual([{ identity: press, people: PEOPLE, since: AT }]);
    book.apply({ kind: 'peer-revoked', name: press.name, peer, reason: 'key lost', signatures: signed(PEOPLE) }, AT);
    expect(book.peers()).toEqual([]);
  });

  test('numbers each recipient on its own, from the moment a transfer is prepared', () => {
    const book = createBook(verifySignature);
    expect(book.nextTo(peer)).toEqual({ sequence: 1, previous: NO_PREVIOUS });
    book.apply(prepared(1), AT);
    expect(book.nextTo(peer)).toEqual({ sequence: 2, previous: '1'.repeat(64) });
    expect(book.nextTo(null)).toEqual({ sequence: 1, previous: NO_PREVIOUS });
    expect(sentBefore(book.sentTo(peer), 'order', 'BATCH-1', undefined)?.delivered).toBe(false);
    book.apply(sent(1), AT);
    expect(sentBefore(book.sentTo(peer), 'order', 'BATCH-1', undefined)?.delivered).toBe(true);
    expect(sentBefore(book.sentTo(peer), 'order', 'BATCH-2', undefined)).toBeNull();
  });

  test('frees the number of a transfer that was given up, but only of the last', () => {
    const book = createBook(verifySignature);
    for (const sequence of [1, 2]) book.apply(prepared(sequence), AT);
    const given = (sequence: number) =>
      book.apply({ kind: 'transfer-abandoned', to: 'Press B', peer, sequence, signatures: signed(PEOPLE) }, AT);
    given(1);
    expect(book.nextTo(peer).sequence).toBe(3);
    given(2);
    expect(book.nextTo(peer)).toEqual({ sequence: 2, previous: '1'.repeat(64) });
  });

  test('numbers each sender on its own', () => {
    const book = createBook(verifySignature);
    const { kind: _kind, to: _to, peer: _peer, previous: _previous, ...note } = prepared(1);
    book.apply({ kind: 'transfer-received', from: 'Press B', peer, ...note }, AT);
    expect(book.nextFrom(peer)).toEqual({ sequence: 2, previous: '1'.repeat(64) });
    expect(book.receivedFrom(peer)).toEqual([note]);
    expect(book.nextFrom('c'.repeat(64)).sequence).toBe(1);
  });

  test('counts a receipt that waits only once its batch is taken', () => {
    const book = createBook(verifySignature);
    const { kind: _kind, to: _to, peer: _peer, previous: _previous, ...note } = prepared(1);
    const receipt = { kind: 'transfer-received', from: 'Origin A', peer, ...note, until: 'batch-opened' } as const;
    const opened = (batch: string) =>
      ({ kind: 'batch-opened', batch, count: 1, vault: '', returned: '', origin: '', press: '' }) as const;
    book.apply(receipt, AT);
    book.apply(opened(`${note.batch}0`), AT);
    expect(book.nextFrom(peer).sequence).toBe(1);
    // The power went; it is taken in again.
    book.apply(receipt, AT);
    book.apply(opened(note.batch), AT);
    expect(book.receivedFrom(peer)).toEqual([note]);
    book.apply(opened(note.batch), AT);
    expect(book.nextFrom(peer).sequence).toBe(2);
  });

  test('takes the number of what is set aside, and forgets a receipt that waited for it', () => {
    const book = createBook(verifySignature);
    const { kind: _kind, to: _to, peer: _peer, previous: _previous, ...note } = prepared(1);
    const until = 'order-taken';
    book.apply({ kind: 'transfer-received', from: 'Origin A', peer, ...note, until }, AT);
    const reason = 'codes of another product';
    book.apply({ kind: 'transfer-set-aside', from: 'Origin A', peer, ...note, reason, signatures: signed(PEOPLE) }, AT);
    expect(book.nextFrom(peer)).toEqual({ sequence: 2, previous: '1'.repeat(64) });
    book.apply({ kind: until, batch: note.batch, count: 12, order: '', origin: '', coins: [], deposit: 'BTC' }, AT);
    expect(book.receivedFrom(peer)).toEqual([{ ...note, aside: true }]);
    expect(book.nextFrom('c'.repeat(64)).sequence).toBe(1);
  });

  test('passes over everything else', () => {
    const book = createBook(verifySignature);
    book.apply({ kind: 'station-stopped' }, AT);
    expect([book.self, book.peers()]).toEqual([null, []]);
  });
});

test('stations have to do with one another along the routes of transfers alone', () => {
  const pairs = ROLES.flatMap((a) => ROLES.filter((b) => a <= b && meets(a, b)).map((b) => `${a} ${b}`));
  expect(pairs.sort()).toEqual(['bench bench', 'bench check', 'bench origin', 'bench press', 'origin press']);
  expect(ROLES.every((a) => ROLES.every((b) => meets(a, b) === meets(b, a)))).toBe(true);
});
