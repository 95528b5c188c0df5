/** Whose work the package carries beside our own, and under which licence: what is bundled, what is native, the typefaces. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NATIVE, closureOf } from './line/pack.mjs';
import { root } from './setup.mjs';

/** @typedef {{ name: string, version: string | null, licence: string, text: string }} Licence */

/** Written by Vite, of what it has bundled: main and command line, and the page. */
const BUNDLED = ['licences.json', 'renderer/licences.json'];

/**
 * @param {string} dist the built app
 * @returns {Licence[]} in a fixed order, each package once a version
 */
export function licences(dist) {
  const bundled = BUNDLED.flatMap((name) => JSON.parse(readFileSync(join(dist, name), 'utf8'))).map(
    ({ name, version, identifier, text }) => ({ name, version, licence: identifier, text }),
  );
  const all = [...bundled, COMPILED, ...closureOf(NATIVE).map(installed), ...typefaces()];
  const known = new Map(all.map((one) => [`${one.name} ${one.version}`, one]));
  return [...known.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
}

/** What zxing-wasm is compiled from has a licence of its own, the one of its elder sister. */
const COMPILED = { ...installed('@zxing/library'), name: 'zxing-cpp', version: installed('zxing-wasm').version };

/** @returns {Licence} */
function installed(name) {
  const home = join(root, 'node_modules', name);
  const { version, license } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'));
  const file = readdirSync(home).find((entry) => /^LICEN[CS]E/i.test(entry));
  return { name, version, licence: license, text: file ? readFileSync(join(home, file), 'utf8') : '' };
}

/** @returns {Licence[]} */
function typefaces() {
  const folder = join(root, 'renderer', 'public', 'licences');
  return readdirSync(folder).map((file) => ({
    name: file.replace(/\.txt$/, ''),
    version: null,
    licence: 'OFL-1.1',
    text: readFileSync(join(folder, file), 'utf8'),
  }));
}

/**
 * All of it in Debian's machine-readable form (DEP-5), with every text.
 *
 * @param {{ dist: string, electron: string }} of `electron`: its version; its own texts lie beside the program
 */
export function copyright({ dist, electron }) {
  const paragraphs = [
    'Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Twofold',
    stanza('*', 'The Twofold developers', 'MIT', readFileSync(join(root, 'LICENSE'), 'utf8')),
    stanza(
      'opt/twofold/*',
      `Electron ${electron}: OpenJS Foundation, GitHub Inc. and the Chromium authors`,
      'MIT-and-Chromium',
      'Electron is under the MIT licence, in opt/twofold/LICENSE.electron.txt; those of Chromium and of all that it carries are in opt/twofold/LICENSES.chromium.html.',
    ),
    ...licences(dist).map(({ name, version, licence, text }) => {
      const whose = /^.*copyright.*$/im.exec(text)?.[0].trim() ?? `the makers of ${name}`;
      const what = version === null ? name : `${name} ${version}`;
      return stanza(`opt/twofold/*/${name}/*`, whose, `${licence.replace(/[()]/g, '').replace(/ /g, '-')}`, text, what);
    }),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function stanza(files, whose, licence, text, comment = null) {
  const folded = text
    .trim()
    .split(/\r?\n/)
    .map((line) => (line.trim() === '' ? ' .' : ` ${line.trimEnd()}`))
    .join('\n');
  const said = comment === null ? '' : `\nComment: ${comment}`;
  return `Files: ${files}${said}\nCopyright: ${whose}\nLicense: ${licence}\n${folded}`;
}
