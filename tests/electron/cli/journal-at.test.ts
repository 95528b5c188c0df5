import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { journalAt } from '../../../electron/cli/journal.ts';

test('journal verify takes a station by its directory, and any file by its name', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-at-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = join(directory, 'copied.jsonl');
  writeFileSync(file, '');
  expect(await journalAt(directory)).toBe(join(directory, 'journal.jsonl'));
  expect(await journalAt(file)).toBe(file);
  expect(await journalAt(join(directory, 'gone'))).toBe(join(directory, 'gone'));
});
