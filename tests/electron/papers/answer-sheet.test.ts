import { expect, it } from 'vitest';
import { COMMANDS, commandText } from '../../../core/scan/command.ts';
import { answerSheet } from '../../../electron/papers/answer-sheet.ts';
import { makeQr, readGrid } from '../../../core/sticker/qr.ts';
import { LANGUAGES } from '../../../resources/words/languages.ts';

const sheet = answerSheet(LANGUAGES.en, Object.values(LANGUAGES), 'production');

it('has a code for every answer, each of which a reader reads, with its word in both languages', () => {
  const codes = [...sheet.matchAll(/<path d="([^"]+)"/g)].map(([, path = '']) => path);
  expect(codes).toHaveLength(COMMANDS.length);
  for (const [i, command] of COMMANDS.entries()) {
    const grid = makeQr(commandText(command), 'Q');
    expect(readGrid(grid)).toBe(commandText(command));
    expect(codes[i]?.match(/M/g)).toHaveLength(grid.flat().filter(Boolean).length);
    for (const { answers } of Object.values(LANGUAGES)) expect(sheet).toContain(answers.commands[command].word);
  }
});
