/**
 * Virtual devices on real pseudo terminals, for tests that go through the operating system and `serialport`.
 *
 * `socat` holds the device's end of the terminal; killing it is what pulling the plug is. The station's end is a link
 * whose name stays, as `/dev/serial/by-id/...` does.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import { readlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { VirtualDevice } from '../../electron/devices/simulator.ts';

export interface PtyCable {
  /** What the station opens; the same after every `plug`. */
  readonly path: string;
  plug(): Promise<void>;
  unplug(): Promise<void>;
  /** Unplugs for good and removes the link. */
  close(): Promise<void>;
}

interface Plugged {
  readonly socat: ChildProcess;
  /** The station's end held open besides the station, which so can close it and open it again like a real port. */
  readonly held: number;
}

/** A virtual device behind a pseudo terminal, plugged in. Its switch `unplugged` pulls and puts back the plug. */
export async function attachVirtualDevice(device: VirtualDevice, name: string): Promise<PtyCable> {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-pty-'));
  const path = join(directory, name);
  let plugged: Plugged | null = null;
  /** Plugging and unplugging, one after the other. */
  let turn: Promise<void> = Promise.resolve();

  function inTurn(work: () => Promise<void>): Promise<void> {
    turn = turn.then(work);
    return turn;
  }

  async function plugIn(): Promise<void> {
    if (plugged !== null) return;
    const socat = spawn('socat', ['-', `pty,raw,echo=0,link=${path}`], { stdio: ['pipe', 'pipe', 'inherit'] });
    await once(socat, 'spawn');
    await untilLinked(path, socat);
    plugged = {
      socat,
      held: openSync(path, constants.O_RDWR | constants.O_NOCTTY | constants.O_NONBLOCK),
    };
    // Writing to a plug that was just pulled is not an error of the device.
    socat.stdin.on('error', () => undefined);
    socat.stdout.on('data', (bytes: Buffer) => device.receive(bytes));
    device.attach((bytes) => socat.stdin.write(bytes));
  }

  async function pull(): Promise<void> {
    if (plugged === null) return;
    const { socat, held } = plugged;
    plugged = null;
    device.attach(null);
    const gone = once(socat, 'exit');
    socat.kill('SIGKILL');
    await gone;
    closeSync(held);
    // A killed socat leaves its link behind; udev would not.
    rmSync(path, { force: true });
  }

  const ignore = device.faults.watch((fault, on) => {
    if (fault === 'unplugged') void inTurn(on ? pull : plugIn);
  });
  await inTurn(plugIn);
  return {
    path,
    plug: () => inTurn(plugIn),
    unplug: () => inTurn(pull),
    async close() {
      ignore();
      await inTurn(pull);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function untilLinked(path: string, socat: ChildProcess): Promise<void> {
  for (let looks = 0; looks < 2000; looks++) {
    if ((await readlink(path).catch(() => null)) !== null) return;
    if (socat.exitCode !== null) throw new Error(`socat ended with ${socat.exitCode}`);
    await pause(5);
  }
  throw new Error(`socat has not linked ${path}`);
}
