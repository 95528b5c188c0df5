import { chmod, link, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { VaultUnit } from '../../../core/transfer/units.ts';
import type * as Disk from '../../../electron/files/whole.ts';
import { destroyFile } from '../../../electron/files/erase.ts';
import { openVault, type Vault } from '../../../electron/vault/vault.ts';
import { openTrainingKey } from '../../../electron/keys/station-key.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { serialOf, vaultUnits } from '../../fakes/transfers.ts';

/** Files of this ending find the disk full. */
const disk = vi.hoisted(() => ({ fullFor: null as string | null }));
vi.mock('../../../electron/files/whole.ts', async (load) => {
  const real = await load<typeof Disk>();
  const createWhole: typeof Disk.createWhole = (directory, path, bytes) => {
    if (disk.fullFor === null || !path.endsWith(disk.fullFor)) return real.createWhole(directory, path, bytes);
    return Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }));
  };
  return { ...real, createWhole };
});

/** Stands for the collection of the platform's own remains. */
const letGoOfKeys = vi.fn();

let directory = '';
const at = (name: string): string => join(directory, name);
const text = (secret: Secret): string => secret.use((bytes) => Buffer.from(bytes).toString());

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-vault-'));
});
afterEach(() => rm(directory, { recursive: true }));

/** A vault as a station finds it at its start. */
async function vault(station = 'Bench A'): Promise<Vault> {
  const stationKey = must(await openTrainingKey(directory, platformRandom));
  return openVault({ directory, station, stationKey, random: platformRandom, letGoOfKeys });
}

describe('a sealed batch', () => {
  test('opens to the very passphrases, at once and after a restart', async () => {
    const units = vaultUnits(40);
    const sealed = must(await (await vault()).put('BATCH-7', units));
    const again = must(await (await vault()).open('BATCH-7'));
    for (const batch of [sealed, again]) {
      expect(batch).toMatchObject({ batch: 'BATCH-7', count: 40 });
      expect(units.map(({ serial }) => text(must(batch.passphrase(serial))))).toEqual(
        units.map(({ passphrase }) => text(passphrase)),
      );
    }
    expect(again.passphrase('CARD-0041')).toMatchObject({ ok: false, error: { kind: 'unknown-unit' } });
  });

  test('holds nothing in clear, in files only its user may read', async () => {
    const units = vaultUnits(5);
    must(await (await vault()).put('BATCH-7', units));
    const files = (await readdir(directory)).sort();
    expect(files).toEqual(['BATCH-7.key', 'BATCH-7.sealed', 'training.key']);
    for (const name of files) {
      const content = (await readFile(at(name))).toString('latin1');
      const clear = units.filter(({ passphrase }) => {
        const plain = text(passphrase);
        return content.includes(plain) || content.includes(Buffer.from(plain).toString('hex'));
      });
      expect(clear).toEqual([]);
      expect((await stat(at(name))).mode & 0o777).toBe(0o600);
    }
  });

  test('is sealed once', async () => {
    const one = await vault();
    must(await one.put('BATCH-7', vaultUnits(2)));
    const before = await readFile(at('BATCH-7.sealed'));
    expect(await one.put('BATCH-7', vaultUnits(2))).toMatchObject({ ok: false, error: { kind: 'batch-exists' } });
    expect(await readFile(at('BATCH-7.sealed'))).toEqual(before);
  });

  test('that does not come back as it was given is not kept', async () => {
    const [first, second] = vaultUnits(2);
    const twins = [first, { serial: serialOf(1), passphrase: second?.passphrase }] as VaultUnit[];
    expect(await (await vault()).put('BATCH-7', twins)).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    expect(await readdir(directory)).toEqual(['training.key']);
  });

  test('has a key for records that stays the same, and is another for another batch', async () => {
    const one = await vault();
    const first = must(await one.put('BATCH-7', vaultUnits(2)));
    const second = must(await one.put('BATCH-8', vaultUnits(2)));
    const again = must(await (await vault()).open('BATCH-7'));
    expect(text(must(again.macKey()))).toBe(text(must(first.macKey())));
    expect(text(must(second.macKey()))).not.toBe(text(must(first.macKey())));
    expect(must(await one.batches())).toEqual(['BATCH-7', 'BATCH-8']);
  });

  test('a batch that is not here, whatever its name, is not looked for outside', async () => {
    const one = await vault();
    for (const name of ['BATCH-9', '../BATCH-7', 'training.key', '']) {
      expect(await one.open(name)).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
      expect(await one.destroy(name)).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
    }
    await expect(one.put('../BATCH', vaultUnits(1))).rejects.toThrow(RangeError);
  });
});

