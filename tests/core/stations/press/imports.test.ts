/** Press has no code path that takes a passphrase: what it is made of does not reach the modules that do. */
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../../..', import.meta.url));

/** Every file of ours that `entry` needs at run time, itself included. */
function needs(entry: string, found = new Set<string>()): Set<string> {
  if (found.has(entry)) return found;
  found.add(entry);
  const source = readFileSync(join(root, entry), 'utf8');
  const imports = /(?:import|export)\s+(type\s)?[^'"]*?from\s+'(\.[^']+\.ts)'/g;
  for (const [, type, path = ''] of source.matchAll(imports)) {
    if (type === undefined) needs(normalize(join(dirname(entry), path)), found);
  }
  return found;
}

const WITH_PASSPHRASE = ['confirm', 'decrypt', 'encrypt', 'intermediate', 'owner', 'passphrase'].map(
  (name) => `core/bip38/${name}.ts`,
);

test.each(['electron/roles/press/open.ts', 'electron/roles/press/handlers.ts', 'electron/workers/unit.ts'])(
  '%s reaches none of them',
  (entry) => {
    const reached = needs(entry);
    expect(reached.size).toBeGreaterThan(10);
    expect(WITH_PASSPHRASE.filter((file) => reached.has(file))).toEqual([]);
  },
);

test('the search would find them: Bench reaches what it confirms with', () => {
  expect(needs('core/stations/bench/verification.ts')).toContain('core/bip38/confirm.ts');
});
