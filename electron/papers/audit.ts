/** The answer of an audit as a page: what holds, what does not and at which record, what could not be looked into. */
import type { AuditFinding, FindingKind } from '../../core/audit/findings.ts';
import type { AuditReport, ClaimReport } from '../../core/audit/report.ts';
import type { Words } from '../../resources/words/language.ts';
import { count, dateAndClock } from '../../resources/words/text.ts';
import { escapeHtml, page, table } from './page.ts';

export interface AuditPage {
  readonly version: string;
  /** When the page is made, as the clock says it. */
  readonly at: string;
  readonly cores: number;
  readonly seconds: number;
}

export function auditPage(words: Words, report: AuditReport, { version, at, cores, seconds }: AuditPage): string {
  const said = words.audit;
  const { journals, transfers, identities, certificates } = report.files;
  const number = (n: number): string => count(words, n);
  const training = report.stations.every(({ mode }) => mode === 'training') && report.stations.length > 0;
  const body = `
<h1>${said.title}</h1>
<p>${escapeHtml(words.papers.head(said.files(number(journals), number(transfers), number(identities), number(certificates)), dateAndClock(at), version))}</p>
<p>${escapeHtml(said.intro)} ${escapeHtml(said.cores(cores, seconds.toFixed(1)))}</p>
<p><b>${report.good ? said.good : said.bad}</b></p>
<h2>${said.claims}</h2>
${table(
  [said.claim, said.verdict, said.looked],
  report.claims.map(({ claim, verdict, looked }) => [said.names[claim], said.verdicts[verdict], looked]),
)}
<h2>${said.refuted}</h2>
${findings(words, report.claims, 'refuted')}
<h2>${said.unchecked}</h2>
${findings(words, report.claims, 'unchecked')}
<h2>${said.remarks}</h2>
${findings(words, report.claims, 'remarks')}
<h2>${said.stations}</h2>
${table(
  [said.station, said.role, said.records, said.from, said.until, said.head],
  report.stations.map(({ station, role, records, from, until, head }) => [
    ...[station, role ?? '', records, from === null ? '' : dateAndClock(from)],
    ...[until === null ? '' : dateAndClock(until), head],
  ]),
)}
<div class="sign"><div>${words.papers.report.operator}</div><div>${words.papers.report.supervisor}</div></div>`;
  return page(words, said.title, training ? 'training' : 'production', body);
}

type Weighty = 'refuted' | 'unchecked' | 'remarks';

function findings(words: Words, claims: readonly ClaimReport[], weight: Weighty): string {
  const said = words.audit;
  const rows = claims.flatMap((claim) => [
    ...claim[weight].map((finding) => rowOf(words, finding)),
    ...moreOf(words, claim, weight),
  ]);
  if (rows.length === 0) return `<p>${said.nothingFound}</p>`;
  return table([said.station, said.record, said.found], rows);
}

/** An empty cell of a page is one that people write in. */
const NOWHERE = '–';

const rowOf = (words: Words, finding: AuditFinding): readonly (string | number)[] => [
  finding.station,
  finding.record ?? NOWHERE,
  findingSentence(words, finding),
];

function moreOf(words: Words, claim: ClaimReport, weight: Weighty): readonly (readonly string[])[] {
  const kinds = new Set(claim[weight].map(({ kind }) => kind));
  return (Object.entries(claim.more) as [FindingKind, number][])
    .filter(([kind]) => kinds.has(kind))
    .map(([kind, times]) => [NOWHERE, NOWHERE, words.audit.more(count(words, times), kind)]);
}

/** What was found, as one sentence. */
export const findingSentence = (words: Words, { kind, facts }: AuditFinding): string =>
  words.audit.findings[kind](facts);
