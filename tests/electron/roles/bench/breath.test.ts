import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { because } from '../../../../core/stations/bench/reasons.ts';
import type { BenchView } from '../../../../core/stations/bench/view.ts';
import { lastOfABreath } from '../../../../electron/roles/bench/breath.ts';
import type { StationUpdate } from '../../../../electron/roles/bench/contract.ts';

function told(): { readonly tell: (update: StationUpdate) => void; readonly heard: string[] } {
  const heard: string[] = [];
  const tell = lastOfABreath((update) => {
    heard.push(
      update.type === 'bench' ? `${update.bench.turn} ${update.bench.notice?.kind ?? ''}`.trim() : update.type,
    );
  });
  return { tell, heard };
}

const view = (turn: number, notice: BenchView['notice'] = null): StationUpdate => ({
  type: 'bench',
  bench: {
    step: { at: 'serial' },
    verdict: null,
    by: 'link',
    series: null,
    tray: null,
    work: { card: null, cards: 0, all: { scans: 0, keys: 0 } },
    notice,
    turn,
  },
});

it('of views in one breath the window gets the last', async () => {
  const { tell, heard } = told();
  tell(view(1));
  tell(view(2));
  expect(heard).toEqual([]);
  await nextTurn();
  expect(heard).toEqual(['2']);
  tell(view(3));
  await nextTurn();
  expect(heard).toEqual(['2', '3']);
});

it('whatever else is told comes in its order', async () => {
  const { tell, heard } = told();
  tell(view(1));
  tell({ type: 'incidents', open: 1 });
  tell(view(2));
  await nextTurn();
  expect(heard).toEqual(['1', 'incidents', '2']);
});

it('what is said to a person is not skipped', async () => {
  const { tell, heard } = told();
  tell(view(1));
  tell(view(2, because('other-serial', { serial: 'A-1', other: 'A-2' })));
  tell(view(3));
  await nextTurn();
  expect(heard).toEqual(['2 other-serial', '3']);
});
