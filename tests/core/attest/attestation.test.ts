import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  codeHash,
  isSignedBy,
  readAttestation,
  signatureFileOf,
  type Statement,
} from '../../../core/attest/attestation.ts';
import { writeAttestation } from '../../../core/attest/packing-code.ts';
import { decodeBase45, encodeBase45 } from '../../../core/attest/base45.ts';
import { must } from '../../../core/base/result.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { openSigner, verifySignature, type Signer } from '../../../electron/keys/ed25519.ts';
import { verifyInBrowser as verifyByNoble } from '../../../browser/ed25519.ts';
import { Secret } from '../../../core/base/secret.ts';

const [signer, other] = [7, 8].map((seed) => openSigner(new Secret(new Uint8Array(32).fill(seed)))) as unknown as [
  Signer,
  Signer,
];
const maker = { signing: writePublicKey(signer.publicKey) };

const STATEMENT: Statement = {
  maker: 'Bench A',
  product: 'real',
  batch: 'SPRING-26',
  serial: 'TF-004711',
  address: 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4',
  date: '2026-11-26',
  years: 5,
  code: codeHash('cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD'),
};
const write = (statement = STATEMENT) => writeAttestation(statement, signer.publicKey, signer.sign);

describe('base45', () => {
  it('gives the examples of RFC 9285', () => {
    for (const [text, code] of [
      ['AB', 'BB8'],
      ['Hello!!', '%69 VD92EX0'],
      ['base-45', 'UJCLQE7W581'],
      ['ietf!', 'QED8WEX0'],
    ] as const) {
      expect(encodeBase45(new Uint8Array(Buffer.from(text)))).toBe(code);
      expect(Buffer.from(decodeBase45(code) ?? []).toString()).toBe(text);
    }
    for (const bad of ['GGW', ':::', 'A', 'ab8', 'BB8B']) expect(decodeBase45(bad)).toBeNull();
  });

  it('gives back any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(decodeBase45(encodeBase45(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
  });
});

describe('the statement on a packing', () => {
  it('fits a code of version 12, and comes back signed by its maker', () => {
    const { code, grid } = must(write());
    expect(grid.length).toBeLessThanOrEqual(65);
    const read = readAttestation(code);
    expect(read?.statement).toEqual(STATEMENT);
    for (const verify of [verifySignature, verifyByNoble]) {
      expect(read !== null && isSignedBy(read, maker, verify)).toBe(true);
      expect(read !== null && isSignedBy(read, { signing: writePublicKey(other.publicKey) }, verify)).toBe(false);
    }
  });

  it('taken apart, is what minisign itself verifies', () => {
    const directory = mkdtempSync(join(tmpdir(), 'twofold-attest-'));
    try {
      const { code, text, signature } = must(write());
      const read = readAttestation(code);
      if (read === null) throw new Error('it does not read');
      expect(read.text).toBe(text);
      expect(signatureFileOf(read, signer.publicKey)).toBe(signature);
      const file = join(directory, 'card.txt');
      writeFileSync(file, read.text);
      writeFileSync(`${file}.minisig`, signature);
      const verify = () => execFileSync('minisign', ['-V', '-m', file, '-P', maker.signing], { stdio: 'pipe' });
      expect(verify().toString()).toContain('Signature and comment signature verified');
      writeFileSync(file, read.text.replace('TF-004711', 'TF-004712'));
      expect(verify).toThrow();
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });

  it('is not believed when any letter of it is another', () => {
    const { code } = must(write());
    for (let at = 5; at < code.length - 1; at += 7) {
      const read = readAttestation(`${code.slice(0, at)}${code[at] === '0' ? '1' : '0'}${code.slice(at + 1)}`);
      expect(read !== null && isSignedBy(read, maker, verifySignature), String(at)).toBe(false);
    }
    for (const text of ['', 'TFA1:', 'TFA1:/', code.slice(0, -1), `${code}/`, code.toLowerCase(), 'TFA1:BB8/'])
      expect(readAttestation(text)).toBeNull();
  });

  it('is refused where names are too long for a label', () => {
    const long = write({ ...STATEMENT, maker: 'B'.repeat(40), batch: 'S'.repeat(24), address: 'b'.repeat(62) });
    expect(long).toMatchObject({ ok: false, error: { kind: 'attestation-too-long' } });
  });
});
