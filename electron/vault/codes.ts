/**
 * The codes of an order, kept as the very bytes of the transfer until their batch is destroyed. The journal holds the
 * file's digest: what has it needs no second look, which would take a millisecond a code.
 */
import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { IntermediateCode } from '../../core/bip38/layout.ts';
import { canonical } from '../../core/base/canonical.ts';
import { asciiBytes } from '../../core/base/digest.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Codes } from '../../core/stations/press/ports.ts';
import type { Transfer } from '../../core/transfer/transfer.ts';
import { createWhole } from '../files/whole.ts';
import { diskFault } from '../files/fault.ts';
import { flat } from './flat.ts';
import { openPlain } from '../files/plain.ts';

const fail = failIn('vault');

/** Keeps the codes. Those of an import that was cut short, which never was on record, are replaced. */
export async function keepCodes(path: string, order: Transfer<'order'>): Promise<Result<null>> {
  try {
    await rm(path, { force: true });
    await createWhole(dirname(path), path, Buffer.concat([...piecesOf(order)]));
    if ((await digestOf(path)) === order.digest) return ok(null);
    return fail('disk', `${path} is not what was written. Do not trust this disk any more.`, { path });
  } catch (cause) {
    return diskFault(path, cause);
  }
}

const LINE = /^\{"code":"(passphrase[1-9A-HJ-NP-Za-km-z]{62})","serial":"([A-Z0-9-]+)"\}$/;

/** @param digest of the order, as it is on record. */
export async function openCodes(path: string, digest: string): Promise<Result<Codes>> {
  try {
    const hash = createHash('sha256');
    const codes = new Map<string, string>();
    for await (const line of createInterface({ input: Readable.from(bytesOf(path)), crlfDelay: Infinity })) {
      hash.update(line, 'latin1').update('\n');
      const [, code, serial] = LINE.exec(line) ?? [];
      if (code !== undefined && serial !== undefined) codes.set(flat(serial), flat(code));
    }
    if (hash.digest('hex') !== digest) {
      return fail('codes-damaged', `${path} is not the order that was taken. Call your supervisor.`, { path });
    }
    return ok({
      code(serial) {
        const code = codes.get(serial);
        if (code === undefined) throw new Error(`${serial} is not in the order`);
        return code as IntermediateCode;
      },
    });
  } catch (cause) {
    return diskFault(path, cause);
  }
}

/** The text that was read, some lines a piece. That it is the very same is for its digest to say. */
function* piecesOf({ manifest, units }: Transfer<'order'>): Generator<Uint8Array> {
  yield asciiBytes(`${canonical(manifest)}\n`);
  for (let at = 0; at < units.length; at += LINES) {
    const lines = units.slice(at, at + LINES).map(({ code, serial }) => `${canonical({ code, serial })}\n`);
    yield asciiBytes(lines.join(''));
  }
}

const LINES = 1000;

async function digestOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of bytesOf(path)) hash.update(piece);
  return hash.digest('hex');
}

async function* bytesOf(path: string): AsyncGenerator<Buffer, void> {
  const file = await openPlain(path);
  try {
    yield* file.createReadStream({ autoClose: false }) as AsyncIterable<Buffer>;
  } finally {
    await file.close();
  }
}
