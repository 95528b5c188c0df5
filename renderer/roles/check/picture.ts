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

export type PictureTrouble = 'not-a-picture' | 'picture-too-large';

/** Bytes of a file, dots of a picture, and dots of a side that is sent on. */
const MOST = { bytes: 30 << 20, dots: 64_000_000, side: 2400 } as const;
/** Where a JPEG with a large profile may still hide its size. */
const HEAD = 1 << 20;

export async function readGrey(file: Blob): Promise<GreyPicture | PictureTrouble> {
  if (file.size > MOST.bytes) return 'picture-too-large';
  const size = sizeOf(new DataView(await file.slice(0, HEAD).arrayBuffer()));
  if (size === null) return 'not-a-picture';
  if (size.width * size.height > MOST.dots) return 'picture-too-large';
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return 'not-a-picture';
  const scale = Math.min(1, MOST.side / Math.max(bitmap.width, bitmap.height));
  const width = Math.max(1, Math.floor(bitmap.width * scale));
  const height = Math.max(1, Math.floor(bitmap.height * scale));
  const canvas = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (canvas === null) return 'not-a-picture';
  canvas.imageSmoothingQuality = 'high';
  // What is transparent is paper.
  canvas.fillStyle = '#fff';
  canvas.fillRect(0, 0, width, height);
  canvas.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
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

/** What a PNG or JPEG says of its size; `null` for anything else. */
export function sizeOf(head: DataView): Size | null {
  if (head.byteLength >= 24 && head.getUint32(0) === 0x89504e47 && head.getUint32(12) === 0x49484452) {
    return sized(head.getUint32(16), head.getUint32(20));
  }
  return head.byteLength >= 4 && head.getUint16(0) === 0xffd8 ? jpegSize(head) : null;
}

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
