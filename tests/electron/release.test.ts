/** What lets strangers check a package, without packing one: its signed sums, its manifest, and what the papers say. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs what the packing runs, in a process of its own as there. */
function released(call: string): void {
  const script = `import * as release from ${JSON.stringify(join(root, 'build/release.mjs'))}; await release.${call};`;
  execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
}

function scratch(): string {
  const folder = mkdtempSync(join(tmpdir(), 'twofold-release-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

/** The commands of REPRODUCING.md that begin with this word, as a reader would type them. */
const commandsOf = (program: string): string[] =>
  readFileSync(join(root, 'REPRODUCING.md'), 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(program));

test('the sums are signed, and the commands of REPRODUCING.md check them, and find what was changed', () => {
  const folder = scratch();
  const shell = (command: string): string =>
    execFileSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  writeFileSync(join(folder, 'twofold-1.deb'), 'a package');
  writeFileSync(join(folder, 'twofold-1.cdx.json'), '{}');
  shell('minisign -G -W -p release.pub -s release.key');
  const options = { folder, names: ['twofold-1.deb', 'twofold-1.cdx.json'], key: join(folder, 'release.key') };
  released(`writeSums(${JSON.stringify({ ...options, version: '1' })})`);

  const key = readFileSync(join(folder, 'release.pub'), 'utf8').trim().split('\n').at(-1) as string;
  const [verify = ''] = commandsOf('minisign');
  const [check = ''] = commandsOf('sha256sum --ignore-missing');
  expect(shell(verify.replace('PUBLIC_KEY', key))).toContain('Trusted comment: Twofold 1');
  // Not everything of a release is on every stick.
  rmSync(join(folder, 'twofold-1.cdx.json'));
  expect(shell(check)).toBe('twofold-1.deb: OK\n');
  writeFileSync(join(folder, 'twofold-1.deb'), 'another package');
  expect(() => shell(check)).toThrow('Command failed');
  writeFileSync(join(folder, 'SHA256SUMS'), shell('sha256sum twofold-1.deb'));
  expect(() => shell(verify.replace('PUBLIC_KEY', key))).toThrow('Signature verification failed');
});

test('a key that is not there is said, and nothing passes for signed', () => {
  const folder = scratch();
  writeFileSync(join(folder, 'a'), '');
  const options = { folder, names: ['a'], key: join(folder, 'nowhere.key'), version: '1' };
  expect(() => released(`writeSums(${JSON.stringify(options)})`)).toThrow('nowhere.key, and there is nothing');
});

test('the manifest lists every file but itself, in an order of its own', () => {
  const folder = scratch();
  mkdirSync(join(folder, 'b'));
  for (const name of ['c', 'b/a', 'a b']) writeFileSync(join(folder, name), name);
  released(`writeManifest(${JSON.stringify(folder)})`);
  released(`writeManifest(${JSON.stringify(folder)})`);
  const names = readFileSync(join(folder, 'FILES.sha256'), 'utf8').match(/(?<= {2}).+$/gm);
  expect(names).toEqual(['a b', 'b/a', 'c']);
  execFileSync('sha256sum', ['--quiet', '--strict', '-c', 'FILES.sha256'], { cwd: folder });
});
