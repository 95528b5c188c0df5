import { fact, type Sentences } from '../../failure.ts';

export const zhVault: Sentences<'vault'> = {
  'batch-exists': (f) => `批次 ${fact(f, 'batch')} 的密语已密封在此。一个批次只收一次。`,
  'codes-damaged': (f) => `${fact(f, 'path')} 不是收下时的订单。请通知班长。`,
  disk: (f) => `${fact(f, 'path')} 与写出的不一致或未能写出。请勿再信任此磁盘。`,
  'seed-missing': (f) => `${fact(f, 'serial')} 没有密封的种子。`,
  'seeds-damaged': () => '密封的种子已损坏。请停止此批次的作业并通知班长。',
  'unknown-batch': (f) => `批次 ${fact(f, 'batch')} 的密语不在此处：已销毁、已收起或尚未打开。`,
  'unknown-unit': (f) => `批次 ${fact(f, 'batch')} 中没有 ${fact(f, 'serial')} 的密语。`,
  'vault-damaged': () => '密封的密语已损坏。请停止此批次的作业并通知班长。',
};
