/**
 * Jobs read by others: parsers of SVG, DXF and G-code from the registry, and for HP-GL and LightBurn, which have none
 * there, readers made from the formats' descriptions alone. Points are micrometres as the file counts.
 */
import { DOMParser } from '@xmldom/xmldom';
import DxfParser from 'dxf-parser';
import { parseLine } from 'gcode-parser';
import { SVGPathData } from 'svg-pathdata';
import { parseSync, type INode } from 'svgson';
import type { FormatName } from '../../core/etch/formats/formats.ts';

export interface Line {
  readonly layer: string;
  readonly points: readonly (readonly [number, number])[];
}

type Points = (readonly [number, number])[];
const µm = (value: number): number => Math.round(value * 1000);
const textOf = (file: Uint8Array): string => Buffer.from(file).toString('latin1');

const COLOURS: Readonly<Record<string, string>> = {
  '#ff0000': 'serial',
  '#0000ff': 'passphrase',
  '#ff00ff': 'confirmation code',
  '#ff8000': 'code',
  '#00ff00': 'watermark',
  '#00e0e0': 'date',
  '#0c96d9': 'index mark',
};

function svg(file: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  const walk = (node: INode): void => {
    if (node.name === 'path') {
      const layer = COLOURS[node.attributes['stroke'] ?? ''] ?? '';
      let points: Points = [];
      for (const command of new SVGPathData(node.attributes['d'] ?? '').commands) {
        if (command.type !== SVGPathData.MOVE_TO && command.type !== SVGPathData.LINE_TO) throw new Error('a curve');
        if (command.relative) throw new Error('relative');
        if (command.type === SVGPathData.MOVE_TO) lines.push({ layer, points: (points = []) });
        points.push([µm(command.x), µm(command.y)]);
      }
    }
    node.children.forEach(walk);
  };
  walk(parseSync(textOf(file)));
  return lines;
}

function dxf(file: Uint8Array): readonly Line[] {
  const parsed = new DxfParser().parseSync(textOf(file));
  return (parsed?.entities ?? []).map((entity) => {
    if (entity.type !== 'POLYLINE') throw new Error(entity.type);
    const { vertices } = entity as unknown as { vertices: readonly { x: number; y: number }[] };
    return { layer: entity.layer.toLowerCase().replace('-', ' '), points: vertices.map(({ x, y }) => [µm(x), µm(y)]) };
  });
}

/** As GRBL runs it; a travel says that the laser is off, a mark that it is on. */
function gcode(file: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  let [layer, power, x, y, on] = ['', 0, 0, 0, false];
  let points: Points = [];
  for (const line of textOf(file).split('\n')) {
    if (line.length > 79) throw new Error('longer than the buffer of GRBL');
    if (line.startsWith(';layer ')) layer = line.slice(7);
    const words = new Map(parseLine(line).words);
    if (words.get('M') === 4) on = true;
    if (words.get('M') === 5) on = false;
    power = words.get('S') ?? power;
    const motion = words.get('G');
    if (motion !== 0 && motion !== 1) continue;
    if ((motion === 1) !== (on && power > 0)) throw new Error('the laser is on where it must not be, or off');
    [x, y] = [words.get('X') ?? x, words.get('Y') ?? y];
    if (layer === 'index mark') {
      // Travelled round with the laser off, from its first corner to its last.
      const mark = lines.find((one) => one.layer === layer);
      if (mark === undefined) lines.push({ layer, points: [[µm(x), µm(y)]] });
      else (mark.points as Points).push([µm(x), µm(y)]);
    } else if (motion === 0) points = [[µm(x), µm(y)]];
    else {
      if (points.length === 1) lines.push({ layer, points });
      points.push([µm(x), µm(y)]);
    }
  }
  if (on || x !== 0 || y !== 0) throw new Error('it does not end at the zero, with the laser off');
  return lines;
}

