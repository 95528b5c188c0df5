/** An outbox in a folder of its own on the real disk, some of whose moves a test bends. */
import { createHmac } from 'node:crypto';
import { promises as disk } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { jobId } from '../../fakes/jobs.ts';
import { must } from '../../../core/base/result.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import type { OutboxFs } from '../../../electron/etch/files.ts';
import { createOutbox } from '../../../electron/etch/outbox.ts';

export const serial = must(parseSerial('TF-2026-000123'));
export const other = must(parseSerial('TF-2026-000124'));
export const job = { serials: [serial], id: jobId(1), format: 'svg' } as const;
export const bytes = new Uint8Array(Buffer.from('<svg>canary 7Q2K</svg>'.padEnd(70_000)));
export const key = new Uint8Array(32).fill(7);
export const mac = createHmac('sha256', key).update(bytes).digest('hex');

export let directory: string;

/** A folder of its own for every test of the file that says so: hooks of a shared module would be one file's only. */
export function inFolder(): void {
  beforeEach(async () => {
    directory = await disk.mkdtemp(join(tmpdir(), 'outbox-'));
  });
  afterEach(() => disk.rm(directory, { recursive: true, force: true }));
}

export const path = () => join(directory, 'TF-2026-000123.svg');
export const part = () => join(directory, `.TF-2026-000123.${jobId(1)}.part`);
export const files = () => disk.readdir(directory);

export const errno = (code: string) => Object.assign(new Error(code), { code });

/** The real disk, with some of its moves bent. */
export const bent = (moves: Partial<OutboxFs>) => createOutbox({ directory, fs: { ...disk, ...moves } });

export type Open = OutboxFs['open'];
export type Handle = Awaited<ReturnType<Open>>;

/** Every file opened, each handle bent by `bend`, which is told the path and how often it was opened before. */
export function opening(bend: (handle: Handle, path: string, before: number) => Promise<void> | void): Open {
  const opened = new Map<string, number>();
  return async (...given) => {
    const handle = await disk.open(...given);
    const name = String(given[0]);
    await bend(handle, name, opened.get(name) ?? 0);
    opened.set(name, (opened.get(name) ?? 0) + 1);
    return handle;
  };
}

/** The intent of a test that is not about it. */
export const intend = (): Promise<void> => Promise.resolve();
