/** The door's calls: an empty directory becomes a station, and a station asks for its passphrase. */
import type { Role } from '../../../core/base/role.ts';
import type { Clock, KeyDerivation, Random } from '../../../core/base/ports.ts';
import { createPace, type Pace, type PaceView } from '../../../core/work/pace.ts';
import { createExclusive } from '../../../core/work/queue.ts';
import { failIn, ok, type Failure, type Result } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import type { Preferences } from '../../bridge/common.ts';
import type { DoorAnswers, DoorHandlers, DoorStage } from './contract.ts';
import { commission, vacancy } from '../../station/commission.ts';
import { openCommissioned, type CommissionedStation } from '../../station/commissioned.ts';
import { badgeNeeded, badgeTyped } from '../../../core/people/refusals.ts';
import { openGate, type Gate } from '../../station/gate.ts';
import { noteAtDoor, noteBadge } from '../../station/door-notes.ts';
import { restoreStation } from '../../station/restore.ts';
import { openAccepted } from '../../station/going-on.ts';
import type { Meaning } from '../../station/seats.ts';
import { acceptanceOf, type Acceptance } from '../../journal/standing.ts';
import type { PeopleDesk } from '../../people/desk.ts';
import { ownIdentityView } from '../../station/identity-view.ts';
import { saveIdentity, type PeerParts } from '../../station/peers-handlers.ts';
import type { SettingsStore } from '../../station/settings.ts';
import { spelledNames } from '../../../resources/words/spelled.ts';

const fail = failIn('door');

/**
 * Puts a station behind the window in the door's place: a commissioned one, which is its own to close from then on, or
 * one of training.
 *
 * @param wish what a person has chosen at the door of a directory that had no place for it yet
 */
export type Enter = (
  role: Role,
  commissioned: CommissionedStation | null,
  wish: Preferences | null,
) => Promise<Result<null>>;

export interface DoorParts {
  readonly directory: string;
  readonly version: string;
  readonly runtime: string;
  readonly settings: SettingsStore;
  readonly ask: Pick<PeerParts['ask'], 'directory'>;
  readonly manual: (chapter: 'start') => Promise<void>;
  readonly derivation: KeyDerivation;
  readonly random: Random;
  readonly clock: Clock;
  /** Monotonic milliseconds. */
  readonly now: () => number;
  readonly enter: Enter;
  readonly people: Pick<PeopleDesk, 'credentials' | 'done'>;
  /** How far a backup is restored. */
  readonly onRestoring: (pace: PaceView) => void;
  /** What somebody signs in for, in the words of the window. */
  readonly askSignIn: (station: string) => string;
  /** What two people sign who go on with it. */
  readonly askGoOn: (station: string, head: string, reason: string) => Meaning;
}

export interface Door {
  readonly handlers: DoorHandlers;
  /** What the station at the gate is called; null where there is none. */
  readonly name: string | null;
  /** What may be a private key was scanned, of which its length is kept: noted for whoever opens. Gives what is to be said. */
  keyScanned(length: number): Promise<Failure | null>;
  /** A badge was typed into a page: noted as well. Gives what is to be said. */
  badgeTyped(number: string): Promise<Failure>;
  /** After what is being done now: lets go of a station that was made and never opened. */
  close(): Promise<void>;
}

type Stage =
  | Exclude<DoorStage, { readonly at: 'gate' | 'made' }>
  | { readonly at: 'gate'; readonly gate: Gate }
  | { readonly at: 'made'; readonly station: CommissionedStation };

