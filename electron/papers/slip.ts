/** What goes with a transfer on paper: which it is, by number and digest, on which medium, in whose hands. */
import type { Mode } from '../../core/journal/event.ts';
import type { WhoDid } from '../../core/journal/who.ts';
import type { SlipFacts } from '../../core/stations/origin/departure.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock } from '../../resources/words/text.ts';
import { doersSaid } from '../../resources/words/who.ts';
import { escapeHtml, page, table } from './page.ts';

export interface SlipOf extends SlipFacts {
  /** Of the record of it; a typed name alone where nobody was enrolled. */
  readonly who: WhoDid | null;
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  /** When the page is made, as the clock says it. */
  readonly at: string;
}

/** With the roles of then, and whether what they have signed holds, where somebody has signed. */
function carrierSaid(words: Words, { carrier, who }: Pick<SlipOf, 'carrier' | 'who'>): string {
  if (who === null || who.signatures === null || who.signers.length === 0) return carrier;
  return `${doersSaid(words, who.signers)} · ${words.who.signatures[who.signatures]}`;
}

/** In fours, so that two people can compare it aloud. */
const inFours = (digest: string): string => digest.replace(/(.{4})(?=.)/g, '$1 ');

export function slipPage(words: Words, facts: SlipOf): string {
  const said = words.papers.slip;
  const rows: readonly (readonly [string, string])[] = [
    [said.transfer, `${words.originWindow.transfer[facts.transfer]} ${facts.batch}`],
    [said.to, facts.to],
    [said.number, String(facts.sequence)],
    [said.units, count(words, facts.count)],
    ['SHA-256', inFours(facts.digest)],
    [said.medium, said.mediumOf(facts.medium)],
    [said.carrier, carrierSaid(words, facts)],
    [said.seal, ''],
  ];
  const body = `
<h1>${said.title}</h1>
<p>${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
${table(['', ''], rows)}
<p>${said.compare}</p>
<div class="sign"><div>${escapeHtml(facts.carrier)}<br>${said.given}</div><div>${said.taken}</div></div>`;
  return page(words, said.of(facts.batch), facts.mode, body);
}
