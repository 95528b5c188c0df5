/** The batches of one Bench, counted again from its records: the life of every card, and what each closing said. */
import { serialsOf, type EventOf, type JournalEvent } from '../journal/event.ts';
import {
  benchLife,
  cameWith,
  doubtOf,
  withdrawnUnit,
  type BenchUnit,
  type BenchUnitState,
} from '../life/bench-life.ts';
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
  /** Units that it gave to other benches. */
  readonly handed: number;
  readonly closed: boolean;
  /** Who made its stickers; empty where all of it came from another bench. */
  readonly press: string;
  /** The bench that is no more, whose share this is. */
  readonly reissued: string | null;
}

interface Open {
  readonly record: number;
  readonly press: string;
  readonly reissued: string | null;
  count: number;
  handed: number;
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

/** What is kept while a journal is read. */
interface Shelf {
  readonly findings: Findings;
  readonly units: Map<string, BenchUnit>;
  readonly batches: Map<string, Open>;
}

/** Cards that come, with their batch or from another bench. */
function createArrivals({ findings, units, batches }: Shelf) {
  const arrivals = new Map<string, BenchUnit[]>();

  function arrive(unit: BenchUnit): void {
    const list = arrivals.get(unit.batch) ?? [];
    list.push(unit);
    arrivals.set(unit.batch, list);
  }

  /** The units received last are those that came with it. */
  function arrived(batch: string, count: number, record: number): readonly BenchUnit[] {
    const last = (arrivals.get(batch) ?? []).slice(-count);
    arrivals.delete(batch);
    findings.looked('balances');
    if (last.length !== count) findings.say('cards-lost', record, { batch, known: last.length, count });
    return last;
  }

  function begin(batch: string, record: number, press: string, reissued: string | null): Open {
    const counts = { count: 0, handed: 0, printed: 0, doubtful: 0, withdrawn: 0, closed: false, destroyed: false };
    const begun = { record, press, reissued, serials: new Set<string>(), labelled: new Set<string>(), ...counts };
    batches.set(batch, begun);
    return begun;
  }

  function put(found: Open, came: readonly BenchUnit[], count: number): void {
    found.count += count;
    for (const unit of came) {
      found.serials.add(unit.serial);
      units.set(unit.serial, unit);
      if (unit.state === 'withdrawn') found.withdrawn++;
    }
  }

  function open(event: EventOf<'batch-opened'>, record: number): void {
    const { batch, count, press, reissued = null } = event;
    const doubt = doubtOf(event);
    const came = arrived(batch, count, record).map((unit) => cameWith(doubt, unit));
    put(begin(batch, record, press, reissued), came, count);
  }

  /** Another bench has handed these over. */
  function add({ batch, count }: EventOf<'units-added'>, record: number): void {
    const came = arrived(batch, count, record);
    put(batches.get(batch) ?? begin(batch, record, '', null), came, count);
  }

  return { arrive, open, add };
}

/** The end of a batch, and what is counted for it. */
function createEnds({ findings, units, batches }: Shelf, incidents: IncidentAudit) {
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
    compare('handed', event.handed ?? 0, found.handed);
    compare('labels', event.printed, found.printed);
    const sum = ends.reduce((total, end) => total + event[end], (event.missing ?? 0) + (event.handed ?? 0));
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

  return { close, destroyed, label };
}

export function createBenchAudit(findings: Findings, incidents: IncidentAudit, etch: TrackWriter): BenchAudit {
  const shelf: Shelf = { findings, units: new Map(), batches: new Map() };
  const { units, batches } = shelf;
  const { arrive, open, add } = createArrivals(shelf);
  const { close, destroyed, label } = createEnds(shelf, incidents);

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
      const after = benchLife.apply(before, event);
      units.set(serial, after);
      const batch = batches.get(after.batch);
      if (after.state === 'handed-over' && batch !== undefined) batch.handed++;
    }
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
        case 'units-added':
          return add(event, record);
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
      return [...batches].map(
        ([batch, { record, count, withdrawn, handed, closed, destroyed: gone, press, reissued }]) => {
          if (!closed) findings.say('batch-open', record, { batch, count });
          else if (!gone) findings.say('still-kept', record, { batch });
          return { batch, record, count, withdrawn, handed, closed, press, reissued };
        },
      );
    },
  };
}
