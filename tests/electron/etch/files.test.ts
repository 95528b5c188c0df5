/** A job is read back from its medium, and not from what the system still has of it in memory. */
import { expect, test } from 'vitest';
import { keepsAnother, pastCache } from '../../fakes/past-cache.ts';
import { bent, bytes, files, inFolder, intend, job, key, part, path } from './bent-disk.ts';

inFolder();

const keepingAnother = (of: () => string) =>
  bent({ open: pastCache((handle, name) => name === of() && keepsAnother(handle)) }).write(job, bytes, key, intend);

test.runIf(process.platform === 'linux')(
  'a medium that keeps something else than the system remembers is found out',
  async () => {
    expect(await keepingAnother(part)).toMatchObject({ error: { kind: 'changed-on-disk' } });
    expect(await files()).toEqual([]);
  },
);

test.runIf(process.platform === 'linux')('so it is under its name: in doubt, and nothing stays', async () => {
  expect(await keepingAnother(path)).toMatchObject({ error: { kind: 'in-doubt', facts: { code: 'READ_BACK' } } });
  expect(await files()).toEqual([]);
});
