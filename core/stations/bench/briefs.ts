/** What a card's label says of why it is bad. */
import type { Mishap } from '../../journal/events/bench.ts';
import type { ReasonKind } from './reasons.ts';

/** The reasons a card's label can show: capitals, 24 characters at most. */
export const BRIEFS: Partial<Record<ReasonKind | Mishap, string>> = {
  'passphrase-mismatch': 'WRONG PASSPHRASE',
  'code-mismatch': 'WRONG CODE',
  'other-card-sticker': 'STICKER OF ANOTHER CARD',
  'sticker-elsewhere': 'STICKER READ ELSEWHERE',
  'unknown-sticker': 'UNKNOWN STICKER',
  'address-not-derived': 'WRONG ADDRESS',
  'secret-scanned': 'PRIVATE KEY EXPOSED',
  'strip-failed': 'STRIP NOT GOOD',
  'seal-failed': 'PACKING NOT GOOD',
  'misread-thrice': 'READ BACK WRONG',
  'tray-turned': 'TRAY WAS TURNED',
  'other-metal': 'METAL OF ANOTHER CARD',
  'put-aside': 'PUT ASIDE',
  damaged: 'DAMAGED',
  burnt: 'BURNT BY THE LASER',
};
