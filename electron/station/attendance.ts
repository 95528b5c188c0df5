/**
 * Who is at a station: signed in, one at a time, and whose signatures an act has. It answers for every record, before it
 * is written, who did it; what people must sign and have not, cannot be recorded.
 */
import { actRow, isAct, LOOK, mayTake, TO_READ_BADGES, type Act, type ActRow } from '../../core/people/acts.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import type { ListedPerson, PeopleList } from '../../core/journal/people-list.ts';
import { actOf, namedIn, NOBODY, type Attested, type LineSigner } from '../../core/journal/signed.ts';
import { failIn, ok, type Failed, type Result } from '../../core/base/result.ts';
import { badgeNeeded } from '../../core/people/refusals.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { PresenceView } from '../bridge/people.ts';
import type { Credentials, PeopleDesk } from '../people/desk.ts';
import { signerOf, type ProveFailure, type Prove, type ProvenPerson } from './proof.ts';
import { fillSeats, type Meaning } from './seats.ts';

const fail = failIn('people');

export type Because = Extract<JournalEvent, { readonly kind: 'station-locked' }>['because'];

export interface Attendance {
  readonly list: PeopleList;
  /** People are enrolled, and nobody types a name. */
  readonly begun: boolean;
  /** The passphrase has opened it although people are enrolled: an incident, and names are typed until somebody signs in. */
  readonly recovering: boolean;
  readonly present: ListedPerson | null;
  readonly view: PresenceView;
  /** Calls `listener` with every change of who is there; returns how to stop. */
  watch(listener: (presence: PresenceView) => void): () => void;
  /** Calls `listener` when the station must be locked at once, because who is signed in was revoked. */
  onMustLock(listener: (because: Because) => void): void;
  readonly prove: Prove;
  /** Somebody signs in, or takes another's place; what is in hand stays. The credentials are wiped. */
  signIn(credentials: Credentials): Promise<Result<ListedPerson, ProveFailure>>;
  /** Why whoever is signed in may not begin this; null if they may, or where nobody is enrolled. */
  objectionTo(act: string): Failed<'badge-needed' | 'not-permitted' | 'station-locked'> | null;
  /** As {@link objectionTo}, for what only looks and exports. */
  objectionToLooking(): Failed<'badge-needed' | 'not-permitted' | 'station-locked'> | null;
  /**
   * Lets those sign who must, one after the other at `desk`, and does `work` with their names while their signatures hold.
   *
   * @param row whose seats are filled, where the table has another for this case
   */
  sign<T, K extends string>(
    act: Act,
    meaning: Meaning,
    desk: PeopleDesk,
    work: (signers: readonly ProvenPerson[]) => Promise<Result<T, K>>,
    row?: ActRow,
  ): Promise<
    Result<
      T,
      | K
      | ProveFailure
      | 'badge-needed'
      | 'not-confirmed'
      | 'not-permitted'
      | 'not-the-seat'
      | 'same-person'
      | 'station-locked'
      | 'too-late'
      | 'question-open'
    >
  >;
  /** As {@link sign}, for one command: the signatures hold until the station is closed. An act without seats wants none. */
  hold(act: string, meaning: Meaning, desk: PeopleDesk): Promise<Result<null>>;
  /** Of `act`, by keys that were made a moment ago: the first two of a station. */
  founding<T>(signers: readonly LineSigner[], names: readonly string[], work: () => Promise<T>): Promise<T>;
  /** Nothing begins any more; whoever is signed in still answers for what is in hand. */
  shut(): void;
  /** Who was signed in has left; on record. Of who was signing nothing is kept. */
  leave(because: Because): Promise<void>;
}

