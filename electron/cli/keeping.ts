/** `twofold station backup`, `restore` and `anchor`: what keeps a station through the loss of its disk. */
import { ok } from '../../core/base/result.ts';
import { createPace } from '../../core/work/pace.ts';
import { backUp, moveAnchor } from '../station/keeping.ts';
import { systemClock } from '../station/platform.ts';
import { restoreStation } from '../station/restore.ts';
import { called, directory, flag, maybe, misuse, needed, pair, textValue } from './form.ts';
import { unlockStation } from './unlock.ts';
import { answer, STATION_OPTIONS, verb, type Line } from './verb.ts';

const PERSON = textValue('NAME');

export const keepingVerbs = [
  verb({
    name: 'station backup',
    options: { ...STATION_OPTIONS, to: needed(directory()), person: called('one-person', needed(PERSON)) },
    async run({ station, to, person, 'passphrase-fd': fd }, line) {
      const unlocked = await unlockStation(station, fd ?? null, line);
      if (!unlocked.ok) return unlocked;
      const { journal, identity, close } = unlocked.value;
      let open = true;
      async function rest(): Promise<void> {
        open = false;
        await close();
      }
      const at = { journal, identity, directory: station, clock: systemClock, rest };
      const kept = await backUp(at, to, person, progressOn(line)).finally(() => (open ? close() : undefined));
      if (!kept.ok) return kept;
      const { folder, records, words } = kept.value;
      return ok(
        answer(
          { written: folder, records, words },
          { lines: ({ line: said }) => [said.backedUp(folder, records), words] },
        ),
      );
    },
  }),
  verb({
    name: 'station restore',
    args: { from: needed(directory('BACKUP')) },
    options: { station: STATION_OPTIONS.station },
    async run({ from, station }, line) {
      const restored = await restoreStation(from, station, progressOn(line));
      if (!restored.ok) return restored;
      const { identity, records } = restored.value;
      return ok(
        answer(
          { station, name: identity.name, role: identity.role, records },
          { lines: ({ line: said }) => [said.restored(identity.name, records), said.restoredShut] },
        ),
      );
    },
  }),
  verb({
    name: 'station anchor',
    options: { ...STATION_OPTIONS, to: maybe(directory()), computer: flag, person: pair(PERSON) },
    async run({ station, to, computer, person, 'passphrase-fd': fd }, line) {
      if (computer === (to !== undefined)) {
        const names = '--to DIR, or --computer';
        return misuse('go-together', `Give ${names}.`, { names });
      }
      const unlocked = await unlockStation(station, fd ?? null, line);
      if (!unlocked.ok) return unlocked;
      try {
        const moved = await moveAnchor(unlocked.value, to ?? null, person);
        return moved.ok
          ? ok(answer({ to: to ?? null }, { lines: ({ line: said }) => [said.anchored(to ?? null)] }))
          : moved;
      } finally {
        await unlocked.value.close();
      }
    },
  }),
];

/** A rate over so many pieces. */
const STRETCH = 64;

/** Progress as the line shows it. */
function progressOn(line: Line): (done: number, total: number) => void {
  let pace: ReturnType<typeof createPace> | null = null;
  return (done, total) => {
    pace ??= createPace(STRETCH, () => performance.now(), done, total);
    pace.reached(done);
    line.progress(pace.view());
  };
}
