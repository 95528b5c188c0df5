/** Reads jobs of texts back: a CSV of RFC 4180 with a head, or a line a text. The texts are copies, which the caller wipes. */
import { Bytes, Misread } from './bytes.ts';

/** The texts of a file in the order they stand there; of a CSV, without its head. */
export function readCsv(bytes: Uint8Array): readonly Uint8Array[] {
  const rows = linesOf(bytes).map(cellsOf);
  const [head, ...cards] = rows;
  if (head === undefined || cards.some((cells) => cells.length !== head.length)) throw new Misread('rows differ');
  return cards.flat();
}

export const readTxt = (bytes: Uint8Array): readonly Uint8Array[] => linesOf(bytes).map((line) => line.slice());

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  let from = 0;
  for (let end = bytes.indexOf(0x0d); end !== -1; end = bytes.indexOf(0x0d, from)) {
    if (bytes[end + 1] !== 0x0a) throw new Misread('a line ends otherwise');
    lines.push(bytes.subarray(from, end));
    from = end + 2;
  }
  if (from !== bytes.length) throw new Misread('the last line has no end');
  return lines;
}

function cellsOf(line: Uint8Array): readonly Uint8Array[] {
  const cells: Uint8Array[] = [];
  const file = new Bytes(line);
  let from = 1;
  do {
    file.expect('"');
    if (!file.behind('"')) throw new Misread('a cell has no end');
    const end = line.indexOf(0x22, from);
    cells.push(line.slice(from, end));
    from = end + 3;
  } while (file.take(','));
  if (!file.done) throw new Misread('something behind a cell');
  return cells;
}
