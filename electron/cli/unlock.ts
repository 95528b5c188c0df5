/** Opening a commissioned station for one command. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { outdated } from '../../core/journal/program-age.ts';
import { failIn, ok, type Result } from '../../core/base/result.ts';
import { STATION_FILE } from '../station/commission.ts';
import type { Acceptance } from '../journal/standing.ts';
import { openCommissioned, type CommissionedStation } from '../station/commissioned.ts';
import { isAct, isSigned } from '../../core/people/acts.ts';
import { badgeNeeded } from '../../core/people/refusals.ts';
import type { Credentials } from '../people/desk.ts';
import { noteBadge } from '../station/door-notes.ts';
import type { Attendance } from '../station/attendance.ts';
import { openGate, type Gate } from '../station/gate.ts';
import { openAccepted } from '../station/going-on.ts';
import { wipeCredentials } from '../station/proof.ts';
import { platformRandom } from '../keys/platform-random.ts';
import { systemClock } from '../station/platform.ts';
import { traineeIn } from '../station/trainees.ts';
import { trainingRoleOf, usesBadges, type Attend } from '../station/training-journal.ts';
import { platformScrypt } from '../keys/platform-scrypt.ts';
import { objectionToAttending, type Attending } from './attending.ts';
import { readPassphrase } from './passphrase.ts';
import { objectionByPause } from './paused.ts';
import type { Line } from './verb.ts';

const fail = failIn('command');

/** Waits as long as the gate wants, asks for the passphrase, and opens. The caller closes the station. */
export async function unlockStation(
  directory: string,
  fd: number | null,
  line: Pick<Line, 'note' | 'words' | 'attending' | 'verb' | 'version'>,
  accept?: Acceptance,
): Promise<Result<CommissionedStation>> {
  const opened = await unlock(directory, fd, line, accept);
  if (!opened.ok) return opened;
  const { journal } = opened.value;
  const older = outdated(journal.rare, line.version);
  if (older.length > 0 && journal.stopped === null) await journal.append(older);
  const refused = objectionByPause(journal.rare, line.verb);
  if (refused === null) return opened;
  await opened.value.close();
  return refused;
}

async function unlock(
  directory: string,
  fd: number | null,
  line: Pick<Line, 'note' | 'words' | 'attending' | 'verb'>,
  accept?: Acceptance,
): Promise<Result<CommissionedStation>> {
  const gate = await openGate({
    directory,
    derivation: platformScrypt,
    random: platformRandom,
    now: () => performance.now(),
  });
  if (!gate.ok) return gate;
  const { attending } = line;
  const refused = objectionToAttending(attending, line.verb, gate.value.people().length > 0);
  if (refused !== null) return refused;
  if (gate.value.people().length > 0 && attending !== undefined && attending.verb !== 'people begin') {
    const credentials = attending.first();
    if (credentials !== null) return openBy(directory, gate.value, credentials, attending, line, accept);
  }
  // Nobody waits an hour to hear that there is nothing to wait for.
  const locked = gate.value.locked();
  if (locked !== null) return locked;
  const wait = gate.value.wait();
  if (wait > 0) {
    line.note(line.words.line.wait(wait));
    await pause(wait * 1000);
  }
  const given = await readPassphrase(fd, line.words.line.passphraseOf(gate.value.identity.name));
  if (!given.ok) return given;
  using passphrase = given.value;
  const unlocked = await gate.value.unlock(passphrase);
  if (!unlocked.ok && unlocked.error.kind === 'badge-typed') {
    await noteBadge({ directory, ...gate.value }, systemClock, platformRandom);
  }
  return unlocked.ok ? openCommissioned(directory, unlocked.value, systemClock, accept) : unlocked;
}

/** Opens it for who is at the line first, and lets those sign for the verb who must. */
async function openBy(
  directory: string,
  gate: Gate,
  credentials: Credentials,
  attending: Attending,
  line: Pick<Line, 'words'>,
  accept?: Acceptance,
): Promise<Result<CommissionedStation>> {
  if (accept !== undefined) {
    wipeCredentials(credentials);
    const meaning = { question: line.words.dialogs.acts('accept', null), detail: accept.reason };
    const ports = { directory, gate, clock: systemClock, desk: attending.desk, meaning, now: () => performance.now() };
    return openAccepted(ports, () => ok(accept));
  }
  const unlocked = await gate.unlockBy(credentials);
  wipeCredentials(credentials);
  if (!unlocked.ok) return unlocked;
  const opened = await openCommissioned(directory, unlocked.value, systemClock, accept);
  if (!opened.ok) return opened;
  const held = await signFor(opened.value.attendance, attending, line);
  if (held.ok) return opened;
  await opened.value.close();
  return held;
}

/** Lets those sign for the verb who must; what they sign holds until the station is closed. */
async function signFor(
  attendance: Attendance,
  { act, desk, own }: Attending,
  { words }: Pick<Line, 'words'>,
): Promise<Result<null>> {
  if (own) return ok(null);
  const question = isAct(act) && isSigned(act) ? words.dialogs.acts(act, null) : act;
  return attendance.hold(act, { question, detail: '' }, desk);
}

/** Who is at a training station that has the sample badges: as at a real one, whoever the line brings. */
const practising =
  (directory: string, line: Pick<Line, 'words' | 'attending'>): Attend =>
  async (journal) => {
    const { attending } = line;
    const come = attending?.first() ?? null;
    if (attending === undefined || come === null) return badgeNeeded();
    const opened = await traineeIn({ directory, journal, now: () => performance.now() }, false, come);
    if (!opened.ok || opened.value === null) return opened.ok ? ok(null) : opened;
    return signFor(opened.value, attending, line);
  };

export interface Openings<T> {
  /** @param attend who is there, where people have the sample badges */
  readonly training: (attend: Attend | undefined) => Promise<Result<T>>;
  readonly commissioned: (station: CommissionedStation) => Promise<Result<T>>;
}

/**
 * A commissioned station asks for its passphrase, one of training does not. A directory that is neither is refused, and
 * nothing is made in it: a mistyped name makes no station.
 */
export async function openStation<T>(
  directory: string,
  fd: number | null,
  line: Pick<Line, 'note' | 'words' | 'attending' | 'verb' | 'version'>,
  { training, commissioned }: Openings<T>,
): Promise<Result<T>> {
  if (!existsSync(join(directory, STATION_FILE))) {
    if ((await trainingRoleOf(directory)) !== null) {
      return training((await usesBadges(directory)) ? practising(directory, line) : undefined);
    }
    const sentence = `${directory} holds no station. Look at its name; twofold station create makes a new one.`;
    return fail('no-station-here', sentence, { directory });
  }
  const unlocked = await unlockStation(directory, fd, line);
  return unlocked.ok ? commissioned(unlocked.value) : unlocked;
}

/** Its history is gone on with by two people before anybody of it can sign. */
export const inItsWindow = () =>
  fail(
    'in-its-window',
    'This training station is used with the badges of its tray. Go on in its window, or make another: twofold station create --training.',
  );
