import { expect, test } from 'vitest';
import { must } from '../../../../../core/base/result.ts';
import {
  chosenFeedback,
  chosenLanguage,
  chosenStickers,
  readArguments,
} from '../../../../../electron/roles/press/cli/arguments.ts';

const values = (...args: string[]) => must(readArguments(args));

test('stickers are 22 mm at 300 dpi in ZPL unless something else is said', () => {
  expect(must(chosenStickers(values()))).toMatchObject({
    stock: { width: 22, height: 22, dpmm: 12 },
    style: { language: 'zpl' },
  });
  expect(must(chosenStickers(values('--size', '30x25.5', '--dpmm', '24', '--language', 'tspl')))).toMatchObject({
    stock: { width: 30, height: 25.5, dpmm: 24 },
    style: { language: 'tspl' },
  });
});

test.each([
  [['--dpmm', '10'], 'misused', '--dpmm knows 8, 12, 24'],
  [['--dpmm', 'x'], 'misused', '--dpmm wants a whole number'],
  [['--size', '22mm'], 'misused', '--size wants millimetres'],
  [['--language', 'epl'], 'misused', '--language knows zpl, tspl'],
  [['--dpmm', '8'], 'text-too-small', 'Use stickers of 26 x 26 mm or a printer of 300 dpi.'],
  [['--size', '15', '--dpmm', '8', '--language', 'tspl'], 'code-too-small', '4 dots a module on a printer of 203 dpi'],
])('%j is refused: %s', (args, kind, sentence) => {
  const chosen = chosenStickers(values(...args));
  expect(chosen).toMatchObject({ error: { kind } });
  expect(chosen.ok ? '' : chosen.error.message).toContain(sentence);
});

test('languages and answers to the scanner are known by name', () => {
  expect(chosenLanguage(values())).toEqual({ ok: true, value: 'zpl' });
  expect(chosenFeedback(values())).toEqual({ ok: true, value: 'none' });
  expect(chosenFeedback(values('--feedback', 'datalogic-host'))).toEqual({ ok: true, value: 'datalogic-host' });
  expect(chosenFeedback(values('--feedback', 'loud'))).toMatchObject({ error: { kind: 'misused' } });
});
