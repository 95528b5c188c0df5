/** Journals read side by side: in this thread, or in several of their own, the largest journal first. */
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromReader, ToReader } from './protocol.ts';
import { readJournal, type ReadJournal } from './read-journal.ts';

export interface ReadersPorts {
  /** Where `audit.cjs` lies; `null` reads in this thread. */
  readonly dist: string | null;
  readonly threads: number;
  readonly onBytes: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface ToRead extends ToReader {
  readonly size: number;
}

/** `each` gets what was read as it comes, or `null` where a journal cannot be read. */
export async function readAll(
  journals: readonly ToRead[],
  ports: ReadersPorts,
  each: (path: string, read: ReadJournal | null) => Promise<void>,
): Promise<void> {
  const waiting = [...journals].sort((a, b) => b.size - a.size);
  const { dist, threads, signal } = ports;
  const lanes = Array.from({ length: Math.max(1, Math.min(threads, waiting.length)) }, async () => {
    const lane = dist === null ? here(ports) : thread(dist, ports);
    try {
      for (let next = waiting.shift(); next !== undefined && !signal.aborted; next = waiting.shift()) {
        const read = await lane.read(next);
        if (!signal.aborted) await each(next.path, read);
      }
    } finally {
      await lane.close();
    }
  });
  await Promise.all(lanes);
}

interface Lane {
  read(journal: ToReader): Promise<ReadJournal | null>;
  close(): Promise<unknown>;
}

const here = ({ onBytes, signal }: ReadersPorts): Lane => ({
  read: ({ path, parquet }) => readJournal({ path, parquet, onBytes, stopped: () => signal.aborted }).catch(() => null),
  close: () => Promise.resolve(),
});

function thread(dist: string, { onBytes, signal }: ReadersPorts): Lane {
  let worker: Worker | null = null;
  let answer: (read: ReadJournal | null) => void = () => undefined;
  const stop = (): void => void worker?.terminate();
  signal.addEventListener('abort', stop, { once: true });

  /** A thread that died of a journal is not asked again: the next gets another. */
  function start(): Worker {
    const started = new Worker(join(dist, 'audit.cjs'), { resourceLimits: { maxOldGenerationSizeMb: 160 } });
    const gone = (): void => {
      if (worker === started) worker = null;
      answer(null);
    };
    started.on('message', (message: FromReader) => {
      if (message.kind === 'bytes') onBytes(message.bytes);
      else answer(message.kind === 'read' ? message : null);
    });
    started.on('error', gone);
    started.on('exit', gone);
    return started;
  }

  return {
    read: (journal) =>
      new Promise((resolve) => {
        answer = resolve;
        worker ??= start();
        worker.postMessage(journal);
      }),
    async close() {
      signal.removeEventListener('abort', stop);
      await worker?.terminate();
    },
  };
}
