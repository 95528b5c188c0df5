/** The calls by which the devices are set up: the code to scan, what was heard of it, and the roll of the printer. */
import { failIn, ok } from '../../core/base/result.ts';
import { isFeedbackName } from '../../core/scan/feedback.ts';
import { DEFAULT_HABITS, TEST_TEXT, type ScannerHabits } from '../../core/scan/habits.ts';
import { MAKERS, makerNames, type MakerName } from '../../core/sticker/programming-codes.ts';
import { makeBars } from '../../core/sticker/code128.ts';
import { codeView } from '../../core/sticker/code-view.ts';
import { makeMatrix } from '../../core/sticker/matrix.ts';
import { makeQr } from '../../core/sticker/qr.ts';
import type { DeviceAnswers, deviceCalls, ScannerAnswers, scannerCalls } from '../bridge/devices.ts';
import type { HandlersOf } from '../bridge/form.ts';
import { pause } from '../devices/deadline.ts';
import type { Devices } from './devices.ts';
import type { StationScanner } from './station-scanner.ts';

const fail = failIn('port');

export type ScannerCalls = Omit<HandlersOf<typeof scannerCalls, ScannerAnswers>, 'configureDevice'>;
export type DeviceCalls = ScannerCalls &
  Pick<HandlersOf<typeof deviceCalls, DeviceAnswers>, 'newRoll' | 'simulateTest'>;

/** Milliseconds between the two sounds, so that they are two. */
const BETWEEN = 800;

/**
 * Of a station that has a printer besides.
 *
 * @param hold holds a text before the simulated scanner; null outside training
 */
export const deviceHandlers = (
  devices: ScannerOf & Pick<Devices, 'newRoll'>,
  hold: ((text: string) => Promise<void>) | null,
): DeviceCalls => ({
  ...scannerHandlers(devices),
  newRoll: ({ of, labels }) => devices.newRoll(of, labels),
  async simulateTest() {
    if (hold === null) return fail('not-training', 'Real scanners are held by hand.');
    await hold(TEST_TEXT);
    return ok(null);
  },
});

const barsOf = (maker: MakerName) => {
  const text = MAKERS[maker];
  return text === null ? null : makeBars(text);
};

type ScannerOf = Pick<StationScanner, 'ports' | 'hear' | 'stopHearing' | 'keepHabits' | 'scanner'>;

export function scannerHandlers(devices: ScannerOf): ScannerCalls {
  let last: ScannerHabits | null = null;
  return {
    ports: () => devices.ports(),
    testCodes: async () => ({ qr: codeView(makeQr(TEST_TEXT, 'M')), matrix: codeView(makeMatrix(TEST_TEXT)) }),
    makerCodes: async () =>
      Object.fromEntries(makerNames.map((maker) => [maker, barsOf(maker)])) as ScannerAnswers['makerCodes'],
    async hearScanner() {
      const heard = await devices.hear();
      if (heard.ok) last = heard.value.habits;
      return heard;
    },
    async stopHearing() {
      devices.stopHearing();
      return null;
    },
    async keepHabits({ as }) {
      if (as === 'default') return devices.keepHabits(DEFAULT_HABITS);
      if (last === null)
        return fail('nothing-heard', 'No test code was heard yet. Scan the code on this screen first.');
      return devices.keepHabits(last);
    },
    async trySound({ feedback }) {
      if (!isFeedbackName(feedback)) throw new TypeError('no such family of scanners');
      const good = await devices.scanner.sound(feedback, 'good');
      if (!good.ok) return good;
      await pause(BETWEEN);
      return devices.scanner.sound(feedback, 'bad');
    },
  };
}
