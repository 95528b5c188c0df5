/** The Debian package: the app under /opt, a menu entry, and the rule that keeps ModemManager off scanners. */
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { MADE } from '../line/pack.mjs';
import { run } from '../setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };

const PLACES = {
  'twofold.desktop': 'usr/share/applications/twofold.desktop',
  '70-twofold.rules': 'usr/lib/udev/rules.d/70-twofold.rules',
};

/** @param {{ app: string, version: string, mtime: number, path: string }} options `app`: the packed app's directory */
export async function packDebian({ app, version, mtime, path }) {
  const tree = `${path}.tree`;
  rmSync(tree, { recursive: true, force: true });
  const place = (name) => {
    const target = join(tree, name);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  cpSync(app, place('opt/twofold'), { recursive: true, verbatimSymlinks: true });
  for (const [name, target] of Object.entries(PLACES)) cpSync(join(here, name), place(target));
  cpSync(join(here, '..', '..', 'LICENSE'), place('usr/share/doc/twofold/copyright'));
  symlinkSync('/opt/twofold/twofold', place('usr/bin/twofold-station'));
  symlinkSync('/opt/twofold/cli/twofold', place('usr/bin/twofold'));
  for (const name of Object.keys(MADE)) cpSync(join(app, 'cli', name), place(join('usr', name)));
  const size = Number((await run('du', ['-sk', tree])).split('\t')[0]);
  const control = readFileSync(join(here, 'control'), 'utf8')
    .replace('@VERSION@', version)
    .replace('@ARCHITECTURE@', ARCHITECTURES[process.arch])
    .replace('@SIZE@', String(size));
  writeFileSync(place('DEBIAN/control'), control);
  cpSync(join(here, 'postinst'), place('DEBIAN/postinst'));
  await run('chmod', ['-R', 'u=rwX,go=rX', tree]);
  chmodSync(join(tree, 'DEBIAN/postinst'), 0o755);
  // Chromium's sandbox where the kernel gives users no namespaces of their own: it must belong to root and be so marked.
  chmodSync(join(tree, 'opt/twofold/chrome-sandbox'), 0o4755);
  await run('dpkg-deb', ['--root-owner-group', '-Zgzip', '--build', tree, path], {
    env: { SOURCE_DATE_EPOCH: String(mtime) },
  });
  rmSync(tree, { recursive: true });
}
