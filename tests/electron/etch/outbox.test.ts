import { promises as disk } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jobId } from '../../fakes/jobs.ts';
import { must } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import type { OutboxFs } from '../../../electron/etch/files.ts';
import { createOutbox } from '../../../electron/etch/outbox.ts';
import {
  bent,
  bytes,
  directory,
  errno,
  files,
  inFolder,
  intend,
  job,
  key,
  mac,
  type Open,
  opening,
  other,
  part,
  path,
  serial,
} from './bent-disk.ts';

inFolder();

describe('the intent', () => {
  test('is asked for when the job is whole on disk, and before it has its name', async () => {
    const seen: (readonly string[])[] = [];
    const noted = async () => void seen.push(await files());
    must(await createOutbox({ directory }).write(job, bytes, key, noted));
    expect(seen).toEqual([[`.TF-2026-000123.${jobId(1)}.part`]]);
  });

  test('that cannot be recorded leaves nothing behind', async () => {
    const sent = await createOutbox({ directory }).write(job, bytes, key, () => Promise.reject(errno('ENOSPC')));
    expect(sent.ok).toBe(false);
    expect(await files()).toEqual([]);
  });
});

describe('sending', () => {
  test('leaves one whole file under the serial, for us alone, and answers its HMAC', async () => {
    const sent = await createOutbox({ directory }).write(job, bytes, key, intend);
    expect(sent).toEqual({ ok: true, value: { path: path(), bytes: 70_000, mac } });
    expect(await files()).toEqual(['TF-2026-000123.svg']);
    expect(new Uint8Array(await disk.readFile(path()))).toEqual(bytes);
    expect((await disk.stat(path())).mode & 0o777).toBe(0o600);
  });

  test('gives a job the extension of its format, and lays no second one beside it in another', async () => {
    const outbox = createOutbox({ directory });
    must(await outbox.write({ ...job, format: 'dxf' }, bytes, key, intend));
    expect(await files()).toEqual(['TF-2026-000123.dxf']);
    const again = await outbox.write(job, bytes, key, intend);
    expect(again).toMatchObject({ ok: false, error: { kind: 'already-there' } });
    expect(await files()).toEqual(['TF-2026-000123.dxf']);
    expect(await outbox.remove([serial])).toEqual({ ok: true, value: 1 });
    expect(await files()).toEqual([]);
  });

  test('works on a medium without hard links', async () => {
    const outbox = bent({ link: () => Promise.reject(errno('EPERM')) });
    expect(await outbox.write(job, bytes, key, intend)).toMatchObject({ ok: true, value: { mac } });
    expect(await files()).toEqual(['TF-2026-000123.svg']);
    expect(new Uint8Array(await disk.readFile(path()))).toEqual(bytes);
  });

  test('borrows job and key', async () => {
    const lent = bytes.slice();
    const lentKey = key.slice();
    must(await createOutbox({ directory }).write(job, lent, lentKey, intend));
    expect([lent, lentKey]).toEqual([bytes, key]);
  });

  test('happens once: a second job for the serial is refused and the first stays', async () => {
    const outbox = createOutbox({ directory });
    must(await outbox.write(job, bytes, key, intend));
    const again = await outbox.write(
      { serials: [serial], id: jobId(2), format: 'svg' },
      new Uint8Array(10),
      key,
      intend,
    );
    expect(again).toMatchObject({ ok: false, error: { kind: 'already-there' } });
    expect(new Uint8Array(await disk.readFile(path()))).toEqual(bytes);
    expect(await files()).toHaveLength(1);
  });

  test('while the name is taken, not a byte of the passphrase touches the disk', async () => {
    await disk.writeFile(path(), 'theirs');
    const opened: string[] = [];
    const open = opening((_handle, name) => void opened.push(name));
    expect(await bent({ open }).write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'already-there' } });
    expect(opened).toEqual([directory]);
  });

  test('of two at the same moment one wins, and the other leaves nothing', async () => {
    const outbox = createOutbox({ directory });
    const both = await Promise.all([
      outbox.write(job, bytes, key, intend),
      outbox.write({ serials: [serial], id: jobId(2), format: 'svg' }, bytes, key, intend),
    ]);
    expect(both.map((sent) => (sent.ok ? 'sent' : sent.error.kind)).sort()).toEqual(['already-there', 'sent']);
    expect(await files()).toEqual(['TF-2026-000123.svg']);
  });

  test.each([
    ['with hard links', disk.link],
    ['without', () => Promise.reject(errno('ENOTSUP'))],
  ] as const)('a file that comes between is never replaced, %s', async (_, link) => {
    const outbox = bent({
      link: async (from, to) => {
        await disk.writeFile(to, 'theirs');
        return link(from, to);
      },
    });
    expect(await outbox.write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'already-there' } });
    expect(await disk.readFile(path(), 'utf8')).toBe('theirs');
    expect(await files()).toHaveLength(1);
  });

  test('even a dangling link under the name refuses the job', async () => {
    await disk.symlink('/nowhere/at/all', path());
    const refused = await createOutbox({ directory }).write(job, bytes, key, intend);
    expect(refused).toMatchObject({ error: { kind: 'already-there' } });
  });

  test('a planted link in place of the temporary file is not followed', async () => {
    const victim = join(directory, 'victim');
    await disk.symlink(victim, part());
    const refused = await createOutbox({ directory }).write(job, bytes, key, intend);
    expect(refused).toMatchObject({ error: { kind: 'already-there' } });
    expect(await files()).not.toContain('victim');
  });

  test('a serial that Windows takes for a device is refused', async () => {
    const device = must(parseSerial('COM1'));
    expect(
      await createOutbox({ directory }).write({ serials: [device], id: jobId(2), format: 'svg' }, bytes, key, intend),
    ).toMatchObject({
      error: { kind: 'reserved-name' },
    });
  });
});

