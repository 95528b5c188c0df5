/** Answering for an incident: whoever does it, from whatever door, it is one record, and once. */
import { onePerson } from '../../core/people/person.ts';
import type { Journal } from '../../core/journal/journal.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import type { Records } from './records.ts';

const fail = failIn('journal');

/** @param incident the number of its record. */
export async function acknowledge(
  records: Pick<Records, 'incidents'>,
  journal: Pick<Journal, 'append'>,
  incident: number,
  person: string,
): Promise<Result<null>> {
  if (!records.incidents({ open: true }).some((open) => open.incident === incident)) {
    return fail('not-open', `Incident #${incident} is acknowledged already, or there is none.`);
  }
  const by = onePerson(person);
  if (!by.ok) return by;
  await journal.append([{ kind: 'incident-acknowledged', incident, by: by.value }]);
  return ok(null);
}
