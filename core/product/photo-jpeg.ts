/** A JPEG with nothing in it but what it shows: its tables, frame and scans (ITU-T T.81, annex B). */
import { concatBytes } from '@noble/hashes/utils.js';
import type { BarePicture } from './bare-picture.ts';

const [SOI, EOI, SOS, APP1] = [0xd8, 0xd9, 0xda, 0xe1] as const;
/** Baseline, extended and progressive; arithmetic codes and lossless ones no window draws. */
const FRAMES: ReadonlySet<number> = new Set([0xc0, 0xc1, 0xc2]);
/** Huffman tables, quantization tables, restart interval. */
const TABLES: ReadonlySet<number> = new Set([0xc4, 0xdb, 0xdd]);
/** Of applications, and comments. */
const isTold = (marker: number): boolean => (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;

/** Null where it is no whole JPEG in grey or colour. */
export function bareJpeg(from: Uint8Array): BarePicture | null {
  const kept: Uint8Array[] = [Uint8Array.of(0xff, SOI)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let turned = false;
  let scans = 0;
  for (let at = 2; at + 1 < from.length;) {
    if (from[at] !== 0xff) return null;
    const marker = from[at + 1] as number;
    if (marker === 0xff) {
      // Filled up before a marker.
      at++;
      continue;
    }
    if (marker === EOI) {
      kept.push(Uint8Array.of(0xff, EOI));
      return size === null || scans === 0 ? null : { ...size, bytes: concatBytes(...kept), turned };
    }
    const length = word(from, at + 2);
    let end = at + 2 + length;
    if (length < 2 || end > from.length) return null;
    if (FRAMES.has(marker)) {
      const [height, width, colours] = [word(from, at + 5), word(from, at + 7), from[at + 9]];
      if (size !== null || length < 8 || width === 0 || height === 0 || (colours !== 1 && colours !== 3)) return null;
      size = { width, height };
    } else if (marker === SOS) {
      scans++;
      end = endOfScan(from, end);
    } else if (marker === APP1) turned ||= isTurned(from.subarray(at + 4, end));
    else if (!TABLES.has(marker) && !isTold(marker)) return null;
    if (!isTold(marker)) kept.push(from.subarray(at, end));
    at = end;
  }
  return null;
}

const word = (from: Uint8Array, at: number): number => ((from[at] ?? 0) << 8) | (from[at + 1] ?? 0);

/** Where the next marker is that is none of a scan: neither a stuffed byte nor a restart. */
function endOfScan(from: Uint8Array, start: number): number {
  for (let at = start; at + 1 < from.length; at++) {
    const next = from[at + 1] as number;
    if (from[at] === 0xff && next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return from.length;
}

/** Of Exif (TIFF inside): whether its first directory has an orientation (0x0112) other than 1. */
function isTurned(told: Uint8Array): boolean {
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0];
  if (!exif.every((byte, at) => told[at] === byte)) return false;
  const tiff = told.subarray(exif.length);
  if (tiff.length < 8) return false;
  const view = new DataView(tiff.buffer, tiff.byteOffset, tiff.byteLength);
  const little = tiff[0] === 0x49;
  const first = view.getUint32(4, little);
  if (first + 2 > tiff.length) return false;
  const entries = view.getUint16(first, little);
  for (let at = first + 2, left = entries; left > 0 && at + 12 <= tiff.length; at += 12, left--)
    if (view.getUint16(at, little) === 0x0112) return view.getUint16(at + 8, little) > 1;
  return false;
}
