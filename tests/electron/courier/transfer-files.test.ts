import { execFileSync } from 'node:child_process';
import { link, mkdir, mkdtemp, open, rm, symlink, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { openName, TRANSFER_KINDS, type TransferKind } from '../../../core/transfer/kinds.ts';
import { discard } from '../../../core/transfer/transfer.ts';
import { readTransfer, type TransferProgress } from '../../../electron/courier/transfer-files.ts';
import { goodUnits, returnUnit, textOf, vaultUnits } from '../../fakes/transfers.ts';

let directory = '';
const at = (name: string): string => join(directory, name);
const UNITS = goodUnits(9);

async function file(name: string, content: string | Uint8Array): Promise<string> {
  await writeFile(at(name), content);
  return at(name);
}

async function refusal(path: string, kind: TransferKind = 'vault') {
  const result = await readTransfer({ kind, path });
  return result.ok ? null : result.error;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'twofold-files-'));
  await file('good.vault.jsonl', textOf('vault', UNITS.vault));
  await file('good.return.jsonl', textOf('return', UNITS.return));
});

afterAll(async () => {
  await rm(directory, { recursive: true });
});

describe('a good file', () => {
  test.each(TRANSFER_KINDS)('of kind %s is read whole', async (kind) => {
    const path = await file(`whole.${kind}.jsonl`, textOf<TransferKind>(kind, UNITS[kind]));
    const transfer = must(await readTransfer<TransferKind>({ kind, path }));
    expect(transfer).toMatchObject({ kind, file: `whole.${kind}.jsonl`, manifest: { count: 9 } });
    expect(transfer.units.map(openName)).toEqual(UNITS[kind].map(openName));
  });

  test('reports its way through both steps, a percent at a time, and lets others work in between', async () => {
    const many = Array.from({ length: 400 }, (_, i) => returnUnit(i + 1));
    const path = await file('many.return.jsonl', textOf('return', many));
    const seen: TransferProgress[] = [];
    let turns = 0;
    const clock = setInterval(() => turns++, 0);
    must(await readTransfer({ kind: 'return', path, onProgress: (progress) => seen.push(progress) }));
    clearInterval(clock);
    const checks = seen.filter(({ step }) => step === 'checking');
    expect(seen.filter(({ step }) => step === 'reading').at(-1)?.done).toBeGreaterThan(200 * 400);
    expect(checks.map(({ done }) => done)).toEqual(Array.from({ length: 100 }, (_, i) => 4 * (i + 1)));
    expect(turns).toBeGreaterThan(10);
  });

  test('can be put away on the way, and its secrets are wiped', async () => {
    const wipe = vi.spyOn(Secret.prototype, 'wipe');
    const stop = new AbortController();
    const onProgress = (progress: TransferProgress): void => {
      if (progress.step === 'checking') stop.abort();
    };
    const result = await readTransfer({ kind: 'vault', path: at('good.vault.jsonl'), onProgress, signal: stop.signal });
    expect(result).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
    expect(wipe).toHaveBeenCalledTimes(9);
    wipe.mockRestore();
    const early = await readTransfer({ kind: 'vault', path: at('good.vault.jsonl'), signal: AbortSignal.abort() });
    expect(early).toMatchObject({ ok: false, error: { kind: 'cancelled' } });
  });
});

describe('what is no file', () => {
  test('nothing there', async () => {
    expect(await refusal(at('nothing'))).toMatchObject({ kind: 'missing', facts: { file: 'nothing' } });
    expect(await refusal(at('good.vault.jsonl/inside'))).toMatchObject({ kind: 'missing' });
  });

  test('a directory', async () => {
    await mkdir(at('folder'));
    expect(await refusal(at('folder'))).toMatchObject({
      kind: 'not-a-file',
      message: 'folder is a directory. Choose a plain file on the medium itself.',
    });
  });

  test('links, symbolic and hard, also to a good file', async () => {
    await symlink(at('good.vault.jsonl'), at('symbolic'));
    await file('one-of-two', textOf('vault', UNITS.vault));
    await link(at('one-of-two'), at('two-of-two'));
    expect((await refusal(at('symbolic')))?.message).toContain('is a link to another file');
    expect((await refusal(at('one-of-two')))?.message).toContain('hard links');
  });

  test('a pipe nobody writes to is not waited for', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect((await refusal(at('pipe')))?.message).toContain('is a pipe');
  });

  test('a device', async () => {
    expect((await refusal('/dev/zero'))?.message).toContain('is a device');
  });

  test('a name the system does not take, and control characters in one', async () => {
    expect(await refusal(at('a\0b'))).toMatchObject({ kind: 'unreadable' });
    expect(await refusal(at('x'.repeat(300)))).toMatchObject({ kind: 'unreadable' });
    expect((await refusal(at('turn\u202eed\n')))?.message).toMatch(/^turn\?ed\? is not there/);
  });
});

