/** A scan of the test code as a scanner with a code id and no suffix sends it, for windows that only look. */
import { must, ok } from '../../core/base/result.ts';
import { DEFAULT_HABITS, learnHabits, TEST_TEXT } from '../../core/scan/habits.ts';
import { MAKERS } from '../../core/sticker/programming-codes.ts';
import { makeBars } from '../../core/sticker/code128.ts';
import { codeView } from '../../core/sticker/code-view.ts';
import { makeMatrix } from '../../core/sticker/matrix.ts';
import { makeQr } from '../../core/sticker/qr.ts';
import type { DevicesView, ScannerAnswers, scannerCalls } from '../../electron/bridge/devices.ts';
import type { HandlersOf } from '../../electron/bridge/form.ts';

export const TEST_CODES = { qr: codeView(makeQr(TEST_TEXT, 'M')), matrix: codeView(makeMatrix(TEST_TEXT)) };

export const MAKER_CODES: ScannerAnswers['makerCodes'] = {
  ...{ zebra: null, newland: null, grow: null },
  honeywell: makeBars(MAKERS.honeywell),
  datalogic: makeBars(MAKERS.datalogic),
};

/** A scanner of which nobody has chosen the port. */
export const NO_SCANNER: DevicesView['scanner'] = {
  ...{ port: 'none', baudRate: 9600, feedback: 'none', state: 'absent', trouble: null, faults: [] },
  habits: DEFAULT_HABITS,
};

const PORTS = [
  { path: 'none', title: '' },
  { path: '/dev/ttyACM0', title: 'Honeywell 1950g 21321B0F33' },
];

/** The calls of a scanner that hears the test code at once. */
export const scannerFakes = (): HandlersOf<typeof scannerCalls, ScannerAnswers> => ({
  ports: async () => PORTS,
  configureDevice: async () => ok(null),
  testCodes: async () => TEST_CODES,
  makerCodes: async () => MAKER_CODES,
  hearScanner: async () => ok(HEARD),
  stopHearing: async () => null,
  keepHabits: async () => ok(null),
  trySound: async () => ok(null),
});

export const HEARD = must(learnHabits([{ bytes: new TextEncoder().encode(`]Q1s${TEST_TEXT}`), at: 0 }]));
