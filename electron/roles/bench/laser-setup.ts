/**
 * How a Bench's laser is set up: its fixture, its pens, and the jobs without secrets that whoever prepares it needs. The
 * window and the command line do it through this. Nothing fires by itself: a job is a file that a person takes there.
 */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { CARD, type Point, type Size } from '../../../core/etch/card.ts';
import { drawField, type FieldPicture } from '../../../core/etch/field-picture.ts';
import { checkFixture, correctionOf, NO_FIXTURE, UPRIGHT, type Fixture } from '../../../core/etch/fixture.ts';
import { FORMATS, type EtchFormat, type FormatName } from '../../../core/etch/formats/formats.ts';
import { checkPen, isMaterial, penOf, type LayerName, type Pen, type Pens } from '../../../core/etch/pens.ts';
import { calibrationOf, matrixOf, rulersOf, writeTestCard } from '../../../core/etch/test-cards.ts';
import { isTray, trayField } from '../../../core/etch/tray.ts';
import type { SettingsStore } from '../../station/settings.ts';
import { idleLaser } from './laser.ts';
import { changeLaser } from './laser-record.ts';
import type { BenchStationParts } from './parts.ts';

const fail = failIn('etch');

/** Per cent, and millimetres a second, that a matrix tries. */
export const TRIED = { powers: [20, 35, 50, 65, 80], speeds: [200, 400, 800, 1600] } as const;

/** What a person who sets a laser up can have as a job. */
export const SETUP_JOBS = ['calibration', 'matrix'] as const;
export type SetupJob = (typeof SETUP_JOBS)[number];

export interface LaserSetupParts {
  readonly parts: Pick<BenchStationParts, 'index' | 'journal' | 'laser'>;
  readonly settings: SettingsStore;
}

export interface LaserSetup {
  readonly format: FormatName;
  /** As it stands; as the format counts where nobody has said. */
  readonly fixture: Fixture;
  /** Whether somebody has said how cards lie. */
  readonly isSet: boolean;
  /** What is etched together, as the station's tray lies. */
  readonly frame: Size;
  /** The pens of a material. */
  pensOf(material: string): Pens | undefined;
  /** Those with pens of their own. */
  readonly materials: readonly string[];
  /** How cards of this size would lie, by a fixture that nobody has set yet. */
  picture(fixture: Fixture, card: Size): FieldPicture;
  /** On record, because cards lie as it says from here on. Refused while a card is at the laser. */
  setFixture(next: Fixture): Promise<Result<Fixture>>;
  /** Corrects the lens by what a caliper says of the two rulers; millimetres. */
  measured(rulers: Point): Promise<Result<Fixture>>;
  /** On record. */
  setPen(material: string, layer: LayerName, pen: Pen): Promise<Result<Pen>>;
  /** @param material whose pen marks what is written beside the squares of a matrix */
  job(what: SetupJob, material: string): Result<{ readonly name: string; readonly bytes: Uint8Array }>;
}

const standing = (format: FormatName): Fixture => (format === 'svg' ? NO_FIXTURE : UPRIGHT);

export function createLaserSetup({ parts, settings }: LaserSetupParts): LaserSetup {
  const { index, journal, laser } = parts;
  const fixture = (): Fixture => settings.value.laser.fixture ?? standing(laser().format);
  const pensOf = (material: string): Pens | undefined => settings.value.laser.pens?.[material];
  const frame = (): Size => {
    const { tray } = settings.value;
    return isTray(tray) ? trayField(tray, CARD) : { width: CARD.width, height: CARD.height };
  };

  async function setFixture(next: Fixture): Promise<Result<Fixture>> {
    const checked = checkFixture(next);
    if (!checked.ok) return checked;
    const idle = idleLaser(index);
    if (!idle.ok) return idle;
    const saved = await changeLaser({ settings, journal }, { laser: { ...settings.value.laser, fixture: next } });
    return saved.ok ? ok(next) : saved;
  }

  return {
    get format() {
      return laser().format;
    },
    get fixture() {
      return fixture();
    },
    get isSet() {
      return settings.value.laser.fixture !== undefined;
    },
    get frame() {
      return frame();
    },
    pensOf,
    get materials() {
      return Object.keys(settings.value.laser.pens ?? {});
    },
    picture: (tried, card) => drawField(tried, settings.value.tray, card),
    setFixture,
    measured({ x, y }) {
      const now = fixture();
      const rulers = rulersOf(frame());
      const quarter = now.rotation % 180 !== 0;
      const [drawnX, drawnY] = quarter ? [rulers.y, rulers.x] : [rulers.x, rulers.y];
      const [alongX, alongY] = quarter ? [y, x] : [x, y];
      const scale = { x: correctionOf(drawnX, alongX, now.scale.x), y: correctionOf(drawnY, alongY, now.scale.y) };
      return setFixture({ ...now, scale });
    },
    async setPen(material, layer, pen) {
      const checked = checkPen(pen);
      if (!checked.ok) return checked;
      if (!isMaterial(material)) {
        const sentence = 'A material is named by a small letter, then small letters, digits and hyphens, 24 at most.';
        return fail('bad-material', sentence);
      }
      const pens = { ...settings.value.laser.pens, [material]: { ...pensOf(material), [layer]: pen } };
      const saved = await changeLaser({ settings, journal }, { laser: { ...settings.value.laser, pens } });
      return saved.ok ? ok(pen) : saved;
    },
    job(what, material) {
      const { format } = laser();
      const drawing =
        what === 'calibration'
          ? calibrationOf(frame())
          : matrixOf(TRIED.powers, TRIED.speeds, penOf(pensOf(material), 'serial'));
      const job = writeTestCard(format, { ...drawing, fixture: settings.value.laser.fixture });
      if (!job.ok) return job;
      const name = what === 'calibration' ? 'calibration' : `pens-${material}`;
      return ok({ name: `${name}.${FORMATS[format].extension}`, bytes: job.value });
    },
  };
}

/** Whether a format has a place for power and speed. */
export const hasPens = (name: FormatName): boolean => {
  const format: EtchFormat = FORMATS[name];
  return format.pens === true;
};
