/** The real command line: bundled as the product is, in a process of its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createBuilder } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import { envelopeOf, envelopesOf, saidOf, type Envelope } from '../../fakes/envelopes.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

export type Answer = Envelope;

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Standard output as envelopes; empty where it is for people. */
  readonly answers: readonly Answer[];
  /** What is in them. */
  readonly said: readonly Readonly<Record<string, unknown>>[];
  /** The most memory the process ever had, in MiB. */
  readonly peak: number;
}

export interface CommandLine {
  /** Runs a command to its end. */
  run(args: readonly string[], input?: string | Iterable<Uint8Array>): Promise<Ended>;
  /** Starts a command to talk with. */
  start(args: readonly string[]): Conversation;
}

export interface Conversation {
  readonly stdin: Writable;
  readonly stdout: Readable;
  /** Sends one request and gives the next answer. */
  ask(request: object): Promise<Answer>;
  /** Nothing more is sent; gives the exit code and what was said on standard error. */
  end(): Promise<{ readonly code: number | null; readonly stderr: string }>;
}

/** Bundles the command line for this test file, into a directory of its own. */
export function commandLine(): CommandLine {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-cli-'));
  const cli = join(directory, 'cli.cjs');
  beforeAll(async () => {
    const builder = await createBuilder({
      configFile: join(root, 'build/vite.config.ts'),
      logLevel: 'error',
      environments: { main: { build: { outDir: directory } } },
    });
    const { main } = builder.environments;
    if (main === undefined) throw new Error('there is no environment "main"');
    await builder.build(main);
    // What stays outside the bundle is found as from the product's own directory.
    symlinkSync(join(root, 'node_modules'), join(directory, 'node_modules'), 'junction');
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));
  return {
    run: (args, input = '') => run(cli, args, input),
    start: (args) => converse(cli, args),
  };
}

/** At its end the process says on file descriptor 3, which the command line knows nothing of, how much memory it had. */
const WITNESS = `data:text/javascript,${encodeURIComponent(
  `import { writeSync } from 'node:fs';
   import { isMainThread } from 'node:worker_threads';
   if (isMainThread) process.on('exit', () => writeSync(3, String(process.resourceUsage().maxRSS / 1024)));`,
)}`;

async function run(cli: string, args: readonly string[], input: string | Iterable<Uint8Array>): Promise<Ended> {
  const child = spawn(process.execPath, ['--import', WITNESS, cli, ...args], {
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const { stdin } = child;
  // A command that is used wrongly never reads what it is given.
  stdin.on('error', () => undefined);
  const texts = Promise.all([textOf(child.stdout), textOf(child.stderr), textOf(child.stdio[3] as Readable)]);
  for (const piece of typeof input === 'string' ? [Buffer.from(input)] : input)
    await new Promise((taken) => stdin.write(piece, taken));
  stdin.end();
  const [stdout, stderr, peak] = await texts;
  const [code] = await ended;
  const answers = envelopesOf(stdout);
  return { code, stdout, stderr, peak: Number(peak), answers, said: answers.map(saidOf) };
}

function converse(cli: string, args: readonly string[]): Conversation {
  const child = spawn(process.execPath, [cli, ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(child, 'close') as Promise<[number | null]>;
  const stderr = textOf(child.stderr);
  const { stdin, stdout } = child;
  stdin.on('error', () => undefined);
  let lines: AsyncIterator<string> | null = null;
  return {
    stdin,
    stdout,
    async ask(request) {
      lines ??= createInterface({ input: stdout })[Symbol.asyncIterator]();
      stdin.write(linesOf([request]));
      const line = await lines.next();
      return envelopeOf(String(line.value));
    },
    async end() {
      stdin.end();
      const [code] = await ended;
      return { code, stderr: await stderr };
    },
  };
}

async function textOf(stream: Readable): Promise<string> {
  let text = '';
  for await (const piece of stream.setEncoding('utf8')) text += String(piece);
  return text;
}

/** Requests as JSON Lines. */
export const linesOf = (requests: readonly object[]): string =>
  requests.map((request) => `${JSON.stringify(request)}\n`).join('');

/** The value of an answer that must have one. */
export function valueOf(answer: Answer | undefined): Readonly<Record<string, unknown>> {
  expect(answer).toMatchObject({ ok: true });
  return answer?.result ?? {};
}
