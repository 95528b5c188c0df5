import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createPdfPrinter, type HiddenPage } from '../../../electron/papers/pdf.ts';
import { pass, stopClock } from '../../fakes/clock.ts';

beforeEach(stopClock);
afterEach(() => vi.useRealTimers());

const bytes = (text: string) => new TextEncoder().encode(text);

/** Pages that take a while to load; what `print` gives is the test's. */
function pages(print: (html: string) => Promise<Uint8Array>) {
  const log: string[] = [];
  const open = (): HiddenPage => {
    let shown = '';
    log.push('open');
    return {
      async load(html) {
        log.push(`load ${html}`);
        await new Promise((resolve) => setTimeout(resolve, 300));
        shown = html;
      },
      print: () => print(shown),
      close: () => void log.push('close'),
    };
  };
  return { log, open };
}

test('pages are printed one after the other, each in a window of its own that is closed', async () => {
  const { log, open } = pages((html) => Promise.resolve(bytes(`%PDF-1.4 ${html}`)));
  const print = createPdfPrinter(open);
  const both = Promise.all([print('one'), print('two')]);
  await pass(700);
  expect(await both).toEqual([
    { ok: true, value: bytes('%PDF-1.4 one') },
    { ok: true, value: bytes('%PDF-1.4 two') },
  ]);
  expect(log).toEqual(['open', 'load one', 'close', 'open', 'load two', 'close']);
});

test.each([
  ['what fails', () => Promise.reject(new Error('Failed to generate PDF')), 'Failed to generate PDF'],
  ['what is no PDF', () => Promise.resolve(bytes('<html>')), 'nothing came of it'],
  ['nothing', () => Promise.resolve(bytes('')), 'nothing came of it'],
  ['what never ends', () => new Promise<Uint8Array>(() => undefined), 'it took too long'],
])('%s is said, the window is closed, and the next page is printed', async (_, first, why) => {
  let calls = 0;
  const { log, open } = pages(() => (calls++ === 0 ? first() : Promise.resolve(bytes('%PDF-1.4'))));
  const print = createPdfPrinter(open, 5000);
  const [bad, good] = [print('one'), print('two')];
  await pass(10_000);
  const refused = await bad;
  expect(refused).toMatchObject({ ok: false, error: { kind: 'no-pdf' } });
  expect(refused.ok ? '' : refused.error.message).toContain(why);
  expect(await good).toMatchObject({ ok: true });
  expect(log.filter((line) => line === 'close')).toHaveLength(2);
});