describe('a failure before the job has its name', () => {
  const failing = (code: string, writeSome = 0): Open =>
    opening((handle, name) => {
      if (name !== part()) return;
      handle.writeFile = async () => {
        await handle.write(bytes, 0, writeSome);
        throw errno(code);
      };
    });

  test.each([
    ['ENOSPC', 'disk-full', 'Free some room'],
    ['EDQUOT', 'disk-full', 'Free some room'],
    ['EROFS', 'read-only', 'write protection'],
    ['EACCES', 'not-permitted', 'permissions'],
    ['ENODEV', 'medium-gone', 'Put it back'],
    ['EIO', 'disk-error', 'use another one'],
    ['E2MANY', 'disk-error', 'Use another one'],
  ])('%s half-way leaves nothing and says what, where and what to do', async (code, kind, advice) => {
    const refused = await bent({ open: failing(code, 30_000) }).write(job, bytes, key, intend);
    expect(refused).toMatchObject({ ok: false, error: { kind, facts: { path: path(), code } } });
    const { message } = refused.ok ? { message: '' } : refused.error;
    expect(message).toContain(`The etch job ${path()} was not written: `);
    expect(message).toContain(advice);
    expect(message).not.toMatch(/canary|7Q2K|parts of it/i);
    expect(await files()).toEqual([]);
  });

  test('after it the same job can be written', async () => {
    await bent({ open: failing('ENOSPC', 30_000) }).write(job, bytes, key, intend);
    expect(await createOutbox({ directory }).write(job, bytes, key, intend)).toMatchObject({ ok: true });
  });

  test('an fsync that fails is final: the file is not trusted', async () => {
    const open = opening((handle, name) => {
      if (name === part()) handle.sync = () => Promise.reject(errno('EIO'));
    });
    expect(await bent({ open }).write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'disk-error' } });
    expect(await files()).toEqual([]);
  });

  test.each([
    ['one bit differs', (content: Buffer) => content.fill((content[9] ?? 0) ^ 1, 9, 10)],
    ['the end is missing', (content: Buffer) => content.subarray(0, -1)],
    ['a byte came on top', (content: Buffer) => Buffer.concat([content, Buffer.of(32)])],
  ])('what is read back must be what was written: %s', async (_, change) => {
    const open = opening(async (_handle, name, before) => {
      if (name === part() && before === 1) await disk.writeFile(part(), change(await disk.readFile(part())));
    });
    expect(await bent({ open }).write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'changed-on-disk' } });
    expect(await files()).toEqual([]);
  });

  test('a stick pulled half-way: nothing can be removed any more, and the sentence says so', async () => {
    let pulled = false;
    const open: Open = async (...given) => {
      if (pulled) throw errno('ENODEV');
      const handle = await disk.open(...given);
      handle.writeFile = () => {
        pulled = true;
        return Promise.reject(errno('EIO'));
      };
      return handle;
    };
    const outbox = bent({ open, unlink: () => Promise.reject(errno('ENODEV')) });
    const refused = await outbox.write(job, bytes, key, intend);
    expect(refused).toMatchObject({ error: { kind: 'disk-error' } });
    expect(refused).toHaveProperty(
      'error.message',
      expect.stringContaining('Parts of it may be left: treat the medium like a passphrase.'),
    );
  });

  test.each([
    ['missing', () => Promise.resolve()],
    ['a file', (place: string) => disk.writeFile(place, '')],
    ['a link to a folder', (place: string) => disk.symlink(directory, place)],
  ])('a folder that is %s is refused before anything is written', async (_, make) => {
    const place = join(directory, 'sub');
    await make(place);
    const refused = await createOutbox({ directory: place }).write(job, bytes, key, intend);
    expect(refused).toMatchObject({ error: { kind: 'no-directory' } });
    expect((await files()).filter((name) => name !== 'sub')).toEqual([]);
  });

  test('a bug is not dressed up as a disk fault', async () => {
    const outbox = bent({ open: () => Promise.reject(new TypeError('a bug')) });
    await expect(outbox.write(job, bytes, key, intend)).rejects.toThrow('a bug');
  });
});

