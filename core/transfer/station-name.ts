/**
 * A station's name in whatever script, as everything that is signed writes it: in ASCII, with letters of other scripts
 * in the percent-encoding of RFC 3986. People read and type the name itself.
 */

/** 1 to 40 letters and digits of any script, with single spaces, dots, hyphens and underscores between them. */
const SPELLED = /^[\p{L}\p{M}\p{N}]+(?:[ ._-][\p{L}\p{M}\p{N}]+)*$/u;
const MOST_LETTERS = 40;

/** Written, it stands in names of files beside other words. */
const MOST_WRITTEN = 120;

/** What is written for the name that somebody has typed; null if no station may be named so. */
export function writtenStationName(typed: string): string | null {
  const name = typed.normalize('NFC');
  if ([...name].length > MOST_LETTERS || !SPELLED.test(name)) return null;
  const written = encodeURIComponent(name).replaceAll('%20', ' ');
  return written.length <= MOST_WRITTEN ? written : null;
}

/** Whether this is a station's name just as it is written. */
export function isWrittenStationName(text: string): boolean {
  try {
    return writtenStationName(decodeURIComponent(text)) === text;
  } catch {
    // Half of a character.
    return false;
  }
}

/** A station that is meant, typed or as it is written: whoever looks it up says that there is none. */
export const meantStation = (typed: string): string => writtenStationName(typed.trim()) ?? typed;
