/**
 * The keys that an Origin's history stands on: for the order of its serials, for its marks of all it ever made, and
 * for the MACs in its records. One master, sealed under the station's key in `origin.key`, never replaced: with
 * another one serials could come twice and nobody would notice.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { asciiBytes } from '../../core/base/digest.ts';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { createWhole } from '../files/whole.ts';
import { diskFault } from '../files/fault.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from '../vault/envelope.ts';
import { readPlain } from '../files/plain.ts';

const fail = failIn('key');

export interface OriginKeys extends Disposable {
  /** Says which keys these are and nothing else: 16 bytes, hex. */
  readonly fingerprint: string;
  readonly serials: Secret;
  readonly marks: Secret;
  readonly records: Secret;
}

export type OriginKeysFailure = 'origin-keys-missing' | 'vault-damaged' | 'disk';

export interface OriginKeysOptions {
  readonly directory: string;
  readonly station: string;
  readonly stationKey: Secret;
  readonly random: Random;
  /** The fingerprint on record, if anything was ever planned here: only those keys will do then. */
  readonly expected: string | null;
}

/** Opens the keys, or makes them for a station that has no history. */
export async function openOriginKeys(options: OriginKeysOptions): Promise<Result<OriginKeys, OriginKeysFailure>> {
  const { directory, station, stationKey, random, expected } = options;
  const path = join(directory, 'origin.key');
  const place: SealedPlace = { station, batch: '', serial: '', field: 'origin-key' };
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    if (expected === null) {
      using fresh = new Secret(random.bytes(KEY_LENGTH));
      // Does nothing where there is one.
      await createWhole(directory, path, seal(stationKey, place, fresh, random));
    }
    using master = unseal(stationKey, place, await readPlain(path)) ?? new Secret(new Uint8Array(0));
    const keys = master.length === KEY_LENGTH ? keysOf(master) : null;
    if (keys !== null && (expected === null || keys.fingerprint === expected)) return ok(keys);
    keys?.[Symbol.dispose]();
    return fail(
      'vault-damaged',
      `${path} is damaged, or of another station. Restore it from your backup; no batch can be made without it.`,
      { path },
    );
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'ENOENT') return diskFault(path, cause);
    return fail(
      'origin-keys-missing',
      `${path} is gone, and with other keys serials could come twice. Restore it from your backup.`,
      { path },
    );
  }
}

function keysOf(master: Secret): OriginKeys {
  const derive = (purpose: string): Secret =>
    new Secret(
      master.use((key) => hkdf(sha256, key, undefined, asciiBytes(`twofold|origin-${purpose}|1`), KEY_LENGTH)),
    );
  const serials = derive('serials');
  const marks = derive('marks');
  const records = derive('records');
  const named = records.use((key) => hmac(sha256, key, asciiBytes('twofold|origin-fingerprint|1')));
  return {
    fingerprint: bytesToHex(named.subarray(0, 16)),
    serials,
    marks,
    records,
    [Symbol.dispose]() {
      for (const key of [serials, marks, records]) key.wipe();
    },
  };
}
