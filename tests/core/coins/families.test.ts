import { describe, expect, it } from 'vitest';
import { conflux } from '../../../core/coins/families.ts';
import { publicKeyOf } from '../../fakes/keys.ts';
import { bytes } from '../bip38/vectors.ts';

describe('conflux', () => {
  it("makes the test-network address of js-conflux-sdk's own tests", () => {
    const privateKey = bytes('0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef');
    const [compressed, uncompressed] = [publicKeyOf(privateKey, true), publicKeyOf(privateKey, false)];
    const address = conflux('cfxtest').make({ compressed, uncompressed, written: compressed });
    expect(address).toBe('cfxtest:aasm4c231py7j34fghntcfkdt2nm9xv1tu6jd3r1s7');
  });

  it('reads user addresses only: contracts and the null address belong to nobody', () => {
    const read = ['cfx:aarc9abycue0hhzgyrr53m6cxedgccrmmyybjgh4xg', 'cfx:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa0sfbnjm2'];
    expect(read.map((text) => conflux('cfx').read(text))).toEqual([read[0], null]);
  });
});
