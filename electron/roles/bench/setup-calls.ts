/** The calls of whoever prepares Bench's laser: fixture, pens, and jobs without secrets. */
import * as v from 'valibot';
import type { FieldPicture } from '../../../core/etch/field-picture.ts';
import { FixtureSchema, type Fixture, type FixtureWarning } from '../../../core/etch/fixture.ts';
import { LAYER_NAMES, type LayerName, type Pen } from '../../../core/etch/pens.ts';
import type { Result } from '../../../core/base/result.ts';
import type { ProductPicture } from '../../bridge/products.ts';
import { SETUP_JOBS } from './laser-setup.ts';

const Material = v.pipe(v.string(), v.maxLength(24));
/** As it is typed: what a laser can be told, the station judges. */
const Typed = v.number();
const PenTyped = v.object({ power: Typed, speed: Typed, frequency: Typed, passes: Typed });

export const setupCalls = {
  /** How the laser is set up. `trial`: drawn as if it were so; `product`: whose cards lie there, by name. */
  laserSetup: v.object({
    trial: v.nullable(FixtureSchema),
    product: v.nullable(v.pipe(v.string(), v.maxLength(24))),
    material: Material,
  }),
  /** On record. Refused while a card is at the laser. */
  setFixture: FixtureSchema,
  /** Corrects the lens by what a caliper says of the rulers of a calibration job. Refused while a card is at the laser. */
  measureRulers: v.object({ x: Typed, y: Typed }),
  /** On record. */
  setPen: v.object({ material: Material, layer: v.picklist(LAYER_NAMES), pen: PenTyped }),
  /** Asks for a directory in a native dialog and writes a job without secrets there. */
  writeSetupJob: v.object({ what: v.picklist(SETUP_JOBS), material: Material }),
} as const;

export interface SetupAnswers {
  laserSetup: Result<SetupView>;
  setFixture: Result<Fixture>;
  measureRulers: Result<Fixture>;
  setPen: Result<Pen>;
  /** Null when the person chose no directory. */
  writeSetupJob: Result<{ readonly path: string } | null>;
}

export interface SetupView {
  /** As it stands, whatever is tried. */
  readonly fixture: Fixture;
  readonly corners: readonly Fixture['corner'][];
  readonly rotations: readonly Fixture['rotation'][];
  /** Of what is drawn. */
  readonly warnings: readonly FixtureWarning[];
  readonly field: FieldPicture;
  readonly card: ProductPicture;
  /** Names of products whose cards can be shown, and which is. */
  readonly products: readonly string[];
  readonly product: string;
  /** Lengths that a caliper is held to; millimetres. */
  readonly rulers: { readonly x: number; readonly y: number };
  /** Those that the station has pens of, and those of its products. */
  readonly materials: readonly string[];
  readonly pens: readonly { readonly layer: LayerName; readonly pen: Pen; readonly isSet: boolean }[];
  /** Whether the format of the jobs has a place for power and speed. */
  readonly hasPens: boolean;
}
