import { describe, expect, test } from 'vitest';
import { objectionTo } from '../../../core/peers/admission.ts';
import type { ReceivedTransfer } from '../../../core/peers/book.ts';
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import { type Manifest, NO_PREVIOUS } from '../../../core/transfer/manifest.ts';

const station = (name: string, role: PublicIdentity['role'], digit: string): PublicIdentity => ({
  created: '2026-11-22T10:00:00.000Z',
  fingerprint: digit.repeat(64),
  mode: 'production',
  name,
  role,
  sealing: 'age1',
  signing: 'RW',
  text: '',
});
const self = station('Bench A', 'bench', 'b');
const sender = station('Origin A', 'origin', 'a');

const note = (sequence: number): ReceivedTransfer => ({
  transfer: 'vault',
  batch: `BATCH-${sequence}`,
  count: 12,
  sequence,
  digest: `${sequence}`.repeat(64),
  records: 100 * sequence,
  journal: `${sequence}`.repeat(64),
});
const past = [note(1), note(2)];
/** As the journal of this station has it: one head, that of 40 records. */
const HAD = (records: number, head: string): boolean => records === 40 && head === '4'.repeat(64);

const manifest = (fields: Partial<Manifest> = {}): Manifest => ({
  batch: 'BATCH-3',
  count: 12,
  format: 'twofold-transfer',
  from: 'Origin A',
  journal: '3'.repeat(64),
  kind: 'vault',
  mode: 'production',
  previous: '2'.repeat(64),
  recipient: self.fingerprint,
  records: 300,
  sequence: 3,
  to: 'Bench A',
  version: 2,
  ...fields,
});

const verdict = (fields: Partial<Manifest>, known: readonly ReceivedTransfer[] = past) =>
  objectionTo({ manifest: manifest(fields), file: 'x.jsonl', self, sender, past: known, had: HAD })?.error ?? null;
const kind = (...given: Parameters<typeof verdict>): string | null => verdict(...given)?.kind ?? null;

describe('a signed transfer is taken in', () => {
  test('if it is the next', () => expect(verdict({})).toBeNull());
  test('if it is the first', () => expect(verdict({ sequence: 1, previous: NO_PREVIOUS }, [])).toBeNull());
  test('if it is a proof, in any order and as often as one likes', () => {
    expect(verdict({ kind: 'proof', to: 'Public', sequence: 9, records: 1 })).toBeNull();
  });
});

describe('a signed transfer is refused', () => {
  test('of the other mode', () => expect(kind({ mode: 'training' })).toBe('wrong-mode'));
  test('from another than its signer', () => expect(kind({ from: 'Origin B' })).toBe('wrong-sender'));
  test('for another name', () => expect(kind({ to: 'Bench B' })).toBe('misaddressed'));
  test('for another station of the same name', () => expect(kind({ recipient: 'c'.repeat(64) })).toBe('misaddressed'));
  test('for nobody in particular', () => {
    const { recipient: _, ...rest } = manifest();
    const open = objectionTo({ manifest: rest, file: 'x.jsonl', self, sender, past, had: HAD });
    expect(open?.error.kind).toBe('misaddressed');
  });

  test('a second time, naming the number that is next', () => {
    const again = verdict({ sequence: 2, records: 200, journal: '2'.repeat(64) });
    expect(again).toMatchObject({ kind: 'replayed', facts: { sequence: 2, expected: 3 } });
    expect(again?.message).toBe('x.jsonl: transfer 2 from Origin A was taken in before. The next is number 3.');
  });

  test('H1: if it knows a record of this station that is not in its journal', () => {
    const heard = (records: number, digit: string) => kind({ heardRecords: records, heard: digit.repeat(64) });
    expect([heard(40, '4'), heard(40, '5'), heard(41, '4')]).toEqual([
      null,
      'own-history-missing',
      'own-history-missing',
    ]);
  });

  test('under a number that another has', () => expect(kind({ sequence: 2 })).toBe('forked'));

  test('before the one that comes first, naming that', () => {
    expect(verdict({ sequence: 5 })).toMatchObject({ kind: 'gap', facts: { sequence: 5, expected: 3 } });
    expect(verdict({ sequence: 5 })?.message).toContain('number 3 comes first');
    expect(kind({ sequence: 2 }, [])).toBe('gap');
  });

  test('if it does not follow what is here', () => expect(kind({ previous: '1'.repeat(64) })).toBe('broken-link'));

  test.each([0, 199, 200])('if the sender has only %i records now and had 200', (records) => {
    expect(kind({ records })).toBe('history-went-back');
  });
});
