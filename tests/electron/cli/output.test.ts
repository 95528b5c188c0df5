import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { openOutput } from '../../../electron/cli/output.ts';

/** A stream whose reader takes so many lines, and then answers with a failure. */
function reader(takes: number, code: string) {
  const taken: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      if (taken.length >= takes) return done(Object.assign(new Error('write failed'), { code }));
      taken.push(String(chunk));
      done();
    },
  });
  return { stream, taken };
}

it('writes one line of JSON for each answer', async () => {
  const { stream, taken } = reader(9, 'EPIPE');
  const output = openOutput(stream);
  await output.print({ id: 'ü\n' });
  await output.print({ ok: true });
  expect(taken).toEqual(['{"id":"ü\\n"}\n', '{"ok":true}\n']);
  expect(output.ended).toBe(false);
});

it('fault 59: ends without a word when nobody reads any more', async () => {
  const { stream, taken } = reader(1, 'EPIPE');
  const output = openOutput(stream);
  for (let i = 0; i < 3; i++) await output.print({ i });
  expect(taken).toEqual(['{"i":0}\n']);
  expect(output.ended).toBe(true);
});

it('says so when the answers cannot be kept', async () => {
  const output = openOutput(reader(0, 'ENOSPC').stream);
  await expect(output.print({})).rejects.toThrow('the answers cannot be written');
});

it('waits for a slow reader', async () => {
  let go = (): void => undefined;
  const stream = new Writable({ write: (_chunk, _encoding, done) => (go = done) });
  const order: string[] = [];
  const printed = openOutput(stream)
    .print({})
    .then(() => order.push('printed'));
  await new Promise((resolve) => setImmediate(resolve));
  order.push('read');
  go();
  await printed;
  expect(order).toEqual(['read', 'printed']);
});
