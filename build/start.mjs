/**
 * `npm start`: everything it takes to open the station, and the station. Where there is no display, the same app is
 * taken through a whole round by itself on a virtual one, and `out/demo/` keeps what is left of it.
 *
 * Opens the training Bench; `npm start -- --training origin|press|check` another role's, `npm start -- --station DIR`
 * the station in a directory, or the door where one is made.
 */
import { spawn } from 'node:child_process';
import { hasDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { sandboxRefusal } from './sandbox.mjs';
import { ensureBuilt, ensureDependencies, ensureSystem, root, stop } from './setup.mjs';

console.log('Twofold: npm start');
await ensureDependencies();
await ensureSystem(hasDisplay() ? ['window'] : ['window', 'display', 'test', 'browser']);
const electron = await electronRuntime();
const refusal = sandboxRefusal(electron.path);
if (refusal !== null) stop(refusal);
await ensureBuilt();

if (hasDisplay()) {
  const given = process.argv.slice(2);
  const chosen = given.includes('--station') || given.includes('--training');
  console.log('- opening the station (close its window to end)');
  const args = [...electron.args, root, ...(chosen ? [] : ['--training', 'bench']), ...given, '--badges'];
  const child = spawn(electron.path, args, {
    cwd: root,
    stdio: 'inherit',
  });
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  console.log('- no display: playing a whole round by itself');
  const { playDemo } = await import('./demo.mjs');
  process.exit((await playDemo(electron)) ? 0 : 1);
}
