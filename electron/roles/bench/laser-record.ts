/**
 * How the laser is set up, as records say it: every change goes on record in these words, and a station that opens compares
 * them with what is set. Settings are a plain file, so that whoever has a pencil can change where passphrases go and how
 * cards lie; the journal has no such pencil.
 */
import { ok, type Result } from '../../../core/base/result.ts';
import type { Fixture } from '../../../core/etch/fixture.ts';
import type { Pen } from '../../../core/etch/pens.ts';
import { trayName, type TrayForm } from '../../../core/etch/tray.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { ALTERED } from '../../../core/journal/pause.ts';
import type { OpenJournal } from '../../journal/file.ts';
import type { SettingChange } from '../../journal/changes.ts';
import type { LinkTarget } from '../../etch/link.ts';
import { DEFAULTS, type Settings, type SettingsStore } from '../../station/settings.ts';

/** Their names in records. */
export const LASER_SETTINGS = [
  'fixture',
  'tray',
  'read-back',
  'laser',
  'job-folder',
  'job-format',
  'job-name',
  'pen',
] as const;

/** What of the settings is on record. */
type Laser = Pick<Settings, 'laser' | 'tray' | 'reading'>;

const fixtureText = ({ corner, offset, rotation, mirror, scale, up }: Fixture): string =>
  `${corner}, ${offset.x} ${offset.y} mm, turned ${rotation}${mirror ? ', mirrored' : ''}, ${scale.x} ${scale.y}, y ${up ? 'up' : 'down'}`;

const penText = ({ power, speed, frequency, passes }: Pen): string =>
  `${power} %, ${speed} mm/s, ${frequency} kHz, ${passes} passes`;

const linkText = ({ port, protocol, template }: LinkTarget): string =>
  `${port} ${template}${protocol === 'lc' ? '' : `, ${protocol}`}`;

function trayText(tray: TrayForm): string {
  const left = tray.skip.length === 0 ? '' : `, without ${tray.skip.join(' ')}`;
  return `${trayName(tray)}, ${tray.pitch.x} x ${tray.pitch.y} mm, margin ${tray.margin} mm, ${tray.order}${left}`;
}

const NOT_SET = 'as nobody has set it';

/** Which setting a record is of: of pens each has its own. */
const keyOf = (what: string, to: string): string => (what === 'pen' ? `pen ${to.split(': ')[0] ?? ''}` : what);

/** Every setting that is on record, by its key: what a record of it would say. */
function standingOf({ laser, tray, reading }: Laser): ReadonlyMap<string, SettingChange> {
  const { fixture, pens = {}, link, directory, format, slot } = laser;
  const said: readonly (readonly [what: (typeof LASER_SETTINGS)[number], to: string])[] = [
    ['fixture', fixture === undefined ? NOT_SET : fixtureText(fixture)],
    ['tray', trayText(tray)],
    ['read-back', reading.code ? `${reading.share} of 100 cards symbol by symbol` : 'every card symbol by symbol'],
    ['laser', link === null ? 'files' : linkText(link)],
    ['job-folder', directory ?? "the station's own"],
    ['job-format', format],
    ['job-name', slot ?? "each job's own"],
    ...Object.entries(pens).flatMap(([material, layers]) =>
      Object.entries(layers).flatMap(([layer, pen]) =>
        pen === undefined ? [] : [['pen', `${material}, ${layer}: ${penText(pen)}`] as const],
      ),
    ),
  ];
  return new Map(said.map(([what, to]) => [keyOf(what, to), { what, to }]));
}

/** Changes settings of the laser, and says on record what is otherwise than before. */
export async function changeLaser(
  { settings, journal }: { readonly settings: SettingsStore; readonly journal: Pick<OpenJournal, 'append'> },
  part: Partial<Laser>,
): Promise<Result<null>> {
  const before = standingOf(settings.value);
  const saved = await settings.change(part);
  if (!saved.ok) return saved;
  const changed = [...standingOf(settings.value)].filter(([key, { to }]) => before.get(key)?.to !== to);
  if (changed.length > 0)
    await journal.append(changed.map(([, { what, to }]): JournalEvent => ({ kind: 'settings-changed', what, to })));
  return ok(null);
}

/**
 * What is set otherwise than the newest records of it say: the events that say so, none where all is as it was left. What
 * is set is on record after them, because from here on cards are etched by it.
 *
 * @param changes every change of a setting that is on record, oldest first
 */
export function alteredOutside(settings: Laser, changes: readonly SettingChange[]): readonly JournalEvent[] {
  const recorded = new Map(standingOf(DEFAULTS));
  for (const { what, to } of changes) recorded.set(keyOf(what, to), { what, to });
  const now = standingOf(settings);
  const altered = [...now].filter(([key, { to }]) => recorded.get(key)?.to !== to);
  const gone = [...recorded].filter(([key, { what }]) => what === 'pen' && !now.has(key) && !isGone(recorded, key));
  if (altered.length + gone.length === 0) return [];
  const detail = [
    ...altered.map(([key, { to }]) => `${key}: ${to}; recorded: ${recorded.get(key)?.to ?? 'none'}`),
    ...gone.map(([key]) => `${key}: gone`),
  ].join('. ');
  return [
    { kind: 'incident', reason: ALTERED, serial: null, detail },
    ...altered.map(([, { what, to }]): JournalEvent => ({ kind: 'settings-changed', what, to })),
    ...gone.map(([key]): JournalEvent => ({ kind: 'settings-changed', what: 'pen', to: `${key.slice(4)}: ${GONE}` })),
  ];
}

const GONE = 'gone';

const isGone = (recorded: ReadonlyMap<string, { readonly to: string }>, key: string): boolean =>
  recorded.get(key)?.to.endsWith(`: ${GONE}`) === true;
