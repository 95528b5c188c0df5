import { constants, promises as disk } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jobId } from '../../fakes/jobs.ts';
import { must } from '../../../core/base/result.ts';
import { createOutbox } from '../../../electron/etch/outbox.ts';
import {
  bent,
  bytes,
  directory,
  errno,
  files,
  inFolder,
  intend,
  type Handle,
  job,
  key,
  opening,
  other,
  part,
  path,
  serial,
} from './bent-disk.ts';

inFolder();

describe('after a crash', () => {
  /** The process dies at the moment it would name the job: nothing after that runs, no cleaning up either. */
  const dyingAtTheName = () =>
    new Promise<void>((resolve) => {
      const link = () => {
        resolve();
        return new Promise<void>(() => undefined);
      };
      void bent({ link }).write(job, bytes, key, intend);
    });

  test('between writing and naming there is no job, only a part that is found', async () => {
    await dyingAtTheName();
    expect(await files()).toEqual([`.TF-2026-000123.${jobId(1)}.part`]);
    expect(await createOutbox({ directory }).list()).toEqual({
      ok: true,
      value: [{ name: `.TF-2026-000123.${jobId(1)}.part`, kind: 'part', of: serial, id: jobId(1) }],
    });
  });

  test('parts and jobs are removed together, those of other cards stay', async () => {
    await dyingAtTheName();
    const outbox = createOutbox({ directory });
    must(await outbox.write({ serials: [serial], id: jobId(2), format: 'svg' }, bytes, key, intend));
    must(await outbox.write({ serials: [other], id: jobId(3), format: 'svg' }, bytes, key, intend));
    expect(await outbox.remove([serial])).toEqual({ ok: true, value: 2 });
    expect(await files()).toEqual(['TF-2026-000124.svg']);
  });

  test('files that are not ours are neither listed nor touched', async () => {
    const theirs = ['.DS_Store', 'TF-2026-000123.svg.bak', 'logo.svg', 'x.part', '.a.b.part', 'NODIGIT.svg'];
    for (const name of theirs) await disk.writeFile(join(directory, name), 'theirs');
    const outbox = createOutbox({ directory });
    expect(await outbox.list()).toEqual({ ok: true, value: [] });
    expect(await outbox.remove([serial])).toEqual({ ok: true, value: 0 });
    expect(await files()).toHaveLength(theirs.length);
  });

  test('an outbox that cannot be read says so', async () => {
    const away = createOutbox({ directory: join(directory, 'away') });
    expect(await away.list()).toMatchObject({ error: { kind: 'no-directory' } });
    expect(await away.remove([serial])).toMatchObject({ error: { kind: 'no-directory' } });
  });
});

describe('removing', () => {
  test('overwrites the whole file before its name goes', async () => {
    const outbox = createOutbox({ directory });
    must(await outbox.write(job, bytes, key, intend));
    // Who still has the file open sees what is left on the medium.
    const open = await disk.open(path(), constants.O_RDONLY);
    expect(await outbox.remove([serial])).toEqual({ ok: true, value: 1 });
    const left = await open.readFile();
    await open.close();
    expect(left).toHaveLength(70_000);
    expect(left.every((byte) => byte === 0)).toBe(true);
    expect(await files()).toEqual([]);
  });

  test('a failed write overwrites its part as well', async () => {
    let seen: Handle | undefined;
    const open = opening(async (handle, name, before) => {
      if (name !== part() || before > 0) return;
      seen = await disk.open(part(), constants.O_RDONLY);
      handle.sync = () => Promise.reject(errno('EIO'));
    });
    await bent({ open }).write(job, bytes, key, intend);
    const left = await seen?.readFile();
    await seen?.close();
    expect(left).toHaveLength(70_000);
    expect(left?.every((byte) => byte === 0)).toBe(true);
  });

  test('what took the name of a job but is no file is left alone', async () => {
    await disk.mkdir(path());
    expect(await createOutbox({ directory }).remove([serial])).toMatchObject({ error: { kind: 'not-a-file' } });
    await disk.rmdir(path());
    await disk.symlink('/etc/hostname', path());
    expect(await createOutbox({ directory }).remove([serial])).toMatchObject({ error: { kind: 'not-a-file' } });
    expect(await files()).toEqual(['TF-2026-000123.svg']);
  });
});
