/** Origin's records as sentences, in English. */
import type { OriginEvent } from '../../../../core/journal/events/origin.ts';
import type { EventSentences } from '../../event-sentences.ts';

export const enOrigin = {
  'batch-planned': (e) =>
    `Batch ${e.batch} planned: ${e.count} units${e.permuted ? ', serials in permuted order' : ''}${e.replaces === undefined ? '' : `, in the places of ${e.replaces.join(', ')}`}.`,
  'codes-supplied': (e) => `Batch ${e.batch} with ${e.count} codes supplied by a customer.`,
  'coding-started': (e) =>
    `Making batch ${e.batch}, ${e.left} units left${e.adopted > 0 ? `; ${e.adopted} found sealed after a power cut` : ''}${e.dice > 0 ? `; ${e.dice} bits of dice mixed in` : ''}.`,
  'coding-stopped': (e) =>
    `Making batch ${e.batch} ${{ done: 'done', cancelled: 'stopped by hand', 'station-fault': 'stopped by a fault' }[e.because]}, ${e.left} units left.`,
  'units-coded': (e) => `Batch ${e.batch}: ${e.count} units made, ${e.first} to ${e.last}.`,
  'batch-divided': (e) =>
    `Batch ${e.batch} divided: ${e.shares.map(({ bench, from, to }) => `${bench} ${from} to ${to}`).join(', ')}.`,
  'share-reissued': (e) =>
    `Share of ${e.bench} in batch ${e.batch} reissued to ${e.to} by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}.`,
  'share-closed': (e) => `${e.bench} has closed its share of batch ${e.batch}: ${e.count} units.`,
  'batch-voided': (e) => `Batch ${e.batch} is void: ${e.reason}.`,
  'batch-abandoned': (e) =>
    `Batch ${e.batch} abandoned by ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}. Its numbers stay taken.`,
  'passphrase-opened': (e) =>
    `Passphrase of ${e.serial} (batch ${e.batch}) shown once to ${e.signatures.map(({ name }) => name).join(' and ')}: ${e.reason}. It will not leave.`,
  'batch-leaving': (e) => `Batch ${e.batch}: ${e.count} units leave the station.`,
  'passphrases-condemned': (e) =>
    `Batch ${e.batch}: what is sealed of it is to be destroyed, ${e.signatures.map(({ name }) => name).join(' and ')} vouch that Bench has it.`,
  'batch-exported': (e) => `The ${e.transfer} of batch ${e.batch} for ${e.to} written and compared: ${e.count} units${e.carrier === undefined ? '' : `, on ${e.medium ?? ''}, carried by ${e.carrier.name}`}.`,
} satisfies Pick<EventSentences, OriginEvent['kind']>;