describe('tampering', () => {
  test.each(['BATCH-7.key', 'BATCH-7.sealed'])('any byte changed in %s is noticed', async (name) => {
    must(await (await vault()).put('BATCH-7', vaultUnits(2)));
    const content = await readFile(at(name));
    for (let i = 0; i < content.length; i += 1 + Math.floor(content.length / 60)) {
      const changed = Buffer.from(content);
      changed[i] = (changed[i] ?? 0) ^ 1;
      await writeFile(at(name), changed);
      expect(await (await vault()).open('BATCH-7')).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    }
  });

  test('units taken out, swapped, cut off or added are noticed', async () => {
    must(await (await vault()).put('BATCH-7', vaultUnits(3)));
    const content = (await readFile(at('BATCH-7.sealed'))).toString();
    const [head = '', a = '', b = '', c = '', mac = ''] = content.split('\n');
    const swapped = [a.replace('CARD-0001', 'CARD-0002'), b.replace('CARD-0002', 'CARD-0001')];
    const edits = [
      [head, a, b, mac, ''],
      [head, b, a, c, mac, ''],
      [head, ...swapped, c, mac, ''],
      [head, a, b, c, ''],
      [head, a, b, c],
      [head, a, b, c, c, mac, ''],
      [''],
    ];
    for (const edit of edits) {
      await writeFile(at('BATCH-7.sealed'), edit.join('\n'));
      expect(await (await vault()).open('BATCH-7')).toMatchObject({ ok: false, error: { kind: 'vault-damaged' } });
    }
  });

  test('another batch\u2019s files, another station and another station\u2019s key open nothing', async () => {
    const one = await vault();
    must(await one.put('BATCH-7', vaultUnits(2)));
    must(await one.put('BATCH-8', vaultUnits(2)));
    expect(await (await vault('Bench B')).open('BATCH-7')).toMatchObject({ error: { kind: 'vault-damaged' } });
    const own = { key: await readFile(at('BATCH-7.key')), sealed: await readFile(at('BATCH-7.sealed')) };
    await writeFile(at('BATCH-7.sealed'), await readFile(at('BATCH-8.sealed')));
    expect(await (await vault()).open('BATCH-7')).toMatchObject({ error: { kind: 'vault-damaged' } });
    await writeFile(at('BATCH-7.key'), await readFile(at('BATCH-8.key')));
    expect(await (await vault()).open('BATCH-7')).toMatchObject({ error: { kind: 'vault-damaged' } });
    await writeFile(at('BATCH-7.key'), own.key);
    await writeFile(at('BATCH-7.sealed'), own.sealed);
    must(await (await vault()).open('BATCH-7'));
    await rm(at('training.key'));
    expect(await (await vault()).open('BATCH-7')).toMatchObject({ error: { kind: 'vault-damaged' } });
  });
});

