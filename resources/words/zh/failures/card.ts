import { fact, type Sentences } from '../../failure.ts';

export const zhCard: Sentences<'card'> = {
  'bad-scheme': (f) => {
    if ('long' in f) return `这样的序列号有 ${fact(f, 'long')} 个字符，或连字符位置不当。应为 4 到 24 个字符。`;
    return '前缀只能有大写字母、数字和单个连字符；位数为 1 到 12（打乱时至少 6）。';
  },
  'bad-serial': () => '序列号有 4 到 24 个字符：大写字母、数字和单个连字符，至少一个数字，且不得形如密语。',
  'bad-shape': () => '密语共 20 到 64 个符号，每组 3 到 8 个。',
  'numbers-taken': (f) =>
    `${fact(f, 'digits')} 位数字放不下从 ${fact(f, 'start')} 起的 ${fact(f, 'count')} 个号码。请增加位数或改起始号。`,
  'too-few-bits': (f) => `这样的密语只有 ${Number(f['bits'] ?? 0).toFixed(1)} 比特，最低 100 比特。请增加符号。`,
};
