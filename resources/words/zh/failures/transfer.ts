import type { Facts } from '../../../../core/base/result.ts';
import { fact, type Sentences } from '../../failure.ts';

const NOTHING = '没有收下任何内容。';

const badLine = (facts: Facts, what: string): string =>
  `${fact(facts, 'file')} 第 ${fact(facts, 'line')} 行${what}。${NOTHING}请对方重新给。`;

export const zhTransfer: Sentences<'transfer'> = {
  'bad-line': (f) => badLine(f, '内容不合规'),
  'bad-packages': (f) => `请写 1 至 ${fact(f, 'most')} 个包裹，每个封条一次：封条号（大写字母、数字、单个连字符）和其中的卡数。`,
  'bad-shares': () => '这样分配不能覆盖整个批次：每张卡必须恰好属于一个核验台，每台只列一次。',
  'bad-signature': (f) => `${fact(f, 'file')} 与签名不符：已损坏或被改动。${NOTHING}请对方重新给。`,
  'batches-differ': () => '两个文件不属于同一批次、同一模式或同一工位。请选择同一批次的两个文件。',
  binary: (f) => badLine(f, '不是文本'),
  'broken-link': (f) => `${fact(f, 'file')} 与已收到的上一份传递不衔接。${NOTHING}请通知班长。`,
  'byte-order-mark': (f) => badLine(f, '有字节顺序标记'),
  cancelled: (f) => `已停止读取 ${fact(f, 'file')}。${NOTHING}`,
  'carriage-return': (f) => badLine(f, '行尾不是单个换行符'),
  changed: (f) => `${fact(f, 'file')} 在读取时被改动。请制作一份无人写入的副本。`,
  disk: (f) => `写到 ${fact(f, 'path')} 的内容读回不一致。请换介质重新写出。`,
  duplicate: (f) => badLine(f, '与前面重复'),
  'empty-line': (f) => badLine(f, '是空行'),
  'ended-early': (f) => `读取 ${fact(f, 'file')} 的进程提前结束了。${NOTHING}请再试一次。`,
  forked: (f) => `${fact(f, 'file')} 的编号已用于另一份传递：对方工位有两个副本在工作。${NOTHING}请通知班长。`,
  gap: (f) =>
    `${fact(f, 'file')} 的编号是 ${fact(f, 'sequence')}，应为 ${fact(f, 'expected')}：缺少前面的传递。${NOTHING}`,
  'history-went-back': (f) => `${fact(f, 'from')} 的记录倒退了：它曾从旧备份恢复或被复制。${NOTHING}请停止并通知班长。`,
  misaddressed: (f) => `${fact(f, 'file')} 是给别的工位的。${NOTHING}`,
  'not-a-transfer': (f) => badLine(f, '不是传递的抬头'),
  'not-ascii': (f) => badLine(f, '有非 ASCII 字符'),
  'not-delivered': () => '传递没有送到。请换一个介质再次写出。',
  'not-text': (f) => badLine(f, '不是文本'),
  'nothing-prepared': () => '没有尚未送到的传递可以放弃。',
  'own-history-missing': (f) =>
    `${fact(f, 'from')} 知道本工位的一条记录，而本工位的日志里没有：放回了旧副本，或有两个副本在工作。${NOTHING}在两人查明原因之前，本工位停止一切作业。`,
  replayed: (f) => `来自 ${fact(f, 'from')} 的第 ${fact(f, 'sequence')} 份传递已经收过。${NOTHING}`,
  'seal-broken': (f) => `${fact(f, 'file')} 的密封已损坏。${NOTHING}请对方重新给。`,
  'sealed-to-another': (f) => `${fact(f, 'file')} 是密封给别的工位的。${NOTHING}`,
  'secret-in-transfer': (f) =>
    `${fact(f, 'file')} 第 ${fact(f, 'line')} 行含有不该有的密钥或密语。${NOTHING}请勿使用，并通知班长。`,
  'sent-otherwise': (f) =>
    `批次 ${fact(f, 'batch')} 已作为第 ${fact(f, 'sequence')} 份传递送出，内容不同。一个批次只送一次。`,
  'not-chosen': (f) => `${fact(f, 'file')} 不是刚才选定的传递文件，或文件名不像传递文件。请重新选择文件本身。`,
  'sent-elsewhere': (f) =>
    `批次 ${fact(f, 'batch')} 已作为第 ${fact(f, 'sequence')} 份传递交给 ${fact(f, 'to')}，只交给那一个工位：再交给别的工位，同样的东西会做两次。请放弃该批次并重新计划。`,
  surplus: (f) => badLine(f, '多出内容'),
  'too-large': (f) => `${fact(f, 'file')} 太大，不予读取。${NOTHING}`,
  'too-long': (f) => badLine(f, '过长'),
  truncated: (f) => `${fact(f, 'file')} 不完整：后面的内容缺失。${NOTHING}请重新复制或请对方重新给。`,
  'units-differ': (f) =>
    `两个文件的卡不一致：缺 ${fact(f, 'missing')} 张，多 ${fact(f, 'surplus')} 张。没有打开任何内容：请询问源站和印制站。`,
  'unknown-peer': (f) => `这里不信任名为 ${fact(f, 'name')} 的工位。请先核对单词并信任它。`,
  'unknown-signer': (f) => `${fact(f, 'file')} 的签名者不被本工位信任。${NOTHING}`,
  unsigned: (f) => `${fact(f, 'file')} 旁边没有签名文件。请把两个文件一起复制，或请对方重新给。`,
  'utf-16': (f) => badLine(f, '是 UTF-16 编码'),
  'wrong-kind': (f) => `${fact(f, 'file')} 是另一种传递。${NOTHING}请选择正确的文件。`,
  'wrong-mode': (f) => `${fact(f, 'file')} 与本工位模式不同。${NOTHING}`,
  'wrong-role': () => '此传递不是由这一种工位收发的。没有收下任何内容。',
  'wrong-sender': (f) => `${fact(f, 'file')} 自称的发送工位与签名者不符。${NOTHING}`,
  'wrong-unit': (f) => badLine(f, '与签名工位的数据不符'),
  'wrong-version': (f) => `${fact(f, 'file')} 由别的版本写出，本工位不认识。${NOTHING}请更新本工位或请对方重新写出。`,
};
