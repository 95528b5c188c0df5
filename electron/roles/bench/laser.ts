/** Bench's laser, as a person sets it: the format its software reads, and the folder its computer looks into. */
import { join } from 'node:path';
import type { FormatName } from '../../../core/etch/formats/formats.ts';
import { formatNames } from '../../../core/etch/formats/formats.ts';
import { LINK_PROTOCOLS } from '../../../core/etch/link-protocols.ts';
import { CARD } from '../../../core/etch/card.ts';
import { checkTray, TRAY_ORDERS, type TrayForm } from '../../../core/etch/tray.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { AT_LASER } from '../../../core/life/bench-life.ts';
import type { LinkTarget } from '../../etch/link.ts';
import { checkTarget } from '../../etch/target.ts';
import { freeBytes, isMemory } from '../../files/room.ts';
import { isSlotName } from '../../etch/names.ts';
import type { Index } from '../../journal/index.ts';
import type { BenchUnit } from '../../../core/life/bench-life.ts';
import { READING_SHARES, type Reading } from '../../../core/etch/readback.ts';
import type { SettingsStore } from '../../station/settings.ts';
import type { Ask } from '../served.ts';
import type { LaserView } from './laser-calls.ts';
import { changeLaser } from './laser-record.ts';
import type { BenchStationParts } from './parts.ts';

const fail = failIn('etch');

export interface LaserParts {
  readonly parts: Pick<BenchStationParts, 'index' | 'journal' | 'outbox' | 'laser' | 'directory'>;
  readonly settings: SettingsStore;
  readonly ask: Pick<Ask, 'directory' | 'file'>;
  /** The ports that there are now. */
  readonly ports: () => Promise<readonly { readonly path: string }[]>;
  /** How many cards lie in the tray that is being filled. */
  readonly laid: () => number;
}

interface LinkParts extends Pick<LaserParts, 'ask' | 'ports'> {
  readonly idle: () => Result<null>;
  readonly change: (part: Partial<SettingsStore['value']['laser']>) => Promise<Result<LaserView>>;
}

/** A port of null: jobs are files. */
type WantedLink = Omit<LinkTarget, 'port'> & { readonly port: string | null };

/** A page opens nothing that nobody has listed. On record, without what is sent there. */
async function changeLink(
  { ask, ports, idle, change }: LinkParts,
  { port, protocol, template }: WantedLink,
): Promise<Result<LaserView | null>> {
  const free = idle();
  if (!free.ok) return free;
  const chosen = port === 'other' ? await ask.file('port', []) : port;
  if (port === 'other' && chosen === null) return ok(null);
  if (chosen !== null && !/^[A-Za-z0-9_-]{1,40}$/.test(template)) return badLink();
  if (chosen !== null && port !== 'other' && !(await ports()).some(({ path }) => path === chosen)) return badLink();
  // A card may have gone to the laser while the dialog was open.
  const still = idle();
  if (!still.ok) return still;
  return change({ link: chosen === null ? null : { port: chosen, protocol, template } });
}

const badLink = () =>
  fail(
    'bad-link',
    'A line to the laser needs a port that is listed or chosen, and the name of a template: letters, digits, underscores, hyphens.',
  );

/** Every card of any batch whose job lies with the laser. */
export const atLaser = (index: Pick<Index, 'batches' | 'serials' | 'unit'>): readonly BenchUnit[] =>
  index
    .batches()
    .flatMap(({ batch }) => AT_LASER.flatMap((state) => index.serials(batch, state)))
    .flatMap((serial) => index.unit(serial) ?? []);

/** Refused while any card of any batch is at the laser: its job was written for the laser as it is set up. */
export function idleLaser(index: Pick<Index, 'batches' | 'serials' | 'unit'>): Result<null, 'at-laser'> {
  const serials = atLaser(index).map((unit) => unit.serial);
  const [serial] = serials;
  if (serial === undefined) return ok(null);
  const sentence = `${serials.length} cards are at the laser (${serial} first), and their jobs are for the laser as it is set up. Answer for them, then change it.`;
  return fail('at-laser', sentence, { count: serials.length, serial });
}

export function createLaser({ parts, settings, ask, laid, ports }: LaserParts) {
  const { index, journal, outbox, laser, directory: station } = parts;

  async function view(): Promise<LaserView> {
    const { format, directory, slot, link } = laser();
    const free = await freeBytes(directory).catch(() => null);
    const listed = await outbox.list();
    return {
      format,
      formats: formatNames,
      tray: settings.value.tray,
      orders: TRAY_ORDERS,
      reading: settings.value.reading,
      shares: READING_SHARES,
      directory,
      slot,
      link,
      protocols: LINK_PROTOCOLS,
      memory: await isMemory(directory).catch(() => false),
      own: directory === join(station, 'etch'),
      free,
      waiting: listed.ok ? listed.value.filter(({ kind }) => kind === 'job').map(({ of }) => of) : [],
    };
  }

  const idle = (): Result<null, 'at-laser'> => idleLaser(index);

  async function change(part: Partial<SettingsStore['value']['laser']>) {
    const saved = await changeLaser({ settings, journal }, { laser: { ...settings.value.laser, ...part } });
    return saved.ok ? ok(await view()) : saved;
  }

  return {
    view,
    format: (format: FormatName): Promise<Result<LaserView>> => change({ format }),
    link: (wanted: WantedLink) => changeLink({ ask, ports, idle, change }, wanted),
    /** One name for every job, or null: each its own. */
    async slot(slot: string | null): Promise<Result<LaserView>> {
      const free = idle();
      if (!free.ok) return free;
      if (slot !== null && !isSlotName(slot))
        return fail(
          'bad-slot',
          'The one name of all jobs begins with a letter and has up to 24 letters, digits, underscores and hyphens.',
        );
      return change({ slot });
    },
    /** The policy by which cards are read stands on record, with every change of it. */
    async read(reading: Reading): Promise<Result<LaserView>> {
      const saved = await changeLaser({ settings, journal }, { reading });
      return saved.ok ? ok(await view()) : saved;
    },
    /** Checked for the largest card there is; which batch comes next, nobody knows. On record. */
    async lay(tray: TrayForm): Promise<Result<LaserView>> {
      const count = laid();
      if (count > 0) {
        const sentence = `${count} cards lie in the tray that is being filled. Send it or take them out, then change the tray.`;
        return failIn('bench')('tray-in-use', sentence, { count });
      }
      const checked = checkTray(tray, CARD);
      if (!checked.ok) return checked;
      const saved = await changeLaser({ settings, journal }, { tray: checked.value });
      return saved.ok ? ok(await view()) : saved;
    },
    async choose(): Promise<Result<LaserView | null>> {
      const free = idle();
      if (!free.ok) return free;
      const chosen = await ask.directory('jobs');
      if (chosen === null) return ok(null);
      const target = await checkTarget(chosen, station);
      if (!target.ok) return target;
      // A card may have gone to the laser while the dialog was open.
      const still = idle();
      return still.ok ? change({ directory: target.value }) : still;
    },
    async own(): Promise<Result<LaserView>> {
      const free = idle();
      return free.ok ? change({ directory: null }) : free;
    },
  };
}