export interface AttendanceParts {
  readonly list: PeopleList;
  readonly journal: Pick<OpenJournal, 'append' | 'attend' | 'follow'>;
  /** By what people prove who they are. */
  readonly prove: Prove;
  /** Who has opened the station; null: its passphrase. */
  readonly first: ListedPerson | null;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** The act that is being signed for, and by whom. */
interface Acting {
  readonly act: Act;
  readonly signers: readonly LineSigner[];
  readonly names: readonly string[];
}

export function createAttendance(parts: AttendanceParts): Attendance {
  const { list, journal, now, prove } = parts;
  const here = createHere(parts);
  let acting: Acting | null = null;
  let shut = false;
  /** Whose signatures hold for one command. */
  const held: ProvenPerson[] = [];
  const letGo = (): void => held.splice(0).forEach((one) => one[Symbol.dispose]());

  journal.attend((event) => attested(event, here, list, acting));

  function objection(who: ActRow['who'], act = ''): Failed<'badge-needed' | 'not-permitted' | 'station-locked'> | null {
    if (!list.begun) return null;
    // The passphrase lets people look, and set the scanner up; nothing else is done in nobody's name.
    if (here.recovering) return who === LOOK.who || TO_READ_BADGES.includes(act) ? null : badgeNeeded();
    if (shut || here.present === null) return stationLocked();
    return mayTake(here.present.roles, who) ? null : notPermitted(here.present.name);
  }

  return {
    list,
    get begun() {
      return list.begun && !here.recovering;
    },
    get recovering() {
      return here.recovering;
    },
    get present() {
      return here.present;
    },
    get view() {
      return here.view();
    },
    watch: here.watch,
    onMustLock: here.onMustLock,
    prove,
    async signIn(credentials) {
      const one = await prove(credentials);
      if (!one.ok) return one;
      using proven = one.value;
      const { person, name } = proven.person;
      const { wrong } = proven.opened;
      await here.enter(proven.person, () => journal.append([{ kind: 'signed-in', person, name, wrong }]));
      return ok(proven.person);
    },
    objectionTo: (act) => objection(actRow(act).who, act),
    objectionToLooking: () => objection(LOOK.who),
    async sign(act, meaning, desk, work, row = actRow(act)) {
      if (acting !== null) return questionOpen();
      const refused = objection(row.who);
      if (refused !== null) return refused;
      const proven: ProvenPerson[] = [];
      try {
        const early = await fillSeats(row, meaning, { prove, desk, now }, proven);
        if (early !== null) return early;
        if (shut) return stationLocked();
        const signers = proven.map(({ person, opened }) => signerOf(person.person, opened));
        acting = { act, signers, names: proven.map(({ person }) => person.name) };
        return await work(proven);
      } finally {
        acting = null;
        desk.done();
        for (const one of proven) one[Symbol.dispose]();
      }
    },
    async hold(name, meaning, desk) {
      const row = actRow(name);
      const refused = objection(row.who);
      if (refused !== null) return refused;
      if (!isAct(name) || row.seats.length === 0) return ok(null);
      const proven: ProvenPerson[] = [];
      const early = await fillSeats(row, meaning, { prove, desk, now }, proven);
      const signers = proven.map(({ person, opened }) => signerOf(person.person, opened));
      held.push(...proven);
      if (early !== null) letGo();
      else acting = { act: name, signers, names: proven.map(({ person }) => person.name) };
      return early ?? ok(null);
    },
    async founding(signers, names, work) {
      acting = { act: 'enrol', signers, names };
      try {
        return await work();
      } finally {
        acting = null;
      }
    },
    shut: () => void (shut = true),
    async leave(because) {
      letGo();
      if (!list.begun || here.present === null) return;
      await journal.append([{ kind: 'station-locked', because }]);
      here.go();
    },
  };
}

/** What a line says of who did it. @throws Error for what people must sign and have not */
function attested(
  event: JournalEvent,
  { present, recovering }: Pick<Here, 'present' | 'recovering'>,
  list: PeopleList,
  acting: Acting | null,
): Attested {
  const by = present?.person ?? null;
  const act = actOf(event);
  if (acting !== null && act === acting.act && namedIn(event).every((name) => acting.names.includes(name))) {
    return { by, signers: acting.signers };
  }
  if (!list.begun) return NOBODY;
  if (recovering && act === null && !('by' in event)) return NOBODY;
  if (act !== null) throw new Error(`nobody has signed for ${event.kind}`);
  if ('by' in event && event.by.name !== present?.name) {
    throw new Error(`${event.kind} names somebody who is not signed in`);
  }
  return by === null ? NOBODY : { by, signers: [] };
}

interface Here {
  readonly present: ListedPerson | null;
  readonly recovering: boolean;
  view(): PresenceView;
  watch: Attendance['watch'];
  onMustLock: Attendance['onMustLock'];
  /** Comes in while `record` is written; as before, where that fails. */
  enter(person: ListedPerson, record: () => Promise<unknown>): Promise<void>;
  go(): void;
}

/** Who is there, as far as the list still has them. */
function createHere({ list, journal, first }: AttendanceParts): Here {
  let present = first;
  let recovering = first === null && list.begun;
  let mustLock: (because: Because) => void = () => undefined;
  const listeners = new Set<(presence: PresenceView) => void>();
  const view = (): PresenceView => ({
    begun: list.begun,
    locked: false,
    locks: true,
    present: present && { person: present.person, name: present.name, roles: present.roles },
  });
  const tell = (): void => listeners.forEach((listener) => listener(view()));

  journal.follow((records) => {
    if (records.some(({ event }) => event.kind === 'people-begun')) tell();
    if (present === null) return;
    const now = list.person(present.person);
    if (now === present) return;
    present = now?.active === true ? now : null;
    tell();
    if (present === null) mustLock('revoked');
  });

  return {
    get present() {
      return present;
    },
    get recovering() {
      return recovering;
    },
    view,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    onMustLock: (listener) => void (mustLock = listener),
    async enter(person, record) {
      const before = [present, recovering] as const;
      [present, recovering] = [person, false];
      try {
        await record();
      } catch (cause) {
        [present, recovering] = before;
        throw cause;
      }
      tell();
    },
    go() {
      present = null;
      tell();
    },
  };
}

const notPermitted = (name: string) => fail('not-permitted', `${name} may not do this.`, { name });
const stationLocked = () => fail('station-locked', 'The station is locked. Scan your badge and type your PIN.');
const questionOpen = () =>
  fail('question-open', 'A question is waiting for an answer in a window of its own. Answer that one first.');
