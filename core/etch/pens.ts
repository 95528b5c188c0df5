/**
 * How the laser marks each layer: power, speed, frequency, passes. Pens are a station's, by material: what burns steel
 * cleanly would melt brass. Formats that have a place for them carry them; for the others people set them in the laser's
 * own software, layer by layer.
 */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../base/result.ts';

const fail = failIn('etch');

/** What a job is made of: the layers that a laser tells apart. */
export const LAYER_NAMES = ['serial', 'passphrase', 'confirmation code', 'date', 'code', 'watermark'] as const;

export type LayerName = (typeof LAYER_NAMES)[number];

/** The tray's own, which the laser shows and never marks: it has no pen. */
export const INDEX_MARK = 'index mark';

/** Every layer that a job may have. */
export type JobLayer = LayerName | typeof INDEX_MARK;

const within = (least: number, most: number) => v.pipe(v.number(), v.finite(), v.minValue(least), v.maxValue(most));

export const PenSchema = v.pipe(
  v.strictObject({
    /** Per cent of what the laser can. */
    power: within(1, 100),
    /** Millimetres a second. */
    speed: within(1, 10_000),
    /** Kilohertz; of a laser that has none, it is passed over. */
    frequency: within(1, 4000),
    /** How often each line is marked. */
    passes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)),
  }),
  v.readonly(),
);

export type Pen = v.InferOutput<typeof PenSchema>;

/** The pens of a material; a layer without one is marked with {@link FIRST_PEN}. */
export type Pens = Readonly<Partial<Record<LayerName, Pen | undefined>>>;

const MaterialName = v.pipe(v.string(), v.regex(/^[a-z][a-z0-9-]{0,23}$/));

/** Whether pens can be kept under this name. */
export const isMaterial = (name: string): boolean => v.is(MaterialName, name);

/** What settings keep: the pens of each material by its name. */
export const PensSchema = v.record(
  MaterialName,
  v.partial(
    v.object(Object.fromEntries(LAYER_NAMES.map((layer) => [layer, PenSchema])) as Record<LayerName, typeof PenSchema>),
  ),
);

/** A careful beginning: too weak is marked again, too strong is a card lost. */
export const FIRST_PEN: Pen = { power: 20, speed: 500, frequency: 30, passes: 1 };

export const penOf = (pens: Pens | undefined, layer: LayerName): Pen => pens?.[layer] ?? FIRST_PEN;

/** Whether a laser can be told so: what a person types comes through here. */
export function checkPen(pen: Pen): Result<Pen, 'bad-pen'> {
  if (v.is(PenSchema, pen)) return ok(pen);
  return fail(
    'bad-pen',
    'A pen has 1 to 100 per cent, 1 to 10000 mm/s, 1 to 4000 kHz and 1 to 20 whole passes. Correct what is outside.',
  );
}
