/**
 * A shift as it hangs on a wall: read from five metres, and nothing to be done on it. What is large is a share of the
 * screen's height, whatever its size: the figures a fifth of it, which on a screen 60 cm high is 12 cm, where 2.5 cm read
 * from that far.
 */
import type { ShiftNumbers } from '../../core/shift/numbers.ts';
import type { Words } from '../../resources/words/language.ts';
import { reasonOf, saidOf, shortClock } from '../../resources/words/shift.ts';
import { count, lookUp, rate } from '../../resources/words/text.ts';
import { escapeHtml, PAPER_FACE } from './page.ts';

export interface WallFacts {
  readonly station: string;
  readonly training: boolean;
  readonly numbers: ShiftNumbers;
  /** Incidents that nobody has answered for; whether they stop the line is the same to who looks up. */
  readonly incidents: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Lightness and shape tell good from bad, never a hue alone. */
const SIGNS: Readonly<Record<string, string>> = {
  PASS: '✓',
  PROVEN: '✓',
  MADE: '✓',
  FAIL: '✗',
  SPOILT: '✗',
  ERROR: '!',
};

/** What stands between the tags of the body; {@link wallPage} is around it. */
export function wallBody(words: Words, facts: WallFacts): string {
  const { numbers, incidents, station, training, now } = facts;
  const said = saidOf(words, numbers.role);
  const clear = incidents === 0;
  const third =
    numbers.role === 'origin'
      ? [count(words, numbers.open), said.open]
      : [numbers.firstPass === null ? '–' : percent(words, numbers.firstPass), said.firstPass];
  const figure = (number: string, name: string): string =>
    `<div class="figure"><b>${number}</b><span>${escapeHtml(name)}</span></div>`;
  const pace = `${rate(words, numbers.rate)}<small>/${count(words, numbers.target)}</small>`;
  return `<header><span>${escapeHtml(station)}</span>${training ? `<span>${escapeHtml(words.papers.training)}</span>` : ''}<span>${shortClock(now)}</span></header>
<section>${figure(count(words, numbers.finished), said.finished)}${figure(pace, said.rate)}${figure(third[0] ?? '', third[1] ?? '')}</section>
<ul aria-label="${escapeHtml(said.verdicts)}">${numbers.last.map((one) => verdict(words, one)).join('')}</ul>
<p class="${clear ? 'clear' : 'stopped'}">${escapeHtml(clear ? said.running : `${said.stops}: ${said.incidents(incidents)}`)}</p>`;
}

function verdict(words: Words, { serial, outcome, reason }: ShiftNumbers['last'][number]): string {
  const name = lookUp<string>(words.outcomes, outcome) ?? lookUp<string>(words.shift.outcomes, outcome) ?? outcome;
  const why = reason === null ? '' : `<span class="why">${escapeHtml(reasonOf(words, reason))}</span>`;
  const sign = SIGNS[outcome] ?? '–';
  return `<li data-outcome="${escapeHtml(outcome)}"><i>${sign}</i><b>${escapeHtml(name)}</b><code>${escapeHtml(serial)}</code>${why}</li>`;
}

/** Without decimals: it is read in passing. */
const percent = (words: Words, part: number): string => part.toLocaleString(words.locale, { style: 'percent' });

const STYLE = `
  :root { color-scheme: light dark; --ground: #fff; --ink: #111; --quiet: #555; --edge: #888 }
  :root.dark { --ground: #101418; --ink: #f2f4f6; --quiet: #aeb6bd; --edge: #7c868f }
  @media (prefers-color-scheme: dark) { :root.system { --ground: #101418; --ink: #f2f4f6; --quiet: #aeb6bd; --edge: #7c868f } }
  html, body { height: 100%; margin: 0; overflow: hidden; background: var(--ground); color: var(--ink); cursor: none }
  body { box-sizing: border-box; display: grid; grid-template-rows: auto auto minmax(0, 1fr) auto; gap: 2.5vh; padding: 3vh 3vw;
    font: 3.6vh/1.25 sans-serif, '${PAPER_FACE}' }
  header { display: flex; justify-content: space-between; gap: 3vw; color: var(--quiet); font-size: 3vh; white-space: nowrap }
  header span { overflow: hidden; text-overflow: ellipsis }
  section { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); gap: 3vw }
  .figure { display: flex; flex-direction: column; align-items: center; text-align: center }
  .figure b { font-size: min(22vh, 10.5vw); line-height: 1; white-space: nowrap; font-variant-numeric: tabular-nums }
  small { color: var(--quiet); font-size: min(7vh, 4vw) }
  ul { margin: 0; padding: 0; list-style: none; overflow: hidden; font-size: 5.2vh; line-height: 1.3 }
  li { display: flex; align-items: baseline; gap: 2vw; white-space: nowrap }
  li i { width: 1.2em; text-align: center; font-style: normal; font-weight: 700 }
  code { font-family: monospace } .why { overflow: hidden; text-overflow: ellipsis }
  p { margin: 0; padding: 1.6vh 2vw; border: 0.6vh solid var(--edge); font-size: 5.6vh; font-weight: 700 }
  .stopped { border: 1.8vh double var(--ink) }`;

/** The page around it; `faces`: rules for typefaces that the computer may not have. */
export const wallPage = (title: string, theme: 'system' | 'light' | 'dark', locale: string, faces: string): string =>
  `<!doctype html><html lang="${locale}" class="${theme}"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><style>${faces}${STYLE}</style></head><body></body></html>`;
