import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const tests = fileURLToPath(new URL('..', import.meta.url));
const rows = readFileSync(`${tests}FAULTS.md`, 'utf8')
  .split('\n')
  .filter((line) => /^\| +\d+ +\|/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()))
  .map(([, number, , state, where = '', left]) => ({
    number: Number(number),
    state,
    files: [...where.matchAll(/`([^`]+)`/g)].map(([, file]) => file ?? ''),
    left,
  }));

test('the table of faults has all ninety, each with a test that is there, or what is left to do', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 90 }, (_, i) => i + 1));
  for (const { number, state, files, left } of rows) {
    expect(['yes', 'partly', 'no', 'person'], `fault ${number}`).toContain(state);
    expect(files.filter((file) => !existsSync(`${tests}${file}`)), `fault ${number}`).toEqual([]);
    if (state === 'yes') expect(files.length, `fault ${number}`).toBeGreaterThan(0);
    else expect(left, `fault ${number}`).not.toBe('-');
  }
});
