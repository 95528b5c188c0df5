/** Memory that forgets between the check of a card and the drawing of its job: nothing of it goes to the laser. */
import { expect, test } from 'vitest';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { standBench } from '../../../fakes/bench.ts';
import { makeCards, openingEvents, type TestCard } from '../../../fakes/cards.ts';
import { memoryJournal } from '../../../fakes/journal.ts';

const [card] = (await makeCards(1)) as readonly [TestCard];

test.each(Array.from({ length: 8 }, (_, bit) => bit))(
  'bit %i of a verified passphrase flips before its job is drawn',
  async (bit) => {
    const journal = memoryJournal(openingEvents([card]));
    const stand = standBench([card], { journal });
    const { append } = journal;
    // Its verdict is on record before the job is drawn.
    Object.assign(journal, {
      append(events: readonly JournalEvent[]) {
        const bytes = stand.vault.memory.at(-1);
        if (bytes !== undefined && events.some(({ kind }) => kind === 'unit-verified'))
          bytes[3] = (bytes[3] as number) ^ (1 << bit);
        return append(events);
      },
    });
    await stand.verify(card);
    expect(stand.view.verdict).toMatchObject({ outcome: 'PASS', job: 'failed', jobReason: { kind: 'job-differs' } });
    expect(stand.outbox.sent).toEqual([]);
    expect(stand.journal.of('etch-intended')).toEqual([]);
    expect(stand.journal.of('incident')).toMatchObject([{ reason: 'job-differs', serial: card.serial }]);
    expect(stand.vault.allWiped).toBe(true);
  },
);
