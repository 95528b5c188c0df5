/**
 * Who is at the line: badges and PINs from a descriptor, a line each, in the order in which people sign. The first opens
 * the station as well; what is left after them are new PINs. A machine's key file is its badge and an empty line.
 */
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { actRow, isAct, isSigned } from '../../core/people/acts.ts';
import { SAMPLES } from '../../core/people/samples.ts';
import { badgeNeeded, strangeBadge } from '../../core/people/refusals.ts';
import { badgeText, readBadge } from '../../core/scan/badge.ts';
import { failIn, ok, type Failure, type Result } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import type { VerbName } from '../../resources/words/line.ts';
import { codeOf } from '../files/fault.ts';
import { createWhole } from '../files/whole.ts';
import type { Credentials, PeopleDesk } from '../people/desk.ts';
import { readStation } from '../station/gate.ts';
import { trainingRoleOf } from '../station/training-journal.ts';

const failHere = failIn('command');

/** More than any such lines have. */
const MOST = 4096;

type GivenTo = Readonly<Record<string, unknown>>;

const isGiven = (given: GivenTo, name: string): boolean => given[name] !== undefined && given[name] !== false;

/** What the first of these options that was given does; without any of them the verb is work. */
const byOption =
  (acts: Readonly<Record<string, string>>) =>
  (given: GivenTo): string | undefined =>
    Object.entries(acts).find(([name]) => isGiven(given, name))?.[1];

const all = (act: string, ...names: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, act]));

/** Where the jobs of this run go, and how: what the window's folder, format and line are. */
const RUNS = byOption({ jobs: 'chooseJobFolder', 'laser-port': 'setLink', format: 'setLaserFormat' });

/** The acts of the table that verbs do, some of them by what they are given; a verb that is not here is work. */
const ACT_OF: Partial<Readonly<Record<VerbName, string | ((given: GivenTo) => string | undefined)>>> = {
  'bench run': RUNS,
  'bench finish': RUNS,
  'bench sample': ({ serial }) => (serial === undefined ? 'pickSample' : 'sample'),
  'laser setup': byOption(all('setFixture', 'corner', 'offset', 'rotation', 'mirror', 'scale', 'y')),
  'laser calibrate': byOption({ measured: 'measureRulers' }),
  'laser pens': byOption(all('setPen', 'power', 'speed', 'frequency', 'passes')),
  'laser tray': byOption(all('setTray', 'rows', 'columns', 'pitch', 'margin', 'filled', 'skip')),
  'laser jobs': byOption({
    ...{ folder: 'chooseJobFolder', own: 'ownJobFolder', as: 'setLaserFormat', slot: 'setSlot' },
    ...{ 'laser-port': 'setLink', files: 'setLink', share: 'setReading', code: 'setReading' },
  }),
  'product add': 'importProduct',
  'journal accept': 'accept',
  'bench acknowledge': 'acknowledge',
  'bench go-on': 'liftPause',
  'bench open': 'openBatch',
  'bench rework': 'rework',
  'bench release': 'release',
  'bench put-aside': 'put-aside',
  'bench found': 'found',
  'bench blank': 'blank',
  'bench scrap': 'scrap',
  'bench end': 'end',
  'bench resolve': 'resolveDoubt',
  'bench close': 'closeBatch',
  'bench hand-over': 'handOver',
  'bench reasons': 'changeReasons',
  'bench receipt': 'writeReceipt',
  'origin new': 'plan',
  'origin import': 'importCodes',
  'origin export': 'sendTransfer',
  'origin abandon': 'abandonBatch',
  'origin destroy': 'destroyBatch',
  'origin divide': 'divide',
  'origin reissue': 'reissueShare',
  'press import': 'takeOrder',
  'press spoil': 'spoil',
  'press absent': 'absent',
  'press withdraw': 'withdraw',
  'press return': 'giveReturn',
  'press destroy': 'destroyBatch',
  'peer add': 'pinPeer',
  'peer revoke': 'revokePeer',
  'station backup': 'backUp',
  'station anchor': 'moveAnchor',
  'station passphrase': 'changePassphrase',
  'transfer abandon': 'abandonTransfer',
  'transfer set-aside': 'setAside',
};

/** What the passphrase opens without anybody signed in, where people are enrolled. */
const BY_PASSPHRASE: readonly VerbName[] = ['people begin'];

/** The act of a verb, as it was called: a sample is drawn without a signature and opened with two. */
export function actOfVerb(name: VerbName, given: GivenTo): string {
  const act = ACT_OF[name];
  return (typeof act === 'function' ? act(given) : act) ?? name;
}

export interface Attending {
  /** For whom the station is opened: a copy, whoever gets it wipes it. */
  first(): Credentials | null;
  readonly desk: PeopleDesk;
  readonly verb: VerbName;
  readonly act: string;
  /** The verb signs by itself, in steps. */
  readonly own: boolean;
  wipe(): void;
}

