/** A display to show the window on: the one that is there, or an Xvfb of our own for as long as it is needed. */
import { spawn } from 'node:child_process';
import { stop } from './setup.mjs';

/** Whether a person could see a window here. CI and SSH sessions have none. */
export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/**
 * Runs `work` with the environment of a display of our own (`-displayfd` lets Xvfb choose a free number), so that the
 * same picture comes out everywhere.
 * @template T
 * @param {(env: Record<string, string>) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withDisplay(work) {
  if (process.platform !== 'linux') return work({});
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1920x1200x24', '-nolisten', 'tcp', '-noreset'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  try {
    const number = await new Promise((resolve, reject) => {
      server.stdio[3].once('data', (data) => resolve(String(data).trim()));
      server.once('error', reject);
      server.once('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    }).catch((error) => stop(`no virtual display: ${error.message}`));
    return await work({ DISPLAY: `:${number}`, WAYLAND_DISPLAY: '' });
  } finally {
    server.kill();
  }
}
