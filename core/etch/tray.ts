/**
 * The tray: cards that lie in the laser's field together, each in a pocket. Pockets are numbered row by row from the
 * index mark, whatever the order in which they are filled, so that a number on the fixture is one for good. All lengths
 * in millimetres, origin at the field's top left corner, y down. Pure.
 */
import * as v from 'valibot';
import { failIn, ok, type Result } from '../base/result.ts';
import { inside, overlap, type Point, type Rect, type Size } from './card.ts';

const fail = failIn('etch');

/** How pockets follow each other: every row from the left, or every second one from the right. */
export const TRAY_ORDERS = ['raster', 'serpentine'] as const;
export type TrayOrder = (typeof TRAY_ORDERS)[number];

export interface TrayForm {
  readonly rows: number;
  readonly columns: number;
  /** From one pocket's corner to its neighbour's. */
  readonly pitch: Point;
  /** Round all pockets: where the index mark is, and nothing is etched. */
  readonly margin: number;
  readonly order: TrayOrder;
  /** Numbers of pockets that hold no card. */
  readonly skip: readonly number[];
}

const millimetres = v.pipe(v.number(), v.minValue(0), v.maxValue(999));
const pocket = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100));

/** How cards lie at the laser: what a person types of it. Whether cards fit, core/etch/tray.ts says. */
export const TrayFields = v.object({
  rows: pocket,
  columns: pocket,
  pitch: v.object({ x: millimetres, y: millimetres }),
  margin: millimetres,
  order: v.picklist(TRAY_ORDERS),
  skip: v.pipe(v.array(pocket), v.maxLength(100), v.readonly()),
}) satisfies v.GenericSchema<TrayForm>;

/** The card alone: each is sent for itself as soon as it was verified. */
export const ONE_CARD: TrayForm = {
  rows: 1,
  columns: 1,
  pitch: { x: 90, y: 60 },
  margin: 0,
  order: 'raster',
  skip: [],
};

/** More cards, and the window's picture of them is not one any more. */
export const MOST_POCKETS = 100;
const MOST_ROWS = 25;
/** The least margin round a tray of several: the index mark needs it. */
export const LEAST_MARGIN = 6;
/** The farthest that a job can say: three digits of millimetres. */
const WIDEST = 999;

export const pocketCount = ({ rows, columns }: Pick<TrayForm, 'rows' | 'columns'>): number => rows * columns;

/** Whether cards are gathered, and sent together. */
export const isTray = (tray: Pick<TrayForm, 'rows' | 'columns'>): boolean => pocketCount(tray) > 1;

/** What records call it: rows and columns. */
export const trayName = ({ rows, columns }: Pick<TrayForm, 'rows' | 'columns'>): string => `${rows}x${columns}`;

/** Rows and columns of a name; null for what is none. */
export function readTrayName(name: string): Pick<TrayForm, 'rows' | 'columns'> | null {
  const [, rows, columns] = /^([1-9][0-9]?)x([1-9][0-9]?)$/.exec(name) ?? [];
  return rows === undefined ? null : { rows: Number(rows), columns: Number(columns) };
}

/** Every pocket that takes a card, in the order of filling. */
export function pocketsOf(tray: TrayForm): readonly number[] {
  const { rows, columns, order, skip } = tray;
  const pockets: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let i = 0; i < columns; i++) {
      const column = order === 'serpentine' && row % 2 === 1 ? columns - 1 - i : i;
      const pocket = row * columns + column + 1;
      if (!skip.includes(pocket)) pockets.push(pocket);
    }
  return pockets;
}

/** The top left corner of the card in a pocket. */
export function placeOf({ columns, pitch, margin }: TrayForm, pocket: number): Point {
  const [row, column] = [Math.floor((pocket - 1) / columns), (pocket - 1) % columns];
  return { x: margin + column * pitch.x, y: margin + row * pitch.y };
}

/** The field that holds the tray, cards of this size in it. */
export function trayField({ rows, columns, pitch, margin }: TrayForm, card: Size): Size {
  return {
    width: 2 * margin + (columns - 1) * pitch.x + card.width,
    height: 2 * margin + (rows - 1) * pitch.y + card.height,
  };
}

/** The pocket that lies where this one should, when the tray was put in the wrong way round. */
export const turnedPocket = (tray: Pick<TrayForm, 'rows' | 'columns'>, pocket: number): number =>
  pocketCount(tray) + 1 - pocket;

/** The triangle in the corner before the first pocket, outside every card: the tray's own, and the picture's. */
export function indexMark({ margin }: TrayForm): readonly Point[] {
  const [near, far] = [margin / 6, (margin * 5) / 6];
  return [
    { x: near, y: near },
    { x: far, y: near },
    { x: near, y: far },
    { x: near, y: near },
  ];
}

/** Checks a tray for cards of this size: whole numbers, room between the cards and for the mark, one pocket at least. */
export function checkTray(tray: TrayForm, card: Size): Result<TrayForm, 'bad-tray'> {
  const refuse = (why: string, sentence: string) => fail('bad-tray', `This tray cannot be used: ${sentence}.`, { why });
  const { rows, columns, pitch, margin, skip } = tray;
  if (
    ![rows, columns].every((n) => Number.isInteger(n) && n >= 1 && n <= MOST_ROWS) ||
    pocketCount(tray) > MOST_POCKETS
  )
    return refuse('size', `it has 1 to ${MOST_ROWS} rows and columns and ${MOST_POCKETS} pockets at most`);
  if (!isTray(tray)) return ok(tray);
  if (!(pitch.x >= card.width && pitch.y >= card.height))
    return refuse('pitch', `its cards of ${card.width} x ${card.height} mm would lie over each other`);
  if (!(margin >= LEAST_MARGIN)) return refuse('margin', `its index mark needs a margin of ${LEAST_MARGIN} mm`);
  const field = trayField(tray, card);
  if (!(field.width <= WIDEST && field.height <= WIDEST)) return refuse('field', `it is wider than ${WIDEST} mm`);
  if (!skip.every((pocket) => Number.isInteger(pocket) && pocket >= 1 && pocket <= pocketCount(tray)))
    return refuse('skip', 'a pocket that is left out is none of it');
  if (pocketsOf(tray).length === 0) return refuse('empty', 'every pocket is left out');
  return ok(tray);
}

/** Whether cards of this size lie apart from each other, in the field, and clear of the index mark. */
export function liesApart(tray: TrayForm, card: Size): boolean {
  const field: Rect = { x: 0, y: 0, ...trayField(tray, card) };
  const cards = pocketsOf(tray).map((pocket): Rect => ({ ...placeOf(tray, pocket), ...sized(card) }));
  const mark = indexMark(tray);
  const clear = (one: Rect): boolean => !mark.some(({ x, y }) => inside({ x, y, width: 0, height: 0 }, one));
  return cards.every(
    (one, i) => inside(one, field) && clear(one) && cards.every((other, j) => i === j || !overlap(one, other)),
  );
}

const sized = ({ width, height }: Size): Size => ({ width, height });