export async function createDoor(parts: DoorParts): Promise<Door> {
  const { directory, version, runtime, settings, ask, manual, enter } = parts;
  let stage = await look(parts);
  /** Nothing is written into an empty directory: a station wants it empty. */
  let wish: Preferences | null = null;
  /** One at a time: a second click must not make a second station, or try a second passphrase. */
  const { run: alone, settled } = createExclusive(atWork);

  /** Through the gate, into the station behind it; null: whoever was asked has left. */
  const goIn = (open: (gate: Gate) => Promise<Result<CommissionedStation | null>>): Promise<Result<null>> =>
    alone(async () => {
      if (stage.at !== 'gate') return notHere();
      const opened = await open(stage.gate);
      if (!opened.ok || opened.value === null) return opened.ok ? ok(null) : opened;
      return enter(opened.value.identity.role, opened.value, null);
    });
  /** The directory is a station now, with what was chosen before it was one. */
  async function become(): Promise<Stage> {
    if (wish !== null) await settings.change(wish);
    wish = null;
    return look(parts);
  }

  const handlers: DoorHandlers = {
    async station() {
      const { language, theme, textSize, sound } = wish ?? settings.value;
      const preferences = { language, theme, textSize, sound };
      return { role: 'door', version, runtime, directory, preferences, stage: viewOf(stage) };
    },
    async preferences(preferences) {
      if (stage.at === 'gate' || stage.at === 'made') return settings.change(preferences);
      wish = preferences;
      return ok(null);
    },
    openManual: () => manual('start').then(() => null),
    train: ({ role }) =>
      alone(async () => {
        if (stage.at !== 'empty' && stage.at !== 'taken') return notHere();
        return enter(role, null, wish);
      }),

    async commission({ passphrase: bytes, ...wanted }) {
      using passphrase = new Secret(bytes);
      return await alone(async () => {
        if (stage.at !== 'empty') return notHere();
        const made = await commission({ directory, ...wanted, passphrase }, parts);
        if (!made.ok) return made;
        stage = await become();
        const opened = stage.at === 'gate' ? await openBehind(parts, stage.gate, passphrase) : notHere();
        if (opened.ok) stage = { at: 'made', station: opened.value };
        return opened.ok ? ok(null) : opened;
      });
    },
    restore: () =>
      alone(async () => {
        if (stage.at !== 'empty') return notHere();
        const restored = await restoreHere(parts);
        if (!restored.ok || restored.value === null) return restored;
        await settings.again();
        stage = await become();
        return restored;
      }),
    saveIdentity: async () => (stage.at === 'made' ? saveIdentity(stage.station.identity, null, ask) : notHere()),
    open: () =>
      alone(async () => {
        if (stage.at !== 'made') return notHere();
        const { station } = stage;
        stage = await look(parts);
        return enter(station.identity.role, station, null);
      }),

    async unlock({ passphrase: bytes }) {
      using passphrase = new Secret(bytes);
      return await goIn((gate) => openBehind(parts, gate, passphrase));
    },
    signIn: () => goIn(async (gate) => (gate.people().length === 0 ? notHere() : signIn(parts, gate))),
    acceptByBadge: ({ head, reason }) => goIn((gate) => goOnByTwo(parts, gate, head, reason)),
    async accept({ passphrase: bytes, head, reason, people }) {
      using passphrase = new Secret(bytes);
      if (stage.at === 'gate' && stage.gate.people().length > 0) return badgeNeeded();
      const accepted = acceptanceOf(head, reason, people);
      return accepted.ok ? await goIn((gate) => openBehind(parts, gate, passphrase, accepted.value)) : accepted;
    },
  };
  return {
    handlers,
    get name() {
      return stage.at === 'gate' ? stage.gate.identity.name : null;
    },
    keyScanned: async (length) => (stage.at === 'gate' ? noteKey(parts, stage.gate, length) : null),
    badgeTyped: (number) => tellOfBadge(number, stage, parts),
    async close() {
      await settled();
      if (stage.at !== 'made') return;
      const { station } = stage;
      stage = await look(parts);
      await station.close();
    },
  };
}

/** What is said of a badge that a scanner typed; where there is a station, it is noted for its records. */
async function tellOfBadge(number: string, stage: Stage, { directory, clock, random }: DoorParts): Promise<Failure> {
  const full = stage.at === 'gate' ? await noteBadge({ directory, ...stage.gate }, clock, random) : null;
  return (full ?? badgeTyped(number)).error;
}

