/** The shift report as one self-contained page: no script, no image, black on white, made to be printed and signed. */
import { eightWords } from '../../core/base/eight-words.ts';
import type { Mode } from '../../core/journal/event.ts';
import type { BenchUnit, BenchUnitState } from '../../core/life/bench-life.ts';
import type { BatchEnding } from '../../core/stations/bench/balance.ts';
import type { Words } from '../../resources/words/language.ts';
import type { Doer, ShownRecord } from '../../core/journal/who.ts';
import { sayDetail } from '../../resources/words/incident-details.ts';
import { answerSaid, doersSaid } from '../../resources/words/who.ts';
import { count, dateAndClock, eventSentence, reasonName } from '../../resources/words/text.ts';
import { escapeHtml, page, table } from './page.ts';

export interface ReportFacts {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  readonly at: string;
  readonly batch: {
    readonly batch: string;
    readonly count: number;
    readonly states: Readonly<Record<BenchUnitState, number>>;
  };
  readonly units: readonly Pick<BenchUnit, 'serial' | 'address' | 'state' | 'reason'>[];
  /** How far the batch is from its end. */
  readonly ending: Pick<BatchEnding, 'labels' | 'picked' | 'closed' | 'destroyed' | 'proof'>;
  /** Serials that were typed by hand. */
  readonly typed: readonly string[];
  readonly incidents: readonly ReportIncident[];
  /** What people have signed since the batch was opened, oldest first. */
  readonly signed: readonly ShownRecord[];
  /** The journal's head at the time: whoever keeps this page can tell whether history was cut or changed. */
  readonly journal: { readonly size: number; readonly hash: string };
}

export interface ReportIncident {
  readonly incident: number;
  readonly at: string;
  readonly reason: string;
  readonly serial: string | null;
  readonly detail: string;
  readonly acknowledgedBy: string | null;
  readonly answered: readonly Doer[];
}

/** A card is of interest to a reader when it is not where every card should be; the proof file lists the others. */
const STRAIGHT: ReadonlySet<BenchUnitState> = new Set<BenchUnitState>(['finished']);

/** Renders the page as UTF-8 HTML text, in the words of the screen. Every value that came from outside is escaped. */
export function writeReport(words: Words, facts: ReportFacts): string {
  const said = words.papers.report;
  const { batch, journal } = facts;
  const states = (Object.entries(batch.states) as [BenchUnitState, number][]).filter(([, n]) => n > 0);
  const body = `
<h1>${escapeHtml(said.title(batch.batch))}</h1>
<p>${escapeHtml(words.papers.head(facts.station, dateAndClock(facts.at), facts.version))}</p>
<h2>${said.balance}</h2>
${table([said.state, said.cards], [...states.map(([state, n]) => [words.states[state], n]), [said.all, batch.count]])}
<h2>${said.end}</h2>
${table(['', ''], [...endRows(words, facts.ending), [said.typed, facts.typed.length === 0 ? said.none : facts.typed.join(words.comma)]])}
<h2>${said.notable}</h2>
${notableCards(words, facts.units)}
<h2>${said.incidents}</h2>
${incidentTable(words, facts.incidents)}
<h2>${words.who.signed}</h2>
${signedTable(words, facts.signed)}
<h2>${said.journal}</h2>
<p>${escapeHtml(words.papers.journal(count(words, journal.size)))} <code>${escapeHtml(journal.hash)}</code></p>
<p>${escapeHtml(said.headWords)} ${eightWords(journal.hash).join(' ')}</p>
<div class="sign"><div>${said.operator}</div><div>${said.supervisor}</div></div>`;
  return page(words, said.title(batch.batch), facts.mode, body);
}

function endRows(words: Words, ending: ReportFacts['ending']): readonly (readonly [string, string | number])[] {
  const said = words.papers.report;
  const { labels, picked, closed, destroyed, proof } = ending;
  return [
    [said.labels, labels.printed],
    [said.onCards, labels.cards],
    [said.doubtful, labels.doubtful],
    [said.sample, picked.length === 0 ? said.none : picked.join(words.comma)],
    [
      said.closed,
      closed === null ? said.notYet : said.closedBy(dateAndClock(closed.at), closed.people.join(words.comma)),
    ],
    [said.passphrases, destroyed ? said.gone : said.still],
    [said.proof, proof === null ? said.notYet : said.proofOf(dateAndClock(proof.at), count(words, proof.count))],
  ];
}

function notableCards(words: Words, units: ReportFacts['units']): string {
  const said = words.papers.report;
  const notable = units.filter(({ state }) => !STRAIGHT.has(state));
  if (notable.length === 0) return `<p>${said.straight}</p>`;
  return table(
    [said.serial, said.address, said.state, said.reason],
    notable.map(({ serial, address, state, reason }) => [
      serial,
      address,
      words.states[state],
      reason === null ? '' : reasonName(words, reason),
    ]),
  );
}

function signedTable(words: Words, signed: ReportFacts['signed']): string {
  const said = words.papers.report;
  if (signed.length === 0) return `<p>${words.who.noneSigned}</p>`;
  return table(
    [said.record, said.at, said.what, words.who.signers, words.who.verdict],
    signed.map(({ seq, at, event, who }) => [
      seq,
      dateAndClock(at),
      eventSentence(words, event),
      doersSaid(words, who.signers),
      who.signatures === null ? '' : words.who.signatures[who.signatures],
    ]),
  );
}

function incidentTable(words: Words, incidents: readonly ReportIncident[]): string {
  const said = words.papers.report;
  if (incidents.length === 0) return `<p>${said.noIncidents}</p>`;
  return table(
    [said.record, said.at, said.what, said.card, said.acknowledged],
    incidents.map(({ incident, at, reason, detail, serial, ...answer }) => [
      incident,
      dateAndClock(at),
      `${reasonName(words, reason)}: ${sayDetail(words.details, detail)}`,
      serial ?? '',
      answerSaid(words, answer) ?? said.open,
    ]),
  );
}
