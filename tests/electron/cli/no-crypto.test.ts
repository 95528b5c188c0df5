/** Fault 67 of the ninety: a runtime without the platform's cryptography. Nothing begins on it that would end half way. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundle, THE_LINE } from '../../fakes/cli-bundle.ts';

let line = '';
const place = mkdtempSync(join(tmpdir(), 'twofold-no-crypto-'));
const station = join(place, 'station');
const taker = join(place, 'taker.cjs');
beforeAll(async () => void (line = await bundle(THE_LINE)));
afterAll(() => [line, place].forEach((path) => rmSync(path, { recursive: true, force: true })));

/** Makes a station of training with the real program, after `preload` has taken something from it. */
function make(preload: string): Promise<{ readonly code: unknown; readonly out: string; readonly err: string }> {
  writeFileSync(taker, preload);
  const create = ['station', 'create', '--training', '--role', 'origin', '--station', station];
  const given = ['-r', taker, join(line, 'cli.cjs'), ...create];
  return new Promise((resolve) => {
    execFile(process.execPath, given, { timeout: 60_000 }, (cause, out, err) =>
      resolve({ code: cause?.code ?? 0, out, err }),
    ).stdin?.end();
  });
}

test('the one of the web is brought along where the oldest runtime lacks it', async () => {
  const taken = "Object.defineProperty(globalThis, 'crypto', { value: undefined, configurable: true });";
  expect(await make(taken)).toMatchObject({ code: 0 });
  expect(readdirSync(station)).toContain('journal.jsonl');
  rmSync(station, { recursive: true });
});

test('without any the program ends before it has made or said anything', async () => {
  const { code, out, err } = await make(
    `const modules = require('node:module');
     const load = modules._load;
     modules._load = function (name, ...rest) {
       if (/^(node:)?crypto$/.test(name)) throw new Error('Node.js is not compiled with OpenSSL crypto support');
       return load.call(this, name, ...rest);
     };`,
  );
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('crypto support');
  expect(readdirSync(place)).toEqual(['taker.cjs']);
});

test('with a random generator that fails nothing is made of what it did not give', async () => {
  const { code, err } = await make(
    `const crypto = require('node:crypto');
     const broken = () => { throw new Error('no entropy'); };
     crypto.webcrypto.getRandomValues = broken;
     for (const name of ['randomBytes', 'randomFillSync', 'generateKeyPairSync']) crypto[name] = broken;`,
  );
  expect(code).not.toBe(0);
  expect(err).toContain('no entropy');
  expect(readdirSync(place).flatMap((name) => (name === 'station' ? readdirSync(station) : []))).not.toContain(
    'journal.jsonl',
  );
});
