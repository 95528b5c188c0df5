/**
 * Secrets at rest. Every passphrase is sealed on its own under its batch's key, every batch key under the station's;
 * destroying a batch's key destroys its passphrases in whatever copies linger.
 *
 * A batch is two files: `<batch>.key` (its key, sealed) and `<batch>.sealed` (its passphrases, sealed).
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as v from 'valibot';
import type { Random } from '../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { sameBytes, Secret } from '../../core/base/secret.ts';
import { BatchName, StationName } from '../../core/transfer/fields.ts';
import type { VaultUnit } from '../../core/transfer/units.ts';
import { createWhole, replaceWhole } from '../files/whole.ts';
import { destroyFile, destroyParts } from '../files/erase.ts';
import { diskFault } from '../files/fault.ts';
import { KEY_LENGTH, seal, unseal, type SealedPlace } from './envelope.ts';
import { macKeyOf, openSealedBatch, type SealedBatch, type VaultFailure } from './sealed-batch.ts';
import { readSealed, writeSealed } from './sealed-file.ts';
import { readPlain } from '../files/plain.ts';

const fail = failIn('vault');

export interface Vault extends Disposable {
  /** Seals a batch, once. On disk, read back and compared when this resolves; otherwise nothing is left of it. */
  put(batch: string, units: readonly VaultUnit[]): Promise<Result<SealedBatch, VaultFailure>>;
  /** Seals further units of a batch that is here, under its key: one that is there already stays as it is, or is sealed anew. */
  add(batch: string, units: readonly VaultUnit[]): Promise<Result<SealedBatch, VaultFailure>>;
  /** Opens a batch that was put before. */
  open(batch: string): Promise<Result<SealedBatch, VaultFailure>>;
  /** The batches that are here, by name. */
  batches(): Promise<Result<readonly string[], VaultFailure>>;
  /**
   * Overwrites and removes a batch's key, then its passphrases, and what a power cut has left of either. What is open
   * of it opens no more.
   */
  destroy(batch: string): Promise<Result<null, VaultFailure>>;
}

export interface VaultOptions {
  readonly directory: string;
  /** The station's name: secrets open only under the one they were sealed with. */
  readonly station: string;
  /** Seals the keys of batches. The vault owns it, and wipes it when disposed. */
  readonly stationKey: Secret;
  readonly random: Random;
  /** Has the platform let go of keys that are wiped (keys/let-go.ts): it costs a whole collection. */
  readonly letGoOfKeys: () => void;
}

/** Units sealed or compared before others get their turn: a few milliseconds. */
const TURN = 64;
const SEALED = '.sealed';
const KEY = '.key';

/** @throws RangeError for a station's name that no transfer could carry either. */
export function openVault(options: VaultOptions): Vault {
  const { directory, station, stationKey, letGoOfKeys } = options;
  if (!v.is(StationName, station)) throw new RangeError('"station" expected a name as transfers have');
  const files = sealedFiles(options);
  const opened = new Map<string, SealedBatch & Disposable>();

  /** Runs `work` on one batch; a fault of the disk becomes a refusal. */
  async function onDisk<T>(work: () => Promise<Result<T, VaultFailure>>): Promise<Result<T, VaultFailure>> {
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      return await work();
    } catch (cause) {
      return diskFault(directory, cause);
    }
  }

  async function load(batch: string): Promise<Result<SealedBatch, VaultFailure>> {
    const sealed = await files.load(batch);
    if (sealed.ok) opened.set(batch, sealed.value);
    return sealed;
  }

  async function remove(batch: string): Promise<void> {
    opened.get(batch)?.[Symbol.dispose]();
    opened.delete(batch);
    await files.remove(batch);
  }

  return {
    put: (batch, units) =>
      onDisk(async () => {
        if (!v.is(BatchName, batch)) throw new RangeError('"batch" expected a name as transfers have');
        if ((await files.whole()).includes(batch)) return exists(batch);
        await remove(batch);
        try {
          await files.write(batch, units);
          const sealed = await load(batch);
          if (!sealed.ok) return sealed;
          if (sealed.value.count === units.length && (await holds(sealed.value, units))) return sealed;
        } catch (cause) {
          await remove(batch);
          throw cause;
        }
        await remove(batch);
        return damaged(files.sealedPath(batch));
      }),

    add: (batch, units) =>
      onDisk(async () => {
        if (!(await files.whole()).includes(batch)) return unknown(batch);
        const added = await files.add(batch, units);
        if (!added.ok) return added;
        opened.get(batch)?.[Symbol.dispose]();
        opened.delete(batch);
        const sealed = await load(batch);
        if (!sealed.ok || (await holds(sealed.value, units))) return sealed;
        return damaged(files.sealedPath(batch));
      }),

    open: (batch) =>
      onDisk(async () => {
        const already = opened.get(batch);
        if (already !== undefined) return ok(already);
        return (await files.whole()).includes(batch) ? load(batch) : unknown(batch);
      }),

    batches: () => onDisk(async () => ok(await files.whole())),

    destroy: (batch) =>
      onDisk(async () => {
        if (!(await files.anyOf(batch))) return unknown(batch);
        await remove(batch);
        letGoOfKeys();
        return ok(null);
      }),

    [Symbol.dispose]() {
      for (const sealed of opened.values()) sealed[Symbol.dispose]();
      opened.clear();
      stationKey.wipe();
    },
  };
}

