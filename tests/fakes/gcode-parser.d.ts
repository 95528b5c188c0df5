/** The package brings no types of its own. */
declare module 'gcode-parser' {
  export function parseLine(line: string): { readonly words: readonly (readonly [letter: string, value: number])[] };
}