const PENS = ['', 'serial', 'passphrase', 'confirmation code', 'code', 'watermark', 'date', 'index mark'];

/** Instructions of two letters and their parameters, ended by a semicolon; 40 units a millimetre. */
function hpgl(file: Uint8Array): readonly Line[] {
  const lines: Line[] = [];
  let pen = 0;
  let at: readonly [number, number] = [0, 0];
  let points: Points | null = null;
  const instructions = textOf(file).split(';').map((text) => text.trim()).filter((text) => text !== ''); // prettier-ignore
  for (const instruction of instructions) {
    const [name, parameters] = [instruction.slice(0, 2), instruction.slice(2)];
    const numbers = parameters === '' ? [] : parameters.split(',').map(Number);
    if (numbers.some((number) => !Number.isFinite(number) || Math.abs(number) > 32_767)) throw new Error(instruction);
    if (name === 'SP') pen = numbers[0] ?? 0;
    if (name === 'PU') points = null;
    if (name !== 'PU' && name !== 'PD') continue;
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      const to = [Math.round((numbers[i] as number) * 25), Math.round((numbers[i + 1] as number) * 25)] as const;
      if (name === 'PD') {
        if (points === null) lines.push({ layer: PENS[pen] ?? '', points: (points = [at]) });
        points.push(to);
      }
      at = to;
    }
  }
  return lines;
}

const SETTINGS = ['serial', 'passphrase', 'confirmation code', 'code', 'watermark', 'date'];
/** LightBurn's second tool layer. */
const TOOL = 31;

/** A project's XML; in a path, vertices `V x y` with control points behind them, and primitives `L from to`. */
function lightburn(file: Uint8Array): readonly Line[] {
  const root = new DOMParser({ onError: (level, text) => { throw new Error(`${level}: ${text}`); } }).parseFromString(textOf(file), 'text/xml').documentElement; // prettier-ignore
  if (root?.nodeName !== 'LightBurnProject') throw new Error('no project');
  const named = new Map(
    Array.from(root.getElementsByTagName('CutSetting')).map((setting) => {
      const value = (name: string): string => setting.getElementsByTagName(name)[0]?.getAttribute('Value') ?? '';
      return [value('index'), value('name')] as const;
    }),
  );
  return Array.from(root.getElementsByTagName('Shape')).flatMap((shape) => {
    const part = (name: string): string => shape.getElementsByTagName(name)[0]?.textContent ?? '';
    if (shape.getAttribute('Type') !== 'Path') throw new Error('a shape that is no path');
    if (part('XForm') !== '1 0 0 1 0 0') throw new Error('a transform');
    const layer = named.get(shape.getAttribute('CutIndex') ?? '') ?? '';
    const index = Number(shape.getAttribute('CutIndex'));
    if ((index === TOOL ? 'index mark' : SETTINGS[index]) !== layer) throw new Error('a layer of another number');
    const vertices = Array.from(part('VertList').matchAll(/V(\S+) ([^Vc]+)(?:c0x1c1x1)?/g), ([, x, y]) => [µm(Number(x)), µm(Number(y))] as const); // prettier-ignore
    const lines: { layer: string; points: Points }[] = [];
    let last = -1;
    for (const [, kind, from, to] of part('PrimList').matchAll(/([LB])(\d+) (\d+)/g)) {
      if (kind !== 'L') throw new Error('a curve');
      if (Number(from) !== last) lines.push({ layer, points: [vertices[Number(from)] as Points[0]] });
      lines.at(-1)?.points.push(vertices[Number(to)] as Points[0]);
      last = Number(to);
    }
    return lines;
  });
}

/** By format; those of texts have no lines. */
export const READERS: Readonly<Record<Exclude<FormatName, 'csv' | 'txt'>, (file: Uint8Array) => readonly Line[]>> = {
  svg,
  dxf,
  lightburn,
  gcode,
  hpgl,
};
