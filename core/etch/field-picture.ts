/**
 * How cards lie in the laser's field, as one looks down on it: the frame of card or tray, its pockets, its index mark and
 * the laser's zero. What is drawn in the frame is laid into the field by one matrix, so that a mirrored fixture mirrors
 * the picture as it would the text.
 */
import type { Point, Rect, Size } from './card.ts';
import { createFieldMap, type Fixture } from './fixture.ts';
import { indexMark, isTray, placeOf, pocketCount, pocketsOf, trayField, type TrayForm } from './tray.ts';

export interface FieldPicture {
  /** What of the field is shown: frame and zero, with room around them. Millimetres, y down. */
  readonly shown: Rect;
  readonly zero: Point;
  /** From the frame's millimetres to those of the picture: a, b, c, d, e, f of an SVG matrix. */
  readonly matrix: readonly [number, number, number, number, number, number];
  readonly frame: Size;
  /** In the frame, closed; empty where cards lie one by one. */
  readonly mark: readonly Point[];
  /** In the frame, in the order of their numbers. */
  readonly pockets: readonly { readonly pocket: number; readonly at: Point; readonly leftOut: boolean }[];
}

/** Round what is shown: this much, or this share of the frame; millimetres. */
const ROOM = { least: 6, share: 0.06 };

export function drawField(fixture: Fixture, tray: TrayForm, card: Size): FieldPicture {
  const several = isTray(tray);
  const frame = several ? trayField(tray, card) : { width: card.width, height: card.height };
  const map = createFieldMap(fixture, frame);
  // The picture's y grows downwards, whatever the laser's does.
  const down = fixture.up ? -1 : 1;
  const at = (x: number, y: number): Point => ({
    x: map.x(x * 1000, y * 1000) / 1000,
    y: (down * map.y(x * 1000, y * 1000)) / 1000,
  });
  const [origin, right, below] = [at(0, 0), at(frame.width, 0), at(0, frame.height)];
  const corners = [origin, right, below, at(frame.width, frame.height), { x: 0, y: 0 }];
  const room = Math.max(ROOM.least, ROOM.share * Math.max(frame.width, frame.height));
  const left = Math.min(...corners.map(({ x }) => x)) - room;
  const top = Math.min(...corners.map(({ y }) => y)) - room;
  const filled = pocketsOf(tray);
  return {
    shown: {
      x: left,
      y: top,
      width: Math.max(...corners.map(({ x }) => x)) + room - left,
      height: Math.max(...corners.map(({ y }) => y)) + room - top,
    },
    zero: { x: 0, y: 0 },
    matrix: [
      (right.x - origin.x) / frame.width,
      (right.y - origin.y) / frame.width,
      (below.x - origin.x) / frame.height,
      (below.y - origin.y) / frame.height,
      origin.x,
      origin.y,
    ],
    frame,
    mark: several ? indexMark(tray) : [],
    pockets: Array.from({ length: pocketCount(tray) }, (_, i) => ({
      pocket: i + 1,
      at: several ? placeOf(tray, i + 1) : { x: 0, y: 0 },
      leftOut: several && !filled.includes(i + 1),
    })),
  };
}
