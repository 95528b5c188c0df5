import { describe, expect, test, vi } from 'vitest';
import { CARD } from '../../../core/etch/card.ts';
import { drawJob } from '../../../core/etch/job.ts';
import { Secret } from '../../../core/base/secret.ts';
import { must } from '../../../core/base/result.ts';
import { drawOne } from '../../fakes/jobs.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { bytes } from './passphrases.ts';

const serial = must(parseSerial('TF-2026-000123'));
const text = (file: Uint8Array) => Buffer.from(file).toString('ascii');
const layers = (file: Uint8Array) => [...text(file).matchAll(/<g id="(\w+)">/g)].map(([, id]) => id);

describe('an etch job', () => {
  const passphrase = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE');

  test('production marks serial and passphrase', () => {
    expect(layers(must(drawOne(CARD, 'production', serial, passphrase, 'svg')))).toEqual(['serial', 'passphrase']);
  });

  test('training marks every card as such, in a layer of its own', () => {
    const job = must(drawOne(CARD, 'training', serial, passphrase, 'svg'));
    expect(layers(job)).toEqual(['serial', 'passphrase', 'watermark']);
  });

  test('says neither the serial nor the passphrase in letters', () => {
    const job = text(must(drawOne(CARD, 'training', serial, passphrase, 'svg')));
    expect(job).not.toMatch(/TF-2026|7Q2K|M9XV|TRAINING/);
  });

  test('borrows the passphrase', () => {
    const lent = bytes('7Q2K-M9XV-4HTR-D0WB-3NYE');
    must(drawOne(CARD, 'production', serial, lent, 'svg'));
    expect(lent).toEqual(passphrase);
  });

  test.each([
    ['drawn', '7Q2K-M9XV-4HTR-D0WB-3NYE', 24],
    ['refused', 'xxxx', 0],
  ])('leaves no geometry behind: %s', (_, given, symbols) => {
    const wiped = vi.spyOn(Int32Array.prototype, 'fill');
    drawOne(CARD, 'production', serial, bytes(given), 'svg');
    const calls = wiped.mock.calls.length;
    wiped.mockRestore();
    expect(calls).toBeGreaterThanOrEqual(serial.length + symbols);
  });

  test.each([
    ['an overlong passphrase', '7Q2K-M9XV-4HTR-D0WB-3NYE-0000', 'does-not-fit'],
    ['a small letter', '7q2K-M9XV-4HTR-D0WB-3NYE', 'no-glyph'],
    ['no passphrase', '', 'no-text'],
  ])('%s gives no job at all', (_, given, kind) => {
    expect(drawOne(CARD, 'training', serial, bytes(given), 'svg')).toMatchObject({ ok: false, error: { kind } });
  });
});

test('a tray that is wider than a format has numbers for is refused in words', () => {
  using text = new Secret(bytes('7Q2K-M9XV-4HTR-D0WB-3NYE'));
  const frame = { width: 950, height: 80 };
  const form = { layout: CARD, mode: 'production', frame } as const;
  const far = [{ serial, text, at: { x: 860, y: 10 } }];
  expect(drawJob({ ...form, format: 'hpgl' }, far)).toMatchObject({
    ok: false,
    error: { kind: 'misplaced', facts: { serial } },
  });
  expect(drawJob({ ...form, format: 'svg' }, far).ok).toBe(true);
});
