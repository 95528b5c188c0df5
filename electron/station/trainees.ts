/**
 * Who is at a training station: two sample badges, of which everybody has both. They sign as people do, with keys that
 * everybody can make. There is nothing to unseal, so nothing is locked.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiBytes } from '../../core/base/digest.ts';
import { ok, type Result } from '../../core/base/result.ts';
import { sameBytes, Secret } from '../../core/base/secret.ts';
import { createPeopleList } from '../../core/journal/people-list.ts';
import { unknownBadge } from '../../core/people/refusals.ts';
import { SAMPLE_ROLES, sampleBadge, SAMPLES, type Sample } from '../../core/people/samples.ts';
import { openSigner, type Signer } from '../keys/ed25519.ts';
import { createTries, type Tries } from '../keys/tries.ts';
import { followRare } from '../journal/fold.ts';
import type { OpenJournal } from '../journal/file.ts';
import type { Credentials } from '../people/desk.ts';
import { createAttendance, type Attendance } from './attendance.ts';
import { signerOf, wipeCredentials, type ProvenPerson, type Prove, type ProveFailure } from './proof.ts';

export interface TraineesParts {
  /** Of the station, where wrong PINs are counted. */
  readonly directory: string;
  readonly journal: Pick<OpenJournal, 'append' | 'attend' | 'follow' | 'rare'>;
  /** Monotonic milliseconds. */
  readonly now: () => number;
}

/**
 * Opens a training station signed in as the first of the two.
 *
 * @param begin enrols both where nobody is enrolled yet
 * @returns null where nobody is enrolled: names are typed there
 */
export async function openTrainees(parts: TraineesParts, begin: boolean): Promise<Attendance | null> {
  const [one] = SAMPLES;
  const come = { badge: sampleBadge(one), pin: pinOf(one) };
  const opened = await traineeIn(parts, begin, come);
  if (!opened.ok) throw new Error(`a trainee is not let in: ${opened.error.message}`);
  return opened.value;
}

/** The same for whoever brings these, which are wiped. */
export async function traineeIn(
  { directory, journal, now }: TraineesParts,
  begin: boolean,
  come: Credentials,
): Promise<Result<Attendance | null, ProveFailure>> {
  const list = followRare(createPeopleList(), journal);
  if (!list.begun && !begin) {
    wipeCredentials(come);
    return ok(null);
  }
  const tries = createTries(directory, now);
  // Nobody who practises is made to wait for what somebody else has practised.
  for (const { badge } of SAMPLES) await tries.clear(badge);
  const prove: Prove = (credentials) => proveTrainee(list, tries, credentials);
  const first = list.person(SAMPLES[0].person);
  const attendance = createAttendance({ list, journal, now, first, prove });
  if (!list.begun) await found(attendance, journal);
  const signed = await attendance.signIn(come);
  return signed.ok ? ok(attendance) : signed;
}

async function found(attendance: Attendance, journal: Pick<OpenJournal, 'append'>): Promise<void> {
  const entry = ({ person, name, badge }: Sample) => {
    using signer = signerOfSample(person);
    return { person, name, roles: SAMPLE_ROLES, badge, key: bytesToHex(signer.publicKey) };
  };
  const [one, other] = SAMPLES;
  const signers = SAMPLES.map(({ person }) => ({ person, signer: signerOfSample(person) }));
  try {
    await attendance.founding(
      signers.map(({ person, signer }) => signerOf(person, { signer })),
      SAMPLES.map(({ name }) => name),
      () =>
        journal.append([
          {
            kind: 'people-begun',
            people: [entry(one), entry(other)],
            signatures: [{ name: one.name }, { name: other.name }],
          },
        ]),
    );
  } finally {
    for (const { signer } of signers) signer[Symbol.dispose]();
  }
}

async function proveTrainee(
  list: Attendance['list'],
  tries: Tries,
  credentials: Credentials,
): Promise<Result<ProvenPerson, ProveFailure>> {
  const { badge } = credentials;
  const sample = SAMPLES.find((one) => one.badge === badge.id);
  const person = list.byBadge(badge.id);
  if (sample === undefined || person === null) {
    wipeCredentials(credentials);
    return unknownBadge();
  }
  const tried = await tries.attempt(sample, true, () => Promise.resolve(fits(sample, credentials) ? sample : null));
  if (!tried.ok) {
    wipeCredentials(credentials);
    return tried;
  }
  const signer = signerOfSample(sample.person);
  const dispose = (): void => {
    signer[Symbol.dispose]();
    wipeCredentials(credentials);
  };
  const opened = { wrong: tried.value.wrong, signer };
  return ok({ person, opened, slot: null, credentials, [Symbol.dispose]: dispose });
}

function fits(sample: Sample, { badge, pin }: Credentials): boolean {
  const own = sampleBadge(sample);
  using ownPin = pinOf(sample);
  const same = own.secret.use((a) => badge.secret.use((b) => sameBytes(a, b)));
  own.secret.wipe();
  return same && ownPin.use((a) => pin.use((b) => sameBytes(a, b)));
}

const pinOf = ({ pin }: Sample): Secret => new Secret(asciiBytes(pin));

/** What signs for one of them at every training station: a key that everybody can make. */
function signerOfSample(person: string): Signer & Disposable {
  using seed = new Secret(sha256(asciiBytes(`twofold trainee ${person}`)));
  return openSigner(seed);
}
