/**
 * `npm run package`: the station as people install it, under `out/package/`: a directory, a `.tar.gz` and a `.deb`.
 *
 * A release is built on the official Electron of package.json. Where only the fallback runtime is to be had, this
 * stops; `--rehearsal` goes through all of it on the fallback, and the names of what comes out say so.
 */
import { build, Platform } from 'electron-builder';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packDebian } from './deb/pack.mjs';
import { packLine } from './line/pack.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { ensureBuilt, ensureDependencies, root, run, step, stop } from './setup.mjs';

const out = join(root, 'out', 'package');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const rehearsal = process.argv.includes('--rehearsal');

console.log('Twofold: npm run package');
if (process.platform !== 'linux') stop('the packages are built on Linux.');
await ensureDependencies();
const electron = await electronRuntime();
if (!electron.official && !rehearsal) {
  stop(
    `a release is built on the official Electron only, and it could not be downloaded. To try the packaging itself on the fallback runtime ${electron.version}: npm run package -- --rehearsal`,
  );
}
if (!electron.official) console.log('  This is a REHEARSAL on a test runtime: never install it on a station.');
await ensureBuilt();

const name = `twofold-${version}-linux-${process.arch}${electron.official ? '' : '-rehearsal'}`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const app = join(out, name);
await step('packing the app', () => packApp(app));
await step('adding the command line', () => packLine({ dist: join(root, 'dist'), to: join(app, 'cli') }));
const mtime = await lastChange();
const tarball = `${app}.tar.gz`;
await step(`writing ${relative(root, tarball)}`, () =>
  run('tar', [
    ...['--sort=name', `--mtime=@${mtime}`, '--owner=0', '--group=0', '--numeric-owner', '-I', 'gzip -n'],
    ...['-C', out, '-cf', tarball, name],
  ]),
);
const debian = `${app}.deb`;
await step(`writing ${relative(root, debian)}`, () => packDebian({ app, version, mtime, path: debian }));
const sums = [tarball, debian].map((path) => `${sha256(path)}  ${relative(out, path)}\n`);
writeFileSync(join(out, 'SHA256SUMS'), sums.join(''));
console.log(`\nLeft in ${relative(root, out)}:`);
for (const path of [tarball, debian])
  console.log(`  ${relative(out, path)}  ${(statSync(path).size / 1e6).toFixed(0)} MB`);

/** electron-builder does what it does well: the archive, its unpacked native modules, the fuses. */
async function packApp(app) {
  const distribution = join(out, 'electron');
  // What the fallback runs apps with here would be run in the place of the app there.
  const starter = join(dirname(electron.path), 'resources', 'app');
  cpSync(dirname(electron.path), distribution, {
    recursive: true,
    filter: (path) => path !== starter,
    verbatimSymlinks: true,
  });
  await build({
    targets: Platform.LINUX.createTarget('dir'),
    projectDir: root,
    publish: 'never',
    config: {
      extends: join(root, 'build', 'electron-builder.yml'),
      electronDist: distribution,
      electronVersion: electron.version,
      // Pages come from app://station only. The fallback is too old to know this fuse.
      ...(electron.official && { electronFuses: { grantFileProtocolExtraPrivileges: false } }),
    },
  });
  rmSync(distribution, { recursive: true });
  cpSync(join(out, 'linux-unpacked'), app, { recursive: true, verbatimSymlinks: true });
  rmSync(join(out, 'linux-unpacked'), { recursive: true });
  rmSync(join(out, 'builder-debug.yml'), { force: true });
}

/** Seconds since 1970 of the last commit, so that the same sources give the same archive. */
async function lastChange() {
  const { SOURCE_DATE_EPOCH } = process.env;
  if (SOURCE_DATE_EPOCH) return Number(SOURCE_DATE_EPOCH);
  const committed = await run('git', ['log', '-1', '--format=%ct']).catch(() => '0');
  return Number(committed.trim());
}

function sha256(path) {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
