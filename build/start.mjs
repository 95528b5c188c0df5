/**
 * `npm start`: everything it takes to open the station, and the station. Where there is no display, the same app is
 * taken through one batch by itself on a virtual one, and `out/demo/` keeps what a shift would leave.
 */
import { spawn } from 'node:child_process';
import { hasDisplay } from './display.mjs';
import { electronRuntime } from './electron-runtime.mjs';
import { ensureBuilt, ensureDependencies, ensureSystem, root } from './setup.mjs';

console.log('Twofold: npm start');
await ensureDependencies();
await ensureSystem(hasDisplay() ? ['window'] : ['window', 'display']);
const electron = await electronRuntime();
await ensureBuilt();

if (hasDisplay()) {
  console.log('- opening the training station (close its window to end)');
  const child = spawn(electron.path, [...electron.args, root, ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  child.on('close', (code) => process.exit(code ?? 1));
} else {
  console.log('- no display: playing one batch by itself');
  const { playDemo } = await import('./demo.mjs');
  process.exit((await playDemo(electron)) ? 0 : 1);
}
