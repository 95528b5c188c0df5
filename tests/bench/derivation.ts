import { scrypt as nobleScrypt } from '@noble/hashes/scrypt.js';
import { scrypt as hashWasm } from 'hash-wasm';
import { scryptSync } from 'node:crypto';
import { availableParallelism } from 'node:os';
import scryptJs from 'scrypt-js';
import type { ScryptJob } from '../../core/base/ports.ts';
import { kernelBinary, KERNEL_MEMORY, openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { createPool } from '../../electron/workers/pool.ts';
import type { Pool } from '../../electron/workers/pool.ts';
import type { KdfWorker } from '../../electron/workers/protocol.ts';
import { compare, median, milliseconds, percentile, processorMilliseconds } from './measure.ts';
import { atLeast, atMost } from './table.ts';
import type { Row, Table, Target } from './table.ts';

const ROUNDS = 7;
const MIB = 1024 * 1024;

/** BIP38's derivation for a passphrase that differs every time. */
let lastPassphrase = 0;
function bip38Job(): ScryptJob {
  const password = new TextEncoder().encode(`passphrase ${++lastPassphrase}`);
  return { password, salt: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]), N: 16384, r: 8, p: 8, dkLen: 64 };
}

/** scrypt with BIP38's parameters: against other implementations, and on workers. */
export async function derivation(spawn: () => KdfWorker): Promise<Table[]> {
  return [
    await memory(spawn),
    await againstOthers(),
    await byWidth(),
    await onWorkers(spawn),
    await whileFull(spawn),
    await firstDerivation(spawn),
  ];
}

async function againstOthers(): Promise<Table> {
  const ours = scryptOn(openMixer(openKernel()));
  const times = await compare(
    {
      'scrypt-js': () => viaScryptJs(bip38Job()),
      '@noble/hashes': () => viaNoble(bip38Job()),
      'node:crypto': () => viaNode(bip38Job()),
      'hash-wasm': () => viaHashWasm(bip38Job()),
      'ours, one derivation, memory wiped': () => ours.derive(bip38Job()),
      'ours, each of four': () => ours.deriveAll([bip38Job(), bip38Job(), bip38Job(), bip38Job()]),
    },
    ROUNDS,
    processorMilliseconds,
  );
  const single = times['ours, one derivation, memory wiped'];
  const against = (name: keyof typeof times, least: number): Row => ({
    what: name,
    value: times[name],
    unit: 'ms',
    ratio: times[name] / single,
    target: atLeast(least),
  });
  return {
    title: 'scrypt N=16384 r=8 p=8 in one thread, processor time (ratio: how many times faster ours is)',
    rows: [
      against('scrypt-js', 10),
      against('@noble/hashes', 4),
      // Electron's crypto is BoringSSL, about half as fast as Node's OpenSSL.
      against('node:crypto', process.versions['electron'] === undefined ? 3.2 : 6),
      against('hash-wasm', 2.1),
      { what: 'ours, one derivation, memory wiped', value: single, unit: 'ms' },
      { what: 'ours, each of four derived together', value: times['ours, each of four'] / 4, unit: 'ms' },
    ],
  };
}

const viaScryptJs = ({ password, salt, N, r, p, dkLen }: ScryptJob): unknown =>
  scryptJs.syncScrypt(password, salt, N, r, p, dkLen);

const viaNoble = ({ password, salt, ...cost }: ScryptJob): unknown => nobleScrypt(password, salt, cost);

const viaNode = ({ password, salt, dkLen, N, r, p }: ScryptJob): unknown =>
  scryptSync(password, salt, dkLen, { N, r, p, maxmem: 64 * MIB });

const viaHashWasm = ({ password, salt, N, r, p, dkLen }: ScryptJob): Promise<Uint8Array> =>
  hashWasm({
    password,
    salt,
    costFactor: N,
    blockSize: r,
    parallelism: p,
    hashLength: dkLen,
    outputType: 'binary',
  });

/** What weaving is worth: the same twelve lanes, one to four at a time. */
async function byWidth(): Promise<Table> {
  const lanes = Array.from({ length: 12 }, (_, i) => new Uint8Array(1024).fill(i));
  const mixAt = (widest: 1 | 2 | 3 | 4): (() => void) => {
    const kernel = openKernel(kernelBinary(), widest);
    return () => kernel?.mix(lanes, { N: 16384, r: 8 });
  };
  const names = ['1 at a time', '2 at a time', '3 at a time', '4 at a time'] as const;
  const [one, two, three, four] = names;
  const times = await compare(
    { [one]: mixAt(1), [two]: mixAt(2), [three]: mixAt(3), [four]: mixAt(4) },
    5,
    processorMilliseconds,
  );
  return {
    title: 'eight lanes of the kernel, by how many are woven together (ratio: to one at a time)',
    rows: names.map((what) => ({
      what,
      value: (times[what] * 8) / lanes.length,
      unit: 'ms',
      ratio: times[one] / times[what],
    })),
  };
}

