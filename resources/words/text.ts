/** From kinds and numbers to sentences, in the language of the window. Pure: words in, text out. */
import type { JournalEvent } from '../../core/journal/event.ts';
import type { Facts, Failure } from '../../core/base/result.ts';
import type { ReasonKind } from '../../core/stations/bench/reasons.ts';
import type { Say } from './failure.ts';
import type { Words } from './language.ts';
import type { Naming } from './event-sentences.ts';
import { spelledNames } from './spelled.ts';

/** Looks `key` up in a table that may not have it: kinds from newer records, faults of other simulators. */
export function lookUp<T>(table: Readonly<Record<string, T>>, key: string): T | null {
  return Object.hasOwn(table, key) ? (table[key] ?? null) : null;
}

/**
 * The sentence of a failure. The English one comes with it; any other is that of its area and kind, and of no other
 * area's: a customer whose card's passphrase is wrong never reads what the station's own door says.
 */
export function sentence(words: Words, { area, kind, message, facts }: Failure): string {
  const say = words.failures === null ? null : lookUp<Say>(words.failures[area], kind);
  return spelledNames(say === null ? message : say(facts ?? {}));
}

export interface Piece {
  readonly text: string;
  readonly code: boolean;
}

/** A sentence cut where it names a serial, so that a serial is never broken over two lines. */
export function pieces(text: string, facts: Facts): readonly Piece[] {
  const codes = [facts['serial'], facts['other']].filter((code) => typeof code === 'string' && code !== '');
  let cut: readonly Piece[] = [{ text, code: false }];
  // The longer first: one serial may begin with another.
  for (const code of codes.map(String).sort((a, b) => b.length - a.length))
    cut = cut.flatMap((piece) => cutAt(code, piece));
  return cut;
}

function cutAt(code: string, piece: Piece): readonly Piece[] {
  if (piece.code) return [piece];
  return piece.text
    .split(code)
    .flatMap((text, i) =>
      i === 0
        ? [{ text, code: false }]
        : [
            { text: code, code: true },
            { text, code: false },
          ],
    )
    .filter(({ text }) => text !== '');
}

/** The short name of a reason in tables and records; an unknown kind stands for itself. */
export function reasonName(words: Words, kind: string): string {
  const reason = lookUp<string>(words.reasons satisfies Record<ReasonKind, string>, kind);
  return reason ?? lookUp<string>(words.reasonNames, kind) ?? kind;
}

/** A journal record's event as one sentence. */
export function eventSentence(words: Words, event: JournalEvent): string {
  const name: Naming = {
    reason: (kind) => reasonName(words, kind),
    device: (device) => (device === 'scanner' ? words.devices.scanner : words.devices.printer),
    deviceState: (state) => lookUp<string>(words.devices.state, state) ?? state,
    evidence: (evidence) => lookUp<string>(words.evidence, evidence) ?? evidence,
    outcome: (outcome) => words.outcomes[outcome],
  };
  // The row of `event.kind` takes exactly this event; TypeScript cannot correlate the two.
  const table = words.events as Readonly<Record<string, (event: JournalEvent, name: Naming) => string>>;
  const say = lookUp(table, event.kind);
  return spelledNames(say === null ? words.unknownRecord(event.kind) : say(event, name));
}

/** `14:05:09`, in the station's own time zone. */
export function clock(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((n) => String(n).padStart(2, '0')).join(':');
}

/** `2026-11-22 14:05:09`, in the station's own time zone: sorts, and reads the same in both languages. */
export function dateAndClock(iso: string): string {
  const at = new Date(iso);
  if (Number.isNaN(at.getTime())) return iso;
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((n) => String(n).padStart(2, '0'));
  return `${day.join('-')} ${clock(iso)}`;
}

/** A whole number with the separators of the language. */
export const count = (words: Words, n: number): string => n.toLocaleString(words.locale);

/** A rate with one decimal below ten, none above. */
export const rate = (words: Words, n: number): string =>
  n.toLocaleString(words.locale, { maximumFractionDigits: n < 10 ? 1 : 0 });

/** Seconds as the two largest units that say something. */
export function duration(words: Words, seconds: number): string {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return words.duration.seconds(s);
  if (s < 3600) return words.duration.minutes(Math.floor(s / 60), s % 60);
  return words.duration.hours(Math.floor(s / 3600), Math.floor((s % 3600) / 60));
}

/** The first eight characters of a hash: enough to compare by eye, never an identifier. */
export const shortHash = (hash: string): string => hash.slice(0, 8);
