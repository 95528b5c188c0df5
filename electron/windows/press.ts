/** Press behind the window. */
import { ok } from '../../core/result.ts';
import { pressCalls, type PressHandlers } from '../bridge/contracts/press.ts';
import { commonView, createCommonHandlers } from '../station/common-handlers.ts';
import { openPress, openTrainingPress } from '../station/open-press.ts';
import { followRecords } from '../station/records.ts';
import { behindOf, type Opening } from './behind.ts';

export const openPressWindow: Opening = async (around) => {
  const { directory, commissioned } = around;
  const opened =
    commissioned === null ? await openTrainingPress(around) : await openPress(directory, around, commissioned);
  if (!opened.ok) return opened;
  const station = opened.value;
  const { name, mode, journal } = station.parts;
  const common = { ...around, role: 'press' as const, name, mode, journal, records: await followRecords(journal) };
  const handlers: PressHandlers = {
    ...createCommonHandlers(common),
    station: async () => ({ ...commonView(common), role: 'press' }),
  };
  return ok({
    title: `${name} - Twofold`,
    ...behindOf(pressCalls, handlers),
    watch: () => {},
    close: () => station.close(),
  });
};
