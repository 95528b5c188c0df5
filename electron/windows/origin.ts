/** Origin behind the window. */
import { ok } from '../../core/result.ts';
import { originCalls, type OriginHandlers } from '../bridge/contracts/origin.ts';
import { commonView, createCommonHandlers } from '../station/common-handlers.ts';
import { openOrigin, openTrainingOrigin } from '../station/open-origin.ts';
import { followRecords } from '../station/records.ts';
import { behindOf, type Opening } from './behind.ts';

export const openOriginWindow: Opening = async (around) => {
  const { directory, commissioned } = around;
  const opened =
    commissioned === null
      ? await openTrainingOrigin(directory, around)
      : await openOrigin(directory, around, commissioned);
  if (!opened.ok) return opened;
  const station = opened.value;
  const { name, mode, journal } = station.parts;
  const common = { ...around, role: 'origin' as const, name, mode, journal, records: await followRecords(journal) };
  const handlers: OriginHandlers = {
    ...createCommonHandlers(common),
    station: async () => ({ ...commonView(common), role: 'origin' }),
  };
  return ok({
    title: `${name} - Twofold`,
    ...behindOf(originCalls, handlers),
    watch: () => {},
    close: () => station.close(),
  });
};
