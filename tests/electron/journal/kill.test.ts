import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { beforeAll, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { openJournal } from '../../../electron/journal/file.ts';
import { openIdentity } from '../../../electron/journal/identity.ts';
import { openIndex } from '../../../electron/journal/index.ts';
import { verified } from '../../fakes/chain.ts';
import { journalDirectory, optionsFor } from '../../fakes/open-journal.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const outDir = join(root, 'out', 'appender');

beforeAll(async () => {
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    resolve: { noExternal: true, external: ['@photostructure/sqlite'] },
    build: {
      ssr: join(root, 'tests/fakes/appender.ts'),
      outDir,
      target: 'node18.15',
      minify: false,
      rolldownOptions: { output: { format: 'cjs', entryFileNames: 'appender.cjs' } },
    },
  });
});

/** Runs the appender, kills it after so many acknowledgements, and gives what it had acknowledged. */
async function killedAfter(directory: string, count: number): Promise<readonly string[]> {
  const child = spawn(process.execPath, [join(outDir, 'appender.cjs'), directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (said.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  expect(child.signalCode).toBe('SIGKILL');
  return said.split('\n').slice(0, -1);
}

test('kill -9 in the middle of it, again and again: every acknowledged record is there', async () => {
  const directory = await journalDirectory();
  const acknowledged: string[] = [];
  for (const count of [1, 4, 25, 60]) acknowledged.push(...(await killedAfter(directory, count)));
  expect(acknowledged.length).toBeGreaterThanOrEqual(90);

  const identity = must(await openIdentity(join(directory, 'identity.key')));
  const journal = must(await openJournal({ ...optionsFor(directory), identity }));
  const records = [...journal.records(0)].flat();
  for (const line of acknowledged) {
    const [to, seq, hash] = line.split(' ') as [string, string, string];
    const record = records[Number(seq)];
    expect(record).toMatchObject({ hash, event: { kind: 'settings-changed', to } });
  }

  const index = await openIndex({ path: join(directory, 'index.sqlite'), journal });
  const all = [...journal.records(0)].flat();
  expect(all.slice(0, records.length)).toEqual(records);
  expect(index.tail(all.length)).toEqual(all);
  // What was killed had no time to seal it, so it is made again, and never found damaged.
  const rebuilt = all.flatMap(({ event }) => (event.kind === 'index-rebuilt' ? [event.because] : []));
  expect([...new Set(rebuilt)]).toEqual(['unsealed']);
  index.close();
  await journal.close();
  expect(verified(await readFile(journal.path))).toMatchObject({ firstBad: null });
});