describe('a failure once the job has its name', () => {
  test('the folder cannot be synced: in doubt, and nothing stays', async () => {
    const open = opening((handle, name, before) => {
      if (name === directory && before === 1) handle.sync = () => Promise.reject(errno('EIO'));
    });
    expect(await bent({ open }).write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'in-doubt' } });
    expect(await files()).toEqual([]);
  });

  test('the job reads back wrong: in doubt, and nothing stays', async () => {
    const open = opening(async (_handle, name, before) => {
      if (name === path() && before === 0) await disk.truncate(path(), 5);
    });
    const doubt = await bent({ open }).write(job, bytes, key, intend);
    expect(doubt).toMatchObject({ error: { kind: 'in-doubt', facts: { code: 'READ_BACK' } } });
    expect(doubt).toHaveProperty('error.message', expect.stringContaining('two people must look'));
    expect(await files()).toEqual([]);
  });

  test('the temporary name cannot be taken away: in doubt', async () => {
    const refusals = ['EIO'];
    const unlink: OutboxFs['unlink'] = (name) => {
      const code = refusals.pop();
      return code === undefined ? disk.unlink(name) : Promise.reject(errno(code));
    };
    expect(await bent({ unlink }).write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'in-doubt' } });
    expect(await files()).toEqual([]);
  });

  test('the medium goes while the name is given: nobody can say, so it is in doubt', async () => {
    const outbox = bent({
      link: () => Promise.reject(errno('EIO')),
      lstat: (async (name: string) => {
        if ((await files()).length > 0) throw errno('EIO');
        return disk.lstat(name);
      }) as OutboxFs['lstat'],
    });
    expect(await outbox.write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'in-doubt' } });
  });

  test('a stick that cannot rename never showed the job: not in doubt', async () => {
    const outbox = bent({
      link: () => Promise.reject(errno('EPERM')),
      rename: () => Promise.reject(errno('ENOSPC')),
    });
    expect(await outbox.write(job, bytes, key, intend)).toMatchObject({ error: { kind: 'disk-full' } });
    expect(await files()).toEqual([]);
  });
});

describe('a job of several cards', () => {
  const together = { serials: [serial, other], id: jobId(7), format: 'svg' } as const;

  test('has one file, under its id', async () => {
    expect(await createOutbox({ directory }).write(together, bytes, key, intend)).toMatchObject({ ok: true });
    expect(await files()).toEqual([`${jobId(7)}.svg`]);
    expect(await createOutbox({ directory }).list()).toMatchObject({ value: [{ kind: 'job', of: jobId(7) }] });
  });

  test('is refused while a job of one of them lies there', async () => {
    const outbox = createOutbox({ directory });
    must(await outbox.write({ serials: [other], id: jobId(2), format: 'dxf' }, bytes, key, intend));
    expect(await outbox.write(together, bytes, key, intend)).toMatchObject({ error: { kind: 'already-there' } });
    expect(await files()).toEqual(['TF-2026-000124.dxf']);
  });

  test('is taken away by its id, with the part that a crash has left of it', async () => {
    const outbox = createOutbox({ directory });
    must(await outbox.write(together, bytes, key, intend));
    await disk.writeFile(join(directory, `.${serial}.${jobId(7)}.part`), bytes);
    await disk.writeFile(join(directory, `.${serial}.${jobId(8)}.part`), bytes);
    expect(await outbox.remove([jobId(7)])).toEqual({ ok: true, value: 2 });
    expect(await files()).toEqual([`.${serial}.${jobId(8)}.part`]);
  });
});
