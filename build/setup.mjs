/**
 * What `npm start` and `npm test` need before anything of ours can run, fetched when missing: dependencies, Debian
 * packages, the Electron runtime, the built app. Only Node's own modules are used here, because on a fresh clone
 * nothing else exists yet.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync, mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, '.cache');

/** Debian packages a window, the virtual display, the virtual serial ports, the air-gap test, the owner's page and the package's checks need. */
const DEBIAN = {
  window: ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6', 'libnotify4', 'fonts-dejavu-core'],
  display: ['xvfb', 'xauth'],
  test: ['socat', 'strace', 'minisign', 'age'],
  browser: ['chromium', 'firefox-esr'],
  package: ['desktop-file-utils', 'appstream', 'apparmor'],
};

/**
 * Whether this module is the program, not a part of one: also at a path with blanks, or reached through a link.
 * @param {string} url its `import.meta.url`
 */
export const isRun = (url) => process.argv[1] !== undefined && fileURLToPath(url) === realpathSync(process.argv[1]);

/** Prints one line for a step, and a sign of life every few seconds while it runs. */
export async function step(title, work) {
  const began = Date.now();
  const seconds = () => `${((Date.now() - began) / 1000).toFixed(1)} s`;
  console.log(`- ${title}`);
  const beat = setInterval(() => console.log(`  … ${title}, ${seconds()}`), 5000);
  try {
    const result = await work();
    if (Date.now() - began > 1000) console.log(`  done in ${seconds()}`);
    return result;
  } finally {
    clearInterval(beat);
  }
}

/** Runs a command to its end. Its output is shown only when it fails, unless `show`; with `ask` it may ask a person. */
export function run(command, args, { show = false, ask = false, env = {}, cwd = root } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: [ask ? 'inherit' : 'ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
      shell: process.platform === 'win32' && command === 'npm',
    });
    let output = '';
    child.stdout?.on('data', (data) => (output += data));
    child.stderr?.on('data', (data) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${command} ${args.join(' ')} ended with ${code}\n${output.slice(-6000)}`));
    });
  });
}

/** Stops with one clear message: what is missing, and the exact command that brings it. */
export function stop(message) {
  console.error(`\nTwofold cannot go on: ${message}`);
  process.exit(1);
}

function hashOf(...paths) {
  const hash = createHash('sha256');
  for (const path of paths) hash.update(readFileSync(path));
  return hash.digest('hex');
}

/** What the dependencies are, as one hash. */
export const dependencies = () => hashOf(join(root, 'package-lock.json'));

/** Installs what the lock file says, when it has changed since the last time. */
export async function ensureDependencies() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    stop(`Node ${process.versions.node} is too old; install Node 20.19 or newer.`);
  const lock = dependencies();
  const stamp = join(root, 'node_modules', '.twofold-lock');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
  // A first time takes exactly the lock file; later only the difference is fetched.
  const how = existsSync(join(root, 'node_modules')) ? 'install' : 'ci';
  await step(`installing the dependencies (npm ${how})`, async () => {
    await run('npm', [how, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']);
    writeFileSync(stamp, lock);
  });
}

const LIBRARIES = {
  'libgtk-3-0': 'libgtk-3.so.0',
  libnss3: 'libnss3.so',
  libasound2: 'libasound.so.2',
  libgbm1: 'libgbm.so.1',
  libxss1: 'libXss.so.1',
  libxtst6: 'libXtst.so.6',
  libnotify4: 'libnotify.so.4',
};
const PROGRAMS = {
  xvfb: 'Xvfb',
  xauth: 'xauth',
  socat: 'socat',
  strace: 'strace',
  minisign: 'minisign',
  age: 'age',
  chromium: 'chromium',
  'firefox-esr': 'firefox-esr',
  'desktop-file-utils': 'desktop-file-validate',
  appstream: 'appstreamcli',
  apparmor: 'apparmor_parser',
};

function isPresent(debian, libraries) {
  if (LIBRARIES[debian]) return libraries.includes(LIBRARIES[debian]);
  if (PROGRAMS[debian]) return spawnSync('sh', ['-c', `command -v ${PROGRAMS[debian]}`]).status === 0;
  return existsSync('/usr/share/fonts');
}

/**
 * Debian packages for `purposes`: installed when we are root on Debian, else the exact command is printed.
 * @param {('window'|'display'|'test'|'browser'|'package')[]} purposes
 */
export async function ensureSystem(purposes) {
  if (process.platform !== 'linux') return;
  const libraries =
    spawnSync('sh', ['-c', 'ldconfig -p 2>/dev/null || /sbin/ldconfig -p'], { encoding: 'utf8' }).stdout ?? '';
  const missing = purposes.flatMap((purpose) => DEBIAN[purpose]).filter((name) => !isPresent(name, libraries));
  if (missing.length === 0) return;
  const command = `apt-get install -y --no-install-recommends ${missing.join(' ')}`;
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) {
    stop(`these system packages are missing: ${missing.join(', ')}. On Debian run: sudo ${command}`);
  }
  await step(`installing Debian packages: ${missing.join(' ')}`, async () => {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    const install = () => run('apt-get', command.split(' ').slice(1), { env });
    // The package lists may be missing or old on a fresh machine: ask again with new ones before giving up.
    await install().catch(async () => {
      await run('apt-get', ['update'], { env });
      await install();
    });
  });
}

function* filesUnder(directory) {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) yield* filesUnder(path);
    else yield path;
  }
}

/** Builds the derivation kernel from its source, when that has changed. */
export const ensureKernel = () => run(process.execPath, [join(root, 'build', 'kernel.mjs')]);

/** Builds `dist/` when a source is newer than the last build. */
export async function ensureBuilt() {
  const sources = ['core', 'electron', 'renderer', 'browser', 'resources', 'build'].flatMap((name) => [
    ...filesUnder(join(root, name)),
  ]);
  const hash = createHash('sha256');
  for (const path of [...sources, join(root, 'package-lock.json')].sort()) {
    hash.update(`${relative(root, path)} ${statSync(path).size} ${statSync(path).mtimeMs}\n`);
  }
  const key = hash.digest('hex');
  const stamp = join(root, 'dist', '.built-from');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === key) return;
  await step('building the app', async () => {
    await ensureKernel();
    // Whatever the caller's is: another one gives other bytes.
    const env = { NODE_ENV: 'production' };
    const vite = join(root, 'node_modules/vite/bin/vite.js');
    const args = ['build', '--app', '--config', 'build/vite.config.ts', '--logLevel', 'warn'];
    await run(process.execPath, [vite, ...args], { env });
    for (const page of ['page.mjs', 'licences-page.mjs'])
      await run(process.execPath, [join(root, 'build', page)], { env });
    writeFileSync(stamp, key);
  });
}

/** A directory of the project's own for what was fetched; never committed. */
export function cachePath(...parts) {
  mkdirSync(cache, { recursive: true });
  return join(cache, ...parts);
}
