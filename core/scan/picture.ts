/**
 * Codes in a picture (QR codes, or a Data Matrix that is alone in it): a screenshot, a scan, a photograph taken by hand. The picture comes in as grey values, already
 * decoded; this reads it again and again, each time otherwise, until nothing new is found.
 *
 * zxing's reader of QR codes finds one code at a time. What was found is therefore painted over, and the picture is
 * looked at once more.
 */
import {
  BinaryBitmap,
  DataMatrixReader,
  DecodeHintType,
  GlobalHistogramBinarizer,
  HybridBinarizer,
  InvertedLuminanceSource,
  QRCodeReader,
  RGBLuminanceSource,
  type LuminanceSource,
  type Result as ZxingResult,
} from '@zxing/library';
import { mayHoldCode } from './swings.ts';
import { crop, enlarge, reduce, turn, type GreyBox, type Grey } from './grey.ts';

/** The most a picture may measure when it is read; larger ones are reduced before they come here. */
export const MOST_SIDE = 2400;

/** More codes than a sheet of stickers has. */
export const MOST_CODES = 24;

interface Look {
  /** How many times smaller; a half is twice as large. */
  readonly by: 0.5 | 1 | 2 | 4;
  readonly binarizer: 'hybrid' | 'global';
  readonly inverted?: true;
  /** Turned by an eighth of a circle: zxing reads any angle, but some less well than others. */
  readonly turned?: true;
  /** Straight and clean, as from a file: cut out by its edges instead of searched for. */
  readonly pure?: true;
  /** For a Data Matrix instead of a QR code. */
  readonly matrix?: true;
}

/** Reduced, what is noise in a photograph disappears; enlarged, modules of few dots become smooth and large enough. */
const LOOKS: readonly Look[] = [
  { by: 2, binarizer: 'hybrid' },
  { by: 1, binarizer: 'hybrid' },
  { by: 0.5, binarizer: 'hybrid' },
  { by: 1, binarizer: 'global' },
];

/** For a part of the picture: corners of two codes confuse zxing, and a part may hold one code alone. */
const LARGE_PART: readonly Look[] = LOOKS.slice(0, 2);
const SMALL_PART: readonly Look[] = LOOKS.slice(1, 3);

/** Of many small parts of a large picture: they cost as much as a dozen pictures. */
const FINE_PART: readonly Look[] = LOOKS.slice(1, 2);

/** For a picture of which one code is wanted, and which may be nothing but that code. */
const FIRST_LOOKS: readonly Look[] = [
  { by: 1, binarizer: 'hybrid', pure: true },
  { by: 1, binarizer: 'hybrid', pure: true, matrix: true },
];

/** For a picture that nothing was found in. */
const LAST_LOOKS: readonly Look[] = [
  { by: 1, binarizer: 'global', pure: true },
  { by: 1, binarizer: 'global', pure: true, matrix: true },
  { by: 1, binarizer: 'hybrid', matrix: true },
  { by: 2, binarizer: 'hybrid', matrix: true },
  { by: 4, binarizer: 'hybrid' },
  { by: 2, binarizer: 'global' },
  { by: 4, binarizer: 'global' },
  { by: 2, binarizer: 'hybrid', turned: true },
  { by: 1, binarizer: 'hybrid', turned: true },
  { by: 2, binarizer: 'hybrid', inverted: true },
  { by: 1, binarizer: 'global', inverted: true },
  { by: 1, binarizer: 'global', inverted: true, pure: true },
];

/** Below this a code has less than a dot a module. */
export const LEAST_SIDE = 21;

/** Above this nothing is enlarged. */
export const LARGE = 1000;

/** How much is wanted of a picture. */
export interface Wish {
  /** Codes after which nobody looks on. */
  readonly most?: number;
  /** Asked between two looks; once it says no, what was found is all. A port, because this knows no clock. */
  readonly goOn?: () => boolean;
}

/**
 * All texts that can be read, each once, in the order they were found. The picture is wiped, and so is every copy:
 * it may show a key. May take seconds for a picture with nothing in it.
 */
export function readPicture(picture: Grey, { most = MOST_CODES, goOn = always }: Wish = {}): readonly string[] {
  const texts = new Set<string>();
  const take = (part: GreyBox, looks: readonly Look[]): boolean => {
    const before = texts.size;
    for (const look of looks) {
      if (texts.size < most && goOn() && mayHoldCode(picture, part)) takeLook(picture, part, look, texts, most);
    }
    return texts.size > before;
  };
  const whole: GreyBox = { left: 0, top: 0, width: picture.width, height: picture.height };
  /** What is painted over no longer confuses, so that after every find the picture is a new one. */
  const pass = (): boolean => {
    let found = take(whole, LOOKS);
    for (const [part, cut] of partsOf(picture)) {
      if (take(part, looksAt(part, cut))) found = true;
    }
    return found;
  };
  try {
    if (most === 1) take(whole, FIRST_LOOKS);
    let found = true;
    while (found && texts.size < most) found = pass();
    if (texts.size === 0) take(whole, LAST_LOOKS);
    return [...texts];
  } finally {
    picture.values.fill(0);
  }
}

const always = (): boolean => true;