describe('too much', () => {
  test('a file of 2 GiB, and one of 8 TiB, are answered without reading a byte', async () => {
    const path = await file('huge', '');
    const read = vi.spyOn(Object.getPrototypeOf(await handleOf(path)) as { read: () => void }, 'read');
    for (const size of [2 ** 31, 2 ** 43]) {
      await truncate(path, size);
      expect(await refusal(path, 'return')).toMatchObject({ kind: 'too-large', facts: { size } });
    }
    expect(read).not.toHaveBeenCalled();
    read.mockRestore();
  });

  test('a sparse file below the cap is refused at its first byte', async () => {
    const path = await file('sparse', '');
    await truncate(path, 500 << 20);
    expect(await refusal(path, 'return')).toMatchObject({ kind: 'not-text', facts: { line: 1 } });
  });

  async function handleOf(path: string): Promise<object> {
    const handle = await open(path);
    await handle.close();
    return handle;
  }
});

describe('a file that is not what it should be', () => {
  test('vault and return in each other\u2019s place', async () => {
    expect(await refusal(at('good.return.jsonl'), 'vault')).toMatchObject({
      kind: 'wrong-kind',
      message:
        'good.return.jsonl, line 1: this is a return file from Press, and a vault file from Origin is wanted here. ' +
        'Choose a vault file from Origin.',
    });
    expect(await refusal(at('good.vault.jsonl'), 'return')).toMatchObject({ kind: 'wrong-kind' });
  });

  test.each([
    ['empty', '', 'truncated'],
    ['binary', new Uint8Array(100_000).fill(0xc3), 'not-text'],
    ['cut short', textOf('vault', UNITS.vault).slice(0, -30), 'truncated'],
    ['with more behind', `${textOf('vault', UNITS.vault)}garbage`, 'truncated'],
    ['UTF-16', Buffer.from(textOf('vault', UNITS.vault), 'utf16le'), 'not-text'],
  ])('%s', async (name, content, kind) => {
    expect(await refusal(await file(name, content))).toMatchObject({ kind });
  });

  test('a unit whose parts do not belong together', async () => {
    const units = UNITS.return.map((unit, i) => (i === 4 ? { ...unit, addresses: returnUnit(77).addresses } : unit));
    expect(await refusal(await file('mixed', textOf('return', units)), 'return')).toMatchObject({
      kind: 'wrong-unit',
      facts: { line: 6 },
    });
  });

  test('a production transfer that nobody signed', async () => {
    const path = await file('unsigned', textOf('vault', vaultUnits(2), { mode: 'production' }));
    expect(await refusal(path)).toMatchObject({ kind: 'unsigned' });
  });
});

describe('a file that changes', () => {
  const touch = async (path: string, change: () => Promise<void>) => {
    const onProgress = vi.fn(() => {
      if (onProgress.mock.calls.length === 1) pending = change();
    });
    let pending = Promise.resolve();
    const result = await readTransfer({ kind: 'vault', path, onProgress });
    await pending;
    return result;
  };

  test('while it is read is refused', async () => {
    const text = textOf('vault', vaultUnits(5000));
    const path = await file('changing', text);
    const result = await touch(path, () => utimes(path, new Date(0), new Date(0)));
    expect(result).toMatchObject({ ok: false, error: { kind: 'changed' } });
  });
});

test('secrets that were read can be wiped together', async () => {
  const vault = must(await readTransfer({ kind: 'vault', path: at('good.vault.jsonl') }));
  discard(vault);
  expect(vault.units.map(({ passphrase }) => passphrase.wiped)).toEqual(Array(9).fill(true));
});