describe('destruction', () => {
  test('removes both files, and what was open opens no more', async () => {
    const one = await vault();
    const sealed = must(await one.put('BATCH-7', vaultUnits(2)));
    letGoOfKeys.mockClear();
    must(await one.destroy('BATCH-7'));
    expect(letGoOfKeys).toHaveBeenCalledTimes(1);
    expect(await readdir(directory)).toEqual(['training.key']);
    for (const result of [sealed.passphrase(serialOf(1)), sealed.macKey(), await one.open('BATCH-7')]) {
      expect(result).toMatchObject({ ok: false, error: { kind: 'unknown-batch' } });
    }
  });

  test('overwrites what it removes', async () => {
    const one = await vault();
    must(await one.put('BATCH-7', vaultUnits(2)));
    for (const name of ['BATCH-7.key', 'BATCH-7.sealed']) {
      const before = await readFile(at(name));
      await link(at(name), at('kept'));
      await destroyFile(directory, at(name), platformRandom);
      const after = await readFile(at('kept'));
      expect(after).toHaveLength(before.length);
      expect(after.filter((byte, i) => byte === before[i]).length).toBeLessThan(before.length / 8);
      await rm(at('kept'));
    }
    expect(await readdir(directory)).toEqual(['training.key']);
  });

  test.each(['BATCH-7.key', 'BATCH-7.sealed'])('a power cut that left only %s leaves no batch', async (left) => {
    must(await (await vault()).put('BATCH-7', vaultUnits(2)));
    const other = left.endsWith('.key') ? 'BATCH-7.sealed' : 'BATCH-7.key';
    await rm(at(other));
    const one = await vault();
    expect(must(await one.batches())).toEqual([]);
    expect(await one.open('BATCH-7')).toMatchObject({ error: { kind: 'unknown-batch' } });
    expect(must(await one.put('BATCH-7', vaultUnits(3))).count).toBe(3);
  });

  test('a vault that is put away wipes its keys', async () => {
    const stationKey = must(await openTrainingKey(directory, platformRandom));
    const one = openVault({
      directory,
      station: 'Bench A',
      stationKey,
      random: platformRandom,
      letGoOfKeys,
    });
    const sealed = must(await one.put('BATCH-7', vaultUnits(1)));
    one[Symbol.dispose]();
    expect(stationKey.wiped).toBe(true);
    expect(sealed.passphrase(serialOf(1))).toMatchObject({ error: { kind: 'unknown-batch' } });
  });
});

describe('the disk', () => {
  test('that cannot be used is a refusal that says so', async () => {
    const stationKey = new Secret(new Uint8Array(32));
    await writeFile(at('in-the-way'), '');
    const one = openVault({
      directory: at('in-the-way'),
      station: 'Bench A',
      stationKey,
      random: platformRandom,
      letGoOfKeys,
    });
    expect(await one.put('BATCH-7', vaultUnits(1))).toMatchObject({ ok: false, error: { kind: 'disk' } });
    expect(await openTrainingKey(at('in-the-way'), platformRandom)).toMatchObject({ error: { kind: 'disk' } });
  });

  test('that fails between key and passphrases leaves nothing half done', async () => {
    const one = await vault();
    disk.fullFor = '.sealed';
    expect(await one.put('BATCH-7', vaultUnits(1))).toMatchObject({ ok: false, error: { kind: 'disk' } });
    disk.fullFor = null;
    expect(await readdir(directory)).toEqual(['training.key']);
    expect(must(await one.put('BATCH-7', vaultUnits(1))).count).toBe(1);
  });
});

describe('the station\u2019s key', () => {
  test('is made once, of its own', async () => {
    const first = must(await openTrainingKey(directory, platformRandom));
    const again = must(await openTrainingKey(directory, platformRandom));
    expect(text(again)).toBe(text(first));
    expect(first.length).toBe(32);
    const elsewhere = must(await openTrainingKey(at('elsewhere'), platformRandom));
    expect(text(elsewhere)).not.toBe(text(first));
  });

  test('of a wrong length, or open to others, is refused', async () => {
    must(await openTrainingKey(directory, platformRandom));
    await chmod(at('training.key'), 0o640);
    expect(await openTrainingKey(directory, platformRandom)).toMatchObject({ error: { kind: 'station-key-exposed' } });
    await chmod(at('training.key'), 0o600);
    await writeFile(at('training.key'), new Uint8Array(31));
    expect(await openTrainingKey(directory, platformRandom)).toMatchObject({ error: { kind: 'station-key-damaged' } });
  });
});
