import { describe, expect, test } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import { seal, unseal, type SealedPlace } from '../../../electron/vault/envelope.ts';
import { platformRandom } from '../../fakes/streams.ts';

const key = (byte: number): Secret => new Secret(new Uint8Array(32).fill(byte));
const plain = (): Secret => new Secret(Uint8Array.from([1, 2, 3, 4]));
const place: SealedPlace = { station: 'Bench A', batch: 'BATCH-7', serial: 'CARD-0001', field: 'passphrase' };
const sealed = seal(key(1), place, plain(), platformRandom);
const opened = (where: SealedPlace, box = sealed, by = key(1)) =>
  unseal(by, where, box)?.use((bytes) => [...bytes]) ?? null;

describe('an envelope', () => {
  test('opens where it belongs, with its key', () => {
    expect(opened(place)).toEqual([1, 2, 3, 4]);
    expect(sealed).toHaveLength(24 + 4 + 16);
  });

  test.each<[string, Partial<SealedPlace>]>([
    ['station', { station: 'Bench B' }],
    ['batch', { batch: 'BATCH-8' }],
    ['serial', { serial: 'CARD-0002' }],
    ['field', { field: 'batch-key' }],
    ['cut between its names', { batch: 'BATCH-7-CARD', serial: '0001' }],
  ])('does not open in a place of another %s', (_, other) => {
    expect(opened({ ...place, ...other })).toBeNull();
  });

  test('does not open with another key, one bit changed, or cut short', () => {
    expect(opened(place, sealed, key(2))).toBeNull();
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.slice();
      changed[i] = (changed[i] ?? 0) ^ 0x80;
      expect(opened(place, changed)).toBeNull();
      expect(opened(place, sealed.subarray(0, i))).toBeNull();
    }
  });

  test('is another one each time', () => {
    expect(seal(key(1), place, plain(), platformRandom)).not.toEqual(sealed);
  });
});
