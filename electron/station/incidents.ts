/** Answering for an incident: whoever does it, from whatever door, it is one record, and once. */
import { wantsTwo } from '../../core/journal/pause.ts';
import { checkWords } from '../../core/people/words.ts';
import { onePerson, twoPeople, type People } from '../../core/people/person.ts';
import type { Doer, WhoDidWhat } from '../../core/journal/who.ts';
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
  const open = openIncident(records, incident);
  if (open === null) return notOpen(incident);
  if (wantsTwo([open])) return TWO_GO_ON;
  const by = onePerson(person);
  if (!by.ok) return by;
  await journal.append([{ kind: 'incident-acknowledged', incident, by: by.value }]);
  return ok(null);
}

/** Two people go on, with their reason, although a way out of the computer was found, or what was changed outside. */
export async function liftPause(
  records: Pick<Records, 'incidents'>,
  journal: Pick<Journal, 'append'>,
  incident: number,
  reason: string,
  people: People,
): Promise<Result<null>> {
  const open = openIncident(records, incident);
  if (open === null || !wantsTwo([open])) return notOpen(incident);
  const unsaid = checkWords(reason);
  if (unsaid !== null) return unsaid;
  const signatures = twoPeople(people);
  if (!signatures.ok) return signatures;
  await journal.append([{ kind: 'pause-lifted', incident, reason, signatures: signatures.value }]);
  return ok(null);
}

/** With who has answered for each. */
export const withAnswers = <T extends { readonly incident: number }>(
  incidents: readonly T[],
  { answered }: Pick<WhoDidWhat, 'answered'>,
): readonly (T & { readonly answered: readonly Doer[] })[] =>
  incidents.map((one) => ({ ...one, answered: answered(one.incident) }));

const openIncident = (records: Pick<Records, 'incidents'>, incident: number) =>
  records.incidents({ open: true }).find((open) => open.incident === incident) ?? null;

const notOpen = (incident: number) =>
  fail('not-open', `Incident #${incident} is acknowledged already, or there is none.`);

const TWO_GO_ON = fail(
  'two-go-on',
  'This incident stops work: two people go on, with their reason. They do it in the window of the station, or at Bench with twofold bench go-on.',
);
