/** Check behind the window. */
import { ok } from '../../core/result.ts';
import { checkCalls, type CheckHandlers } from '../bridge/contracts/check.ts';
import { commonView, createCommonHandlers } from '../station/common-handlers.ts';
import { followRecords } from '../station/records.ts';
import { openTrainingJournal, trainingName } from '../station/training-journal.ts';
import { behindOf, type Opening } from './behind.ts';

export const openCheckWindow: Opening = async (around) => {
  const { directory, clock, commissioned } = around;
  const name = commissioned?.identity.name ?? trainingName('check');
  const opened = commissioned === null ? await openTrainingJournal(directory, name, clock) : ok(commissioned.journal);
  if (!opened.ok) return opened;
  const journal = opened.value;
  const mode = commissioned?.identity.mode ?? 'training';
  const common = { ...around, name, mode, journal, records: await followRecords(journal) };
  const handlers: CheckHandlers = {
    ...createCommonHandlers(common),
    station: async () => ({ ...commonView(common), role: 'check' }),
  };
  return ok({
    title: `${name} - Twofold`,
    ...behindOf(checkCalls, handlers),
    watch: () => {},
    close: async () => (commissioned === null ? journal.close() : commissioned.close()),
  });
};
