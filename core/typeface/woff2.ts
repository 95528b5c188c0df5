/** The tables of a typeface in a WOFF2 file. Source: W3C, *WOFF File Format 2.0*, 4 and 5. */
import { TableReading } from './reading.ts';

/** Brotli (RFC 7932), which the platform brings. */
export type Inflate = (packed: Uint8Array) => Uint8Array;

const SIGNATURE = 'wOF2';
/** Signature to private data. */
const HEADER = 48;

/** Of the 63 tags that the directory has a number for, those that are read here. */
const TAGS: Readonly<Record<number, string>> = { 0: 'cmap', 1: 'head', 2: 'hhea', 3: 'hmtx', 10: 'glyf', 11: 'loca' };
const SPELLED = 63;

/** In both of these, the transform that is no transform. */
const OUTLINES = new Set(['glyf', 'loca']);
const UNTOUCHED = 3;

/**
 * Tables by their tag; `glyf` as WOFF2 transforms it.
 *
 * @throws what is not such a file, or has its outlines or widths in a form that ours have not
 */
export function tablesOf(file: Uint8Array, inflate: Inflate): ReadonlyMap<string, Uint8Array> {
  const header = new TableReading(file);
  if (header.text(4) !== SIGNATURE) throw new Error('the typeface is not WOFF2');
  const [count, packed] = [new TableReading(file, 12).word(), new TableReading(file, 20).long()];
  const directory = new TableReading(file, HEADER);
  const entries = Array.from({ length: count }, () => entryOf(directory));
  const bytes = inflate(file.subarray(directory.at, directory.at + packed));
  const tables = new Map<string, Uint8Array>();
  let at = 0;
  for (const { tag, length } of entries) {
    tables.set(tag, bytes.subarray(at, at + length));
    at += length;
  }
  return tables;
}

function entryOf(directory: TableReading): { readonly tag: string; readonly length: number } {
  const flags = directory.byte();
  const [number, transform] = [flags & 0x3f, flags >> 6];
  const tag = number === SPELLED ? directory.text(4) : (TAGS[number] ?? `#${number}`);
  const length = directory.base128();
  const transformed = OUTLINES.has(tag) ? transform !== UNTOUCHED : transform !== 0;
  if (tag === 'glyf' ? !transformed : tag === 'hmtx' && transformed) throw new Error(`a typeface with another ${tag}`);
  return { tag, length: transformed ? directory.base128() : length };
}
