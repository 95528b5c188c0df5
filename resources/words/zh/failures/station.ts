import type { Facts } from '../../../../core/base/result.ts';
import { fact, type Sentences } from '../../failure.ts';

const ROLES: Readonly<Record<string, string>> = { origin: '源', press: '印制', bench: '核验', check: '查验' };

const roleName = (facts: Facts): string => ROLES[fact(facts, 'role')] ?? fact(facts, 'role');

export const zhStation: Sentences<'station'> = {
  'bad-name': () => '工位名称由 1 至 40 个字母和数字组成（汉字约十二个），之间可有单个空格、点、连字符或下划线。',
  commissioned: () => '此目录中是正式工位：练习内容不得写入。',
  disk: () => '写出的身份文件读回不一致。请换一个介质。',
  'journal-missing': (f) => `${fact(f, 'directory')} 中没有本工位的日志。请从备份恢复；没有日志不得进行任何操作。`,
  'not-empty': (f) => `${fact(f, 'directory')} 不是空目录（其中有 ${fact(f, 'found')}）。新工位需要自己的目录。`,
  'settings-failed': (f) => `设置未能保存到 ${fact(f, 'path')}。设置保持原样。`,
  'guessable-passphrase': () => '这个密码容易被猜到：字符重复，或沿键盘排列。请用掷骰子等方式得到的六个以上单词。',
  'weak-passphrase': () => '工位密码须有 12 至 256 个字符：字母、数字、符号和空格，不带重音。请用六个以上的单词。',
  'wrong-role': (f) => `此工位是${roleName(f)}工位，不能作别用。`,
};
