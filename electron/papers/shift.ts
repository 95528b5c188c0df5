/** A shift as a page: its pictures as SVG, and beside each the table it was drawn from. */
import type { Mode } from '../../core/journal/event.ts';
import type { CurvePicture, RowsPicture, ShiftView } from '../../core/shift/picture.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock, duration } from '../../resources/words/text.ts';
import {
  axisTime,
  moment,
  reasonOf,
  saidOf,
  share,
  stateName,
  stepName,
  totals,
  transferName,
} from '../../resources/words/shift.ts';
import { escapeHtml, page, table } from './page.ts';

export interface ShiftPaper {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  /** When the page is made, as the clock says it. */
  readonly at: string;
  readonly journal: { readonly size: number; readonly hash: string };
}

export function shiftPage(words: Words, view: ShiftView, facts: ShiftPaper): string {
  const { numbers } = view;
  const said = saidOf(words, numbers.role);
  const title = numbers.batch === null ? said.title : said.titleOf(numbers.batch);
  const body = `
<h1>${escapeHtml(title)}</h1>
<p>${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
<p>${escapeHtml(said.period(moment(numbers.from), moment(numbers.to)))}</p>
${table(['', ''], totals(words, numbers))}
<h2>${said.curve}</h2>
${curveSvg(words, view.curve, said.curve)}
<p>${said.legend}</p>
${table(
  [said.time, said.cards, said.sum],
  numbers.curve.map(({ at, cards, sum }) => [moment(at), cards, sum]),
)}
${numbers.role === 'origin' ? '' : causes(words, view)}
${tables(words, view)}
<p>${escapeHtml(words.papers.journal(count(words, facts.journal.size)))} <code>${escapeHtml(facts.journal.hash)}</code></p>
<div class="sign"><div>${words.papers.report.operator}</div><div>${words.papers.report.supervisor}</div></div>`;
  return page(words, title, facts.mode, body);
}

/** Why cards left the way, and what each step takes: Origin has no cards in its hands. */
function causes(words: Words, { numbers, reasons, steps }: ShiftView): string {
  const said = saidOf(words, numbers.role);
  return `<h2>${said.reasons}</h2>
${numbers.reasons.length === 0 ? `<p>${said.none}</p>` : rowsSvg(reasons, (name) => reasonOf(words, name))}
${table(
  [said.reason, said.cards, said.share],
  numbers.reasons.map(({ reason, cards, share: upTo }) => [reasonOf(words, reason), cards, share(words, upTo)]),
)}
<h2>${said.steps}</h2>
${numbers.steps.length === 0 ? `<p>${said.none}</p>` : rowsSvg(steps, (name) => stepName(words, name))}
${table(
  [said.step, said.times, said.median, said.p95],
  numbers.steps.map(({ step, times, median, p95 }) => [
    stepName(words, step),
    times,
    duration(words, median),
    duration(words, p95),
  ]),
)}`;
}

function tables(words: Words, { numbers }: ShiftView): string {
  const said = saidOf(words, numbers.role);
  const cards = numbers.role !== 'origin';
  const parts: readonly (readonly [title: string, rows: string, shown: boolean])[] = [
    [
      said.states,
      table(
        [said.state, said.cards],
        numbers.states.map(({ state, cards: units }) => [stateName(words, numbers.role, state), units]),
      ),
      true,
    ],
    [
      said.aside,
      table(
        [said.card, said.state, said.reason, said.age],
        numbers.aside.map(({ serial, state, reason, seconds }) => [
          serial,
          stateName(words, numbers.role, state),
          reason === null ? '' : reasonOf(words, reason),
          duration(words, seconds),
        ]),
      ),
      cards,
    ],
    [
      said.people,
      table(
        [said.person, said.times, said.finished],
        numbers.people.map(({ person, steps, finished }) => [person, steps, finished]),
      ),
      true,
    ],
    [
      said.batches,
      table(
        [said.batch, said.finished, said.asideShort],
        numbers.batches.map(({ batch, finished, aside }) => [batch, finished, aside]),
      ),
      true,
    ],
    [
      said.lost,
      table(
        [said.device, said.times, said.age],
        numbers.lost.map(({ device, seconds, times }) => [
          said.devices[device as 'scanner'] ?? device,
          times,
          duration(words, seconds),
        ]),
      ),
      cards,
    ],
    [
      said.sent,
      table(
        [said.transfer, said.files, said.cards],
        numbers.sent.map(({ transfer, files, units }) => [transferName(words, transfer), files, units]),
      ),
      numbers.sent.length > 0,
    ],
  ];
  return parts
    .filter(([, , shown]) => shown)
    .map(([title, rows]) => `<h2>${title}</h2>\n${rows}`)
    .join('\n');
}

/** Strokes and greys alone: it prints, and says the same without colours. */
export function curveSvg(words: Words, picture: CurvePicture, name: string): string {
  const { width, height, left, bottom, bars, sum, target, times, cards, sums } = picture;
  const text = (x: number, y: number, anchor: string, said: string): string =>
    `<text x="${x}" y="${y}" text-anchor="${anchor}" font-size="10">${escapeHtml(said)}</text>`;
  const right = width - 44;
  return `<svg viewBox="0 0 ${width} ${height}" width="100%" role="img" aria-label="${escapeHtml(name)}">
<g fill="#bbb" stroke="#555" stroke-width="0.5">${bars.map((bar) => `<rect x="${bar.x}" y="${bar.y}" width="${bar.width}" height="${bar.height}"/>`).join('')}</g>
<path d="M${left},${bottom}H${right}" stroke="#000" fill="none"/>
<path d="${target}" stroke="#000" stroke-dasharray="5 4" fill="none"/>
<path d="${sum}" stroke="#000" stroke-width="2" fill="none"/>
${times.map(({ at, value }) => text(at, height - 10, 'middle', axisTime(value, times))).join('')}
${cards.map(({ at, value }) => text(left - 5, at + 3, 'end', count(words, value))).join('')}
${sums.map(({ at, value }) => text(right + 5, at + 3, 'start', count(words, value))).join('')}
</svg>`;
}

export function rowsSvg({ width, height, rows }: RowsPicture, nameOf: (name: string) => string): string {
  const drawn = rows.map(({ name, y, bar, mark }) => {
    const stroke =
      mark === null
        ? ''
        : `<path d="M${mark},${bar.y - 2}v${bar.height + 4}M${bar.x + bar.width},${y}H${mark}" stroke="#000" fill="none"/>`;
    return `<text x="${bar.x - 6}" y="${y + 3}" text-anchor="end" font-size="10">${escapeHtml(nameOf(name))}</text><rect x="${bar.x}" y="${bar.y}" width="${bar.width}" height="${bar.height}" fill="#bbb" stroke="#555" stroke-width="0.5"/>${stroke}`;
  });
  return `<svg viewBox="0 0 ${width} ${height}" width="100%" aria-hidden="true">${drawn.join('')}</svg>`;
}
