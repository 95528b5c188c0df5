import { fact, type Sentences } from '../../failure.ts';

export const zhBackup: Sentences<'backup'> = {
  altered: (f) => `${fact(f, 'path')} 与备份时不同：已损坏或被改动。请使用另一份备份。`,
  disk: (f) => `备份 ${fact(f, 'path')} 中止：磁盘出错（${fact(f, 'code')}）。请检查该磁盘，或使用另一个。`,
  'no-folder': (f) => `${fact(f, 'to')} 不是可用的文件夹。请插入其介质，再次选择。`,
  'no-room': (f) => `备份需要 ${fact(f, 'needed')}，而 ${fact(f, 'to')} 只剩 ${fact(f, 'free')}。请使用另一个介质。`,
  'not-a-backup': (f) => `${fact(f, 'folder')} 中没有工位的备份。请选择备份时生成的文件夹。`,
  'read-back': (f) => `${fact(f, 'path')} 读回的内容与写入的不同。请勿信任此介质，改用另一个做备份。`,
};
