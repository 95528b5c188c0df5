/** The batches of one Bench, counted again from its records: the life of every card, and what each closing said. */
import { serialsOf, type EventOf, type JournalEvent } from '../journal/event.ts';
import { benchLife, withdrawnUnit, type BenchUnit, type BenchUnitState } from '../life/bench-life.ts';
import type { Findings } from './findings.ts';
import type { IncidentAudit } from './incidents.ts';
import type { TrackWriter } from './tracks.ts';

/** What one Bench had of a batch. */
export interface BenchShare {
  readonly batch: string;
  readonly record: number;
  /** Units that came in. */
  readonly count: number;
  readonly withdrawn: number;
  readonly closed: boolean;
  /** The digest of the return it came from, as the record says. */
  readonly press: string;
}

interface Open {
  readonly record: number;
  readonly count: number;
  readonly press: string;
  readonly serials: Set<string>;
  readonly labelled: Set<string>;
  printed: number;
  doubtful: number;
  withdrawn: number;
  closed: boolean;
  destroyed: boolean;
}

export interface BenchAudit {
  take(event: JournalEvent, record: number): void;
  end(): readonly BenchShare[];
}

const NOTHING_SAID = { address: '', publicKey: '', confirmation: '', sticker: '' } as const;

/** A unit without what only a screen wants: its serial, its batch, where it is. */
const lightUnit = ({ batch, serial }: EventOf<'unit-received'>): BenchUnit => ({
  ...{ batch, serial, ...NOTHING_SAID, state: 'received', reason: null, job: null, closed: false },
});

export function createBenchAudit(findings: Findings, incidents: IncidentAudit, etch: TrackWriter): BenchAudit {
  const arrivals = new Map<string, BenchUnit[]>();
  const units = new Map<string, BenchUnit>();
  const batches = new Map<string, Open>();

  function arrive(unit: BenchUnit): void {
    const list = arrivals.get(unit.batch) ?? [];
    list.push(unit);
    arrivals.set(unit.batch, list);
  }

  /** The units received last make up the batch. */
  function open({ batch, count, press }: EventOf<'batch-opened'>, record: number): void {
    const arrived = (arrivals.get(batch) ?? []).slice(-count);
    arrivals.delete(batch);
    findings.looked('balances');
    if (arrived.length !== count) findings.say('cards-lost', record, { batch, known: arrived.length, count });
    const serials = new Set<string>();
    for (const unit of arrived) {
      serials.add(unit.serial);
      units.set(unit.serial, unit);
    }
    const withdrawn = arrived.filter(({ state }) => state === 'withdrawn').length;
    const counts = { printed: 0, doubtful: 0, withdrawn, closed: false, destroyed: false };
    batches.set(batch, { record, count, press, serials, labelled: new Set(), ...counts });
  }

  function step(
    event: Extract<JournalEvent, { readonly kind: (typeof benchLife.steps)[number] }>,
    record: number,
  ): void {
    for (const serial of serialsOf(event)) {
      findings.looked('steps');
      const before = units.get(serial);
      if (before === undefined) {
        findings.say('step-of-nobody', record, { step: event.kind, serial });
        continue;
      }
      if (!benchLife.may(before, event.kind)) {
        findings.say('step-forbidden', record, { step: event.kind, serial, state: before.state });
        continue;
      }
      units.set(serial, benchLife.apply(before, event));
    }
  }

  function close(event: EventOf<'batch-closed'>, record: number): void {
    const { batch } = event;
    const found = batches.get(batch);
    if (found === undefined)
      return findings.say('counts-differ', record, { batch, what: 'count', said: event.count, counted: 0 });
    found.closed = true;
    findings.looked('balances');
    const counted = new Map<BenchUnitState, number>();
    for (const serial of found.serials) {
      const { state } = units.get(serial) as BenchUnit;
      counted.set(state, (counted.get(state) ?? 0) + 1);
    }
    const compare = (what: string, said: number, count: number): void => {
      if (said !== count) findings.say('counts-differ', record, { batch, what, said, counted: count });
    };
    compare('count', event.count, found.count);
    const ends = ['finished', 'scrapped', 'quarantined', 'sampled', 'withdrawn'] as const;
    for (const end of ends) compare(end, event[end], counted.get(end) ?? 0);
    compare('missing', event.missing ?? 0, counted.get('missing') ?? 0);
    compare('labels', event.printed, found.printed);
    const sum = ends.reduce((total, end) => total + event[end], event.missing ?? 0);
    if (sum !== event.count) findings.say('sum-differs', record, { batch, count: event.count, sum });
    const least = found.printed - found.labelled.size;
    if (event.destroyed < least || event.destroyed > least + found.doubtful) {
      findings.say('labels-differ', record, {
        batch,
        printed: found.printed,
        cards: found.labelled.size,
        destroyed: event.destroyed,
      });
    }
    const incident = incidents.openFor((serial) => found.serials.has(serial));
    if (incident !== null) findings.say('closed-over', record, { batch, incident });
    forget(found);
  }

  /** Of a closed batch only what was put aside may still get its end. */
  function forget(found: Open): void {
    for (const serial of found.serials) {
      const unit = units.get(serial) as BenchUnit;
      if (unit.state === 'quarantined' || unit.state === 'missing') units.set(serial, { ...unit, closed: true });
      else units.delete(serial);
    }
    found.serials.clear();
    found.labelled.clear();
  }

  function destroyed(batch: string, record: number): void {
    const found = batches.get(batch);
    if (found === undefined) return;
    findings.looked('destruction');
    if (!found.closed) findings.say('before-closing', record, { batch });
    found.destroyed = true;
  }

  function label(serial: string, out: boolean): void {
    const found = batches.get(units.get(serial)?.batch ?? '');
    if (found === undefined) return;
    if (out) {
      found.printed++;
      found.labelled.add(serial);
    } else found.doubtful++;
  }

  return {
    take(event, record) {
      switch (event.kind) {
        case 'unit-received':
          return arrive(lightUnit(event));
        case 'unit-withdrawn-at-press':
          return arrive(withdrawnUnit(event));
        case 'batch-opened':
          return open(event, record);
        case 'batch-closed':
          return close(event, record);
        case 'passphrases-destroyed':
          return destroyed(event.batch, record);
        case 'label-printed':
          return label(event.serial, true);
        case 'label-failed':
          if (event.reason === 'label-void') label(event.serial, false);
          return;
        default:
          if (event.kind === 'etch-intended') for (const serial of event.serials) etch.add(serial, record);
          if (benchLife.isStep(event)) step(event, record);
      }
    },
    end() {
      return [...batches].map(([batch, { record, count, withdrawn, closed, destroyed: gone, press }]) => {
        if (!closed) findings.say('batch-open', record, { batch, count });
        else if (!gone) findings.say('still-kept', record, { batch });
        return { batch, record, count, withdrawn, closed, press };
      });
    },
  };
}
