/** The command line in a process of its own, and what it took. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

export interface Took {
  readonly milliseconds: number;
  /** The most memory the process ever had, workers included, in MiB. */
  readonly peak: number;
  /** Processor time of all its threads. */
  readonly processor: number;
  readonly out: string;
}

/** Says at its end, on descriptor 3, what the kernel has counted. */
const WITNESS = `data:text/javascript,${encodeURIComponent(`
  import { readFileSync, writeSync } from 'node:fs';
  import { isMainThread } from 'node:worker_threads';
  if (isMainThread) process.on('exit', () => {
    const { userCPUTime, systemCPUTime } = process.resourceUsage();
    const [, peak = 0] = /VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'latin1')) ?? [];
    writeSync(3, JSON.stringify({ peak: peak / 1024, processor: (userCPUTime + systemCPUTime) / 1000 }));
  });`)}`;

/**
 * Runs a command to its end; it must go well.
 *
 * @param program `light`: as it is, but for its heavy scrypt, which is next to none.
 * @param lines what is typed: each line once the one before was answered.
 */
export async function command(
  program: 'real' | 'light',
  args: readonly string[],
  lines?: (answer: string) => string | null,
): Promise<Took> {
  const cli = join(__dirname, program === 'light' ? 'light' : '', 'cli.cjs');
  const begin = performance.now();
  const child = spawn(process.execPath, ['--import', WITNESS, cli, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  let [out, err, witness] = ['', '', ''];
  (child.stdio[3] as Readable).setEncoding('latin1').on('data', (text: string) => (witness += text));
  child.stderr.setEncoding('latin1').on('data', (text: string) => (err += text));
  child.stdin.on('error', () => undefined);
  const say = (answer: string): void => {
    const line = lines?.(answer) ?? null;
    if (line === null) child.stdin.end();
    else child.stdin.write(`${line}\n`);
  };
  let rest = '';
  child.stdout.setEncoding('latin1').on('data', (text: string) => {
    // A conversation is not kept: it is long, and answered as it comes.
    if (lines === undefined) return void (out += text);
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    parts.forEach(say);
  });
  say('');
  const [code] = await ended;
  if (code !== 0) throw new Error(`twofold ${args.slice(0, 2).join(' ')} ended with ${code}: ${out}${err}`);
  const { peak, processor } = JSON.parse(witness) as { readonly peak: number; readonly processor: number };
  return { milliseconds: performance.now() - begin, peak, processor, out };
}
