import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const read = (name: string): string => readFileSync(join(import.meta.dirname, '../..', name), 'utf8');

test('D12: a release begins with the newest Electron of the line that is pinned', () => {
  const pinned = (JSON.parse(read('package.json')) as { devDependencies: { electron: string } }).devDependencies
    .electron;
  expect(pinned).toMatch(/^\d+\.\d+\.\d+$/);
  const [first = ''] = read('RELEASING.md')
    .split('\n')
    .filter((line) => /^1\. /.test(line));
  expect(first).toContain(`npm view electron@${pinned.split('.')[0]} version`);
});