/** Whether a station with people may be opened so; with nobody of the line there, by its passphrase alone. */
export function objectionToAttending(attending: Attending | undefined, verb: VerbName | undefined, enrolled: boolean) {
  if (!enrolled || attending?.first() != null) return null;
  if (verb !== undefined && BY_PASSPHRASE.includes(verb)) return null;
  return badgeNeeded();
}

/** Reads who is at the line, whose names the verb then gets; `given` without a descriptor is left as it is. */
export async function readAttending(
  verb: VerbName,
  given: Readonly<Record<string, unknown>>,
): Promise<Result<{ readonly attending?: Attending; readonly given: Readonly<Record<string, unknown>> }>> {
  const fd = given['person-fd'];
  if (typeof fd !== 'number') return ok({ given });
  const read = await readLines(fd);
  if (!read.ok) return read;
  const lines = read.value;
  const act = actOfVerb(verb, given);
  const own = verb.startsWith('people ');
  const desk = createDesk(lines, typeof given['to'] === 'string' ? given['to'] : null);
  const attending: Attending = {
    ...{ verb, act, own, desk },
    first: () => copyOf(lines[0], lines[1]),
    wipe: () => lines.forEach((line) => line.wipe()),
  };
  if (own || !('person' in given) || typeof given['station'] !== 'string') return ok({ attending, given });
  const known = await badgesAt(given['station']);
  if (!known.ok) return known;
  const people = known.value;
  const seats = isAct(act) && isSigned(act) ? actRow(act).seats.length : 1;
  const names: string[] = [];
  for (let at = 0; at < seats; at++) {
    const badge = lines[2 * at]?.use(readBadge) ?? null;
    badge?.secret.wipe();
    const slot = people.find((one) => one.badge === badge?.id);
    if (slot === undefined) {
      return strangeBadge(badge?.id ?? '');
    }
    names.push(slot.name);
  }
  // As the form of the verb gives it: a list, or one name.
  const person = Array.isArray(given['person']) ? names : names[0];
  return ok({ attending, given: { ...given, person } });
}

/** Who has a badge at a station: in training, the two of every tray. */
async function badgesAt(
  directory: string,
): Promise<Result<readonly { readonly name: string; readonly badge: string }[]>> {
  if ((await trainingRoleOf(directory)) !== null) return ok(SAMPLES);
  const station = await readStation(directory);
  return station.ok ? ok(station.value.slots?.people ?? []) : station;
}

function copyOf(badge: Secret | undefined, pin: Secret | undefined): Credentials | null {
  const read = badge === undefined || badge.wiped ? null : badge.use(readBadge);
  if (read === null || pin === undefined || pin.wiped) return null;
  return { badge: read, pin: pin.use((bytes) => Secret.copyOf(bytes)) };
}

/** People in the order of the lines; what is refused is not asked again. */
function createDesk(lines: readonly Secret[], to: string | null): PeopleDesk {
  let at = 0;
  return {
    once: true,
    credentials({ refused }) {
      const next = refused === null ? copyOf(lines[at], lines[at + 1]) : null;
      at += 2;
      return Promise.resolve(next);
    },
    newPin(_, refused: Failure | null) {
      const next = refused === null ? lines[at] : undefined;
      at += 1;
      return Promise.resolve(next === undefined || next.length === 0 ? null : next.use((pin) => Secret.copyOf(pin)));
    },
    async giveBadge(name, badge) {
      if (to === null) return false;
      const file = `${name.replace(/[^\p{L}\p{N}]+/gu, '_')}.badge`;
      return createWhole(to, join(to, file), new TextEncoder().encode(`${badgeText(badge)}\n`));
    },
    done: () => undefined,
  };
}

async function readLines(fd: number): Promise<Result<readonly Secret[]>> {
  const bytes = new Uint8Array(new ArrayBuffer(MOST));
  let length = 0;
  try {
    for await (const piece of createReadStream('', { fd, autoClose: false, highWaterMark: MOST })) {
      const taken = (piece as Buffer).subarray(0, MOST - length);
      bytes.set(taken, length);
      length += taken.length;
      (piece as Buffer).fill(0);
    }
  } catch (cause) {
    bytes.fill(0);
    if (codeOf(cause) === '') throw cause;
    const sentence = `The passphrase cannot be read: descriptor ${fd} is not open for reading. Give one as in 3<FILE.`;
    return failHere('unreadable', sentence, { fd });
  }
  const lines: Secret[] = [];
  for (let from = 0; from < length;) {
    const end = bytes.indexOf(0x0a, from);
    const to = end === -1 || end > length ? length : end;
    lines.push(Secret.copyOf(bytes.subarray(from, to)));
    from = to + 1;
  }
  bytes.fill(0);
  return ok(lines);
}
