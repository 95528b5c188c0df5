/**
 * `npm run package`: the station as people install it, with what lets strangers check it, under `out/package/`. On Linux a
 * `.deb` and a `.tar.gz`; on Windows and macOS what electron-builder makes there (`electron-builder.yml`).
 *
 * A release is built on the official Electron of package.json. Where only the fallback runtime is to be had, this
 * stops; `--rehearsal` goes through all of it on the fallback, and the names of what comes out say so. `--out DIR` puts it
 * elsewhere; `--quick` makes the `.deb` alone, hardly compressed: for tests. With TWOFOLD_RELEASE_KEY, a secret key of
 * minisign, the sums are signed.
 */
import { build, Platform } from 'electron-builder';
import {
  chmodSync,
  cpSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { packDebian } from './deb/pack.mjs';
import { packLine } from './line/pack.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { copyright, licences } from './licences.mjs';
import { writeBill, writeFacts, writeManifest, writeSums } from './release.mjs';
import { ensureBuilt, ensureDependencies, root, run, step, stop } from './setup.mjs';

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const dist = join(root, 'dist');
const [rehearsal, quick] = ['--rehearsal', '--quick'].map((name) => process.argv.includes(name));
const out = process.argv.includes('--out')
  ? resolve(process.argv[process.argv.indexOf('--out') + 1] ?? '')
  : join(root, 'out', 'package');

console.log('Twofold: npm run package');
// What whoever builds keeps from others must not be kept from those who install it.
process.umask(0o022);
await ensureDependencies();
const electron = await electronRuntime();
if (!electron.official && !rehearsal) {
  stop(
    `a release is built on the official Electron only, and it could not be downloaded. To try the packaging itself on the fallback runtime ${electron.version}: npm run package -- --rehearsal`,
  );
}
if (!electron.official) console.log('  This is a REHEARSAL on a test runtime: never install it on a station.');
await ensureBuilt();
const mtime = await lastChange();

const system = { linux: 'linux', win32: 'windows', darwin: 'macos' }[process.platform];
if (system === undefined) stop(`there is no package for ${process.platform}.`);
const name = `twofold-${version}-${system}-${process.arch}${electron.official ? '' : '-rehearsal'}`;
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

const packages = system === 'linux' ? await packLinux() : await packElsewhere();
await step('writing what lets others check it', async () => {
  await writeBill({ path: join(out, `${name}.cdx.json`), electron, licences: licences(dist) });
  await writeFacts({ path: join(out, `${name}.build.json`), version, electron, mtime });
  const names = [...packages, `${name}.cdx.json`, `${name}.build.json`];
  await writeSums({ folder: out, names, key: process.env.TWOFOLD_RELEASE_KEY, version });
});
console.log(`\nLeft in ${relative(root, out)}:`);
for (const name of readdirSync(out).filter((name) => statSync(join(out, name)).isFile()))
  console.log(`  ${name}  ${(statSync(join(out, name)).size / 1e6).toFixed(1)} MB`);

/** @returns {Promise<string[]>} the names of what was made */
async function packLinux() {
  const app = join(out, name);
  await step('packing the app', async () => {
    await packApp(['dir']);
    cpSync(join(out, 'linux-unpacked'), app, { recursive: true, verbatimSymlinks: true });
    rmSync(join(out, 'linux-unpacked'), { recursive: true });
    cpSync(join(root, 'build/deb/station'), join(app, 'station'));
    writeFileSync(join(app, 'copyright'), copyright({ dist, electron: electron.version }));
  });
  await step('adding the command line', () => packLine({ dist, to: join(app, 'cli') }));
  await run('chmod', ['-R', 'u=rwX,go=rX', app]);
  for (const library of readdirSync(app).filter((name) => /\.so(\.|$)/.test(name)))
    chmodSync(join(app, library), 0o644);
  writeManifest(app);
  const made = [`${name}.deb`];
  await step(`writing ${name}.deb`, () => packDebian({ app, version, mtime, path: `${app}.deb`, quick }));
  if (!quick) {
    made.push(`${name}.tar.gz`);
    await step(`writing ${name}.tar.gz`, () =>
      run('tar', [
        ...['--sort=name', `--mtime=@${mtime}`, '--owner=0', '--group=0', '--numeric-owner', '--mode=u=rwX,go=rX'],
        ...['-I', 'gzip -n', '-C', out, '-cf', `${app}.tar.gz`, name],
      ]),
    );
  }
  return made;
}

/** Signed where the environment brings a certificate; what is not, says so by its name. */
async function packElsewhere() {
  const signed = Boolean(process.env.CSC_LINK ?? process.env.WIN_CSC_LINK);
  await step('packing the app', () => packApp(undefined, `${name}${signed ? '' : '-unsigned'}.\${ext}`));
  return readdirSync(out).filter((made) => made.startsWith(name) && /\.(exe|zip|dmg)$/.test(made));
}

/** electron-builder does what it does well: the archive, its unpacked native modules, the fuses. */
async function packApp(targets, artifactName) {
  const distribution = join(out, 'electron');
  // What the fallback runs apps with here would be run in the place of the app there.
  const home = realpathSync(dirname(electron.path));
  const starter = join(home, 'resources', 'app');
  const whole = process.platform === 'darwin' ? join(home, '..', '..', '..') : home;
  cpSync(whole, distribution, { recursive: true, filter: (path) => path !== starter, verbatimSymlinks: true });
  await build({
    targets: Platform.current().createTarget(targets),
    projectDir: root,
    publish: 'never',
    config: {
      extends: join(root, 'build', 'electron-builder.yml'),
      directories: { output: out, buildResources: join(root, 'build', 'deb') },
      electronDist: distribution,
      electronVersion: electron.version,
      ...(artifactName && { artifactName }),
      // Pages come from app://station only. The fallback is too old to know this fuse.
      ...(electron.official && { electronFuses: { grantFileProtocolExtraPrivileges: false } }),
    },
  });
  rmSync(distribution, { recursive: true });
  rmSync(join(out, 'builder-debug.yml'), { force: true });
}

/** Seconds since 1970 of the last commit, so that the same sources give the same archive. */
async function lastChange() {
  const { SOURCE_DATE_EPOCH } = process.env;
  if (SOURCE_DATE_EPOCH) return Number(SOURCE_DATE_EPOCH);
  const committed = await run('git', ['log', '-1', '--format=%ct']).catch(() =>
    stop('this is no checkout of git, so nobody knows how old the sources are. Say it: SOURCE_DATE_EPOCH=SECONDS'),
  );
  return Number(committed.trim());
}
