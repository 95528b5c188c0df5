/**
 * A station of any role whose disk cannot be written to, behind the window: what is on record can be searched and read.
 * Nothing of it is unlocked. There is no key, no device and no outbox here, so that nothing can be etched, printed or
 * signed; and its journal is read as anybody can read it who has the file, without the station's own MAC.
 */
import { join } from 'node:path';
import type { ChainRecord } from '../../../core/journal/chain.ts';
import { serialsOf } from '../../../core/journal/event.ts';
import { createWhoDidWhat } from '../../../core/journal/who.ts';
import { ok, type Failure, type Result } from '../../../core/base/result.ts';
import { spelledNames } from '../../../resources/words/spelled.ts';
import type { Preferences } from '../../bridge/common.ts';
import { checkSignature } from '../../journal/identity.ts';
import { verifyJournal } from '../../journal/verify.ts';
import { withAnswers } from '../../station/incidents.ts';
import { readStation } from '../../station/gate.ts';
import { gatherRecords } from '../../station/records.ts';
import { trainingRoleOf } from '../../station/training-journal.ts';
import { serveCalls, type Environment, type Served } from '../served.ts';
import { viewingCalls, type ViewingHandlers } from './contract.ts';

/** As many cards as anybody scrolls through; who looks for one types more of its serial. */
const MOST_FOUND = 200;

/** @param because why nothing can be written */
export async function openViewing(
  around: Pick<Environment, 'directory' | 'version' | 'settings' | 'manual'>,
  because: Failure,
): Promise<Result<Served>> {
  const { directory, version, settings, manual } = around;
  const path = join(directory, 'journal.jsonl');
  const { records, take } = gatherRecords();
  const who = createWhoDidWhat(checkSignature);
  const serials = new Set<string>();
  const verified = await verifyJournal(path, undefined, (group) => {
    take(group);
    group.forEach(who.take);
    for (const { event } of group) for (const serial of serialsOf(event)) serials.add(serial);
  });
  if (!verified.ok) return verified;
  const { records: size, head, checkpoints, firstBad, station: named, mode } = verified.value;
  const file = await readStation(directory);
  const station = file.ok ? file.value.identity.role : await trainingRoleOf(directory);
  const name = named === null ? directory : spelledNames(named);
  let preferences: Preferences = settings.value;

  const handlers: ViewingHandlers = {
    async station() {
      const { language, theme, textSize, sound } = preferences;
      return {
        ...{ role: 'viewing', station, name, mode, version, directory, because },
        preferences: { language, theme, textSize, sound },
        openIncidents: records.openIncidents(),
        journal: { records: size, head, checkpoints, bad: firstBad?.seq ?? null },
      };
    },
    async preferences(wish) {
      preferences = wish;
      return ok(null);
    },
    openManual: () => manual(station ?? 'start').then(() => null),
    incidents: async () => withAnswers(records.incidents({ open: false }), who),
    journalTail: async ({ limit }) => who.shown(records.tail(limit)),
    async find({ search }) {
      const wanted = search.trim().toUpperCase();
      const found = [...serials].filter((serial) => serial.toUpperCase().includes(wanted));
      return { total: found.length, serials: found.slice(0, MOST_FOUND) };
    },
    async traveller({ serial }) {
      const steps: ChainRecord[] = [];
      await verifyJournal(path, undefined, (group) => {
        for (const record of group) if (serialsOf(record.event).includes(serial)) steps.push(record);
      });
      return who.shown(steps);
    },
  };
  return ok({
    title: `${name} - Twofold`,
    ...serveCalls(viewingCalls, handlers, {}),
    viewing: true,
    onRecord: null,
    watch: () => undefined,
    close: () => Promise.resolve(),
  });
}
