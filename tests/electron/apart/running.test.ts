/** A process beside the command line, and what becomes of it where the system does not let it be. */
import type * as ChildProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startByNode } from '../../../electron/apart/running.ts';

const system = vi.hoisted(() => ({ fork: null as null | (() => unknown) }));
vi.mock('node:child_process', async (original) => {
  const real = await original<typeof ChildProcess>();
  return { ...real, fork: (...args: Parameters<typeof real.fork>) => system.fork?.() ?? real.fork(...args) };
});

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'twofold-running-'));
});
afterAll(() => rm(dir, { recursive: true }));

async function script(text: string): Promise<string> {
  const path = join(dir, `${Math.random()}.cjs`);
  await writeFile(path, text);
  return path;
}

const ECHO = "process.on('message', (message) => process.send(message));\n";

test('M14: one that is told to end in the moment it was started ends, whatever it was to do', async () => {
  const running = startByNode<string, string>(await script(ECHO));
  running.kill();
  await running.ended;
  running.kill();
});

test('M14: what is said to one that has ended goes nowhere, and harms nobody', async () => {
  const running = startByNode<string, string>(await script('process.exit(3);\n'));
  await running.ended;
  expect(() => running.post('too late')).not.toThrow();
});

test('M14: it hears and answers until it is told to end', async () => {
  const running = startByNode<Uint8Array, Uint8Array>(await script(ECHO));
  const heard = new Promise((resolve) => running.hear(resolve));
  running.post(Uint8Array.of(1, 2, 3));
  expect(await heard).toEqual(Uint8Array.of(1, 2, 3));
  running.kill();
  await running.ended;
});

test('M14: where the system starts none, its end is there for whoever waits', async () => {
  const refusing = () => {
    throw Object.assign(new Error('spawn ENOMEM'), { code: 'ENOMEM' });
  };
  // Where it has no file left to open, Node gives a child without a channel, and says so later.
  const without = () => {
    const child = Object.assign(new EventEmitter(), { connected: false, kill: () => false });
    setImmediate(() => child.emit('error', new Error('spawn EMFILE')));
    return child;
  };
  for (const fork of [refusing, without]) {
    system.fork = fork;
    const running = startByNode<string, string>('nowhere.cjs');
    running.hear(() => expect.fail('nobody is there'));
    running.post('hello');
    await running.ended;
    running.kill();
  }
  system.fork = null;
});
