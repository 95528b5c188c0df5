import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { parseRecalls, readRecalls, writeRecalls } from '../../../core/finder/recalls.ts';
import { writeIdentity, writeRecipient } from '../../../core/peers/identity.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';

const makerOf = (name: string, seed: number) => {
  const signer = openSigner(new Secret(new Uint8Array(32).fill(seed)));
  const claims = {
    name,
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  } as const;
  return { signer, identity: writeIdentity(claims, signer.sign) };
};
const maker = makerOf('Bench A', 7);
const stranger = makerOf('Bench B', 8);

const ISSUE = { sequence: 3, expires: '2026-12-31' };
const REASONS = new Map([
  ['TF-000007', 'stolen in transit'],
  ['TF-000009', '\u8fd0\u8f93\u4e2d\u88ab\u76d7 \ud83d\ude94'],
]);
const list = writeRecalls(REASONS, ISSUE, maker.signer);
const read = (text: string, makers = [maker.identity], today = '2026-11-27') =>
  readRecalls(text, makers, verifySignature, today);
const kindOf = (...given: Parameters<typeof read>): string | null => {
  const result = read(...given);
  return result.ok ? null : result.error.kind;
};

describe('the list of recalls', () => {
  it('comes back as its maker wrote it, in whatever writing', () => {
    expect(list).toMatch(/^[\x20-\x7e\n]+$/);
    expect(must(read(list))).toEqual({ ...ISSUE, reasons: REASONS, maker: maker.identity });
    expect(must(read(list, [stranger.identity, maker.identity])).maker.name).toBe('Bench A');
    expect(must(read(writeRecalls(new Map(), ISSUE, maker.signer))).reasons.size).toBe(0);
  });

  it('is refused when it was changed, cut, signed by somebody else, or has run out', () => {
    expect(kindOf(list.replace('TF-000007', 'TF-000008'))).toBe('bad-recalls');
    expect(kindOf(list.split('\n').slice(0, -2).join('\n') + '\n')).toBe('bad-recalls');
    expect(kindOf(list, [stranger.identity])).toBe('bad-recalls');
    expect(kindOf(list, [])).toBe('bad-recalls');
    expect(kindOf('')).toBe('bad-recalls');
    expect(kindOf(list, [maker.identity], '2026-12-31')).toBeNull();
    expect(kindOf(list, [maker.identity], '2027-01-01')).toBe('expired-recalls');
  });

  it('is no list with any one letter changed', () => {
    fc.assert(
      fc.property(fc.nat(list.length - 1), fc.integer({ min: 0x20, max: 0x7e }), (at, code) => {
        const other = String.fromCharCode(code);
        // The first line says how to verify, and nobody has signed it.
        fc.pre(list[at] !== other && at > list.indexOf('\n'));
        expect(kindOf(list.slice(0, at) + other + list.slice(at + 1))).toBe('bad-recalls');
      }),
    );
  });
});

describe("a maker's own recalls", () => {
  const batches = new Map([['SPRING-26', ['TF-1', 'TF-2']]]);

  it('are serials and whole batches, each with its reason', () => {
    const text = '# stolen\r\n\r\nSPRING-26  stolen in transit \nTF-9\tburnt\n';
    expect([...must(parseRecalls(text, batches))]).toEqual([
      ['TF-1', 'stolen in transit'],
      ['TF-2', 'stolen in transit'],
      ['TF-9', 'burnt'],
    ]);
  });

  it('are refused by their line where there is no reason, no serial, or a passphrase', () => {
    for (const line of ['TF-9', 'tf-9 burnt', 'ABCD-EFGH-JKLM-NPQR-STUV lost', `TF-9 ${'x'.repeat(201)}`])
      expect(parseRecalls(`TF-1 good\n${line}`, batches), line).toMatchObject({
        error: { kind: 'bad-recall-line', facts: { line: 2 } },
      });
  });
});
