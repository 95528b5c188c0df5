import { fact, type Sentences } from '../../failure.ts';

export const zhPress: Sentences<'press'> = {
  'no-such-shipment': (f) => `批次 ${fact(f, 'batch')} 没有第 ${fact(f, 'part')} 次发货。`,
  'seal-used': (f) => `封条 ${fact(f, 'seal')} 已用过。一个封条只封一个包裹，只用一次。`,
  'too-many-cards': (f) => `写了 ${fact(f, 'named')} 张卡，而批次 ${fact(f, 'batch')} 只剩 ${fact(f, 'left')} 张。`,
  'already-applied': (f) => `${fact(f, 'serial')} 已贴在卡上，并已计数。`,
  'already-proven': (f) => `${fact(f, 'serial')} 已经证实。请将此标签放到合格品中。`,
  'already-returned': (f) => `批次 ${fact(f, 'batch')} 的回单已写出过。回单只写一次。`,
  'batch-known': (f) => `批次 ${fact(f, 'batch')} 曾收过。订单只收一次。`,
  busy: () => '工位正忙。请等它完成，或先停止。',
  'code-used': (f) =>
    `第 ${fact(f, 'line')} 行（${fact(f, 'serial')}）：此中间码曾用于批次 ${fact(f, 'batch')}。没有收下任何内容：请勿使用此文件，并通知班长。`,
  damaged: (f) => `${fact(f, 'path')} 已不是完好的证明。请通知班长。`,
  'damaged-key': (f) => `${fact(f, 'serial')} 标签上的加密密钥永远无法打开。请作废此标签并重新打印。`,
  disk: () => '写出的内容读回不一致。请再试一次。',
  'disk-full': () => '没有收下订单：磁盘空间不够。请先腾出空间。',
  'finish-first': (f) => `${fact(f, 'serial')} 的标签尚未证实。请先扫描它的两层，或将它作废，再打印下一张。`,
  'journal-failed': () => '日志无法写入，任何结果都不能记录。请停止作业并通知班长。',
  'key-differs': (f) => `由 ${fact(f, 'serial')} 的种子得出的密钥与记录不符。没有打印：请停止工作并通知班长。`,
  'key-mismatch': (f) => `${fact(f, 'serial')} 标签上的加密密钥与记录不符。请作废此标签并通知班长。`,
  miscounted: (f) =>
    `清点了 ${fact(f, 'counted')} 张合格标签，记录为 ${fact(f, 'proven')} 张。请重新清点；若仍不符，请通知班长。`,
  'broken-off': (f) =>
    `批次 ${fact(f, 'batch')} 开始于本工位丢失记录之前：不再为其制作、打印或返回任何内容。请将其销毁并重新下单。`,
  'records-lost': (f) =>
    `本工位丢失过记录，而 ${fact(f, 'file')} 写成时 ${fact(f, 'origin')} 还不可能知道：它可能已在此收下过。没有收下任何内容：请把本工位的最新记录带到 ${fact(f, 'origin')}，并在那里重新计划该批次。`,
  'no-batch': () => '桌上没有批次。请收下订单，或选择批次。',
  'no-certificate': (f) => `这里没有批次 ${fact(f, 'batch')} 的证明。销毁批次时才会生成。`,
  'no-coins': () => '请至少选择一个币种：没有地址的卡不是卡。',
  'no-key': () => '内存中没有本批次的密钥。请先放入介质并打开。',
  'no-medium': () => '密钥介质不在。请放入、挂载，并选择它。',
  'no-receipt': (f) =>
    `核验站尚未确认收到批次 ${fact(f, 'batch')} 的回单。请先收下它的回执，或由两人说明为何不等回执就销毁。`,
  'other-receipt': (f) =>
    `${fact(f, 'file')} 是另一份回单的回执，与本工位写出的批次 ${fact(f, 'batch')} 不符。没有收下任何内容：请通知班长。`,
  'no-sticker': () => '桌上还没有这样的标签。请再打印一张。',
  'not-a-sticker': () => '这不是标签的任何一层。',
  'no-such-share': (f) => `批次 ${fact(f, 'batch')} 中没有 ${fact(f, 'bench')} 的份额。`,
  'which-share': (f) => `批次 ${fact(f, 'batch')} 已分给多个核验台：请说明写哪一台的回单。`,
  'not-now': (f) => `${fact(f, 'serial')} 目前的状态不允许此操作。`,
  'not-ours': () => '此加密密钥不是由任何中间码生成的。请将此标签放到一边并通知班长。',
  'not-printed': (f) => `${fact(f, 'serial')} 没有待证实的标签。`,
  'not-returned': (f) => `批次 ${fact(f, 'batch')} 的回单尚未写出。请先写出。`,
  'not-training': () => '此操作只用于练习工位。',
  'other-batch': (f) => `${fact(f, 'serial')} 属于批次 ${fact(f, 'other')}，当前打开的是 ${fact(f, 'batch')}。`,
  'other-unit-address': (f) =>
    `这个上层属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。没有证实任何内容：请查明每张标签各属哪张卡。`,
  'other-unit-key': (f) =>
    `这个黄色层属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。没有证实任何内容：请查明每张标签各属哪张卡。`,
  'out-of-turn': (f) => `批次 ${fact(f, 'batch')} 在前：请先写它的回单。`,
  'random-failed': () => '本机的随机数发生器出现重复。请停止作业并通知班长：没有用它制作任何内容。',
  remains: () => '批次还有内容没有销毁。请排除原因后再次销毁。',
  'secret-refused': () => '扫到了密语。本工位绝不接收密语：内容未保存。请收好它，并通知班长。',
  'serial-used': (f) =>
    `第 ${fact(f, 'line')} 行（${fact(f, 'serial')}）：此序列号曾在批次 ${fact(f, 'batch')} 中。没有收下任何内容：请勿使用此文件，并通知班长。`,
  unbalanced: (f) =>
    `批次 ${fact(f, 'batch')} 不平衡：打印 ${fact(f, 'printed')} 张，合格 ${fact(f, 'proven')} 张，销毁 ${fact(f, 'destroyed')} 张。批次保持打开：请通知班长。`,
  unfinished: (f) => `批次 ${fact(f, 'batch')} 尚未完成。请先证实、作废或撤出其余卡片。`,
  'unknown-address': () => '本工位没有卡使用此地址。没有证实任何内容：请将此标签放到一边并通知班长。',
  'unknown-key': () => '本工位没有卡使用此加密密钥。没有证实任何内容：请将此标签放到一边并通知班长。',
  'unknown-serial': (f) => `${fact(f, 'serial')} 不在本批次中。`,
  'half-applied': (f) =>
    `批次 ${fact(f, 'batch')} 有 ${fact(f, 'applied')} 张标签已贴在卡上，${fact(f, 'proven')} 张还没有。请把其余的贴好并扫描，或作废。`,
  'incomplete-scan': () =>
    '扫码枪只发来半个码，这与标签无关。请重新扫描；若仍如此，请检查扫码枪设置的结束符（CR、LF 或 TAB）。',
  'overlong-scan': () =>
    '扫码枪发来的内容远超一个码，这与标签无关。请一次扫一个码，并检查扫码枪是否设置了结束符（CR、LF 或 TAB）。',
  'framed-scan': () => '扫码枪在码的前面或后面附加了字符，与标签无关。请在“设备”页设置扫码枪，然后重新扫描。',
  'garbled-scan': () => '扫码枪发来的是乱码，这与标签无关。请检查连线、速率以及码前后附加的字符，然后重新扫描。',
  unreadable: () => '这个码不是我们的，或读取有误。请重新扫描。',
  'would-not-read': (f) => `${fact(f, 'serial')} 的标签若打印出来将无法读取。没有打印：请通知班长。`,
};
