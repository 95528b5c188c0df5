/** Records of the end of a card's and a batch's life at Bench, as English sentences. */
import type { BenchEvent } from '../../../../core/journal/events/bench.ts';
import type { EventSentences } from '../../event-sentences.ts';

const INSPECTED = { strip: 'Strip', seal: 'Packing', pack: 'Packed card' } as const;

const SERIES = { strip: 'Strips', packing: 'Packings' } as const;

const MISHAPS = {
  'put-aside': 'quarantine',
  damaged: 'damaged',
  burnt: 'burnt at the laser',
  lost: 'lost',
  'never-arrived': 'never arrived',
} as const;

const ENDS = { destroyed: 'destroyed', sampled: 'opened as a sample', returned: 'returned to Press' } as const;

export const enBench = {
  'unit-covered': (e) => `Strip of ${e.serial} applied and inspected by ${e.by.name}.`,
  'unit-sealed': (e) => `Packing of ${e.serial} closed and inspected by ${e.by.name}.`,
  'unit-finished': (e) => `${e.serial} finished by ${e.by.name}.`,
  'series-begun': (e) => `${SERIES[e.what]} in series begun by ${e.by.name}: whoever scans a card says that it is good.`,
  'series-ended': (e) => `${SERIES[e.what]} in series ended by ${e.by.name}; cards that went through: ${e.cards}.`,
  'work-counted': (e) => `From its first scan to the box, ${e.serial} took ${e.scans} scans and ${e.keys} keys.`,
  'inspection-failed': (e) => `${INSPECTED[e.what]} of ${e.serial} found not good by ${e.by.name}.`,
  'unit-reworked': (e) => `${e.serial} taken back into work by ${e.by.name}: ${e.reason}.`,
  'unit-put-aside': (e) => `${e.serial} put aside by ${e.by.name} (${MISHAPS[e.as]}): ${e.reason}.`,
  'unit-released': (e) =>
    `${e.serial} released by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-found': (e) => `${e.serial} taken back by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-ended': (e) =>
    `${e.serial} ${ENDS[e.as]} after its batch was closed, by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-scrapped': (e) =>
    `${e.serial} scrapped and destroyed by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'sample-picked': (e) => `Sample of batch ${e.batch} drawn out of ${e.from} finished cards: ${e.serials.join(', ')}.`,
  'unit-sampled': (e) =>
    `${e.serial} opened as a sample by ${e.signatures.map(({ name }) => name).join(' and ')}: it ${e.good ? 'gave its key' : 'did not give its key'}.`,
  'batch-closed': (e) =>
    `Batch ${e.batch} closed with ${e.finished} finished cards by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
  'passphrases-destroyed': (e) => `Sealed passphrases of batch ${e.batch} destroyed.`,
} satisfies Pick<EventSentences, BenchEvent['kind']>;
