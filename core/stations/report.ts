/** The shift report as one self-contained page: no script, no image, black on white, made to be printed and signed. */
import type { Mode } from '../journal/event.ts';
import type { Unit, UnitState } from '../units/unit.ts';

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

const STYLE = `
  body { font: 11pt/1.4 sans-serif; margin: 18mm; color: #000; background: #fff }
  h1 { font-size: 18pt; margin: 0 0 2mm } h2 { font-size: 12pt; margin: 8mm 0 2mm }
  table { border-collapse: collapse; width: 100% } th, td { border: 0.3mm solid #888; padding: 1mm 2mm; text-align: left }
  th { background: #eee } td.number { text-align: right } code { font-family: monospace; overflow-wrap: anywhere }
  .training { border: 1mm solid #000; padding: 2mm; font-weight: bold; text-align: center }
  .sign { display: flex; gap: 10mm; margin-top: 18mm } .sign div { flex: 1; border-top: 0.3mm solid #000; padding-top: 1mm }
  thead { display: table-header-group } tr { break-inside: avoid }`;

/** Renders the page as UTF-8 HTML text. Every value that came from outside is escaped. */
export function writeReport(facts: ReportFacts): string {
  const { batch, units, incidents, journal } = facts;
  const states = Object.entries(batch.states).filter(([, count]) => count > 0);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Report of batch ${escape(batch.batch)}</title>
<style>${STYLE}</style>
</head>
<body>
${facts.mode === 'training' ? '<p class="training">TRAINING - nothing on this page is real</p>' : ''}
<h1>Batch ${escape(batch.batch)}</h1>
<p>Station ${escape(facts.station)}, ${escape(facts.at)}, Twofold ${escape(facts.version)}</p>
<h2>Balance</h2>
${table(['State', 'Cards'], [...states.map(([state, count]) => [state, count]), ['in all', batch.count]])}
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
<p>${journal.size} records. Head: <code>${escape(journal.hash)}</code></p>
<div class="sign"><div>Operator, date</div><div>Supervisor, date</div></div>
</body>
</html>
`;
}

function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const head = heads.map((text) => `<th>${escape(text)}</th>`).join('');
  const cell = (value: string | number): string =>
    typeof value === 'number' ? `<td class="number">${value}</td>` : `<td>${escape(value)}</td>`;
  const body = rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n');
  return `<table><thead><tr>${head}</tr></thead><tbody>\n${body}\n</tbody></table>`;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escape = (text: string): string => text.replace(/[&<>"]/g, (character) => ENTITIES[character] as string);
