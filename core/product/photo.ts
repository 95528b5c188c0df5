/**
 * A photo of a product's metal: what a card looks like before anything is on it. A photo from a camera says where and when it
 * was taken and with what; here only what it shows is kept, segment by segment and chunk by chunk, and nothing is decoded.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { failIn, ok, type Failed, type Result } from '../base/result.ts';
import { bareJpeg } from './photo-jpeg.ts';
import { barePng } from './photo-png.ts';

const fail = failIn('product');

export type PhotoFailure = 'not-a-photo' | 'photo-says-more' | 'photo-too-large' | 'photo-turned';

/** Of its bytes: a product file has room for them, in base64, and for all else. */
export const PHOTO_BYTES = 36 * 1024;
/** Dots of its longer side: as many as a card has on a large screen. */
export const PHOTO_SIDE = 1200;
/** Of what is read to make one of it: what a camera takes. */
export const PHOTO_FILE = 32 << 20;

/** By its first bytes, never by its name. */
const KINDS = [
  { kind: 'JPEG', magic: [0xff, 0xd8, 0xff], bare: bareJpeg },
  { kind: 'PNG', magic: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], bare: barePng },
] as const;

/** What can be said of a photo instead of all of it. */
export interface PhotoFacts {
  readonly kind: (typeof KINDS)[number]['kind'];
  /** Dots. */
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Makes a photo for a product of a JPEG or PNG: what it shows, in the base64 that a product file keeps it in. */
export function photoFrom(picture: Uint8Array): Result<string, PhotoFailure> {
  const bare = kindOf(picture)?.bare(picture) ?? null;
  if (bare === null) {
    const sentence = 'This is no photo that can be used: it is neither JPEG nor PNG, or it is damaged. Choose another.';
    return fail('not-a-photo', sentence);
  }
  const { width, height, bytes } = bare;
  if (Math.max(width, height) > PHOTO_SIDE || bytes.length > PHOTO_BYTES) {
    const facts = { width, height, bytes: bytes.length, side: PHOTO_SIDE, most: PHOTO_BYTES };
    const sentence = `The photo has ${width} x ${height} dots in ${bytes.length} bytes; ${PHOTO_SIDE} a side and ${PHOTO_BYTES} bytes are the most. Make it smaller.`;
    return fail('photo-too-large', sentence, facts);
  }
  if (bare.turned)
    return fail(
      'photo-turned',
      'This photo is stored on its side, and only says so in what is taken out of it. Turn it in a program for pictures, and save it.',
    );
  return ok(base64.encode(bytes));
}

/** Null where it is none that {@link photoFrom} has made. */
export function photoFacts(photo: string): PhotoFacts | null {
  const picture = bytesOf(photo);
  const found = kindOf(picture);
  const bare = found?.bare(picture) ?? null;
  if (found === undefined || bare === null) return null;
  const { width, height } = bare;
  return { kind: found.kind, width, height, bytes: picture.length, sha256: bytesToHex(sha256(picture)) };
}

/** What stands against the photo in a product file: one that was not made by {@link photoFrom}. */
export function photoTrouble(photo: string): Failed<PhotoFailure> | null {
  const made = photoFrom(bytesOf(photo));
  if (!made.ok) return made;
  if (made.value === photo) return null;
  const sentence =
    'The photo in this product says more than it shows: when or where it was taken, or with what. Put it in again.';
  return fail('photo-says-more', sentence);
}

const kindOf = (picture: Uint8Array): (typeof KINDS)[number] | undefined =>
  KINDS.find(({ magic }) => magic.every((byte, at) => picture[at] === byte));

/** None where it is not base64. */
function bytesOf(photo: string): Uint8Array {
  try {
    return base64.decode(photo);
  } catch {
    return new Uint8Array(0);
  }
}
