/**
 * What people sign: which act a record is of, and whether those it names have signed it.
 *
 * A person's signature is Ed25519 (RFC 8032) over a record's own line without `mac` and `signed`, by the key that the
 * list of people has for them there. So it is of this record in this place of this journal, and of no other.
 */
import * as v from 'valibot';
import { actRow, seated, type Act } from '../people/acts.ts';
import { hex } from '../base/hex.ts';
import type { EventKind, JournalEvent } from './event.ts';
import type { ListedPerson, PeopleList } from './people-list.ts';

/** Somebody's signature as a line has it: whose, by their id, and 64 bytes in hex. */
export const LineSignatures = v.pipe(
  v.array(v.pipe(v.strictObject({ by: hex(8), signature: hex(64) }), v.readonly())),
  v.minLength(1),
  v.maxLength(2),
  v.check((all) => new Set(all.map(({ by }) => by)).size === all.length),
  v.readonly(),
);
export type LineSignatures = v.InferOutput<typeof LineSignatures>;

/** Somebody who has proven who they are, for one act. */
export interface LineSigner {
  readonly person: string;
  /** The signature (hex) of a line's text. */
  sign(text: string): string;
}

/** What stands in a line besides its event. */
export interface Attested {
  /** Who was signed in, by their id. */
  readonly by: string | null;
  readonly signers: readonly LineSigner[];
}

/** Where nobody is enrolled. */
export const NOBODY: Attested = { by: null, signers: [] };

/** Asked of every event before it is written. @throws Error for one that somebody must sign, and nobody has */
export type Witness = (event: JournalEvent) => Attested;

/** The records that people sign, and the act that each is of. */
const SIGNED: Partial<Readonly<Record<EventKind, Act>>> = {
  'incident-acknowledged': 'acknowledge',
  'pause-lifted': 'liftPause',
  'peer-pinned': 'pinPeer',
  'peer-heard': 'pinPeer',
  'peer-revoked': 'revokePeer',
  'backup-made': 'backUp',
  'anchor-moved': 'moveAnchor',
  'history-accepted': 'accept',
  'transfer-set-aside': 'setAside',
  'transfer-abandoned': 'abandonTransfer',
  'passphrase-changed': 'changePassphrase',
  'people-begun': 'enrol',
  'person-enrolled': 'enrol',
  'roles-changed': 'changeRoles',
  'badge-changed': 'changeBadge',
  'person-unlocked': 'unlockPerson',
  'person-revoked': 'revokePerson',
  'pin-changed': 'changePin',
  'people-taken': 'importPeople',
  'passphrase-opened': 'openUnit',
  'batch-abandoned': 'abandonBatch',
  'passphrases-condemned': 'destroyBatch',
  'destruction-begun': 'destroyBatch',
  'sticker-spoilt': 'spoil',
  'unit-withdrawn': 'withdraw',
  'sticker-absent': 'absent',
  'serial-vouched': 'vouchSerial',
  'check-goes-on-locked': 'checkLocked',
  'doubt-resolved': 'resolveDoubt',
  'batch-closed': 'closeBatch',
  'unit-reworked': 'rework',
  'unit-released': 'release',
  'unit-found': 'found',
  'unit-scrapped': 'scrap',
  'unit-sampled': 'sample',
  'unit-ended': 'end',
  'unit-found-blank': 'blank',
  'units-handed-over': 'handOver',
  'share-reissued': 'reissueShare',
};

/** The act that a record is of, if it is one that people sign. A transfer is signed by who carries it, if it is carried. */
export function actOf(event: JournalEvent): Act | null {
  if (event.kind === 'batch-exported') return event.carrier === undefined ? null : 'sendTransfer';
  return SIGNED[event.kind] ?? null;
}

/** Whom a record names as having done it or as vouching for it. */
export function namedIn(event: JournalEvent): readonly string[] {
  const names: string[] = [];
  if ('signatures' in event) names.push(...event.signatures.map(({ name }) => name));
  if ('by' in event) names.push(event.by.name);
  if (event.kind === 'batch-exported' && event.carrier !== undefined) names.push(event.carrier.name);
  return names;
}

/** The people of a journal as they were at some place of it. */
export type PeopleThen = Pick<PeopleList, 'begun' | 'person'>;

/** Whether a signature (hex) is of a text by a key (hex). */
type Check = (publicKey: string, text: string, signature: string) => boolean;

/** What is wrong with who signed a record, by the list as it stood there; null if nothing is. `text`: what people sign of it. */
export function judge(
  people: PeopleThen,
  event: JournalEvent,
  signed: LineSignatures,
  text: () => string,
  check: Check,
): string | null {
  const signers = signersOf(people, signed, signed.length === 0 ? '' : text(), check);
  return typeof signers === 'string' ? signers : objection(event, signers, people.begun);
}

function signersOf(
  people: PeopleThen,
  signed: LineSignatures,
  text: string,
  check: Check,
): readonly ListedPerson[] | string {
  const found: ListedPerson[] = [];
  for (const { by, signature } of signed) {
    const person = people.person(by);
    if (person?.active !== true || person.key === null) return 'it is signed by somebody who is not enrolled here';
    if (!check(person.key, text, signature)) return `the signature of ${person.name} is false`;
    found.push(person);
  }
  return found;
}

/** What is wrong with who signed it, now that their signatures are known to be true. */
function objection(event: JournalEvent, signers: readonly ListedPerson[], begun: boolean): string | null {
  const act = actOf(event);
  if (act === null) return signers.length === 0 ? null : 'it is signed, and nobody signs such a record';
  if (signers.length === 0 && !begun) return null;
  const roles = signers.map((signer) => signer.roles);
  // What two supervisors answer for although one is enough.
  const enough = signers.length === 2 && roles.every((own) => own.includes('supervisor'));
  if (!enough && !seated(actRow(act), roles)) return 'it is not signed by those who must sign it';
  const names = namedIn(event);
  const signed = signers.map(({ name }) => name);
  return names.every((name) => signed.includes(name)) ? null : 'it is not signed by those it names';
}

/** Follows the people of a journal record by record, and says what is wrong with who did it. */
export function createPeopleCheck(people: PeopleList, check: Check) {
  /** The passphrase has opened the station, and nobody has signed in since: two more may be enrolled as the first were. */
  let recovering = false;

  const follow = ({ kind }: JournalEvent): void => {
    if (kind === 'opened-by-passphrase') recovering = true;
    if (kind === 'signed-in') recovering = false;
  };
  return {
    /** Takes a record that was looked at before. */
    recall(event: JournalEvent): void {
      people.apply(event);
      follow(event);
    },
    /** What is wrong with this record, which then counts; null if nothing is. `text`: what people sign of it. */
    take(event: JournalEvent, by: string | null, signed: LineSignatures, text: () => string): string | null {
      const founding = event.kind === 'people-begun';
      if (founding && people.begun && !recovering) return 'people begin only once, but where the passphrase has opened';
      // The first two sign with the keys that this record brings. Whoever a record takes away is still there for it.
      if (founding) people.apply(event);
      const present = by === null || people.person(by)?.active === true;
      const wrong = judge(people, event, signed, text, check);
      if (!founding) people.apply(event);
      follow(event);
      return present ? wrong : 'it names somebody as signed in who is not enrolled';
    },
  };
}
