/** Looking for secrets that are known, in every shape in which one could lie about. */
import { parseEncryptedKey } from '../../core/bip38/layout.ts';
import { decodeWif } from '../../core/coins/wif.ts';
import { filesBelow } from './press-station.ts';

/** A secret by name, as its bytes. */
export interface Canary {
  readonly what: string;
  readonly bytes: Uint8Array;
}

export const textCanary = (what: string, text: string): Canary => ({ what, bytes: Buffer.from(text, 'latin1') });

/** As it is, in hex of either case, in Base64 at each of its three places, and in two bytes a character. */
export function shapesOf({ bytes }: Canary): readonly string[] {
  const buffer = Buffer.from(bytes);
  const hex = buffer.toString('hex');
  // What stands before or behind changes the first and the last characters.
  const inBase64 = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), buffer])
      .toString('base64')
      .slice(shift === 0 ? 0 : shift + 1, -4),
  );
  const wide = Buffer.from(buffer.toString('latin1'), 'utf16le').toString('latin1');
  return [buffer.toString('latin1'), hex, hex.toUpperCase(), ...inBase64, wide];
}

export interface Place {
  readonly path: string;
  readonly text: string;
}

/** Which of the secrets stand where; `path: what`. */
export function find(canaries: readonly Canary[], places: readonly Place[]): readonly string[] {
  return canaries.flatMap((canary) => {
    const shapes = shapesOf(canary);
    return places.flatMap(({ path, text }) =>
      shapes.some((shape) => text.includes(shape)) ? [`${path}: ${canary.what}`] : [],
    );
  });
}

/** All files below some directories, and the names of all of them. */
export const placesBelow = (...directories: readonly string[]): readonly Place[] => {
  const files = directories.flatMap((directory) => filesBelow(directory));
  return [...files, { path: 'the names of files', text: files.map(({ path }) => path).join('\n') }];
};

/**
 * Whether an EPK nobody told of stands in the text: its form and its checksum, since one signature in some thousands
 * has the form by chance.
 */
export const holdsEncryptedKey = (text: string): boolean =>
  startsOf(text, /(?=6P[1-9A-HJ-NP-Za-km-z]{56})/g, 58).some((found) => parseEncryptedKey(found).ok);

/** Whether a private key in wallet import format stands in the text, likewise with its checksum. */
export const holdsPrivateKey = (text: string): boolean =>
  [51, 52].some((length) =>
    startsOf(text, new RegExp(`(?=[5KL][1-9A-HJ-NP-Za-km-z]{${length - 1}})`, 'g'), length).some(
      (found) => decodeWif(found).ok,
    ),
  );

const startsOf = (text: string, form: RegExp, length: number): readonly string[] =>
  [...text.matchAll(form)].map(({ index }) => text.slice(index, index + length));
