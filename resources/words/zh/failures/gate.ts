import { fact, type Sentences } from '../../failure.ts';

export const zhGate: Sentences<'gate'> = {
  'gate-busy': () => '别处正在验证本工位的密码。请等它结束。',
  'locked-out': (f) => `本工位的此副本已锁定：连续 ${fact(f, 'wrong')} 次密码错误。请查明是谁所为，并从备份恢复工位。`,
  'no-station': (f) => `${fact(f, 'directory')} 中没有工位。请新建，或选择别的目录。`,
  'station-damaged': (f) => `${fact(f, 'path')} 已损坏。请从备份恢复；除此之外无法打开本工位。`,
  'too-soon': (f) => `此前有 ${fact(f, 'wrong')} 次密码错误。${fact(f, 'wait')} 秒后才会验证下一个；刚才的没有验证。`,
  'wrong-passphrase': (f) => `这不是本工位的密码。请等 ${fact(f, 'wait')} 秒再试。`,
};
