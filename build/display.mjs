/** A display to show the window on: the one that is there, or an Xvfb of our own for as long as it is needed. */
import { spawn } from 'node:child_process';
import { stop } from './setup.mjs';

/** Whether a person could see a window here. CI and SSH sessions have none. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Runs `work` with the environment of displays of our own, so that the same picture comes out everywhere: `DISPLAY` is
 * the first of them, and `TWOFOLD_DISPLAYS` names all of them. Windows of two at once would take each other's focus on one.
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @param {number} count of them
 * @returns {Promise<T>}
 */
export async function withDisplay(work, count = 1) {
  if (process.platform !== 'linux') return work({});
  const displays = Array.from({ length: count }, startServer);
  const end = () => displays.forEach(({ server }) => server.kill());
  try {
    const names = await Promise.all(displays.map(({ name }) => name)).catch((error) => {
      end();
      stop(`no virtual display: ${error.message}`);
    });
    return await work({ DISPLAY: names[0], TWOFOLD_DISPLAYS: names.join(' '), WAYLAND_DISPLAY: '' });
  } finally {
    end();
  }
}

/** `-displayfd` lets Xvfb choose a free number. */
function startServer() {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const name = new Promise((resolve, reject) => {
    server.stdio[3].once('data', (data) => resolve(`:${String(data).trim()}`));
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
  });
  return { server, name };
}
