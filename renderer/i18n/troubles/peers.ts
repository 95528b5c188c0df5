/** Troubles of the door and of trust between stations. */
import type { Facts } from '../../../core/base/result.ts';
import type { Trouble } from '../troubles.ts';

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');
const trouble = (en: string, zh: string, say: (facts: Facts) => string): Trouble => ({ name: { en, zh }, zh: say });

export const PEER_TROUBLES: Readonly<Record<string, Trouble>> = {
  'bad-name': trouble(
    'Not a name for a station',
    '工位名称不合规',
    () => '工位名称由 1 至 40 个英文字母和数字组成，之间可有单个空格、点、连字符或下划线。',
  ),
  'weak-passphrase': trouble(
    'Passphrase too weak',
    '密码太弱',
    () => '工位密码须有 12 至 256 个字符：字母、数字、符号和空格，不带重音。请用六个以上的单词。',
  ),
  'not-empty': trouble(
    'Directory not empty',
    '目录不为空',
    (f) => `${fact(f, 'directory')} 不是空目录（其中有 ${fact(f, 'found')}）。新工位需要自己的目录。`,
  ),
  'door-busy': trouble('Still at work', '仍在处理', () => '工位仍在处理上一个请求。请稍候。'),
  'not-here': trouble('Not possible here', '此处不能', () => '此操作现在不能在入口进行。请关闭窗口后重新启动。'),
  'wrong-passphrase': trouble(
    'Wrong passphrase',
    '密码错误',
    (f) => `这不是本工位的密码。请等 ${fact(f, 'wait')} 秒再试。`,
  ),
  'too-soon': trouble(
    'Too soon',
    '还须等待',
    (f) => `此前有 ${fact(f, 'wrong')} 次密码错误。${fact(f, 'wait')} 秒后才会验证下一个；刚才的没有验证。`,
  ),
  'locked-out': trouble(
    'Locked',
    '已锁定',
    (f) => `本工位的此副本已锁定：连续 ${fact(f, 'wrong')} 次密码错误。请查明是谁所为，并从备份恢复工位。`,
  ),
  'gate-busy': trouble('Being tried elsewhere', '别处正在验证', () => '别处正在验证本工位的密码。请等它结束。'),
  'station-damaged': trouble(
    'Keys damaged',
    '密钥文件损坏',
    (f) => `${fact(f, 'path')} 已损坏。请从备份恢复；除此之外无法打开本工位。`,
  ),
  'journal-missing': trouble(
    'Journal missing',
    '日志不存在',
    (f) => `${fact(f, 'directory')} 中没有本工位的日志。请从备份恢复；没有日志不得进行任何操作。`,
  ),
  'not-an-identity': trouble(
    'Not an identity',
    '不是工位身份',
    () => '这不是工位的身份文件，或已损坏。请从对方工位重新取得。',
  ),
  'not-examined': trouble('Another identity', '不是此身份', () => '这不是最后读取的身份。请重新选择文件。'),
  'own-identity': trouble('Its own identity', '本工位自己的身份', () => '这是本工位自己的身份。请取对方工位的。'),
  'other-mode': trouble('Of another mode', '模式不同', (f) => `${fact(f, 'name')} 与本工位模式不同，两者永不相遇。`),
  'no-business': trouble(
    'Nothing moves between the two',
    '两者之间无往来',
    (f) => `${fact(f, 'name')} 与本工位之间没有任何传递。`,
  ),
  'already-pinned': trouble('Trusted already', '已信任', (f) => `${fact(f, 'name')} 的密钥在此已被信任。`),
  'name-taken': trouble(
    'Name taken',
    '名称已用',
    (f) => `名为 ${fact(f, 'name')} 的工位已存在：两个工位须有两个名称。若要更换，请先撤销原来的。`,
  ),
};
