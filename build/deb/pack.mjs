/** The Debian package: the app under /opt, and around it what a distribution expects of a program. */
import { chmodSync, cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { MADE } from '../line/pack.mjs';
import { root, run } from '../setup.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' };
const ICONS = [16, 32, 48, 128, 256, 512];

/** Files of this folder, and where they go. */
const PLACES = {
  'twofold.desktop': 'usr/share/applications/twofold.desktop',
  'org.twofold.station.metainfo.xml': 'usr/share/metainfo/org.twofold.station.metainfo.xml',
  '70-twofold.rules': 'usr/lib/udev/rules.d/70-twofold.rules',
  'twofold-station.service': 'usr/lib/systemd/system/twofold-station.service',
  'twofold.sysusers': 'usr/lib/sysusers.d/twofold.conf',
  apparmor: 'etc/apparmor.d/twofold',
  'lintian-overrides': 'usr/share/lintian/overrides/twofold',
};
const SCRIPTS = ['postinst', 'prerm', 'postrm'];

/**
 * @param {{ app: string, version: string, mtime: number, path: string, quick: boolean }} options
 * `app`: the packed app's directory; `quick`: hardly compressed
 */
export async function packDebian({ app, version, mtime, path, quick }) {
  const tree = `${path}.tree`;
  rmSync(tree, { recursive: true, force: true });
  const place = (name) => {
    const target = join(tree, name);
    mkdirSync(dirname(target), { recursive: true });
    return target;
  };
  const date = new Date(mtime * 1000);
  const facts = {
    '@VERSION@': version,
    '@ARCHITECTURE@': ARCHITECTURES[process.arch],
    '@MAINTAINER@': process.env.TWOFOLD_MAINTAINER ?? 'The Twofold developers <twofold@localhost>',
    '@DATE@': date.toISOString().slice(0, 10),
  };
  const filled = (text) => Object.entries(facts).reduce((text, [mark, fact]) => text.replaceAll(mark, fact), text);
  const read = (name) => readFileSync(join(here, name), 'utf8');

  cpSync(app, place('opt/twofold'), { recursive: true, verbatimSymlinks: true });
  for (const [name, target] of Object.entries(PLACES)) writeFileSync(place(target), filled(read(name)));
  const doc = 'usr/share/doc/twofold';
  cpSync(join(app, 'copyright'), place(`${doc}/copyright`));
  writeFileSync(place(`${doc}/NEWS.gz`), compressed(readFileSync(join(root, 'CHANGELOG.md'))));
  const entry = `twofold (${version}) stable; urgency=medium\n\n  * See NEWS.gz.\n\n -- ${facts['@MAINTAINER@']}  ${date.toUTCString().replace('GMT', '+0000')}\n`;
  writeFileSync(place(`${doc}/changelog.gz`), compressed(Buffer.from(entry)));
  const icons = join(root, 'resources', 'icon');
  for (const size of ICONS)
    cpSync(join(icons, `${size}.png`), place(`usr/share/icons/hicolor/${size}x${size}/apps/twofold.png`));
  cpSync(join(icons, 'twofold.svg'), place('usr/share/icons/hicolor/scalable/apps/twofold.svg'));
  symlinkSync('/opt/twofold/station', place('usr/bin/twofold-station'));
  symlinkSync('/opt/twofold/cli/twofold', place('usr/bin/twofold'));
  for (const name of Object.keys(MADE)) {
    const made = readFileSync(join(app, 'cli', name));
    const isPage = name.includes('/man/');
    writeFileSync(place(join('usr', isPage ? `${name}.gz` : name)), isPage ? compressed(made) : made);
  }
  symlinkSync('twofold.1.gz', place('usr/share/man/man1/twofold-station.1.gz'));
  facts['@SIZE@'] = (await run('du', ['-sk', tree])).split('\t')[0];
  writeFileSync(place('DEBIAN/control'), filled(read('control')));
  writeFileSync(place('DEBIAN/conffiles'), '/etc/apparmor.d/twofold\n');
  for (const name of SCRIPTS) cpSync(join(here, name), place(`DEBIAN/${name}`));
  await run('chmod', ['-R', 'u=rwX,go=rX', tree]);
  for (const name of SCRIPTS) chmodSync(join(tree, 'DEBIAN', name), 0o755);
  // Chromium's sandbox where the kernel gives users no namespaces of their own: it must belong to root and be so marked.
  chmodSync(join(tree, 'opt/twofold/chrome-sandbox'), 0o4755);
  const how = quick ? ['-Zzstd', '-z1'] : ['-Zxz'];
  await run('dpkg-deb', ['--root-owner-group', ...how, '--build', tree, path], {
    env: { SOURCE_DATE_EPOCH: String(mtime) },
  });
  rmSync(tree, { recursive: true });
}

/** Without name and time, so that the same text gives the same bytes. */
const compressed = (bytes) => gzipSync(bytes, { level: 9 });
