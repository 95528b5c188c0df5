/** JSON as it comes from outside. */

/** What a text says, or `null` if it is no JSON: every schema of ours refuses that with the rest. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
