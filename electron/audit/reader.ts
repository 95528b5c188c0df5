/** A thread that reads journals for an audit, one after the other. Bundled on its own (`dist/audit.cjs`). */
import { parentPort } from 'node:worker_threads';
import type { FromReader, ToReader } from './protocol.ts';
import { readJournal } from './read-journal.ts';

const port = parentPort;
if (port === null) throw new Error('reader.ts runs as a worker thread only');

const post = (message: FromReader): void => port.postMessage(message);

port.on('message', ({ path, parquet }: ToReader) => {
  readJournal({
    ...{ path, parquet, stopped: () => false },
    onBytes: (bytes) => post({ kind: 'bytes', bytes }),
  }).then(
    (read) => (read === null ? post({ kind: 'failed', message: 'stopped' }) : post({ kind: 'read', ...read })),
    (cause: unknown) => post({ kind: 'failed', message: String(cause) }),
  );
});
