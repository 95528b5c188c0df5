/**
 * A batch's sealed secrets as a file, format version 1: canonical JSON lines like every file of ours. A heading, a
 * line a unit, and a last line that authenticates all before it, so that no unit can be taken out or put in.
 */
import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { canonical, type Json } from '../../core/base/canonical.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import { hex, someHex } from '../../core/base/hex.ts';
import { parseJson } from '../../core/base/json.ts';
import type { Secret } from '../../core/base/secret.ts';
import { sameBytes } from '../../core/base/secret.ts';
import { MOST_UNITS } from '../../core/transfer/fields.ts';

const FORMAT = 'twofold-sealed';

/** Serial to sealed passphrase, hex: text takes less room here than a hundred thousand small arrays. */
export type SealedLines = ReadonlyMap<string, string>;

const Heading = v.strictObject({
  batch: v.string(),
  count: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_UNITS)),
  format: v.literal(FORMAT),
  station: v.string(),
  version: v.literal(1),
});
const Unit = v.strictObject({
  sealed: someHex,
  serial: v.string(),
});
const Mac = v.strictObject({ mac: hex(32) });

export function writeSealed(station: string, batch: string, units: SealedLines, macKey: Secret): Uint8Array {
  const lines: Json[] = [{ batch, count: units.size, format: FORMAT, station, version: 1 }];
  for (const [serial, sealed] of units) lines.push({ sealed, serial });
  const body = lines.map((line) => `${canonical(line)}\n`).join('');
  return asciiBytes(`${body}${canonical({ mac: macOf(body, macKey).toString('hex') })}\n`);
}

/** `null` unless it is, to the byte, what {@link writeSealed} wrote with this key, which is of one batch alone. */
export function readSealed(bytes: Uint8Array, macKey: Secret): SealedLines | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  const last = text.lastIndexOf('\n', text.length - 2) + 1;
  const body = text.slice(0, last);
  const mac = v.safeParse(Mac, parseJson(text.slice(last)));
  if (!mac.success || !sameBytes(Buffer.from(mac.output.mac, 'hex'), macOf(body, macKey))) return null;
  // Authentic from here on; the schemas still say what it is.
  const [first, ...lines] = body.split('\n').slice(0, -1);
  v.parse(Heading, parseJson(first ?? ''));
  return new Map(
    lines.map((line) => {
      const { serial, sealed } = v.parse(Unit, parseJson(line));
      return [serial, sealed];
    }),
  );
}

/** The system's, not noble's: a large batch is ten megabytes, and the window waits meanwhile. */
const macOf = (body: string, macKey: Secret): Buffer =>
  macKey.use((key) => createHmac('sha256', key).update(body, 'latin1').digest());
