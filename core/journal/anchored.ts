/**
 * The steps that cannot be taken twice, or whose loss would bring something back: whom the station trusts, what it made,
 * sent, took, marked and destroyed. How far the journal had come with one of them is noted beside it before anybody is
 * told that it is done, so that a journal whose end was cut off is not gone on with.
 */
import type { EventKind, JournalEvent } from './event.ts';

const ANCHORED: ReadonlySet<EventKind> = new Set<EventKind>([
  'anchor-moved',
  'backup-made',
  'badge-changed',
  'batch-closed',
  'batch-key-made',
  'batch-opened',
  'batch-planned',
  'batch-voided',
  'checkpoint',
  'destruction-begun',
  'doubt-resolved',
  'etch-intended',
  'history-accepted',
  'keying-intended',
  'order-taken',
  'passphrases-condemned',
  'passphrases-destroyed',
  'peer-heard',
  'peer-pinned',
  'peer-revoked',
  'people-begun',
  'people-taken',
  'person-enrolled',
  'person-revoked',
  'press-batch-closed',
  'receipt-taken',
  'roles-changed',
  'sample-picked',
  'station-commissioned',
  'sticker-intended',
  'transfer-prepared',
  'share-closed',
  'share-reissued',
  'transfer-received',
  'unit-found-blank',
  'unit-sampled',
  'unit-scrapped',
  'units-added',
  'units-handed-over',
]);

export const isAnchored = ({ kind }: JournalEvent): boolean => ANCHORED.has(kind);
