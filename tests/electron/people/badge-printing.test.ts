import { expect, test } from 'vitest';
import { ok } from '../../../core/base/result.ts';
import { makeBadge } from '../../../core/scan/badge.ts';
import type { Label } from '../../../core/sticker/parts.ts';
import type { Typeface } from '../../../core/typeface/typeface.ts';
import { createBadgePrinting } from '../../../electron/people/badge-printing.ts';
import { wordsOf } from '../../../resources/words/languages.ts';
import { steadyRandom } from '../../fakes/streams.ts';
import { noto } from '../../fakes/typeface.ts';

/** Kinds of what stands on the label that is printed for this person. */
async function printedFor(name: string, typeface: Typeface | null, station = 'BENCH'): Promise<readonly string[]> {
  const printed: Label[] = [];
  const printing = createBadgePrinting({
    ...{ station, mode: 'production', words: () => wordsOf('en') },
    askDirectory: () => Promise.reject(new Error('nobody asked for paper')),
    printPdf: () => Promise.reject(new Error('nobody asked for paper')),
    labels: {
      loaded: () => ({ language: 'tspl', dpmm: 8, width: 50, height: 25 }),
      typeface: () => Promise.resolve(typeface),
      print: async (label) => ok(printed.push(label)),
    },
  });
  const failure = await printing.label?.(name, makeBadge(steadyRandom(name)));
  expect(failure).toBeNull();
  return printed.flatMap(({ parts }) => parts.map(({ kind }) => kind));
}

test('a badge names its wearer in the letters of the printer, in ours, or leaves room for a hand', async () => {
  expect(await printedFor('Li Wei', noto)).toEqual(['text', 'text', 'text', 'code']);
  expect(await printedFor('李伟', noto)).toEqual(['drawing', 'text', 'text', 'code']);
  expect(await printedFor('李伟', null)).toEqual(['frame', 'text', 'text', 'code']);
});

test('a badge names its station in its own script', async () => {
  expect(await printedFor('Li Wei', noto, encodeURIComponent('深圳'))).toEqual(['text', 'text', 'drawing', 'code']);
});
