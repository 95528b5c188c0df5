/** The command line as a process of its own, which can be searched and killed, and what it has started. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface CliProcess {
  readonly pid: number;
  readonly input: NodeJS.WritableStream;
  /** What it has said so far, to both outputs. */
  said(): string;
  /** With its exit code. */
  readonly ended: Promise<number | null>;
  /** Those that it has started and that run this bundle, this moment. */
  running(bundle: string): readonly number[];
}

/** Begins a command that goes on until its input ends. `cli`: where `cli.cjs` lies. */
export function beginCli(cli: string, ...args: readonly string[]): CliProcess {
  const child = spawn(process.execPath, [cli, ...args], { stdio: 'pipe' });
  let said = '';
  for (const output of [child.stdout, child.stderr]) {
    output.setEncoding('utf8').on('data', (text: string) => void (said += text));
  }
  const pid = child.pid ?? 0;
  return {
    pid,
    input: child.stdin,
    said: () => said,
    ended: new Promise((resolve) => void child.on('close', resolve)),
    running: (bundle) => childrenOf(pid).filter((one) => read(`/proc/${String(one)}/cmdline`).includes(bundle)),
  };
}

const childrenOf = (pid: number): readonly number[] =>
  read(`/proc/${String(pid)}/task/${String(pid)}/children`)
    .split(' ')
    .filter((one) => one !== '')
    .map(Number);

/** Nothing of a process that has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}
