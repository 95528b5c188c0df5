/**
 * A picture that a person chose, as grey values. It is decoded here, because here is a sandbox: whatever a made-up PNG
 * or JPEG does to its decoder, there is nothing in this page to be had. Bounded before it is decoded, by its own claim
 * of how large it is.
 */

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Uint8Array<ArrayBuffer>;
}

export type PictureTrouble = 'not-a-picture' | 'picture-too-large' | 'heic-picture';

/** Bytes of a file, dots of a picture (telephones take 108 millions), and dots of a side that is sent on. */
const MOST = { bytes: 60 << 20, dots: 120_000_000, side: 2400 } as const;

export async function readGrey(file: Blob): Promise<GreyPicture | PictureTrouble> {
  if (file.size > MOST.bytes) return 'picture-too-large';
  // All of it: a JPEG may have megabytes of metadata before its frame.
  const head = new DataView(await file.arrayBuffer());
  if (isHeic(head)) return 'heic-picture';
  const size = sizeOf(head);
  if (size === null) return 'not-a-picture';
  if (size.width * size.height > MOST.dots) return 'picture-too-large';
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return 'not-a-picture';
  const grey = greyOf(bitmap, bitmap, MOST.side);
  bitmap.close();
  return grey ?? 'not-a-picture';
}

/** What is drawn, as grey values of at most `side` dots; `null` where there is no canvas to draw on. */
export function greyOf(source: CanvasImageSource, size: Size, side: number): GreyPicture | null {
  const scale = Math.min(1, side / Math.max(size.width, size.height));
  const width = Math.max(1, Math.floor(size.width * scale));
  const height = Math.max(1, Math.floor(size.height * scale));
  const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (canvas === null) return null;
  canvas.imageSmoothingQuality = 'high';
  // What is transparent is paper.
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(source, 0, 0, width, height);
  const { data } = canvas.getImageData(0, 0, width, height);
  const values = new Uint8Array(width * height);
  // ITU-R BT.601.
  for (let at = 0, dot = 0; at < values.length; at++, dot += 4) {
    values[at] = (299 * (data[dot] ?? 0) + 587 * (data[dot + 1] ?? 0) + 114 * (data[dot + 2] ?? 0)) / 1000;
  }
  data.fill(0);
  canvas.clearRect(0, 0, width, height);
  return { width, height, values };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** An ISO media file whose brand is one of HEIF or AVC in HEIF (ISO/IEC 23008-12, annex B): no browser reads them. */
function isHeic(head: DataView): boolean {
  if (head.byteLength < 12 || fourCharacters(head, 4) !== 'ftyp') return false;
  return ['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'mif1', 'msf1'].includes(fourCharacters(head, 8));
}

const fourCharacters = (head: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((place) => head.getUint8(at + place)));

/** What a PNG, JPEG or WebP says of its size; `null` for anything else. */
export function sizeOf(head: DataView): Size | null {
  if (head.byteLength >= 24 && head.getUint32(0) === 0x89504e47 && head.getUint32(12) === 0x49484452) {
    return sized(head.getUint32(16), head.getUint32(20));
  }
  if (head.byteLength >= 30 && fourCharacters(head, 0) === 'RIFF' && fourCharacters(head, 8) === 'WEBP') {
    return webpSize(head);
  }
  return head.byteLength >= 4 && head.getUint16(0) === 0xffd8 ? jpegSize(head) : null;
}

/** By its first chunk: lossy (RFC 6386, 9.1), lossless, or extended (RFC 9649). */
function webpSize(head: DataView): Size | null {
  switch (fourCharacters(head, 12)) {
    case 'VP8 ':
      return sized(head.getUint16(26, true) & 0x3fff, head.getUint16(28, true) & 0x3fff);
    case 'VP8L': {
      const bits = head.getUint32(21, true);
      return sized((bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1);
    }
    case 'VP8X':
      return sized(1 + uint24(head, 24), 1 + uint24(head, 27));
    default:
      return null;
  }
}

const uint24 = (head: DataView, at: number): number => head.getUint16(at, true) | (head.getUint8(at + 2) << 16);

/** From marker to marker up to the frame header, SOF0 to SOF15 (ITU-T T.81, B.2.2); 4, 8 and 12 mean other things. */
function jpegSize(head: DataView): Size | null {
  for (let at = 2; at + 9 <= head.byteLength;) {
    if (head.getUint8(at) !== 0xff) return null;
    const marker = head.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker % 4 !== 0;
    if (isFrame || marker === 0xc0) return sized(head.getUint16(at + 7), head.getUint16(at + 5));
    at += 2 + head.getUint16(at + 2);
  }
  return null;
}

const sized = (width: number, height: number): Size | null => (width > 0 && height > 0 ? { width, height } : null);
