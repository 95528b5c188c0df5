/** `twofold bench incidents | acknowledge`: what a supervisor must answer for, and the answer. */
import { ok } from '../../../../core/base/result.ts';
import { acknowledge as acknowledgeIncident } from '../../../station/incidents.ts';
import { benchLacks, type BenchVerb } from './desk.ts';

/** Those that nobody has answered for, oldest first, one a line. */
export const incidents: BenchVerb = ({ station }) => {
  if (station === undefined) return benchLacks('--station DIR');
  return ok(async ({ station: { parts }, output }) => {
    const open = parts.index.incidents({ open: true });
    for (const { acknowledgedBy: _, ...incident } of [...open].reverse()) await output.print(incident);
    return ok(open.length === 0);
  });
};

export const acknowledge: BenchVerb = ({ station, incident = '', person = [] }) => {
  const [name = '', ...others] = person;
  const number = /^#?(\d{1,9})$/.exec(incident)?.[1];
  if (station === undefined || number === undefined || name === '' || others.length > 0) {
    return benchLacks('--station DIR, --incident N and one --person NAME');
  }
  return ok(async ({ station: { parts }, output }) => {
    const done = await acknowledgeIncident(parts.index, parts.journal, Number(number), name);
    if (!done.ok) return done;
    await output.print({ acknowledged: Number(number), open: parts.index.openIncidents() });
    return ok(true);
  });
};
