/**
 * `npm run manual`: the manual's pictures, in each of its languages, made by the end-to-end tests. Runs them and takes over what they left in
 * `out/e2e-screens`; `--keep` takes over what is there already. Look at them before they are committed.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './setup.mjs';

const pictures = join(root, 'resources', 'manual', 'pictures');
const screens = join(root, 'out', 'e2e-screens');

if (!process.argv.includes('--keep')) {
  const run = spawnSync(process.execPath, [join(root, 'build', 'test.mjs'), '--only', 'e2e'], { stdio: 'inherit' });
  if (run.status !== 0) process.exit(run.status ?? 1);
}
const wanted = ['manual.html', 'manual.zh.html'].flatMap((name) => {
  const page = readFileSync(join(root, 'resources', 'manual', name), 'utf8');
  return [...page.matchAll(/src="pictures\/([^"]+)"/g)].map(([, picture]) => picture);
});
const missing = wanted.filter((name) => !existsSync(join(screens, name)));
for (const name of readdirSync(pictures)) if (!wanted.includes(name)) rmSync(join(pictures, name));
for (const name of wanted) {
  if (!missing.includes(name)) copyFileSync(join(screens, name), join(pictures, name));
}
// The README's own: no part of the package.
copyFileSync(join(screens, 'page-phone.png'), join(root, 'renderer', 'page', 'phone.png'));
console.log(`${wanted.length - missing.length} pictures taken over.`);
if (missing.length > 0) {
  console.error(`No test makes: ${missing.join(', ')}`);
  process.exit(1);
}
