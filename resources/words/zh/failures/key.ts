import { fact, type Sentences } from '../../failure.ts';

export const zhKey: Sentences<'key'> = {
  disk: (f) => `${fact(f, 'path')} 中的密钥与写出的不一致。请换一个介质。`,
  'key-destroyed': () => '本批次的密钥已被销毁，无法再打印。',
  'key-missing': () => '此介质上没有本批次的密钥。请放入正确的介质。',
  'no-medium': () => '密钥介质不在。请放入、挂载，并选择它。',
  'origin-keys-missing': (f) => `${fact(f, 'path')} 不见了；换用别的密钥会使序列号重复。请从备份恢复。`,
  'same-disk': (f) => `${fact(f, 'directory')} 与工位在同一块磁盘上。请将密钥放在单独的可移动介质上。`,
  'station-key-damaged': (f) => `${fact(f, 'path')} 中的工位密钥已损坏。请从备份恢复；用它密封的内容没有别的办法打开。`,
  'station-key-exposed': (f) => `${fact(f, 'path')} 中的工位密钥对其他用户开放。请查明原因，并收回权限（chmod 600）。`,
  'vault-damaged': (f) => `${fact(f, 'path')} 已损坏或属于另一个工位。请从备份恢复。`,
  'wrong-key': () => '此介质上的密钥不是本批次的。请放入正确的介质。',
};
