/** Incidents of one journal: what was answered, what stands open, and that nothing was closed over one. */
import type { JournalEvent } from '../journal/event.ts';
import type { Findings } from './findings.ts';

export interface IncidentAudit {
  take(event: JournalEvent, record: number): void;
  /** Whether an incident of one of these cards, or of no card, is open. */
  openFor(isOf: (serial: string) => boolean): number | null;
  end(): void;
}

export function createIncidentAudit(findings: Findings): IncidentAudit {
  const open = new Map<number, { readonly serial: string | null; readonly reason: string }>();
  return {
    take(event, record) {
      if (event.kind === 'incident') {
        open.set(record, { serial: event.serial, reason: event.reason });
        findings.looked('incidents');
      } else if (event.kind === 'incident-acknowledged' || event.kind === 'pause-lifted') {
        const by = event.kind === 'pause-lifted' ? event.signatures : [event.by];
        const person = by.map(({ name }) => name).join(', ');
        // The index finds some by itself, from records that are there: those have the number of such a record.
        if (!open.delete(event.incident) && event.incident >= record) {
          findings.say('answered-nothing', record, { incident: event.incident, person });
        }
      }
    },
    openFor(isOf) {
      for (const [record, { serial }] of open) if (serial === null || isOf(serial)) return record;
      return null;
    },
    end() {
      for (const [record, { reason, serial }] of open) {
        findings.say('incident-open', record, { reason, serial: serial ?? '' });
      }
    },
  };
}
