import { describe, expect, it } from 'vitest';
import { failIn } from '../../../core/base/result.ts';
import { obstacles } from '../../../core/stations/bench/balance.ts';
import { en } from '../../../resources/words/en/en.ts';
import { sentence } from '../../../resources/words/text.ts';
import { zh } from '../../../resources/words/zh/zh.ts';
import { batchView } from '../../fakes/station.ts';

/** Every text by its path; of one that takes facts, what it is made of. */
function* texts(words: unknown, path = ''): Generator<readonly [path: string, text: string]> {
  if (typeof words === 'string') yield [path, words];
  else if (typeof words === 'function') yield [path, String(words)];
  else if (typeof words === 'object' && words !== null)
    for (const [key, inner] of Object.entries(words)) yield* texts(inner, path === '' ? key : `${path}.${key}`);
}
const chinese = new Map(texts(zh));

/** What comes out of a printer is a sticker at one station and a verdict's label at another: these are of both. */
const OF_EVERY_PRINTER = /\.(?:unfinished|label-void|partial-format|miscounted|unplug-mid-label|reset-mid-label)$/;
/** What the card wears to the end, and what is on the roll before anything is printed. */
const [STICKER, LABEL, STOCK] = ['标签', '判定签', '标签纸'];

describe('fault 51: in Chinese a sticker and the label of a verdict, which are counted apart, have two words', () => {
  const labels = [...texts(en)].filter(
    ([path, text]) => /\b[Ll]abels?\b(?![?:.=]|\s*[(])/.test(text) && !/sticker|badge/i.test(text) && !OF_EVERY_PRINTER.test(path),
  );

  it.each(labels)('%s', (path) => {
    const said = chinese.get(path) ?? '';
    const beside = said.replaceAll(STOCK, '').replaceAll('标签打印机', '').replaceAll('包装标签', '');
    expect(beside).not.toContain(STICKER);
  });

  it('and what is counted before a batch is closed is the label of a verdict', () => {
    const nothing = { count: 0, first: () => [], picked: [], unopened: [], alarms: [], incidents: [] };
    const states = Object.fromEntries(Object.keys(batchView.states).map((state) => [state, 0]));
    const facts = { ...nothing, batch: 'B', states: states as typeof batchView.states };
    const [off] = obstacles({ ...facts, labels: { printed: 9, doubtful: 0, cards: 6 } }, 0);
    if (off === undefined) throw new Error('it balances');
    for (const said of [sentence(zh, off), sentence(zh, failIn('bench')('no-label', '', { serial: 'TF-1' }).error), zh.dialogs.questions.closeBatch('B', 3)]) {
      expect(said).toContain(LABEL);
      expect(said.replaceAll(LABEL, '')).not.toContain(STICKER);
    }
  });
});
