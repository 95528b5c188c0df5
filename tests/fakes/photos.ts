/** JPEGs with everything a photo may have about it, put together segment by segment; no camera has made them. */

export const segment = (marker: number, data: Uint8Array): Uint8Array =>
  Uint8Array.of(0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 255, ...data);

/** Exif with one entry: its orientation. */
export function exifTurned(orientation: number, little: boolean): Uint8Array {
  const data = Buffer.alloc(6 + 8 + 2 + 12 + 4);
  data.write('Exif\0\0', 'latin1');
  data.write(little ? 'II' : 'MM', 6, 'latin1');
  const [short, long] = little
    ? [(value: number, at: number) => data.writeUInt16LE(value, at), (value: number, at: number) => data.writeUInt32LE(value, at)] // prettier-ignore
    : [(value: number, at: number) => data.writeUInt16BE(value, at), (value: number, at: number) => data.writeUInt32BE(value, at)]; // prettier-ignore
  short(42, 8);
  long(8, 10);
  short(1, 14);
  short(0x0112, 16);
  short(3, 18);
  long(1, 20);
  short(orientation, 24);
  return segment(0xe1, new Uint8Array(data));
}

export interface JpegForm {
  readonly width?: number;
  readonly height?: number;
  readonly colours?: number;
  /** Which marker its frame has. */
  readonly frame?: number;
  readonly scan?: boolean;
  /** Segments before its tables. */
  readonly told?: readonly Uint8Array[];
  /** Bytes behind its end. */
  readonly behind?: Uint8Array;
  /** Bytes of its scan. */
  readonly filled?: number;
}

/** The form of a JPEG: its dots are noise, which only a decoder would mind. */
export function jpegOf(form: JpegForm = {}): Uint8Array {
  const { width = 320, height = 200, colours = 3, frame = 0xc0, scan = true, told = [], filled = 40 } = form;
  const [w, h] = [width, height].map((side) => [side >> 8, side & 255]) as [number[], number[]];
  const parts = [
    Uint8Array.of(0xff, 0xd8),
    ...told,
    segment(0xdb, new Uint8Array(65).fill(1)),
    segment(frame, Uint8Array.of(8, ...h, ...w, colours, ...new Uint8Array(3 * colours))),
    segment(0xc4, new Uint8Array(20).fill(1)),
    // A stuffed byte and a restart in it: neither ends it.
    ...(scan ? [segment(0xda, new Uint8Array(8)), new Uint8Array(filled).fill(0x55), Uint8Array.of(0xff, 0, 0xff, 0xd0, 7)] : []), // prettier-ignore
    Uint8Array.of(0xff, 0xd9),
    ...(form.behind === undefined ? [] : [form.behind]),
  ];
  return new Uint8Array(Buffer.concat(parts));
}
