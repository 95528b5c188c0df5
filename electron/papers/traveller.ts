/** What is on record of a card, on paper: with its serial as a code that Bench takes as the serial, and as nothing else. */
import type { Mode } from '../../core/journal/event.ts';
import type { ShownRecord } from '../../core/journal/who.ts';
import { ok, type Result } from '../../core/base/result.ts';
import type { Serial } from '../../core/card/serial.ts';
import type { BenchUnit } from '../../core/life/bench-life.ts';
import { pageText } from '../../core/scan/card-label.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock, eventSentence, reasonName } from '../../resources/words/text.ts';
import { whoSaid } from '../../resources/words/who.ts';
import { serialCode } from './code.ts';
import { escapeHtml, page, table } from './page.ts';

export interface PageOf {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  /** When the page is made, as the clock says it. */
  readonly at: string;
  readonly journal: { readonly size: number; readonly hash: string };
}

export interface TravellerFacts extends PageOf {
  readonly unit: Pick<BenchUnit, 'batch' | 'address' | 'sticker' | 'state' | 'reason'> & { readonly serial: Serial };
  readonly steps: readonly ShownRecord[];
}

/** Millimetres: read from an arm's length. */
const SIDE = 30;

/** Its address stands on it in letters alone: no page is scanned in a sticker's place. */
export function travellerPage(words: Words, facts: TravellerFacts): Result<string> {
  const { unit, steps, journal } = facts;
  const said = words.papers.traveller;
  const code = serialCode(pageText('traveller', unit.serial), SIDE);
  if (!code.ok) return code;
  const rows: readonly (readonly [string, string])[] = [
    [words.batch.serial, unit.serial],
    [said.batch, unit.batch],
    [words.batch.state, words.states[unit.state]],
    ...(unit.reason === null ? [] : [[words.batch.reason, reasonName(words, unit.reason)] as const]),
    [words.batch.address, unit.address],
    [words.batch.sticker, unit.sticker],
  ];
  const { record, at, what } = words.papers.report;
  const body = `
<h1>${escapeHtml(said.title(unit.serial))}</h1>
<p>${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
<div style="display:flex;gap:6mm;align-items:center"><div>${code.value}</div><div style="flex:1">${table(['', ''], rows)}</div></div>
<p>${escapeHtml(said.code)}</p>
<h2>${escapeHtml(words.traveller.steps)}</h2>
${table(
  [record, at, what],
  steps.map(({ seq, at: when, event, who }) => [
    `#${seq}`,
    dateAndClock(when),
    `${eventSentence(words, event)} ${whoSaid(words, who)}`.trimEnd(),
  ]),
)}
<p>${escapeHtml(words.papers.journal(count(words, journal.size)))} <code>${escapeHtml(journal.hash)}</code></p>`;
  return ok(page(words, said.title(unit.serial), facts.mode, body));
}
