/** The slip of a medium says who carries it, with the roles of then, and that they have signed for it. */
import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { must, ok } from '../../../../core/base/result.ts';
import { createOriginBook } from '../../../../core/stations/origin/book.ts';
import { followRare } from '../../../../electron/journal/fold.ts';
import { drawSlip } from '../../../../electron/roles/origin/slip.ts';
import type { OriginStation } from '../../../../electron/roles/origin/station.ts';
import { openCommissioned } from '../../../../electron/station/commissioned.ts';
import { openGate } from '../../../../electron/station/gate.ts';
import { beginPeople } from '../../../../electron/station/people.ts';
import { wordsOf, type Language } from '../../../../resources/words/languages.ts';
import { MEANING, credentialsOf, testDesk } from '../../../fakes/badges.ts';
import { cheapGate, makeStation, PASSPHRASE, secretOf, systemClock } from '../../../fakes/commissioned.ts';
import { platformRandom } from '../../../fakes/streams.ts';

const planned = {
  kind: 'batch-planned',
  ...{ batch: 'B-7', count: 4, keys: '1'.repeat(32), prefix: 'TF-', digits: 6, start: 0 },
  ...{ check: false, permuted: false, groups: 6, size: 4, lot: null, sequence: null },
  alphabet: 'legible',
} as const;
const sent = (carrier: string) =>
  ({
    kind: 'batch-exported',
    transfer: 'order',
    ...{ batch: 'B-7', count: 4, to: 'Press B', sequence: 1 },
    ...{ digest: 'ab'.repeat(32), medium: 'stick 1', carrier: { name: carrier } },
  }) as const;

test('a name alone where nobody was enrolled; roles and a signature that holds where somebody was', async () => {
  const directory = await makeStation('origin', 'Origin A');
  const ports = { directory, derivation: cheapGate(), random: platformRandom, now: () => performance.now() };
  const gate = must(await openGate(ports));
  using passphrase = secretOf(PASSPHRASE);
  const first = must(await openCommissioned(directory, must(await gate.unlock(passphrase)), systemClock));
  await first.journal.append([planned, sent('Whoever')]);
  const slip = (language: Language, { journal }: Pick<typeof first, 'journal'>): string => {
    const book = followRare(createOriginBook(), journal);
    const parts = { book, journal, name: 'Origin A', mode: 'production', version: '1.2.3' };
    const drawn = drawSlip({ parts } as unknown as OriginStation, 'B-7', 'order', wordsOf(language));
    return must(drawn).page.replace(/<style>.*<\/style>/s, '');
  };
  expect(slip('en', first)).toContain('<td>Whoever</td>');
  const desk = testDesk();
  desk.pins.push('493716', '804975');
  must(await beginPeople(first, ['Ada', 'Bela'], desk));
  await first.close();

  const station = must(
    await openCommissioned(directory, must(await gate.unlockBy(credentialsOf(desk.badgeOf('Ada')))), systemClock),
  );
  desk.coming.push(desk.badgeOf('Bela'));
  const carried = await station.attendance.sign('sendTransfer', MEANING, desk, async () => {
    await station.journal.append([sent('Bela')]);
    return ok(null);
  });
  must(carried);
  expect(slip('en', station)).toContain('<td>Bela (operator, supervisor) · signatures hold</td>');
  expect(slip('zh', station)).toContain('<td>Bela（操作员、班长） · 签名有效</td>');
  await station.close();
  await rm(directory, { recursive: true });
});
