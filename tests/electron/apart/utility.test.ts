/** A process beside the window's program, as Electron starts it: it has no number until it has spawned. */
import { EventEmitter } from 'node:events';
import { expect, test, vi } from 'vitest';
import { startByElectron } from '../../../electron/apart/utility.ts';

/** What Electron gives: its `kill` does nothing before it has spawned, and takes whoever has its number afterwards. */
class Utility extends EventEmitter {
  pid: number | undefined = undefined;
  readonly posted: unknown[] = [];
  kills = 0;

  postMessage(message: unknown): void {
    this.posted.push(message);
  }

  kill(): boolean {
    if (this.pid === undefined) return false;
    this.kills++;
    return true;
  }

  spawn(): void {
    this.pid = 4711;
    this.emit('spawn');
  }
}

const forked: { child: Utility; args: readonly unknown[] }[] = [];
vi.mock('electron', () => ({
  utilityProcess: {
    fork: (...args: unknown[]) => {
      const child = new Utility();
      forked.push({ child, args });
      return child;
    },
  },
}));

function start() {
  const running = startByElectron<string, string>('/dist/apart.cjs');
  const { child, args } = forked.at(-1) ?? expect.fail('nothing was started');
  const state = { ended: false };
  void running.ended.then(() => (state.ended = true));
  return { running, child, args, state };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

test('M14: it starts without a variable and a switch of ours, and says and hears what is said', async () => {
  const { running, child, args } = start();
  expect(args).toEqual(['/dist/apart.cjs', [], { serviceName: 'Twofold: secrets', env: {}, execArgv: [] }]);
  const heard: string[] = [];
  running.hear((message) => heard.push(message));
  running.post('to it');
  child.emit('message', 'from it');
  expect([child.posted, heard]).toEqual([['to it'], ['from it']]);
});

test('M14: told to end before it has spawned it ends as soon as it has, and nobody waits for ever', async () => {
  const { running, child, state } = start();
  running.kill();
  expect(child.kills).toBe(0);
  child.spawn();
  expect(child.kills).toBe(1);
  await turn();
  expect(state.ended).toBe(false);
  child.emit('exit', 15);
  await turn();
  expect(state.ended).toBe(true);
});

test('M14: told to end once it has spawned it ends at once', () => {
  const { running, child } = start();
  child.spawn();
  running.kill();
  expect(child.kills).toBe(1);
});

test('M14: of one that has ended nobody kills what has its number now', async () => {
  const { running, child, state } = start();
  child.spawn();
  child.emit('exit', 0);
  await turn();
  running.kill();
  expect([state.ended, child.kills]).toEqual([true, 0]);
});

test('M14: one that never came is over when its end is said', async () => {
  const { child, state } = start();
  child.emit('exit', 1);
  await turn();
  expect(state.ended).toBe(true);
});
