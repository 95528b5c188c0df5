/** The shift report as one self-contained page: no script, no image, black on white, made to be printed and signed. */
import type { Mode } from '../../journal/event.ts';
import type { Unit, UnitState } from '../../life/bench-life.ts';
import type { BatchEnding } from './balance.ts';
import { escapeHtml, page, table } from '../page.ts';

export interface ReportFacts {
  readonly station: string;
  readonly mode: Mode;
  readonly version: string;
  readonly at: string;
  readonly batch: {
    readonly batch: string;
    readonly count: number;
    readonly states: Readonly<Record<UnitState, number>>;
  };
  readonly units: readonly Pick<Unit, 'serial' | 'address' | 'state' | 'reason'>[];
  /** How far the batch is from its end. */
  readonly ending: Pick<BatchEnding, 'labels' | 'picked' | 'closed' | 'destroyed' | 'proof'>;
  readonly incidents: readonly ReportIncident[];
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
}

/** Renders the page as UTF-8 HTML text. Every value that came from outside is escaped. */
export function writeReport(facts: ReportFacts): string {
  const { batch, units, incidents, journal } = facts;
  const { labels, picked, closed, destroyed, proof } = facts.ending;
  const end = [
    ['Labels that came out', labels.printed],
    ['of these on cards', labels.cards],
    ['Labels nobody knows of', labels.doubtful],
    ['Drawn for the sample', picked.length === 0 ? 'none' : picked.join(', ')],
    ['Closed', closed === null ? 'not yet' : `${closed.at}, by ${closed.people.join(' and ')}`],
    ['Sealed passphrases', destroyed ? 'destroyed' : 'still sealed here'],
    ['Proof', proof === null ? 'not yet' : `${proof.at}, ${proof.count} cards`],
  ];
  const states = Object.entries(batch.states).filter(([, count]) => count > 0);
  const body = `
<h1>Batch ${escapeHtml(batch.batch)}</h1>
<p>Station ${escapeHtml(facts.station)}, ${escapeHtml(facts.at)}, Twofold ${escapeHtml(facts.version)}</p>
<h2>Balance</h2>
${table(['State', 'Cards'], [...states.map(([state, count]) => [state, count]), ['in all', batch.count]])}
<h2>End</h2>
${table(['', ''], end)}
<h2>Cards</h2>
${table(
  ['Serial', 'Address', 'State', 'Reason'],
  units.map(({ serial, address, state, reason }) => [serial, address, state, reason ?? '']),
)}
<h2>Incidents</h2>
${
  incidents.length === 0
    ? '<p>None.</p>'
    : table(
        ['Record', 'At', 'What', 'Card', 'Acknowledged by'],
        incidents.map((one) => [
          one.incident,
          one.at,
          `${one.reason}: ${one.detail}`,
          one.serial ?? '',
          one.acknowledgedBy ?? 'open',
        ]),
      )
}
<h2>Journal</h2>
<p>${journal.size} records. Head: <code>${escapeHtml(journal.hash)}</code></p>
<div class="sign"><div>Operator, date</div><div>Supervisor, date</div></div>`;
  return page(`Report of batch ${batch.batch}`, facts.mode, body);
}
