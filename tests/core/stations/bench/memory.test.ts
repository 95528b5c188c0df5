/** Memory that forgets between the check of a card and the drawing of its job: nothing of it goes to the laser. */
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { standBench } from '../../../fakes/bench.ts';
import { makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';
import { TRAY } from '../../../fakes/tray.ts';

const [card] = (await makeCards(1)) as readonly [TestCard];

/** A journal during whose record of a card that has passed a bit of its passphrase flips. */
function flipping(bit: number) {
  const journal = memoryJournal(openingEvents([card]));
  const { append } = journal;
  // Its verdict is on record before its job is drawn.
  return Object.assign(journal, {
    memory: [] as readonly Uint8Array[],
    append(events: readonly JournalEvent[]) {
      const bytes = this.memory.at(-1);
      if (bytes !== undefined && events.some(({ kind }) => kind === 'unit-verified'))
        bytes[3] = (bytes[3] as number) ^ (1 << bit);
      return append(events);
    },
  });
}

test.each(Array.from({ length: 8 }, (_, bit) => bit))(
  'bit %i of a verified passphrase flips before its job is drawn',
  async (bit) => {
    const journal = flipping(bit);
    const stand = standBench([card], { journal });
    journal.memory = stand.vault.memory;
    await stand.verify(card);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'failed', jobReason: { kind: 'job-differs' } });
    expect(stand.outbox.sent).toEqual([]);
    expect(stand.journal.of('etch-intended')).toEqual([]);
    expect(stand.journal.of('incident')).toMatchObject([{ reason: 'job-differs', serial: card.serial }]);
    expect(stand.vault.allWiped).toBe(true);
  },
);

test('a flipped bit lays no card in a tray', async () => {
  const journal = flipping(0);
  const stand = standBench([card], { journal, tray: TRAY });
  journal.memory = stand.vault.memory;
  await stand.verify(card);
  expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'failed', jobReason: { kind: 'not-read-back' } });
  expect(stand.view.tray?.pockets.map(({ state }) => state)).toEqual(['empty', 'empty', 'empty', 'empty']);
  expect(stand.vault.allWiped).toBe(true);
});
