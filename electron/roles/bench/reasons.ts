/** The reasons that people at this Bench choose among, kept in its settings: a supervisor's to extend, one by one. */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import type { Journal } from '../../../core/journal/journal.ts';
import { checkWords } from '../../../core/people/words.ts';
import type { SettingsStore } from '../../station/settings.ts';

const fail = failIn('bench');

/** As many as are still read before one is chosen. */
const MOST = 24;

/** Adds a reason at the end, or drops one; gives the list as it is then. The change is on record. */
export async function changeReasons(
  { settings, journal }: { readonly settings: SettingsStore; readonly journal: Journal },
  deed: 'add' | 'drop',
  typed: string,
): Promise<Result<readonly string[]>> {
  const reason = typed.trim();
  const { reasons } = settings.value;
  const refused = deed === 'add' ? notAdded(reasons, reason) : notDropped(reasons, reason);
  if (refused !== null) return refused;
  const next = deed === 'add' ? [...reasons, reason] : reasons.filter((known) => known !== reason);
  const saved = await settings.change({ reasons: next });
  if (!saved.ok) return saved;
  await journal.append([{ kind: 'settings-changed', what: 'reasons', to: `${deed === 'add' ? '+' : '-'} ${reason}` }]);
  return ok(next);
}

/** In other letters it is the same reason: whoever counts them would count two. */
const sameWords = (a: string, b: string): boolean => a.toLocaleLowerCase('en') === b.toLocaleLowerCase('en');

function notAdded(reasons: readonly string[], reason: string) {
  const unfit = checkWords(reason);
  if (unfit !== null) return unfit;
  if (reasons.some((known) => sameWords(known, reason)))
    return fail('reason-known', 'This reason stands in the list already.');
  if (reasons.length < MOST) return null;
  return fail('reasons-full', `The list has ${MOST} reasons, which is all it takes. Drop one first.`, { most: MOST });
}

const notDropped = (reasons: readonly string[], reason: string) =>
  reasons.includes(reason) ? null : fail('reason-unknown', 'This reason does not stand in the list.');