async function onWorkers(spawn: () => KdfWorker): Promise<Table> {
  const one = createPool({ size: 1, spawn });
  const two = createPool({ size: 2, spawn });
  await Promise.all([one.ready, two.ready]);
  const times = await compare(
    {
      'scan on 1': () => one.derive(bip38Job(), { priority: 'scan' }),
      'scan on 2': () => two.derive(bip38Job(), { priority: 'scan' }),
      'batch on 1': () => batch(one, 8),
      'batch on 2': () => batch(two, 8),
    },
    ROUNDS,
  );
  await Promise.all([one.close(), two.close()]);
  const faster = (what: string, value: number, than: number, target: Target): Row => ({
    what,
    value,
    unit: 'ms',
    ratio: than / value,
    target,
  });
  return {
    title: 'on worker threads',
    rows: [
      { what: 'latency: a scan on 1 worker', value: times['scan on 1'], unit: 'ms' },
      faster('latency: a scan on 2 workers', times['scan on 2'], times['scan on 1'], atLeast(1.8)),
      { what: 'throughput: each of 8 on 1 worker', value: times['batch on 1'] / 8, unit: 'ms' },
      faster('throughput: each of 8 on 2 workers', times['batch on 2'] / 8, times['batch on 1'] / 8, atLeast(1.9)),
    ],
  };
}

const batch = (pool: Pool, count: number): Promise<unknown> =>
  Promise.all(Array.from({ length: count }, () => pool.derive(bip38Job())));

/** What one worker more costs: the kernel's memory, and all that the process grows by, which is a thread's heap as well. */
async function memory(spawn: () => KdfWorker): Promise<Table> {
  const first = createPool({ size: 1, spawn });
  await first.ready;
  await batch(first, 4);
  const before = process.memoryUsage().rss;
  const second = createPool({ size: 1, spawn });
  await second.ready;
  await batch(second, 4);
  const grown = process.memoryUsage().rss - before;
  await Promise.all([first.close(), second.close()]);
  return {
    title: 'memory of a worker',
    rows: [
      { what: 'to derive in', value: KERNEL_MEMORY / MIB, unit: 'MiB', target: atMost(64) },
      {
        what: 'resident, with the thread itself',
        value: grown / MIB,
        unit: 'MiB',
        note: 'of which 16 the table of the scrypt-js check, until it is collected',
      },
    ],
  };
}

/** How late a timer of the main thread fires while every worker of the default pool has more than enough to do. */
async function whileFull(spawn: () => KdfWorker): Promise<Table> {
  const pool = createPool({ spawn });
  await pool.ready;
  const late: number[] = [];
  const work = batch(pool, 24 * pool.size).then(() => true);
  for (let done = false; !done;) {
    const begin = performance.now();
    done = await Promise.race([work, pause(4).then(() => false)]);
    if (!done) late.push(performance.now() - begin - 4);
  }
  await pool.close();
  return {
    title: `event loop of the main thread while ${pool.size} of ${availableParallelism()} cores derive`,
    rows: [
      { what: 'delay, median', value: median(late), unit: 'ms' },
      { what: 'delay, 99 of 100 below', value: percentile(late, 0.99), unit: 'ms', target: atMost(16) },
      { what: 'delay, longest', value: Math.max(...late), unit: 'ms' },
    ],
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The first derivation of a pool that has just become ready, against later ones. */
async function firstDerivation(spawn: () => KdfWorker): Promise<Table> {
  const first: number[] = [];
  const later: number[] = [];
  for (let start = 0; start < 3; start++) {
    const pool = createPool({ size: 1, spawn });
    await pool.ready;
    const times: number[] = [];
    for (let i = 0; i < 6; i++) times.push(await milliseconds(() => pool.derive(bip38Job(), { priority: 'scan' })));
    await pool.close();
    first.push(times[0] ?? Number.NaN);
    later.push(...times.slice(1));
  }
  return {
    title: 'after a start (ratio: first to later)',
    rows: [
      { what: 'first', value: median(first), unit: 'ms', ratio: median(first) / median(later), target: atMost(1.3) },
      { what: 'later', value: median(later), unit: 'ms' },
    ],
  };
}
