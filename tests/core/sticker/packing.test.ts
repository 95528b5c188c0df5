import { describe, expect, it } from 'vitest';
import { codeHash, signStatement } from '../../../core/attest/attestation.ts';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { commandsOf, PRINTER_LANGUAGES } from '../../../core/sticker/languages/languages.ts';
import { packingLabel } from '../../../core/sticker/packing.ts';
import type { LabelSize } from '../../../core/sticker/parts.ts';
import { readLabel } from '../../../core/sticker/picture.ts';
import { openSigner } from '../../../electron/keys/ed25519.ts';

const signer = openSigner(new Secret(new Uint8Array(32).fill(7)));
const address = 'bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4';
const date = '2026-11-26';
const { code } = signStatement(
  {
    ...{ maker: 'Bench A', product: 'real', batch: 'SPRING-26', serial: 'TF-004711', address, date, years: 10 },
    code: codeHash('cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD'),
  },
  signer.publicKey,
  signer.sign,
);
const facts = { serial: must(parseSerial('TF-004711')), code, maker: 'Bench A', date };

const STOCKS: readonly LabelSize[] = [
  { width: 50, height: 25, dpmm: 12 },
  { width: 60, height: 40, dpmm: 8 },
  { width: 100, height: 50, dpmm: 8 },
  { width: 50, height: 25, dpmm: 24 },
];

describe('the label on a packing', () => {
  for (const language of PRINTER_LANGUAGES)
    it.each(STOCKS)(`reads as its statement, in ${language} on $width x $height mm at $dpmm dots`, (size) => {
      const { parts } = must(packingLabel(facts, size, language));
      const commands = commandsOf({ size, parts }, language);
      expect(readLabel(commands, language, size.dpmm)).toEqual([code]);
      const [width, height] = [size.width * size.dpmm, size.height * size.dpmm];
      for (const { box } of parts) {
        expect(Math.min(box.x, box.y)).toBeGreaterThanOrEqual(0);
        expect(box.x + box.width).toBeLessThanOrEqual(width);
        expect(box.y + box.height).toBeLessThanOrEqual(height);
      }
    });

  it('is refused where its code has no room, with the stock that has', () => {
    const small = packingLabel(facts, { width: 50, height: 25, dpmm: 8 }, 'zpl');
    expect(small).toMatchObject({ ok: false, error: { kind: 'code-too-small' } });
    expect(small.ok ? '' : small.error.message).toContain('50 x 40 mm');
  });
});
