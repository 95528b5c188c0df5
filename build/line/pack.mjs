/**
 * The command line beside the packed app, as plain files: its bundle, its native modules, a starter, and what shells and
 * readers want of it. Not inside the app's archive, because the app's runtime runs nothing but the app (`runAsNode` is
 * off), so that this runs on the system's Node.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');

/** What the bundle leaves outside: packages with native parts. */
export const NATIVE = ['serialport', '@photostructure/sqlite'];

/** Of native parts, for whoever compiles them. */
const HEADERS = 'node-addon-api';

/** Where what is made of the table of verbs goes, below the folder of the command line. */
export const MADE = {
  'share/man/man1/twofold.1': ['man', '--language', 'en'],
  'share/man/zh_CN/man1/twofold.1': ['man', '--language', 'zh'],
  'share/bash-completion/completions/twofold': ['completions', 'bash', '--language', 'en'],
  'share/zsh/vendor-completions/_twofold': ['completions', 'zsh', '--language', 'en'],
  'share/fish/vendor_completions.d/twofold.fish': ['completions', 'fish', '--language', 'en'],
};

/**
 * @param {{ dist: string, to: string }} options `dist`: where cli.cjs and its workers lie; `to`: the folder to be made
 */
export function packLine({ dist, to }) {
  const target = join(to, 'dist');
  mkdirSync(target, { recursive: true });
  for (const name of ['cli.cjs', 'worker.cjs', 'audit.cjs', 'apart.cjs', 'checking.cjs', 'chunks', 'assets']) {
    if (existsSync(join(dist, name))) cpSync(join(dist, name), join(target, name), { recursive: true });
  }
  for (const name of closureOf(NATIVE).filter((name) => name !== HEADERS)) copyModule(name, to);
  for (const name of ['twofold', 'environment']) cpSync(join(here, name), join(to, name));
  chmodSync(join(to, 'twofold'), 0o755);
  for (const [path, args] of Object.entries(MADE)) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    writeFileSync(join(to, path), execFileSync(process.execPath, [join(target, 'cli.cjs'), ...args]));
  }
}

/** These packages and all that they need, by name; each is there once, at the top of node_modules. */
export function closureOf(names) {
  const found = new Set();
  const visit = (name) => {
    const file = join(root, 'node_modules', name, 'package.json');
    if (found.has(name) || !existsSync(file)) return;
    found.add(name);
    for (const needed of Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {})) visit(needed);
  };
  names.forEach(visit);
  return [...found].sort();
}

/** Electron and Debian's Node are linked with glibc. */
const isMusl = (path) => path.endsWith('.musl.node');

/** Without what native parts are made from, and without the binaries of other systems. */
function copyModule(name, to) {
  const from = join(root, 'node_modules', name);
  const native = existsSync(join(from, 'prebuilds'));
  const ours = `${process.platform}-${process.arch}`;
  const filter = (path) => {
    const inside = path.slice(from.length).split(sep).filter(Boolean);
    if (native && inside[0] === 'prebuilds') return inside.length === 1 || (inside[1] === ours && !isMusl(path));
    if (native && ['src', 'scripts', 'binding.gyp'].includes(inside[0])) return false;
    if (inside.includes(HEADERS)) return false;
    return /LICEN[CS]E/.test(path) || !/\.(md|map|ts|mts|cts)$/.test(path);
  };
  cpSync(from, join(to, 'node_modules', name), { recursive: true, filter, dereference: true });
}
