/** `twofold product new --shift-check`: what a product asks for of the check of a shift, from the command line. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { readProduct } from '../../../core/product/product.ts';
import { checkAsked } from '../../../electron/cli/product-check.ts';
import { commandLine } from './run.ts';

const twofold = commandLine();
let home = '';
beforeAll(() => void (home = mkdtempSync(join(tmpdir(), 'twofold-check-'))));
afterAll(() => rmSync(home, { recursive: true }));

/** Begun from a product that ships, or from a file. */
const begin = (name: string, from: readonly string[], ...more: readonly string[]) =>
  twofold.run(['product', 'new', ...from, '--name', name, '--out', home, ...more, '--json']);
const fileOf = (name: string): string => join(home, `${name}.product.json`);
const checkOf = (name: string) => must(readProduct(readFileSync(fileOf(name), 'utf8'))).check;

test('is written, shown, kept by whoever begins from it, and taken away', async () => {
  const real = ['--product', 'real'];
  expect((await begin('all', real, '--shift-check', 'hours=8,person,set-up,cards=200')).code).toBe(0);
  expect(checkOf('all')).toEqual({ hours: 8, person: true, setUp: true, cards: 200 });
  const { said } = await twofold.run(['product', 'check', '--file', fileOf('all'), '--json']);
  expect(said).toMatchObject([{ check: { hours: 8, cards: 200 } }]);
  await begin('kept', ['--file', fileOf('all')]);
  expect(checkOf('kept')).toEqual(checkOf('all'));
  await begin('few', ['--file', fileOf('all')], '--shift-check', 'person');
  expect(checkOf('few')).toEqual({ person: true });
  await begin('none', ['--file', fileOf('all')], '--shift-check', 'none');
  expect(checkOf('none')).toBeUndefined();
}, 60_000);

test.each(['', 'hours=5', 'hours=8,hours=4', 'cards=0', 'cards=10001', 'cards=08', 'person,', 'none,person', 'people'])(
  '%j is no such thing',
  (what) => {
    const read = checkAsked.parse(what, '--shift-check');
    expect(read).toMatchObject({ ok: false, error: { area: 'command', kind: 'not-one-of' } });
  },
);
