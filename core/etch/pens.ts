/**
 * How the laser marks each layer: power, speed, frequency, passes. Pens are a station's, by material: what burns steel
 * cleanly would melt brass. Formats that have a place for them carry them; for the others people set them in the laser's
 * own software, layer by layer.
 */
import * as v from 'valibot';

/** What a job is made of: the layers that a laser tells apart. */
export const LAYERS = ['serial', 'passphrase', 'confirmation code', 'date', 'code', 'watermark'] as const;

export type LayerName = (typeof LAYERS)[number];

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
export type Pens = Readonly<Partial<Record<LayerName, Pen>>>;

/** A careful beginning: too weak is marked again, too strong is a card lost. */
export const FIRST_PEN: Pen = { power: 20, speed: 500, frequency: 30, passes: 1 };

export const penOf = (pens: Pens | undefined, layer: LayerName): Pen => pens?.[layer] ?? FIRST_PEN;
