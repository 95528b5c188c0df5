/**
 * One made unit as a sealed line: canonical JSON like every file of ours. Passphrase and code are sealed apart, so
 * that an order is written without opening a passphrase. The marks are keyed hashes: they stay when the batch's key is
 * destroyed, to refuse a second passphrase or owner for ever.
 */
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { parseIntermediateCode, type IntermediateCode } from '../../core/bip38/layout.ts';
import { canonical } from '../../core/base/canonical.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import { hex, someHex } from '../../core/base/hex.ts';
import { parseJson } from '../../core/base/json.ts';
import type { Random } from '../../core/base/ports.ts';
import { Secret } from '../../core/base/secret.ts';
import type { CodedUnit } from '../../core/stations/origin/origin.ts';
import { isSerial, type Serial } from '../../core/card/serial.ts';
import { seal, unseal, type SealedPlace } from './envelope.ts';

const mark = hex(16);
const Line = v.strictObject({
  code: someHex,
  codeMark: mark,
  passphrase: v.exactOptional(someHex),
  passphraseMark: v.exactOptional(mark),
  serial: v.custom<Serial>((value) => typeof value === 'string' && isSerial(value)),
});

export type UnitLine = Readonly<v.InferOutput<typeof Line>>;

/** Longer lines are nobody's: the longest passphrase is 85 bytes. */
export const MOST_LINE = 1024;

/** What a batch's secrets are sealed with, and where they belong. */
export interface UnitSeal {
  readonly station: string;
  readonly batch: string;
  readonly key: Secret;
}

/** The line with its line feed. */
export function writeUnitLine(sealing: UnitSeal, unit: CodedUnit, random: Random): string {
  const { serial, passphrase, passphraseMark } = unit;
  const code = new Secret(asciiBytes(unit.code));
  const line = {
    code: bytesToHex(seal(sealing.key, placeOf(sealing, serial, 'code'), code, random)),
    codeMark: bytesToHex(unit.codeMark),
    serial,
  };
  code.wipe();
  if (passphrase === null || passphraseMark === null) return `${canonical(line)}\n`;
  const sealed = seal(sealing.key, placeOf(sealing, serial, 'passphrase'), passphrase, random);
  return `${canonical({ ...line, passphrase: bytesToHex(sealed), passphraseMark: bytesToHex(passphraseMark) })}\n`;
}

/** `null` for what was not written so, to the byte. Opens nothing. */
export function readUnitLine(text: string): UnitLine | null {
  const parsed = v.safeParse(Line, parseJson(text));
  return parsed.success && canonical({ ...parsed.output }) === text ? parsed.output : null;
}

/** The marks of a line, as bytes. */
export const marksOf = ({ codeMark, passphraseMark }: UnitLine): readonly Uint8Array[] =>
  [codeMark, ...(passphraseMark === undefined ? [] : [passphraseMark])].map((text) => hexToBytes(text));

/** `null` if it does not open, or is no code. */
export function openCode(sealing: UnitSeal, line: UnitLine): IntermediateCode | null {
  using secret = unseal(sealing.key, placeOf(sealing, line.serial, 'code'), hexToBytes(line.code));
  const text = secret?.use((bytes) => String.fromCharCode(...bytes)) ?? '';
  const parsed = parseIntermediateCode(text);
  return parsed.ok ? parsed.value : null;
}

/** `null` if it does not open, or there is none. The caller wipes it. */
export function openPassphrase(sealing: UnitSeal, line: UnitLine): Secret | null {
  if (line.passphrase === undefined) return null;
  return unseal(sealing.key, placeOf(sealing, line.serial, 'passphrase'), hexToBytes(line.passphrase));
}

const placeOf = ({ station, batch }: UnitSeal, serial: Serial, field: SealedPlace['field']): SealedPlace => ({
  station,
  batch,
  serial,
  field,
});
