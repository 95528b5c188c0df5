/** The life of a card at Bench in English: its states, what people decide about it, and the records of its end as sentences. */
import type { BenchEvent } from '../../../../core/journal/events/bench.ts';
import type { BenchUnitState } from '../../../../core/life/bench-life.ts';
import type { DeedsWords } from '../../deeds.ts';
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

const WAITED = {
  none: 'there had been no check',
  hours: 'the last check was too old',
  person: 'another person had come',
  'set-up': 'what cards are made with had changed',
  cards: 'as many cards as the product allows were verified',
} as const;

export const enBench = {
  'unit-covered': (e) => `Strip of ${e.serial} applied and inspected by ${e.by.name}.`,
  'unit-sealed': (e) => `Packing of ${e.serial} closed and inspected by ${e.by.name}.`,
  'unit-finished': (e) => `${e.serial} finished by ${e.by.name}.`,
  'series-begun': (e) => `${SERIES[e.what]} in series begun by ${e.by.name}: whoever scans a card says that it is good.`,
  'series-ended': (e) => `${SERIES[e.what]} in series ended by ${e.by.name}; cards that went through: ${e.cards}.`,
  'shift-checked': (e) =>
    `Shift begun with its check by ${e.by.name}: ${e.cards.join(' and ')} came out as they must (${e.format}, labels: ${e.labels}).${e.because === undefined ? '' : ` Production had waited: ${WAITED[e.because]}.`}`,
  'shift-check-failed': (e) => `Check of the shift: ${e.card} must come out as ${e.wanted} and came out as ${e.came}.`,
  'work-counted': (e) => `From its first scan to the box, ${e.serial} took ${e.scans} scans and ${e.keys} keys.`,
  'inspection-failed': (e) => `${INSPECTED[e.what]} of ${e.serial} found not good by ${e.by.name}.`,
  'unit-reworked': (e) => `${e.serial} taken back into work by ${e.by.name}: ${e.reason}.`,
  'unit-put-aside': (e) => `${e.serial} put aside by ${e.by.name} (${MISHAPS[e.as]}): ${e.reason}.`,
  'unit-released': (e) =>
    `${e.serial} released by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-found': (e) => `${e.serial} taken back by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-ended': (e) =>
    `${e.serial} ${ENDS[e.as]} after its batch was closed, by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'unit-found-blank': (e) =>
    `${e.serial} looked at by ${e.signatures.map(({ name }) => name).join(' and ')}, and nothing is etched on it: ${e.reason}.`,
  'units-handed-over': (e) =>
    `${e.serials.length} units of batch ${e.batch} handed over to ${e.to} by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'units-added': (e) => `${e.count} units of batch ${e.batch} taken over from ${e.from}.`,
  'cards-arrived': (e) =>
    `Shipment ${e.part} of batch ${e.batch} counted by ${e.by.name}: ${e.packages.map(({ seal, said, found }) => `seal ${seal}, ${said ?? 'none'} said, ${found ?? 'none'} found`).join('; ')}.`,
  'unit-scrapped': (e) =>
    `${e.serial} scrapped and destroyed by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'sample-picked': (e) => `Sample of batch ${e.batch} drawn out of ${e.from} finished cards: ${e.serials.join(', ')}.`,
  'unit-sampled': (e) =>
    `${e.serial} opened as a sample by ${e.signatures.map(({ name }) => name).join(' and ')}: it ${e.good ? 'gave its key' : 'did not give its key'}.`,
  'batch-closed': (e) =>
    `Batch ${e.batch} closed with ${e.finished} finished cards by ${e.signatures.map(({ name }) => name).join(' and ')}.`,
  'passphrases-destroyed': (e) => `Sealed passphrases of batch ${e.batch} destroyed.`,
} satisfies Pick<EventSentences, BenchEvent['kind']>;

/** Every state of a card. */
export const enBenchStates = {
  received: 'Received',
  checked: 'Pre-verified',
  verified: 'Verified',
  intended: 'Etch intended',
  sent: 'At the laser',
  marked: 'Marked',
  'read-back': 'Read back',
  covered: 'Covered',
  sealed: 'Sealed',
  finished: 'Finished',
  condemned: 'Found bad',
  quarantined: 'Quarantined',
  'in-doubt': 'In doubt',
  scrapped: 'Scrapped',
  sampled: 'Sampled',
  missing: 'Missing',
  returned: 'Returned to Press',
  withdrawn: 'Withdrawn',
  'handed-over': 'Handed over',
} satisfies Record<BenchUnitState, string>;

/** What people decide about a card off the path. */
export const enDeeds = {
  rework: {
    act: 'Rework',
    title: (serial) => `Rework ${serial}`,
    why: 'What was not good is taken off and made anew. The card goes on where it was before.',
    summary: 'Takes a card out of quarantine whose strip or packing is made anew.',
  },
  release: {
    act: 'Release',
    title: (serial) => `Release ${serial}`,
    why: 'The card, and the other one of its pair, was scanned again and reads as its own. Two people let them go on.',
    summary: 'Lets a held card go on, and the other of its pair, when both were scanned again.',
    question: (serial) => `Release the card ${serial} that was held? It goes on its way.`,
  },
  'put-aside': {
    act: 'Put aside',
    title: (serial) => `Put ${serial} aside`,
    why: 'The card does not go on. What is there goes into the red tray.',
    summary: 'Puts a card aside that does not go on: damaged, burnt, lost, never arrived.',
    asks: 'What happened',
    ways: {
      'put-aside': { word: 'Put into quarantine' },
      damaged: { word: 'Damaged' },
      burnt: { word: 'Burnt at the laser' },
      lost: { word: 'Lost' },
      'never-arrived': { word: 'Never arrived' },
    },
  },
  found: {
    act: 'It is found',
    title: (serial) => `${serial} is found`,
    why: 'Two people have the card before them. If it was given an etch job, they look at the metal next.',
    summary: 'Takes a missing card back, before the eyes of two people.',
    question: (serial) => `Has the card ${serial} been found, unharmed?`,
  },
  blank: {
    act: 'Nothing is etched on it',
    title: (serial) => `Nothing is etched on ${serial}`,
    why: 'The card was at a bench that is no more. Two people have looked at both its sides: it is as it came. A card that lay at the laser of that bench is scrapped instead.',
    summary: 'Says of a card that came in doubt (a reissued share, or lost records) that two people have looked at it, and nothing is etched on it.',
    question: (serial) => `Is nothing etched on the card ${serial}, and did it not lie at the laser of the bench that is no more?`,
  },
  scrap: {
    act: 'Scrap',
    title: (serial) => `Scrap ${serial}`,
    why: 'Two people have destroyed the card together. This cannot be undone.',
    summary: "Records that a card in quarantine or in doubt was destroyed before two people's eyes.",
    question: (serial) => `Scrap the card ${serial}? It is destroyed.`,
  },
  sample: {
    act: 'Record the sample',
    title: (serial) => `${serial} was opened as a sample`,
    why: 'Two people have tried passphrase and encrypted key at a Check station, and destroyed the card.',
    summary: 'Draws finished cards by lot, or records what came of one that was drawn.',
    more: 'Give --count to draw. What was opened, tried at Check and destroyed: --serial, --outcome and two --person.',
    asks: 'What Check said',
    ways: {
      good: {
        word: 'It gave the key of its address',
        question: (serial) => `Has the card ${serial} opened as it should, as a sample?`,
      },
      bad: {
        word: 'It did not',
        question: (serial) => `Has the card ${serial} NOT opened as it should, as a sample?`,
      },
    },
  },
  end: {
    act: 'Record its end',
    title: (serial) => `What became of ${serial}`,
    why: 'The batch is closed. Two people say where this card went. This cannot be undone.',
    summary: 'Says what became of a card that its closed batch had counted as quarantined or missing.',
    asks: 'What happened',
    ways: {
      destroyed: {
        word: 'Destroyed',
        question: (serial) => `Has the card ${serial} been destroyed? Its way ends with that.`,
      },
      sampled: {
        word: 'Opened as a sample and destroyed',
        question: (serial) => `Has the card ${serial} been opened as a sample? Its way ends with that.`,
      },
      returned: {
        word: 'Returned to Press',
        question: (serial) => `Has the card ${serial} gone back to Press? Its way ends with that.`,
      },
    },
  },
} as const satisfies DeedsWords;
