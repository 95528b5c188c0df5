/** Real cards: passphrase, EPK, confirmation code and addresses that belong together, by cheap scrypt. */
import { generate } from '../../core/bip38/generate.ts';
import { makeIntermediateCode } from '../../core/bip38/intermediate.ts';
import { passphraseFromBytes } from '../../core/bip38/passphrase.ts';
import { addressesOf } from '../../core/coins/coins.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { must } from '../../core/base/result.ts';
import { Secret } from '../../core/base/secret.ts';
import { makePassphrase } from '../../core/card/passphrase.ts';
import { cheapDerivation } from './cheap-derivation.ts';
import { steadyRandom } from './streams.ts';

export interface TestCard {
  readonly serial: string;
  /** What is etched. */
  readonly passphrase: string;
  readonly key: string;
  readonly confirmation: string;
  readonly publicKey: string;
  readonly address: string;
  readonly sticker: string;
  /** The intermediate code that key and confirmation code were made of. */
  readonly code: string;
}

export const BATCH = 'BATCH-1';

/** The `n`th card, the same on every run. */
export async function makeCard(n: number): Promise<TestCard> {
  const random = steadyRandom(`card ${n}`);
  const derivation = cheapDerivation();
  using drawn = makePassphrase(random);
  const bytes = drawn.use((passphrase) => passphrase.slice());
  const code = await makeIntermediateCode(must(passphraseFromBytes(bytes)), null, random, derivation);
  const made = await generate(code, true, random, derivation);
  return {
    serial: `TF-${String(n).padStart(4, '0')}`,
    passphrase: Buffer.from(bytes).toString('latin1'),
    key: made.key,
    confirmation: made.confirmation,
    publicKey: Buffer.from(made.publicKey).toString('hex'),
    address: must(addressesOf(made.publicKey)).BTC as string,
    sticker: `ST-${n}`,
    code,
  };
}

export const makeCards = (count: number): Promise<readonly TestCard[]> =>
  Promise.all(Array.from({ length: count }, (_, n) => makeCard(n)));

export const passphraseOf = (card: TestCard): Secret =>
  new Secret(new Uint8Array(Buffer.from(card.passphrase, 'latin1')));

export const receivedEvent = (card: TestCard, batch = BATCH): Extract<JournalEvent, { kind: 'unit-received' }> => {
  const { serial, address, publicKey, confirmation, sticker } = card;
  return { kind: 'unit-received', batch, serial, address, publicKey, confirmation, sticker };
};

/** The records that bring these cards onto the desk. */
export const openingEvents = (cards: readonly TestCard[], batch = BATCH): readonly JournalEvent[] => [
  ...cards.map((card) => receivedEvent(card, batch)),
  {
    kind: 'batch-opened',
    batch,
    count: cards.length,
    vault: '1'.repeat(64),
    returned: '2'.repeat(64),
    origin: 'Origin A',
    press: 'Press B',
  },
];

/** The records that bring a card from the desk into the box. */
export const finishedEvents = ({ serial, address }: TestCard): readonly JournalEvent[] => {
  const job = `etch-${serial}`;
  return [
    { kind: 'unit-verified', serial, address, coin: 'BTC' },
    { kind: 'etch-intended', serials: [serial], job, layout: 'card', format: 'svg' },
    { kind: 'etch-sent', serials: [serial], job, bytes: 1, mac: '' },
    { kind: 'etch-marked', serial, job },
    { kind: 'etch-read-back', serial, job, positions: [1] },
    { kind: 'unit-covered', serial, by: { name: 'Li Wei' } },
    { kind: 'unit-sealed', serial, by: { name: 'Li Wei' } },
    { kind: 'unit-finished', serial, by: { name: 'Li Wei' } },
  ];
};

/** The closing of {@link BATCH}, whatever is in it. */
export const closedEvent: Extract<JournalEvent, { kind: 'batch-closed' }> = {
  kind: 'batch-closed',
  batch: BATCH,
  ...{ count: 1, finished: 1, scrapped: 0, quarantined: 0, sampled: 0, withdrawn: 0, printed: 0, destroyed: 0 },
  signatures: [{ name: 'Li Wei' }, { name: 'Anna Roth' }],
};
