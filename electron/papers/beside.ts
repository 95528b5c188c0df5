/**
 * Pages for the command line, drawn by the program with the window in a process of its own: it runs on Node and draws
 * nothing. The page goes in through standard input and comes out through standard output, so that no file of it lies about.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { isPdf, type NotPrinted, type PrintPdf } from './pdf.ts';

const fail = failIn('papers');

export const PAPER_SWITCH = '--paper';
/** What the program does with the page. */
export const PAPERS_WANTED = ['pdf', 'window'] as const;
export type PaperWanted = (typeof PAPERS_WANTED)[number];

export interface PaperPlace {
  /** Where this bundle lies. */
  readonly dist: string;
  /** Where a checkout has its program is said by TWOFOLD_WINDOW; whether there is a screen, by the system's own. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform?: NodeJS.Platform;
  /** Milliseconds. */
  readonly patience?: number;
}

export interface PaperBeside {
  readonly print: PrintPdf;
  /** Resolves when the person has closed it. */
  show(html: string): Promise<Result<null>>;
}

/** A start of the program and a long page; on a busy machine. */
const PATIENCE = 120_000;

/** Draws pages with the program that lies where the command line was packed with it (`build/line/pack.mjs`). */
export function paperBeside(place: PaperPlace): PaperBeside {
  return {
    async print(html) {
      const drawn = await draw(place, 'pdf', html);
      if (!drawn.ok) return drawn;
      if (isPdf(drawn.value)) return ok(drawn.value);
      return fail(
        'no-pdf',
        'The page was not made into a PDF: nothing came of it. Print its HTML file from a browser instead.',
      );
    },
    async show(html) {
      const shown = await draw(place, 'window', html);
      return shown.ok ? ok(null) : shown;
    },
  };
}

async function draw(
  { dist, variables, platform = process.platform, patience = PATIENCE }: PaperPlace,
  wanted: PaperWanted,
  html: string,
): Promise<Result<Uint8Array, NotPrinted>> {
  const program = variables['TWOFOLD_WINDOW'] ?? join(dist, '..', '..', 'twofold');
  if (!existsSync(program)) {
    return fail(
      'no-program',
      `There is no ${program}, which draws pages. Write the page as HTML, and print it from a browser.`,
      {
        path: program,
      },
    );
  }
  if (platform === 'linux' && !variables['DISPLAY'] && !variables['WAYLAND_DISPLAY']) {
    return fail(
      'no-display',
      'Pages are drawn where there is a screen, and there is none here. Write the page as HTML, and print it from a browser.',
    );
  }
  const own = await mkdtemp(join(tmpdir(), 'twofold-paper-'));
  try {
    return ok(await run(program, [PAPER_SWITCH, wanted, '--station', own], html, wanted === 'pdf' ? patience : null));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : 'nothing came of it';
    return fail('no-pdf', `The page was not drawn: ${why}. Print its HTML file from a browser instead.`);
  } finally {
    await rm(own, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What it wrote, once it has ended well. @throws why not */
function run(program: string, args: readonly string[], input: string, patience: number | null): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'ignore'] });
    const timer = patience === null ? null : setTimeout(() => child.kill('SIGKILL'), patience);
    const pieces: Buffer[] = [];
    child.stdout.on('data', (piece: Buffer) => pieces.push(piece));
    // One that ends before it has read all says so by its code.
    child.stdin.on('error', () => undefined);
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (timer !== null) clearTimeout(timer);
      if (code === 0) resolve(new Uint8Array(Buffer.concat(pieces)));
      else reject(new Error(signal === null ? `its program ended with ${code}` : 'it took too long'));
    });
    child.stdin.end(input);
  });
}
