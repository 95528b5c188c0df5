/**
 * What a reader makes of the codes of a PDF, page by page: its filled areas are put onto paper as a printer of 300 dots an inch
 * would, and the whole page is read by the reader that reads pictures here. It knows what Chromium writes of a page without
 * pictures (ISO 32000-1, 8.5); letters and dashed lines are left out.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { inflateSync } from 'node:zlib';
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader';

const WASM = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');

export interface PdfCode {
  readonly text: string;
  /** Dots of a module. */
  readonly module: number;
}

const DOTS_PER_POINT = 300 / 72;
/** Light modules around a code (ISO/IEC 18004, 5.3.8). */
const QUIET = 4;
/** A path of so many areas is a code, and no border. */
const AREAS = 50;

type Matrix = readonly [number, number, number, number, number, number];
type Area = readonly [left: number, top: number, right: number, bottom: number];

/** The codes of each page, row by row. @throws Error where one does not read, or has anything in its quiet zone */
export async function codesOfPdf(pdf: Buffer): Promise<readonly (readonly PdfCode[])[]> {
  const wasmBinary = new Uint8Array(readFileSync(WASM)).buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, fireImmediately: true });
  const text = pdf.toString('latin1');
  const pages = text.matchAll(/\/Type \/Page\n[^]*?\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\][^]*?\/Contents (\d+) 0 R/g);
  const codes: (readonly PdfCode[])[] = [];
  for (const [, width, height, contents = ''] of pages)
    codes.push(await codesOfPage(streamOf(pdf, text, contents), Number(width), Number(height)));
  return codes;
}

function streamOf(pdf: Buffer, text: string, object: string): string {
  const from = text.indexOf('stream\n', text.indexOf(`\n${object} 0 obj`)) + 'stream\n'.length;
  return inflateSync(pdf.subarray(from, text.indexOf('\nendstream', from))).toString('latin1');
}

interface Paper {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly data: Uint8ClampedArray;
}

async function codesOfPage(content: string, width: number, height: number): Promise<readonly PdfCode[]> {
  const [across, down] = [Math.round(width * DOTS_PER_POINT), Math.round(height * DOTS_PER_POINT)];
  const paper: Paper = { width: across, height: down, data: new Uint8ClampedArray(4 * across * down).fill(255) };
  const drawn: (readonly Area[])[] = [];
  for (const { areas, grey } of fillsOf(content, height)) {
    for (const area of areas) ink(paper, area, grey);
    if (isCode(areas)) drawn.push(areas);
  }
  const found = await readBarcodes(paper as ImageData, { formats: ['QRCode'], tryHarder: true });
  return drawn.map((areas) => readAt(paper, areas, found));
}

const heightOf = ([, top, , bottom]: Area): number => bottom - top;

/** Nothing else has so many areas of one height. */
const isCode = (areas: readonly Area[]): boolean =>
  areas.length > AREAS && areas.every((area) => Math.abs(heightOf(area) - heightOf(areas[0] ?? area)) < 0.01);

function ink({ width, height, data }: Paper, [left, top, right, bottom]: Area, grey: number): void {
  const [from, to] = [Math.max(0, Math.round(left)), Math.min(width, Math.round(right))];
  for (let y = Math.max(0, Math.round(top)); y < Math.min(height, Math.round(bottom)); y++)
    for (let x = from; x < to; x++) data.fill(grey, 4 * (y * width + x), 4 * (y * width + x) + 3);
}

/** The code of these areas: what was found there. */
function readAt({ width, data }: Paper, areas: readonly Area[], found: readonly ReadResult[]): PdfCode {
  const module = Math.min(...areas.map(heightOf));
  const left = Math.round(Math.min(...areas.map(([one]) => one)));
  const top = Math.round(Math.min(...areas.map(([, one]) => one)));
  const right = Math.round(Math.max(...areas.map(([, , one]) => one)));
  const bottom = Math.round(Math.max(...areas.map(([, , , one]) => one)));
  const quiet = Math.floor(QUIET * module);
  for (let y = top - quiet; y < bottom + quiet; y++)
    for (let x = left - quiet; x < right + quiet; x++) {
      const within = x >= left && x < right && y >= top && y < bottom;
      if (!within && data[4 * (y * width + x)] !== 255) throw new Error('something stands in the quiet zone of a code');
    }
  const near = found.find(({ position: { topLeft } }) => {
    return Math.abs(topLeft.x - left) < 2 * module && Math.abs(topLeft.y - top) < 2 * module;
  });
  if (near === undefined) throw new Error('a code of the page does not read');
  return { text: near.text, module };
}

interface Fill {
  readonly areas: readonly Area[];
  readonly grey: number;
}

/** Everything that is filled, in its order; areas are upright rectangles, in dots from the upper left corner. */
function fillsOf(content: string, height: number): readonly Fill[] {
  const fills: Fill[] = [];
  const saved: { readonly at: Matrix; readonly grey: number }[] = [];
  let [at, grey]: [Matrix, number] = [[1, 0, 0, 1, 0, 0], 0];
  let paths: [number, number][][] = [];
  let given: number[] = [];
  const place = (x: number, y: number): [number, number] => [
    (at[0] * x + at[2] * y + at[4]) * DOTS_PER_POINT,
    (height - (at[1] * x + at[3] * y + at[5])) * DOTS_PER_POINT,
  ];
  for (const word of content.split(/\s+/)) {
    if (/^[-+.\d]+$/.test(word)) {
      given.push(Number(word));
      continue;
    }
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = given;
    if (word === 'q') saved.push({ at, grey });
    if (word === 'Q') ({ at, grey } = saved.pop() ?? { at, grey });
    if (word === 'cm') at = times([a, b, c, d, e, f], at);
    if (word === 'rg') grey = Math.round(255 * a);
    if (word === 'm') paths.push([place(a, b)]);
    if (word === 'l') paths.at(-1)?.push(place(a, b));
    if (word === 're') paths.push([place(a, b), place(a + c, b + d)]);
    if (word === 'f' || word === 'f*') fills.push({ areas: paths.map(around), grey });
    if (['f', 'f*', 'n', 'S'].includes(word)) paths = [];
    given = [];
  }
  return fills;
}

const times = (m: Matrix, n: Matrix): Matrix => [
  m[0] * n[0] + m[1] * n[2],
  m[0] * n[1] + m[1] * n[3],
  m[2] * n[0] + m[3] * n[2],
  m[2] * n[1] + m[3] * n[3],
  m[4] * n[0] + m[5] * n[2] + n[4],
  m[4] * n[1] + m[5] * n[3] + n[5],
];

function around(points: readonly (readonly [number, number])[]): Area {
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}
