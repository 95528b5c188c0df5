/**
 * The page that says whose work the program carries, beside the window's own files: `dist/renderer/licences.html`. The
 * manual points to it. The texts are their makers' own, and in no language but theirs.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { licences } from './licences.mjs';
import { isRun, root } from './setup.mjs';

/** @param {import('./licences.mjs').Licence[]} all */
export function licencesPage(all) {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Twofold: licences</title>
    <link rel="stylesheet" href="manual/manual.css" />
  </head>
  <body>
    <nav>
      <a href="manual/manual.html">The manual</a>
      <a href="manual/manual.zh.html" lang="zh">手册</a>
    </nav>
    <main>
      <h1>Licences <span lang="zh">许可证</span></h1>
      <p>
        Twofold is under the MIT licence. What it carries of others is named here with its licence. Electron's own, and those of
        Chromium and of all that it carries, lie beside the program: LICENSE.electron.txt, LICENSES.chromium.html.
      </p>
      <p lang="zh">
        Twofold 采用 MIT 许可证。其中所含他人的成果及其许可证列于此处。Electron 本身以及 Chromium 及其所含各部分的许可证文件与程序放在一起：LICENSE.electron.txt、LICENSES.chromium.html。
      </p>
${all.map(entry).join('\n')}
    </main>
  </body>
</html>
`;
}

const entry = ({ name, version, licence, text }) =>
  `      <details>
        <summary>${escaped([name, version].filter(Boolean).join(' '))}: ${escaped(licence)}</summary>
        <pre>${escaped(text.trim())}</pre>
      </details>`;

const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

if (isRun(import.meta.url)) {
  const dist = join(root, 'dist');
  writeFileSync(join(dist, 'renderer', 'licences.html'), licencesPage(licences(dist)));
}
