/** A PNG with nothing in it but what it shows (ISO/IEC 15948): header, palette, transparency and dots. */
import { concatBytes } from '@noble/hashes/utils.js';
import type { BarePicture } from './bare-picture.ts';

const SIGNATURE = 8;
const SHOWN: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND']);
/** What a decoder must understand begins with a capital; all else may be left out. */
const isCritical = (type: string): boolean => /^[A-Z]/.test(type);

/** Null where it is no whole PNG, or one of its chunks is damaged. */
export function barePng(from: Uint8Array): BarePicture | null {
  const view = new DataView(from.buffer, from.byteOffset, from.byteLength);
  const kept: Uint8Array[] = [from.subarray(0, SIGNATURE)];
  let size: { readonly width: number; readonly height: number } | null = null;
  let dots = false;
  for (let at = SIGNATURE; at + 12 <= from.length;) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > from.length) return null;
    const type = String.fromCharCode(...from.subarray(at + 4, at + 8));
    if (!/^[A-Za-z]{4}$/.test(type) || crc32(from.subarray(at + 4, end - 4)) !== view.getUint32(end - 4)) return null;
    if ((type === 'IHDR') !== (size === null)) return null;
    if (type === 'IHDR') {
      if (length !== 13) return null;
      size = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
      if (size.width === 0 || size.height === 0) return null;
    }
    dots ||= type === 'IDAT';
    if (SHOWN.has(type)) kept.push(from.subarray(at, end));
    else if (isCritical(type)) return null;
    if (type === 'IEND') return size !== null && dots ? { ...size, bytes: concatBytes(...kept), turned: false } : null;
    at = end;
  }
  return null;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let value = 0xffffffff;
  for (const byte of bytes) value = (TABLE[(value ^ byte) & 0xff] as number) ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}
