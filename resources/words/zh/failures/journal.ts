import { fact, type Sentences } from '../../failure.ts';

const UNTIL =
  '在两人查明原因、并给出从纸面或另一工位得知的最新记录之前，此处不做任何事（twofold journal accept，或在门口窗口）。';

export const zhJournal: Sentences<'journal'> = {
  'identity-unreadable': (f) => `${fact(f, 'path')} 中的工位密钥不能使用。请从备份恢复；没有它，日志无法继续。`,
  'index-ahead': (f) =>
    `${fact(f, 'directory')}：本工位关闭索引时，其中有日志里没有的记录。在两人查明原因之前，此处不做任何事。`,
  'journal-damaged': (f) =>
    ('path' in f ? `日志 ${fact(f, 'path')} 已损坏。` : `日志在第 ${fact(f, 'seq')} 条记录处损坏。`) +
    '没有改动任何内容：请保持原样并通知班长。',
  'journal-newer': (f) =>
    `日志 ${fact(f, 'path')} 曾由更新的版本写入：第 ${fact(f, 'seq')} 条记录是本工位自己的，而此版本不认识。没有改动任何内容。请启动本工位用过的最新版本。`,
  'journal-locked': (f) =>
    `${fact(f, 'directory')} 中的日志正被另一个 Twofold 使用（进程 ${fact(f, 'pid')}）。请先关闭它。`,
  'journal-of-another': (f) => `日志 ${fact(f, 'path')} 属于另一个工位。请放回配套的文件。`,
  'journal-unusable': (f) => `日志 ${fact(f, 'path')} 打不开（${fact(f, 'code')}）。请检查磁盘并通知班长。`,
  'journal-went-back': (f) =>
    `日志 ${fact(f, 'path')} 只有 ${fact(f, 'size')} 条记录，` +
    (f['noted'] === null ? '而工位记下的长度已丢失' : `而本工位曾有 ${fact(f, 'noted')} 条`) +
    `：末尾被截去，或被换成了较早的日志。${UNTIL}`,
  'journal-moved': (f) =>
    `本工位在其目录之外记下的长度不在 ${fact(f, 'place')}：目录被复制或搬到了别的电脑，或该记录已丢失。${UNTIL}`,
  'bad-head': () => '记录以其八个词或 64 位十六进制数表示：见报告、证书，或另一工位的对端列表。',
  'not-open': () => '此异常事件已经确认，或并不存在。',
  'two-go-on': () => '此事件使作业停止：须由两人说明理由后才能继续。请在工位窗口中进行，核验站也可用 twofold bench go-on。',
  unreadable: (f) => `${fact(f, 'path')} 无法读取。请确认它是工位的日志。`,
};
