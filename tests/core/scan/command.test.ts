import { describe, expect, it } from 'vitest';
import { isSerial } from '../../../core/card/serial.ts';
import { COMMANDS, commandIn, commandText, readCommand } from '../../../core/scan/command.ts';
import { recognise } from '../../../core/scan/recognise.ts';
import { looksSecret } from '../../../core/scan/secret.ts';

const frame = (text: string) =>
  ({ kind: 'code', bytes: Uint8Array.from(text, (c) => c.charCodeAt(0)), aim: null }) as const;

describe('a scanned answer', () => {
  it.each(COMMANDS)('%s is read back from its code, and is neither serial nor secret', (command) => {
    const text = commandText(command);
    expect(readCommand(text)).toBe(command);
    expect(commandIn(frame(text))).toBe(command);
    expect([recognise(text).kind, isSerial(text), looksSecret(text)]).toEqual(['none', false, false]);
    // The alphanumeric mode of a QR code holds no other letters.
    expect(text).toMatch(/^[0-9A-Z $%*+./:-]+$/);
  });

  it('is nothing that only comes near one, and the bytes of anything else are left alone', () => {
    for (const text of [
      'TWOFOLD:',
      'TWOFOLD:YESS',
      'twofold:yes',
      'TWOFOLD:YES ',
      'YES',
      'TF-004711',
      '6P'.repeat(29),
    ]) {
      const scanned = frame(text);
      expect(commandIn(scanned)).toBeNull();
      expect(String.fromCharCode(...scanned.bytes)).toBe(text);
    }
    expect(commandIn({ kind: 'refused', reason: 'garbled-scan', length: 11, bytes: new Uint8Array(11) })).toBeNull();
  });
});
