import { describe, expect, test, vi } from 'vitest';
import { Secret } from '../../../core/base/secret.ts';
import type { Serial } from '../../../core/card/serial.ts';
import { TRANSFER_KINDS, type TransferKind } from '../../../core/transfer/kinds.ts';
import { writeTransfer } from '../../../core/transfer/writer.ts';
import { goodUnits, HEADING, returnUnit, textOf, vaultUnits } from '../../fakes/transfers.ts';

describe('writing', () => {
  test('gives canonical lines, the manifest first, and nothing a unit knows beyond its kind', () => {
    const unit = { ...returnUnit(1), passphrase: 'AAAA', key: '6P' };
    const [manifest, line] = textOf('return', [unit]).split('\n');
    expect(manifest).toBe(
      `{"batch":"BATCH-7","count":1,"format":"twofold-transfer","from":"Origin A","journal":"${'ab'.repeat(32)}",` +
        `"kind":"return","mode":"training","previous":"${'0'.repeat(64)}","sequence":1,"to":"Bench A","version":2}`,
    );
    expect(Object.keys(JSON.parse(line ?? '') as object)).toEqual([
      'addresses',
      'confirmation',
      'publicKey',
      'serial',
      'sticker',
    ]);
  });

  test('a vault line is the passphrase and the serial', () => {
    const [unit] = vaultUnits(1);
    const passphrase = unit?.passphrase.use((bytes) => Buffer.from(bytes).toString());
    expect(textOf('vault', vaultUnits(1)).split('\n')[1]).toBe(`{"passphrase":"${passphrase}","serial":"CARD-0001"}`);
  });

  test('what the reader would refuse is not written to its end', () => {
    const units = goodUnits(2);
    const twice = <T>(all: T[]): T[] => [all[0] as T, all[0] as T];
    for (const kind of TRANSFER_KINDS) {
      expect(() => textOf<TransferKind>(kind, twice<(typeof units)[typeof kind][number]>(units[kind]))).toThrow(
        /duplicate/,
      );
    }
    expect(() => textOf('order', [])).toThrow(/"count"/);
    expect(() => textOf('order', units.order, { from: 'a "name"' })).toThrow(/"from"/);
    const serial = '7Q2K-M9XV-4HTR-D0WB-3NYE' as Serial;
    expect(() => textOf('return', [{ ...returnUnit(1), serial }])).toThrow(/secret-in-transfer/);
  });

  test('leaves the secrets to their owner and keeps none itself', () => {
    const units = vaultUnits(3);
    const wipe = vi.spyOn(Secret.prototype, 'wipe');
    for (const piece of writeTransfer('vault', HEADING, units)) piece.fill(0);
    expect(wipe).toHaveBeenCalledTimes(3);
    expect(units.map((unit) => unit.passphrase.wiped)).toEqual([false, false, false]);
    wipe.mockRestore();
  });
});