const CUTS = [2, 3, 4, 5, 6] as const;

/**
 * A half of each side down to a sixth, in steps of half a part: whatever is smaller than half a part lies whole in one,
 * and of a row or a sheet of codes one part holds one.
 */
function* partsOf(picture: Grey): Generator<readonly [part: GreyBox, cut: number]> {
  for (const cut of CUTS) {
    const [width, height] = [Math.floor(picture.width / cut), Math.floor(picture.height / cut)];
    const steps = Array.from({ length: 2 * cut - 1 }, (_, step) => step);
    // A row of codes is as high as the picture.
    for (const column of steps) yield [{ left: (column * width) >> 1, top: 0, width, height: picture.height }, cut];
    for (const row of steps) {
      const top = (row * height) >> 1;
      yield [{ left: 0, top, width: picture.width, height }, cut];
      for (const column of steps) yield [{ left: (column * width) >> 1, top, width, height }, cut];
    }
  }
}

function looksAt({ width, height }: GreyBox, cut: number): readonly Look[] {
  if (cut * Math.min(width, height) <= LARGE) return SMALL_PART;
  if (cut > 3) return FINE_PART;
  return Math.max(width, height) > LARGE ? LARGE_PART : SMALL_PART;
}

/** Reads a part until it gives no more, painting over in the picture what was read. */
function takeLook(picture: Grey, part: GreyBox, look: Look, texts: Set<string>, most: number): void {
  const { by, turned, pure } = look;
  const [least, longest] = [Math.min(part.width, part.height), Math.max(part.width, part.height)];
  if (least / by < LEAST_SIDE || (by < 1 && longest > LARGE)) return;
  while (texts.size < most) {
    const cut = crop(picture, part);
    const scaled = by < 1 ? enlarge(cut) : reduce(cut, by);
    const seen = turned === true ? turn(scaled) : scaled;
    const found = readOne(seen, look);
    for (const copy of [cut, scaled, seen]) copy.values.fill(0);
    if (found === null || texts.has(found.getText())) return;
    texts.add(found.getText());
    // Where it lies in the picture is not known.
    if (turned === true || pure === true || look.matrix === true) return;
    const corners = found.getResultPoints().slice(0, 3);
    paintOver(
      picture,
      corners.map((point) => [part.left + point.getX() * by, part.top + point.getY() * by]),
    );
  }
}

function readOne({ values, width, height }: Grey, { binarizer, inverted, pure, matrix }: Look): ZxingResult | null {
  const plain: LuminanceSource = new RGBLuminanceSource(values, width, height);
  const source = inverted === true ? new InvertedLuminanceSource(plain) : plain;
  const bitmap = new BinaryBitmap(
    binarizer === 'hybrid' ? new HybridBinarizer(source) : new GlobalHistogramBinarizer(source),
  );
  const hints = new Map([[pure === true ? DecodeHintType.PURE_BARCODE : DecodeHintType.TRY_HARDER, true]]);
  // zxing says "nothing there" by throwing; here that is an answer. Damaged codes make it throw whatever comes.
  try {
    return (matrix === true ? new DataMatrixReader() : new QRCodeReader()).decode(bitmap, hints);
  } catch {
    return null;
  }
}

type Point = readonly [x: number, y: number];

/**
 * Takes a found code out of the picture: a white square on each of its three finder patterns, given by their middles
 * (bottom left, top left, top right), and all that lies between them, so that nobody looks there again.
 */
function paintOver({ values, width, height }: Grey, corners: readonly Point[]): void {
  const [[x1, y1] = [0, 0], [x2, y2] = [0, 0], [x3, y3] = [x2, y2]] = corners;
  // Two middles lie at least 14 modules apart, and a finder pattern has 7 modules.
  const half = Math.ceil(Math.hypot(x1 - x2, y1 - y2) / 5);
  for (const [x, y] of corners) {
    const [left, right] = [Math.max(0, Math.round(x) - half), Math.min(width, Math.round(x) + half)];
    const [top, bottom] = [Math.max(0, Math.round(y) - half), Math.min(height, Math.round(y) + half)];
    for (let row = top; row < bottom; row++) values.fill(255, row * width + left, row * width + right);
  }
  // The parallelogram of the middles and as much around it as the squares reach.
  const [ax, ay, bx, by] = [x3 - x2, y3 - y2, x1 - x2, y1 - y2];
  const area = ax * by - ay * bx;
  if (area === 0) return;
  const within = (share: number): boolean => share > -0.2 && share < 1.2;
  const xs = [x1, x2, x3, x1 + x3 - x2];
  const ys = [y1, y2, y3, y1 + y3 - y2];
  const bottom = Math.min(height - 1, Math.max(...ys) + 2 * half);
  const right = Math.min(width - 1, Math.max(...xs) + 2 * half);
  for (let y = Math.max(0, Math.floor(Math.min(...ys) - 2 * half)); y <= bottom; y++) {
    for (let x = Math.max(0, Math.floor(Math.min(...xs) - 2 * half)); x <= right; x++) {
      const [dx, dy] = [x - x2, y - y2];
      if (within((dx * by - dy * bx) / area) && within((ax * dy - ay * dx) / area)) values[y * width + x] = 255;
    }
  }
}
