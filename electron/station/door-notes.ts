/**
 * What may be a private key and is scanned at the door, where no journal is open, and a badge that is typed there: that it
 * happened is noted, and the next opening makes an incident of it, once. A note is a file of its own that nothing of the scan is in but its length; it
 * lies in two places, so that taking it out of the station's directory gains nothing. Whoever forges one, or puts one
 * back, has made or repeated an incident that somebody looks at, and nothing else.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Clock, Random } from '../../core/base/ports.ts';
import type { Failed } from '../../core/base/result.ts';
import type { PublicIdentity } from '../../core/peers/identity.ts';
import { BADGE_LENGTH } from '../../core/scan/badge.ts';
import { diskFault, orNothing } from '../files/fault.ts';
import { openPlain } from '../files/plain.ts';
import { createWhole } from '../files/whole.ts';
import type { OpenJournal } from '../journal/file.ts';
import { withRoom } from '../journal/reserve.ts';
import { outsideCount } from './anchor-folder.ts';

/** The station at whose door it was. */
export interface AtDoor {
  readonly directory: string;
  readonly identity: Pick<PublicIdentity, 'signing'>;
}

/** What is known of it: when it was, how long, and whether it was a badge. Null: its note cannot be read. */
interface Noted {
  readonly at: string;
  readonly length: number;
  readonly badge?: boolean;
}

/** More are neither written nor taken up at once: a scanner that repeats itself fills no disk, and one incident says it all. */
const MOST = 32;
/** As many as an incident lists. */
const LISTED = 4;

const HEAD = 'twofold-door-note 1';
const NAME = /(?:^|\.)door-([0-9a-f]{16})\.note$/;
const LINE = /^twofold-door-note 1 (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) (\d{1,6})( badge)?\n$/;

/** On disk when it resolves; refused only where the disk takes it in neither place. */
export async function noteAtDoor(
  { directory, identity }: AtDoor,
  { at, length, badge = false }: Noted,
  random: Random,
): Promise<Failed<'disk'> | null> {
  const id = bytesToHex(random.bytes(8));
  const text = new TextEncoder().encode(`${HEAD} ${at} ${length}${badge ? ' badge' : ''}\n`);
  const name = `door-${id}.note` as const;
  const [inside, outside] = [join(directory, name), outsideCount(identity, name)];
  const written = [
    await mkdir(dirname(outside), { recursive: true, mode: 0o700 })
      .then(() => write(outside, text))
      .catch(() => false),
  ];
  try {
    written.push(await withRoom(directory, () => write(inside, text)));
  } catch (cause) {
    if (!written.includes(true)) return diskFault(directory, cause);
  }
  return null;
}

/** The same of a badge that was typed in the place of a passphrase. */
export const noteBadge = (at: AtDoor, clock: Clock, random: Random): Promise<Failed<'disk'> | null> =>
  noteAtDoor(at, { at: clock.now(), length: BADGE_LENGTH, badge: true }, random);

/** Whether it is there now; of many no more is written. */
async function write(path: string, text: Uint8Array): Promise<boolean> {
  const there = (await readdir(dirname(path))).filter((name) => NAME.test(name));
  return there.length >= MOST || createWhole(dirname(path), path, text);
}

/** Makes one incident of a kind of what was noted and is not on record, and then takes the notes away. */
export async function takeUpNotes(
  { directory, identity }: AtDoor,
  journal: Pick<OpenJournal, 'append' | 'rare'>,
): Promise<void> {
  const [own = ''] = basename(outsideCount(identity, 'door-0.note')).split('.');
  const found = [
    ...(await notesIn(directory, '')),
    ...(await notesIn(dirname(outsideCount(identity, 'attempts')), `${own}.`)),
  ];
  if (found.length === 0) return;
  const known = new Set(journal.rare.flatMap(({ event }) => (event.kind === 'incident' ? (event.notes ?? []) : [])));
  const fresh = new Map<string, Noted | null>();
  for (const { id, path } of found) {
    if (known.has(id)) continue;
    const noted = await read(path);
    if (noted !== null || !fresh.has(id)) fresh.set(id, noted);
  }
  const badges = [...fresh].filter(([, noted]) => noted?.badge === true);
  const keys = [...fresh].filter(([, noted]) => noted?.badge !== true);
  const incidents = [
    incidentOf('secret-scanned', 'what may be a private key, at the door while nobody was signed in', keys),
    incidentOf('badge-typed', 'a badge, typed at the door while nobody was signed in', badges),
  ].flatMap((one) => one ?? []);
  if (incidents.length > 0) await journal.append(incidents);
  // It is on record: what cannot be removed, or a power cut keeps, is known again by its name.
  for (const { path } of found) await rm(path, { force: true }).catch(() => undefined);
}

async function notesIn(folder: string, prefix: string) {
  const names = (await readdir(folder).catch(orNothing)) ?? [];
  return names
    .filter((name) => name.startsWith(`${prefix}door-`) && NAME.test(name))
    .sort()
    .slice(0, MOST)
    .map((name) => ({ id: NAME.exec(name)?.[1] ?? '', path: join(folder, name) }));
}

/** Whatever lies there by the name of a note: somebody else's pipe or link is one that cannot be read. */
async function read(path: string): Promise<Noted | null> {
  const file = await openPlain(path).catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(128), 0, 128, 0);
    const [, at = '', length = '', badge] = LINE.exec(buffer.toString('latin1', 0, bytesRead)) ?? [];
    return at === '' ? null : { at, length: Number(length), badge: badge !== undefined };
  } catch {
    return null;
  } finally {
    await file.close();
  }
}

function incidentOf(reason: string, what: string, found: readonly (readonly [string, Noted | null])[]) {
  if (found.length === 0) return null;
  const each = found
    .slice(0, LISTED)
    .map(([, note]) => (note === null ? 'a note that cannot be read' : `${note.at}, ${note.length} characters`));
  const more = found.length > LISTED ? [`${found.length - LISTED} more`] : [];
  const detail = `${what}: ${[...each, ...more].join('; ')}`;
  return { kind: 'incident', reason, serial: null, detail, notes: found.map(([id]) => id) } as const;
}
