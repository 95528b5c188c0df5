import { fact, type Sentences } from '../../failure.ts';

export const zhDice: Sentences<'dice'> = {
  'not-dice': () => '点数只能是 1 到 6，最多 4096 次。请重新键入。',
  'stuck-dice': () => '连续相同的点数太多，不是偶然。请换骰子重掷。',
  'too-few-rolls': (f) => `${fact(f, 'count')} 次太少，至少 39 次，才有 100 比特。`,
};
