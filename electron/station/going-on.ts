/**
 * Going on with a station that went back, where people have badges: two prove who they are before its journal is read,
 * which then says whether they may.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Clock } from '../../core/base/ports.ts';
import type { Failed, Result } from '../../core/base/result.ts';
import { actRow } from '../../core/people/acts.ts';
import type { People } from '../../core/people/person.ts';
import { PEOPLE_ROLES } from '../../core/people/roles.ts';
import type { Acceptance, ProvenSigner } from '../journal/standing.ts';
import type { Credentials, PeopleDesk } from '../people/desk.ts';
import { openCommissioned, type CommissionedStation } from './commissioned.ts';
import type { BadgeOpened, Gate } from './gate.ts';
import { signerOf, wipeCredentials, type ProvenPerson } from './proof.ts';
import { fillSeats, type Meaning } from './seats.ts';

export interface GoingOn {
  readonly directory: string;
  readonly gate: Pick<Gate, 'prove' | 'openWith'>;
  readonly clock: Clock;
  readonly desk: Pick<PeopleDesk, 'credentials' | 'done'>;
  /** What they sign. */
  readonly meaning: Meaning;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/** Somebody of whom only the slot is known: what the list of people says of them, the journal is asked. */
interface Proven extends ProvenPerson {
  readonly from: BadgeOpened;
}

/**
 * Opens it by two people's badges and PINs, and puts on record what they know of it and that they have signed.
 *
 * @param wordOf what these people say of it
 */
export async function openAccepted(
  { directory, gate, clock, desk, meaning, now }: GoingOn,
  wordOf: (people: People) => Result<Acceptance>,
): Promise<Result<CommissionedStation>> {
  // Nobody signs for what is refused anyway.
  const early = wordOf(['1', '2']);
  if (!early.ok) return early;
  const proven: ProvenPerson[] = [];
  const opened: Proven[] = [];
  let refused: Failed | null = null;
  async function prove(credentials: Credentials) {
    const tried = await gate.prove(credentials);
    refused = tried.ok ? null : tried;
    if (tried.ok) {
      const one = provenBy(tried.value, credentials);
      opened.push(one);
      return { ok: true, value: one } as const;
    }
    wipeCredentials(credentials);
    return tried;
  }
  try {
    const missing = await fillSeats(actRow('accept'), meaning, { prove, desk, now }, proven);
    if (missing !== null) return refused ?? missing;
    const signers = opened.filter((one) => proven.includes(one));
    const [first, second] = signers;
    if (first === undefined || second === undefined) throw new Error('an act of two seats has two signers');
    const word = wordOf([first.person.name, second.person.name]);
    if (!word.ok) return word;
    const unlocked = gate.openWith(first.from);
    if (!unlocked.ok) return unlocked;
    return await openCommissioned(directory, unlocked.value, clock, { ...word.value, proven: signers.map(signs) });
  } finally {
    desk.done();
    for (const one of opened) one[Symbol.dispose]();
  }
}

function provenBy(from: BadgeOpened, credentials: Credentials): Proven {
  const { person, name, badge } = from.by.slot;
  const standing = { active: true, revoked: false, machine: false, locked: false };
  return {
    from,
    person: { person, name, badge, roles: PEOPLE_ROLES, key: bytesToHex(from.by.signer.publicKey), ...standing },
    opened: from.by,
    slot: from.by,
    credentials,
    [Symbol.dispose]() {
      from.by[Symbol.dispose]();
      wipeCredentials(credentials);
    },
  };
}

function signs({ person, opened }: Proven): ProvenSigner {
  const { name, badge, key } = person;
  return { ...signerOf(person.person, opened), name, badge: badge ?? '', key: key ?? '' };
}
