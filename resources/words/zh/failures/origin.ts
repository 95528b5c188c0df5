import { fact, type Sentences } from '../../failure.ts';

export const zhOrigin: Sentences<'origin'> = {
  'bad-batch': () => '批次名为 1 到 24 个大写字母、数字和单个的中间连字符。',
  'bad-codes': (f) =>
    `${fact(f, 'file')} 第 ${fact(f, 'line')} 行有误：${BAD_CODES[fact(f, 'why')] ?? BAD_CODES['shape'] ?? ''}。没有收下任何内容。`,
  'bad-count': (f) => `一个批次有 1 到 ${fact(f, 'most')} 张卡。`,
  'bad-lot': () => '批号 0 到 1048575，序号 0 到 4095，且从此起要放得下整个批次。',
  'batch-destroyed': (f) => `批次 ${fact(f, 'batch')} 的密封内容已销毁。`,
  'batch-left': (f) => `批次 ${fact(f, 'batch')} 已出站，此卡可能已制成。请由核验站抽检打开成品卡。`,
  'batch-name-taken': (f) => `已有批次 ${fact(f, 'batch')}。请继续该批次，或换个名称。`,
  'batch-void': (f) => `批次 ${fact(f, 'batch')} 已作废，一律不得使用。`,
  busy: () => '工位正在制作批次。请等它完成，或先停止。',
  'code-taken': (f) =>
    `第 ${fact(f, 'line')} 行：${fact(f, 'serial')} 的中间码曾用过。一个中间码永远只用于一张卡。没有收下任何内容。`,
  'derivation-failed': (f) => `批次 ${fact(f, 'batch')} 已停止：密钥推导失败。请再次继续，若仍如此请通知班长。`,
  'disk-full': (f) => `批次 ${fact(f, 'batch')} 没有开始：磁盘空间不够。请先腾出空间。`,
  'has-left': (f) => `批次 ${fact(f, 'batch')} 已有内容出站，不能再放弃。请由印制站和核验站销毁。`,
  'journal-failed': () => '日志无法写入，任何结果都不能记录。请停止作业并通知班长。',
  'replaced-count': (f) =>
    `批次有几张卡，就写几个要替换的序列号，最多 ${fact(f, 'most')} 个：现在写了 ${fact(f, 'named')} 个。`,
  'replaced-twice': (f) => `${fact(f, 'serial')} 已有另一张卡替换。`,
  'replaced-unknown': (f) => `没有序列号为 ${fact(f, 'serial')} 的卡离开过本工位，因此无从替换。`,
  'lot-taken': (f) => `批次 ${fact(f, 'batch')} 已用了这些批号和序号。请换一个批号。`,
  'not-delivered': (f) => `批次 ${fact(f, 'batch')} 尚未全部送出，不能销毁。`,
  'no-receipt': (f) =>
    `核验站尚未确认已打开批次 ${fact(f, 'batch')}。请先收下它的回执，或由两人说明为何不等回执就销毁。`,
  'other-receipt': (f) =>
    `${fact(f, 'file')} 是另一份传递的回执，与本站写出的批次 ${fact(f, 'batch')} 不符。没有收下任何内容：请通知班长。`,
  'nothing-left': (f) => `批次 ${fact(f, 'batch')} 的卡都在此打开过，一律不得出站。`,
  'opened-before': (f) => `${fact(f, 'serial')} 的密语曾显示过。只显示一次。`,
  'random-failed': () => '本站的随机数发生器未通过测试。请停止作业并通知班长。',
  'same-carrier': (f) => `${fact(f, 'name')} 已携带批次 ${fact(f, 'batch')} 的另一份传递。这一份请交给别人。`,
  'same-medium': (f) =>
    `此介质上已有批次 ${fact(f, 'batch')} 的另一份传递。请取出并换一个介质：两者绝不放在同一介质上。`,
  'secret-in-codes': (f) =>
    `${fact(f, 'file')} 第 ${fact(f, 'line')} 行含有疑似密钥或密语的内容。没有收下任何内容，请通知班长。`,
  'serial-taken': (f) => `第 ${fact(f, 'line')} 行：${fact(f, 'serial')} 已是本站的序列号。没有收下任何内容。`,
  'serials-taken': (f) => `这些序列号可能与批次 ${fact(f, 'batch')} 的混淆。请换起始号或前缀。`,
  'already-dead': (f) => `${fact(f, 'bench')} 的份额已补发给 ${fact(f, 'to')}。`,
  'claimed-twice': (f) =>
    `${fact(f, 'bench')} 和 ${fact(f, 'other')} 都称持有批次 ${fact(f, 'batch')} 的 ${fact(f, 'serial')}。没有收下任何内容：请停止两台并通知班长。`,
  'no-such-share': (f) => `${fact(f, 'bench')} 在批次 ${fact(f, 'batch')} 中没有份额。`,
  'not-divided': (f) => `批次 ${fact(f, 'batch')} 没有分给多个核验台。`,
  'other-closing': (f) =>
    `${fact(f, 'file')} 与发给 ${fact(f, 'bench')} 的批次 ${fact(f, 'batch')} 不符。没有收下任何内容：请通知班长。`,
  'share-closed': (f) => `${fact(f, 'bench')} 已关闭它在批次 ${fact(f, 'batch')} 中的份额。`,
  'shares-open': (f) =>
    `批次 ${fact(f, 'batch')} 已分份，尚未完成：${fact(f, 'list')}。请先收下关闭文件，或由两人说明为何不等就销毁。`,
  'takes-already': (f) => `${fact(f, 'to')} 在批次 ${fact(f, 'batch')} 中已有或曾有份额。请补发给没有份额的核验台。`,
  'which-bench': (f) => `批次 ${fact(f, 'batch')} 已分给多个核验台：请说明写哪一台的密语文件。`,
  'supplied-batch': () => '此批次的密语由客户保管，从未在此。请重新导入客户的文件。',
  'unfinished-batch': (f) =>
    `批次 ${fact(f, 'batch')} 只制作了 ${fact(f, 'coded')} / ${fact(f, 'count')}。须完整出站，请先继续制作。`,
  'unknown-batch': (f) => `这里没有批次 ${fact(f, 'batch')}。`,
  'unknown-serial': (f) => `此批次中没有已制作的 ${fact(f, 'serial')}。`,
  'vault-damaged': () => '密封的内容打不开。请停止作业，并从备份恢复工位。',
};

const BAD_CODES: Readonly<Record<string, string>> = {
  shape: '每行应为序列号、逗号、中间码',
  heading: '这是标题行，请从文件中删去',
  serial:
    '序列号无效：应为 4 到 24 个大写字母、数字和单个的中间连字符，至少一个数字。电子表格会改写长数字，请以文本格式保存',
  code: '中间码已损坏，或不是曲线上的点',
  count: '中间码的数量超出范围',
};
