/** Names of stations as people read them: what is signed writes letters of other scripts in percent-encoding. */

/** A text with every name in it in its own script. Nothing else that is said here has a percent sign before two capitals. */
export const spelledNames = (text: string): string =>
  text.replace(/(?:%[0-9A-F]{2})+/g, (written) => {
    try {
      const letters = decodeURIComponent(written);
      return /^[\p{L}\p{M}\p{N}]+$/u.test(letters) ? letters : written;
    } catch {
      // Half of a character: not ours.
      return written;
    }
  });
