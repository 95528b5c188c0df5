/** What a station without an index knows of its shift, kept while its journal is folded: steps on a tape, and what is rare. */
import type { JournalEvent } from '../journal/event.ts';
import { SHIFT_WORK, type ShiftFacts, type ShiftPeriod, type ShiftRole } from './numbers.ts';
import { createTape, type TapeStep } from './tape.ts';

/** What only the station's book can say: how things stand now. */
export type ShiftNow = Pick<ShiftFacts, 'states' | 'aside'>;

export interface ShiftLog {
  step(step: Omit<TapeStep, 'person'> & { readonly event: JournalEvent; readonly by: string | null }): void;
  /** A batch has come to this station. */
  begin(batch: string, at: string): void;
  /** Every batch there was, and since when. */
  begun(): readonly { readonly batch: string; readonly openedAt: string }[];
  /** What left for another station. */
  sent(at: number, batch: string, transfer: string, units: number): void;
  /** What was said of a unit; only the newest are kept. */
  last(verdict: ShiftFacts['last'][number]): void;
  /** Records that mean the same at every station: devices, starts and stops, and who is called what. */
  common(event: JournalEvent, at: number): void;
  /** @param printed kinds of step that are a label or a sticker that came out; `failed`: those that did not. */
  facts(
    period: ShiftPeriod,
    now: ShiftNow,
    labels?: { readonly printed: string; readonly failed: readonly string[] },
  ): ShiftFacts;
}

const NEWEST = 5;

export function createShiftLog(role: ShiftRole): ShiftLog {
  const tape = createTape();
  const names = new Map<string, string>();
  const begun = new Map<string, string>();
  const devices: ShiftFacts['devices'][number][] = [];
  const sent: { readonly at: number; readonly batch: string; readonly transfer: string; readonly units: number }[] = [];
  let newest: readonly ShiftFacts['last'][number][] = [];

  /** Who did it, where the record says; who was signed in, where it does not. */
  function personOf(event: JournalEvent, by: string | null): string | null {
    if ('by' in event) return event.by.name;
    if ('signatures' in event) return event.signatures[0].name;
    return by === null ? null : (names.get(by) ?? null);
  }

  return {
    step: ({ event, by, ...step }) => tape.add({ ...step, person: personOf(event, by) }),
    begin: (batch, at) => void begun.set(batch, at),
    begun: () => [...begun].map(([batch, openedAt]) => ({ batch, openedAt })),
    sent: (at, batch, transfer, units) => void sent.push({ at, batch, transfer, units }),
    last: (verdict) => void (newest = [verdict, ...newest].slice(0, NEWEST)),
    common(event, at) {
      switch (event.kind) {
        case 'device-changed':
          devices.push({ at, kind: event.kind, state: `${event.device} ${event.state}`, reason: event.reason });
          return;
        case 'station-started':
        case 'station-stopped':
          devices.push({ at, kind: event.kind, state: event.kind, reason: null });
          return;
        case 'people-begun':
          for (const { person, name } of event.people) names.set(person, name);
          return;
        case 'person-enrolled':
          names.set(event.person, event.name);
          return;
        default:
      }
    },
    facts(period, now, labels) {
      const { from, to, batch } = period;
      const { times, ...sums } = tape.sums(period, SHIFT_WORK[role].done);
      const within = ({ at }: { readonly at: number }): boolean => at >= from && at < to;
      const left = new Map<string, { transfer: string; files: number; units: number }>();
      for (const one of sent.filter(within)) {
        if (batch !== null && one.batch !== batch) continue;
        const { files, units } = left.get(one.transfer) ?? { files: 0, units: 0 };
        left.set(one.transfer, { transfer: one.transfer, files: files + 1, units: units + one.units });
      }
      const timesOf = (kind: string): number => times.get(kind) ?? 0;
      return {
        ...{ role, ...sums, ...now },
        verdicts: [],
        labels: {
          printed: labels === undefined ? 0 : timesOf(labels.printed),
          failed: (labels?.failed ?? []).reduce((sum, kind) => sum + timesOf(kind), 0),
        },
        sent: [...left.values()],
        devices: devices.filter(within),
        last: newest.filter(within),
      };
    },
  };
}
