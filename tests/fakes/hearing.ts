/** A scan of the test code as a scanner with a code id and no suffix sends it, for windows that only look. */
import { must } from '../../core/base/result.ts';
import { learnHabits, TEST_TEXT } from '../../core/scan/habits.ts';
import { codeView } from '../../core/sticker/code-view.ts';
import { makeMatrix } from '../../core/sticker/matrix.ts';
import { makeQr } from '../../core/sticker/qr.ts';

export const TEST_CODES = { qr: codeView(makeQr(TEST_TEXT, 'M')), matrix: codeView(makeMatrix(TEST_TEXT)) };

export const HEARD = must(learnHabits([{ bytes: new TextEncoder().encode(`]Q1s${TEST_TEXT}`), at: 0 }]));
