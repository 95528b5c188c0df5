/**
 * The people of a station on their way to the others of its site: names, roles, keys that sign, and who was revoked.
 * Slots never travel: whoever is to work elsewhere is enrolled there with a badge and a PIN of their own.
 */
import type { EventOf } from '../../core/journal/event.ts';
import type { ListedPerson } from '../../core/journal/people-list.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { keyIn, keyText, nameIn, writtenName } from '../../core/transfer/person-texts.ts';
import type { PersonUnit } from '../../core/transfer/units.ts';
import { createCourier, type Courier } from '../courier/courier.ts';
import type { SentTransfer } from '../courier/sending.ts';
import type { PeopleDesk } from '../people/desk.ts';
import type { CommissionedStation } from './commissioned.ts';
import { signaturesOf } from './people.ts';
import { lastSupervisor, takeOut } from './people-changes.ts';
import type { Meaning } from './seats.ts';

const fail = failIn('people');

/** What stands in a manifest in the place of a batch. */
const LIST = 'PEOPLE';

export type TravellingStation = Pick<
  CommissionedStation,
  'attendance' | 'keeping' | 'journal' | 'identity' | 'book' | 'signer' | 'sealing'
>;

/** What is taken in, in figures and names, for whoever signs. */
export interface Arriving {
  readonly from: string;
  readonly people: number;
  /** Names of those who are revoked by it here, and were not. */
  readonly revoked: readonly string[];
}

const courierOf = (station: TravellingStation): Courier => createCourier({ ...station, self: station.identity });

/** Writes the list for another station; as it was written before where nothing has changed since, for a lost medium. */
export async function exportPeople(
  station: TravellingStation,
  to: string,
  directory: string,
): Promise<Result<SentTransfer>> {
  const { attendance, book } = station;
  if (!attendance.list.begun) return notBegun();
  const refused = attendance.objectionTo('exportPeople');
  if (refused !== null) return refused;
  const units = attendance.list.all().map(unitOf);
  const peer = book.peers().find(({ identity }) => identity.name === to)?.identity.fingerprint ?? '';
  const sent = book.sentTo(peer).filter(({ transfer }) => transfer === 'people');
  const courier = courierOf(station);
  const send = (part: number) => courier.send('people', to, { batch: LIST, units, says: { part } }, directory);
  if (sent.length === 0) return send(1);
  const again = await send(sent.length);
  // What was never delivered keeps its number until two people give it up.
  const changed = !again.ok && again.error.kind === 'sent-otherwise' && sent.at(-1)?.delivered === true;
  return changed ? send(sent.length + 1) : again;
}

/**
 * Takes the list of another station in: whoever was revoked there is revoked here at once, whoever is new is known by
 * name. It takes away and gives nothing, so a list that is older than another does no harm.
 *
 * @param meaning what two supervisors sign
 */
export async function importPeople(
  station: TravellingStation,
  path: string,
  desk: PeopleDesk,
  meaning: (arriving: Arriving) => Meaning,
): Promise<Result<Arriving>> {
  const { attendance } = station;
  const { list } = attendance;
  if (!list.begun) return notBegun();
  const refused = attendance.objectionTo('importPeople');
  if (refused !== null) return refused;
  const courier = courierOf(station);
  const read = await courier.receive('people', path);
  if (!read.ok) return read;
  using taken = read.value;
  const people = taken.transfer.units.map(personOf);
  const gone = people.filter(({ person, revoked }) => revoked && list.person(person)?.revoked === false);
  if (leavesNoSupervisor(station, new Set(gone.map(({ person }) => person)))) return lastSupervisor();
  const { name: from } = taken.sender;
  const arriving = { from, people: people.length, revoked: gone.map(({ name }) => name) };
  return attendance.sign('importPeople', meaning(arriving), desk, async (signers) => {
    const { digest } = taken.transfer;
    const record = { kind: 'people-taken', from, digest, people, signatures: signaturesOf(signers) } as const;
    const accepted = await courier.accept([taken], [record]);
    if (!accepted.ok) return accepted;
    const out = await takeOut(station, ({ person }) => list.person(person)?.active !== true);
    return out.ok ? ok(arriving) : out;
  });
}

type Taken = EventOf<'people-taken'>['people'][number];

/** Of who is only known from elsewhere the key is not ours to vouch for. */
const unitOf = ({ person, name, roles, revoked, key }: ListedPerson): PersonUnit => ({
  ...(key === null ? {} : { key: keyText(key) }),
  ...{ name: writtenName(name), person, revoked, roles },
});

/** Its check has found name and key good. */
function personOf({ person, name, roles, revoked, key }: PersonUnit): Taken {
  const read = key === undefined ? null : keyIn(key);
  return { person, name: nameIn(name) ?? '', roles, revoked, ...(read === null ? {} : { key: read }) };
}

function leavesNoSupervisor({ attendance: { list } }: TravellingStation, gone: ReadonlySet<string>): boolean {
  const able = list
    .all()
    .filter(({ active, badge, roles }) => active && badge !== null && roles.includes('supervisor'));
  return able.every(({ person }) => gone.has(person));
}

const notBegun = () => fail('not-begun', 'Nobody is enrolled here yet. Begin with the first two supervisors.');
