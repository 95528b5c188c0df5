import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { folderElsewhere, objectionToDisk, objectionToPlace } from '../../electron/viewing.ts';

const INSIDE = ['--user', '--map-root-user', '--mount', 'sh', '-c'] as const;
const mayMount = (() => {
  try {
    execFileSync('unshare', [...INSIDE, 'mount -t tmpfs tmpfs /mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

const place = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'twofold-place-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
};

test('M4: a disk that takes what it is given has no objection, and nothing is left of the trial', async () => {
  const directory = place();
  writeFileSync(join(directory, 'journal.jsonl'), 'records\n');
  expect(objectionToPlace(directory)).toBeNull();
  expect(await objectionToDisk(directory)).toBeNull();
  expect(readdirSync(directory)).toEqual(['journal.jsonl']);
  expect(readFileSync(join(directory, 'journal.jsonl'), 'utf8')).toBe('records\n');
});

test('M4: where there are no records there is nothing to be looked at', async () => {
  const directory = place();
  expect(objectionToPlace(join(directory, 'none'))).toBeNull();
  expect(await objectionToDisk(join(directory, 'none'))).toBeNull();
});

test('a folder elsewhere is made anew each time, and is nobody else’s', () => {
  const [one, other] = [folderElsewhere(), folderElsewhere()];
  for (const folder of [one, other]) onTestFinished(() => rmSync(folder ?? '', { recursive: true }));
  expect(one).not.toBe(other);
  expect(readdirSync(one ?? '')).toEqual([]);
});

describe.runIf(mayMount)('M4: on a real disk', () => {
  let bundle = '';
  beforeAll(async () => {
    bundle = mkdtempSync(join(tmpdir(), 'twofold-viewing-test-'));
    const root = fileURLToPath(new URL('../..', import.meta.url));
    await build({
      ...{ root, configFile: false, logLevel: 'error' },
      build: {
        ...{ ssr: join(root, 'electron/viewing.ts'), outDir: bundle, minify: false },
        rolldownOptions: { output: { format: 'cjs', entryFileNames: 'viewing.cjs' } },
      },
    });
    writeFileSync(
      join(bundle, 'run.cjs'),
      `const { objectionToDisk, objectionToPlace } = require('./viewing.cjs');
const at = process.argv[2];
const known = objectionToPlace(at);
Promise.resolve(known ?? objectionToDisk(at)).then((found) =>
  process.stdout.write(JSON.stringify({ found: found?.error ?? null, left: require('node:fs').readdirSync(at).sort() })));`,
    );
  });
  afterAll(() => rmSync(bundle, { recursive: true }));

  /** What is found on a small disk with records, after `before` was done to it. */
  function found(before: string): { readonly found: { readonly facts: object } | null; readonly left: string[] } {
    const at = place();
    const mounted = `mount -t tmpfs -o size=2m tmpfs '${at}' && cd '${at}' && echo records > journal.jsonl && { ${before} ; } 2>/dev/null; cd / && exec '${process.execPath}' '${join(bundle, 'run.cjs')}' '${at}'`;
    return JSON.parse(execFileSync('unshare', [...INSIDE, mounted], { encoding: 'utf8' })) as ReturnType<typeof found>;
  }

  test('that is read-only nothing is tried', () => {
    expect(found('mount -o remount,ro .')).toMatchObject({
      found: { facts: { code: 'EROFS' } },
      left: ['journal.jsonl'],
    });
  });

  test('that is full to the last byte it says so', () => {
    expect(found('cat /dev/zero > filler')).toMatchObject({
      found: { facts: { code: 'ENOSPC' } },
      left: ['filler', 'journal.jsonl'],
    });
  });

  test('that is full but for the reserve, the reserve is given, and the station opens', () => {
    const reserve = 'head -c 1048576 /dev/zero > journal.reserve; cat /dev/zero > filler';
    expect(found(reserve)).toEqual({ found: null, left: ['filler', 'journal.jsonl'] });
  });
});
