/** The cards of a tray on one page, each in its pocket with its serial as a code that Bench takes as the serial. */
import { failIn, must, ok, type Result } from '../../core/base/result.ts';
import { parseSerial } from '../../core/card/serial.ts';
import { pageText } from '../../core/scan/card-label.ts';
import type { TrayView } from '../../core/stations/bench/view.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock } from '../../resources/words/text.ts';
import { leastSide, serialCode } from './code.ts';
import { escapeHtml, page, table } from './page.ts';
import type { PageOf } from './traveller.ts';

const fail = failIn('papers');

export interface TrayListFacts extends Omit<PageOf, 'journal'> {
  readonly batch: string;
  readonly tray: Pick<TrayView, 'rows' | 'columns' | 'job' | 'pockets'>;
}

/** Millimetres of A4 inside its margins that the pockets have; what stands above them has the rest, a line to spare. */
const ROOM = { width: 178, height: 192 };
/** Above a code its pocket, below it the serial in one line or two. */
const LETTERS = 8;
const BETWEEN = 2;
/** Of a pocket; no quiet zone reaches into it. */
const BORDER = 0.2;
/** Larger ones are read no better. */
const LARGEST = 34;

export interface TrayGrid {
  readonly columns: number;
  /** Of a code, quiet zone included; millimetres. */
  readonly side: number;
  /** Of a pocket; millimetres. */
  readonly height: number;
}

/** As the tray lies, if its codes have room so; else in the order of its pockets, with the largest codes that have. */
export function gridOf({ rows, columns }: Pick<TrayView, 'rows' | 'columns'>, least: number): TrayGrid | null {
  const pockets = rows * columns;
  const grid = (across: number): TrayGrid => {
    const inside = (room: number, many: number): number => (room + BETWEEN) / many - BETWEEN - 2 * BORDER;
    const height = inside(ROOM.height, Math.ceil(pockets / across)) - LETTERS;
    const side = Math.min(inside(ROOM.width, across), height, LARGEST);
    return { columns: across, side, height: side + LETTERS + 2 * BORDER };
  };
  const asItLies = grid(columns);
  if (asItLies.side >= least) return asItLies;
  const [best] = Array.from({ length: pockets }, (_, i) => grid(i + 1)).sort((a, b) => b.side - a.side);
  return best === undefined || best.side < least ? null : best;
}

/** Of a serial below its code: as large as its pocket is wide; two lines where one would be too small. */
function lettersOf(serial: string, width: number): string {
  const one = width / (serial.length * PER_POINT);
  if (one >= READABLE) return `${Math.min(one, 11).toFixed(1)}pt/5mm`;
  return `${Math.min(width / (Math.ceil(serial.length / 2) * PER_POINT), READABLE).toFixed(1)}pt/2.5mm`;
}

/** Millimetres that a letter of a typewriter is wide, a point of its size. */
const PER_POINT = 0.215;
/** Points. */
const READABLE = 7;

export function trayListPage(words: Words, { batch, tray, ...facts }: TrayListFacts): Result<string> {
  const said = words.papers.trayList;
  const title = words.pockets.title(tray.rows, tray.columns);
  const codes = new Map(
    tray.pockets.flatMap(({ pocket, serial }) =>
      serial === null ? [] : [[pocket, pageText('tray-list', must(parseSerial(serial)))] as const],
    ),
  );
  const grid = gridOf(tray, Math.max(...[...codes.values()].map(leastSide), 0));
  if (grid === null) return fail('no-room', 'The codes of this tray have no room on one page.');
  const cells: string[] = [];
  for (const { pocket, serial } of tray.pockets) {
    const text = codes.get(pocket);
    const code = text === undefined ? ok('') : serialCode(text, grid.side);
    if (!code.ok) return code;
    cells.push(`<div style="height:${grid.height.toFixed(2)}mm;box-sizing:border-box;overflow:hidden;break-inside:avoid;text-align:center;border:${BORDER}mm ${text === undefined ? 'dashed' : 'solid'} #888">
<div style="font:bold 8pt/3mm sans-serif;text-align:left;padding-left:1mm">${pocket}</div>${code.value}<div style="font:${lettersOf(serial ?? '', ROOM.width / grid.columns - BETWEEN - 1)} monospace;word-break:break-all">${serial === null ? '' : escapeHtml(serial)}</div></div>`);
  }
  const heads = [words.papers.traveller.batch, said.job, said.cards, said.counted];
  // A cell with nothing in it would be as wide as a signature.
  const row = [batch, tray.job ?? said.unsent, count(words, codes.size), '\u00a0'];
  const body = `
<h1>${escapeHtml(title)}</h1>
<p style="margin:1mm 0">${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
${table(heads, [row])}
<p style="margin:2mm 0">${escapeHtml(said.how)}</p>
<div style="display:grid;grid-template-columns:repeat(${grid.columns},1fr);gap:${BETWEEN}mm">
${cells.join('\n')}
</div>`;
  return ok(page(words, title, facts.mode, body));
}
