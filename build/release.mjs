/**
 * What lets strangers check a package: which files it has, what it is made of and with, sums of all that is given away,
 * and a signature over those.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { run } from './setup.mjs';

export const MANIFEST = 'FILES.sha256';

const sha256 = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');

/** Writes the manifest of every file below `folder` into it, in the form that `sha256sum -c` reads. */
export function writeManifest(folder) {
  const lines = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath ?? entry.path, entry.name)).replaceAll(sep, '/'))
    .filter((name) => name !== MANIFEST)
    .sort()
    .map((name) => `${sha256(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, MANIFEST), lines.join(''));
}

/**
 * The bill of materials (CycloneDX): what npm says of the lock file, Electron, and what is bundled though it stands among
 * the tools. Without the number and the time that npm gives each run, so that the same sources give the same bytes.
 *
 * @param {{ path: string, electron: { version: string, official: boolean }, licences: import('./licences.mjs').Licence[] }} of
 */
export async function writeBill({ path, electron, licences }) {
  const bill = JSON.parse(
    await run('npm', ['sbom', '--sbom-format', 'cyclonedx', '--omit', 'dev', '--package-lock-only']),
  );
  delete bill.serialNumber;
  delete bill.metadata.timestamp;
  // npm gives it the name of the folder that the checkout lies in.
  bill.metadata.component.name = 'twofold';
  const known = new Set(bill.components.map(({ purl }) => purl));
  const bundled = licences
    .filter(({ version }) => version !== null)
    .map(({ name, version, licence }) => component(name, version, licence))
    .filter(({ purl }) => !known.has(purl));
  const runtime = component('electron', electron.version, 'MIT');
  if (!electron.official) runtime.description = 'A rehearsal: not the official runtime.';
  bill.components = [...bill.components, ...bundled, runtime];
  writeFileSync(path, `${JSON.stringify(bill, null, 2)}\n`);
}

function component(name, version, licence) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const expression = licence.replace(/^\((.*)\)$/, '$1');
  return { 'bom-ref': `${name}@${version}`, type: 'library', name, version, purl, licenses: [{ expression }] };
}

/** With what it was built: nobody can build it again with other versions of these and be sure. */
export async function writeFacts({ path, version, electron, mtime }) {
  const first = (command, args) =>
    run(command, args).then(
      (output) => output.split('\n')[0].trim(),
      () => null,
    );
  const facts = {
    version,
    electron: electron.version,
    official: electron.official,
    commit: await first('git', ['rev-parse', 'HEAD']),
    changed: (await first('git', ['status', '--porcelain', '--untracked-files=no'])) !== '',
    sourceDateEpoch: mtime,
    node: process.versions.node,
    npm: await first('npm', ['--version']),
    tar: await first('tar', ['--version']),
    gzip: await first('gzip', ['--version']),
    xz: await first('xz', ['--version']),
    dpkg: await first('dpkg-deb', ['--version']),
  };
  writeFileSync(path, `${JSON.stringify(facts, null, 2)}\n`);
}

/** `SHA256SUMS` of these files beside them; signed with minisign where `key` names a secret key. */
export async function writeSums({ folder, names, key, version }) {
  const sums = join(folder, 'SHA256SUMS');
  writeFileSync(sums, names.map((name) => `${sha256(join(folder, name))}  ${name}\n`).join(''));
  if (!key) return;
  if (!existsSync(key)) throw new Error(`TWOFOLD_RELEASE_KEY names ${key}, and there is nothing.`);
  await run('minisign', ['-S', '-s', key, '-m', sums, '-t', `Twofold ${version}`], { ask: true });
}