/** The two files of a batch. */
interface SealedFiles {
  sealedPath(batch: string): string;
  /** Batches with both files: one alone is what a power cut left of a sealing or a destruction. */
  whole(): Promise<readonly string[]>;
  /** Whether there is anything of a batch. */
  anyOf(batch: string): Promise<boolean>;
  write(batch: string, units: readonly VaultUnit[]): Promise<void>;
  add(batch: string, units: readonly VaultUnit[]): Promise<Result<null, VaultFailure>>;
  load(batch: string): Promise<Result<SealedBatch & Disposable, VaultFailure>>;
  remove(batch: string): Promise<void>;
}

function sealedFiles({ directory, station, stationKey, random }: VaultOptions): SealedFiles {
  const keyPath = (batch: string): string => join(directory, `${batch}${KEY}`);
  const sealedPath = (batch: string): string => join(directory, `${batch}${SEALED}`);
  const keyPlace = (batch: string): SealedPlace => ({ station, batch, serial: '', field: 'batch-key' });

  async function sealAll(batch: string, key: Secret, units: readonly VaultUnit[]): Promise<Map<string, string>> {
    const sealed = new Map<string, string>();
    for (const [i, { serial, passphrase }] of units.entries()) {
      const place: SealedPlace = { station, batch, serial, field: 'passphrase' };
      sealed.set(serial, bytesToHex(seal(key, place, passphrase, random)));
      if (i % TURN === 0) await setImmediate();
    }
    return sealed;
  }

  return {
    sealedPath,

    async whole() {
      const files = await readdir(directory);
      const sealed = files.filter((file) => file.endsWith(SEALED)).map((file) => file.slice(0, -SEALED.length));
      return sealed.filter((batch) => files.includes(`${batch}${KEY}`));
    },

    async anyOf(batch) {
      const files = await readdir(directory);
      return [`${batch}${KEY}`, `${batch}${SEALED}`].some((name) => files.includes(name));
    },

    async write(batch, units) {
      using batchKey = new Secret(random.bytes(KEY_LENGTH));
      using macKey = macKeyOf(batchKey, 'file');
      const sealed = await sealAll(batch, batchKey, units);
      await createWhole(directory, keyPath(batch), seal(stationKey, keyPlace(batch), batchKey, random));
      await createWhole(directory, sealedPath(batch), writeSealed(station, batch, sealed, macKey));
    },

    async add(batch, units) {
      using batchKey = unseal(stationKey, keyPlace(batch), await readPlain(keyPath(batch)));
      if (batchKey === null) return damaged(keyPath(batch));
      using macKey = macKeyOf(batchKey, 'file');
      const before = readSealed(await readPlain(sealedPath(batch)), macKey);
      if (before === null) return damaged(sealedPath(batch));
      const all = new Map([...before, ...(await sealAll(batch, batchKey, units))]);
      await replaceWhole(directory, sealedPath(batch), writeSealed(station, batch, all, macKey));
      return ok(null);
    },

    async load(batch) {
      const batchKey = unseal(stationKey, keyPlace(batch), await readPlain(keyPath(batch)));
      if (batchKey === null) return damaged(keyPath(batch));
      using macKey = macKeyOf(batchKey, 'file');
      const units = readSealed(await readPlain(sealedPath(batch)), macKey);
      if (units !== null) return ok(openSealedBatch(station, batch, batchKey, units));
      batchKey.wipe();
      return damaged(sealedPath(batch));
    },

    async remove(batch) {
      // The key first: from then on nothing opens, whatever becomes of the rest.
      for (const path of [keyPath(batch), sealedPath(batch)]) {
        await destroyFile(directory, path, random);
        await destroyParts(directory, random, basename(path));
      }
    },
  };
}

/** Whether every one of these secrets opens to the very bytes it was made of. */
async function holds(sealed: SealedBatch, units: readonly VaultUnit[]): Promise<boolean> {
  for (const [i, { serial, passphrase }] of units.entries()) {
    const found = sealed.passphrase(serial);
    if (!found.ok) return false;
    using secret = found.value;
    if (!secret.use((a) => passphrase.use((b) => sameBytes(a, b)))) return false;
    if (i % TURN === 0) await setImmediate();
  }
  return true;
}

const exists = (batch: string) =>
  fail('batch-exists', `The passphrases of batch ${batch} are sealed here already. A batch is taken once.`, { batch });

const unknown = (batch: string) =>
  fail('unknown-batch', `No passphrases of batch ${batch} are sealed here. Open its vault file first.`, { batch });

const damaged = (path: string) =>
  fail(
    'vault-damaged',
    `${path} is damaged, or was sealed by another station. Stop work on this batch and call your supervisor.`,
    { path },
  );