/** Out of the folder that somebody chooses; null where nobody does. */
async function restoreHere({ directory, ask, now, onRestoring }: DoorParts): Promise<Awaited<DoorAnswers['restore']>> {
  const from = await ask.directory('restore');
  if (from === null) return ok(null);
  let pace: Pace | null = null;
  const restored = await restoreStation(from, directory, (done, total) => {
    pace ??= createPace(RESTORED_STRETCH, now, done, total);
    pace.reached(done);
    onRestoring(pace.view());
  });
  return restored.ok ? ok({ name: restored.value.identity.name, records: restored.value.records }) : restored;
}

/** Pieces of a file; calm enough on a slow stick. */
const RESTORED_STRETCH = 64;

async function noteKey({ directory, clock, random }: DoorParts, { identity }: Gate, length: number): Promise<Failure> {
  return ((await noteAtDoor({ directory, identity }, { at: clock.now(), length }, random)) ?? keyNoted()).error;
}

/** Goes on with a history that lost its end, when two people say so by their badges. */
function goOnByTwo(
  { directory, clock, people: desk, now, askGoOn }: DoorParts,
  gate: Gate,
  head: string,
  reason: string,
) {
  const meaning = askGoOn(spelledNames(gate.identity.name), head, reason);
  return openAccepted({ directory, gate, clock, desk, meaning, now }, (two) => acceptanceOf(head, reason, two));
}

/** Asks for badge and PIN until they open the station; null: whoever was asked has left. */
async function signIn(
  { directory, clock, people, askSignIn }: DoorParts,
  gate: Gate,
): Promise<Result<CommissionedStation | null>> {
  const question = askSignIn(spelledNames(gate.identity.name));
  let refused: Failure | null = null;
  try {
    for (;;) {
      const seats = { detail: '', seat: 0, seats: 0, roles: [], signed: [], left: null };
      const brought = await people.credentials({ ...seats, question, refused });
      if (brought === null) return ok(null);
      const unlocked = await gate.unlockBy(brought);
      brought.badge.secret.wipe();
      brought.pin.wipe();
      if (unlocked.ok) return await openCommissioned(directory, unlocked.value, clock);
      refused = unlocked.error;
    }
  } finally {
    people.done();
  }
}

/** Opens from what is now on disk, so that a station that cannot be opened again is noticed at once. */
async function openBehind(
  { directory, clock, random }: DoorParts,
  gate: Gate,
  passphrase: Secret,
  accept?: Acceptance,
): Promise<Result<CommissionedStation>> {
  const unlocked = await gate.unlock(passphrase);
  if (!unlocked.ok && unlocked.error.kind === 'badge-typed') await noteBadge({ directory, ...gate }, clock, random);
  return unlocked.ok ? openCommissioned(directory, unlocked.value, clock, accept) : unlocked;
}

/** What lies in the directory. */
async function look({ directory, derivation, random, now }: DoorParts): Promise<Stage> {
  const gate = await openGate({ directory, derivation, random, now });
  if (gate.ok) return { at: 'gate', gate: gate.value };
  if (gate.error.kind !== 'no-station') return { at: 'shut', trouble: gate.error };
  const taken = await vacancy(directory);
  return taken === null ? { at: 'empty' } : { at: 'taken', trouble: taken.error };
}

function viewOf(stage: Stage): DoorStage {
  switch (stage.at) {
    case 'gate': {
      const { identity, wait, locked, people } = stage.gate;
      const { name, role: station, mode, created } = identity;
      const known = people().length > 0;
      return {
        ...{ at: 'gate', name, station, mode, created, people: known },
        ...{ wait: wait(), locked: locked()?.error ?? null },
      };
    }
    case 'made':
      return { at: 'made', identity: ownIdentityView(stage.station.identity) };
    default:
      return stage;
  }
}

const keyNoted = () =>
  fail(
    'key-noted',
    'What was scanned may be a private key. Lay the card face down, and call a supervisor. Nothing of the scan was kept; that it happened is noted, and will be an incident to sign for as soon as the station is opened.',
  );

const atWork = () =>
  fail('door-busy', 'The station is still at work on what was asked before. Wait until it has ended.');

/** The page asks for what its stage has not: it has not heard yet, or it is not ours. */
const notHere = () => fail('not-here', 'This cannot be done at this door now. Close the window and start again.');
