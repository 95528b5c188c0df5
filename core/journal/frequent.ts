/**
 * Records of which a journal has one or more for every card. Nothing but the card's own life follows from them: neither whom
 * a station trusts nor who its people are. All others are few, and are kept in memory where a journal is open.
 */
import type { ChainRecord } from './chain.ts';
import type { EventKind } from './event.ts';

const FREQUENT = [
  ...['unit-received', 'unit-checked', 'unit-quarantined', 'unit-condemned', 'hold-reread', 'unit-verified'],
  ...['serial-typed', 'serial-vouched', 'serial-from-print'],
  ...['verdict-given', 'label-printed', 'label-failed', 'statement-printed', 'statement-failed'],
  ...['etch-intended', 'etch-sent', 'etch-taken', 'etch-said', 'etch-marked', 'etch-read-back', 'etch-misread'],
  ...['read-back-asked', 'unit-covered', 'unit-sealed', 'unit-finished', 'work-counted'],
  ...['unit-ordered', 'keying-intended', 'unit-keyed', 'sticker-printed', 'device-changed', 'scan-refused'],
] as const satisfies readonly EventKind[];

const frequent: ReadonlySet<string> = new Set(FREQUENT);

/** What is kept of a record that is not of one card. */
export type RareRecord = Pick<ChainRecord, 'event' | 'at' | 'seq'>;

export const isRare = ({ event }: Pick<RareRecord, 'event'>): boolean => !frequent.has(event.kind);
