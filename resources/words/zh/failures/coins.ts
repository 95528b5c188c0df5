import type { Sentences } from '../../failure.ts';

export const zhCoins: Sentences<'coins'> = {
  'bad-key': () => '此 WIF 中没有此曲线的私钥。请拒收。',
  'bad-point': () => '这不是公钥。请给出曲线上一点的 33 或 65 个字节。',
  'not-an-address': () => '这不是已知币种的地址，或有字符错误。请重新扫描。',
  'not-base58check': () => '此 WIF 私钥有一个字符错误或缺失。请重新输入。',
  'wrong-length': () => '此 WIF 私钥长度不符。请一次只给一个私钥，并查明来源。',
  'wrong-magic': () => '这不是 WIF 私钥。请检查是什么。',
};
