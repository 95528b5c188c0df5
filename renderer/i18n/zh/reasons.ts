/** Every reason a station can give, as a Chinese sentence built from its facts. The English comes with the failure. */
import type { Facts } from '../../../core/base/result.ts';
import type { ReasonKind } from '../../../core/stations/bench/reasons.ts';

type Sentence = (facts: Facts) => string;

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');

const SCANNED: Readonly<Record<string, string>> = {
  'a confirmation code': '确认码',
  'an intermediate code': '中间码',
  'a passphrase': '密语',
};

/** What was scanned instead; the station names it in English. */
const scanned = (facts: Facts): string => SCANNED[fact(facts, 'what')] ?? '别的内容';

export const zhReasons = {
  'passphrase-mismatch': (f) => `${fact(f, 'serial')} 的密语与确认码不匹配。请将此卡放入隔离盒。`,
  'code-mismatch': (f) => `${fact(f, 'serial')} 的确认码不是由客户提供的中间码生成的。请将此卡放入隔离盒。`,
  'other-card-sticker': (f) =>
    `这张标签属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。请将两张卡都放入隔离盒。`,
  'unknown-sticker': (f) => `${fact(f, 'serial')} 标签上的地址不属于本批次任何一张卡。请将此卡放入隔离盒。`,
  'address-not-derived': (f) => `${fact(f, 'serial')} 标签上的地址与它的密语不符。请将此卡放入隔离盒。`,
  'secret-scanned': (f) => `在 ${fact(f, 'serial')} 上扫到了私钥，下层标签已外露。请将此卡放入隔离盒并通知班长。`,
  'strip-failed': (f) => `${fact(f, 'serial')} 的刮刮膜不合格。请将此卡放入隔离盒：换新膜，或报废。`,
  'seal-failed': (f) => `${fact(f, 'serial')} 的封装不合格。请将此卡放入隔离盒：重新封装，或报废。`,
  'sample-failed': (f) => `${fact(f, 'serial')} 抽检拆开后未得出密钥。请停止本批次并通知班长。`,
  'derivation-failed': (f) =>
    `工位无法推导 ${fact(f, 'serial')} 的密钥。卡片状态未变：请重新扫描，若仍如此请通知班长。`,
  'derivation-disagreed': () => '两种密钥推导的结果不一致。请停止作业并通知班长。',
  'vault-unreadable': (f) => `无法打开 ${fact(f, 'serial')} 的密封密语。卡片状态未变：请通知班长。`,
  'journal-failed': () => '日志无法写入，任何结果都不能记录。请停止作业并通知班长。',
  'serial-first': () => '这是地址。请先扫描卡片的序列号。',
  'address-next': (f) => `${fact(f, 'serial')} 已打开。请扫描标签上的地址。`,
  'other-serial': (f) => `${fact(f, 'other')} 尚未核验就被放下。现在请扫描 ${fact(f, 'serial')} 的标签。`,
  'repeated-address': () => '这个地址刚刚扫过。请取下一张卡，扫描它的序列号。',
  'unknown-serial': (f) => `${fact(f, 'serial')} 不在本批次中。`,
  'already-verified': (f) => `${fact(f, 'serial')} 已核验，打标任务正在进行。`,
  'already-finished': (f) => `${fact(f, 'serial')} 已经完成，本工位无需再处理。`,
  'is-quarantined': (f) => `${fact(f, 'serial')} 已隔离。请放回隔离盒。`,
  'is-in-doubt': (f) => `${fact(f, 'serial')} 存疑：无法确定是否已打标。须由两人查看卡面并签名。`,
  'is-scrapped': (f) => `${fact(f, 'serial')} 已报废，不应出现在这里：请通知班长。`,
  'is-sampled': (f) => `${fact(f, 'serial')} 已抽检拆开并销毁，不应出现在这里：请通知班长。`,
  'is-withdrawn': (f) => `${fact(f, 'serial')} 已由制签工位撤出，不应有此卡：请通知班长。`,
  'batch-is-closed': (f) => `${fact(f, 'serial')} 所在的批次已关闭：不再对其卡片作任何操作。`,
  'answer-first': (f) => `${fact(f, 'serial')} 已打开。请查看卡片并回答问题。`,
  'secret-refused': () => '扫到了私钥，内容未保存。请遮住它，将此卡放入隔离盒并通知班长。',
  'not-a-card-code': (f) => `扫到的是${scanned(f)}，不是序列号或地址。`,
  unreadable: () => '这个码不是我们的，或读取有误。请重新扫描。',
  'incomplete-scan': () => '只收到半个码。请重新扫描。',
  'overlong-scan': () => '收到的内容远超一个码。请一次只扫一个码。',
  'garbled-scan': () => '收到的内容是乱码。请检查连线后重新扫描。',
  busy: () => '工位正在核验。请等判定出来后再扫描。',
  'no-batch': () => '没有打开批次。请先打开一个批次。',
  'not-now': (f) => `${fact(f, 'serial')} 目前的状态不允许此操作。`,
  'no-label': (f) => `工位启动以来 ${fact(f, 'serial')} 还没有判定：请先核验，才能打印标签。`,
  'outbox-failed': (f) => `${fact(f, 'serial')} 的打标任务未能写出：${fact(f, 'why')}`,
  'does-not-fit': (f) => `${fact(f, 'serial')} 的文字超出卡面区域：${fact(f, 'why')}`,
  interrupted: (f) => `${fact(f, 'serial')} 打标时工位中断。须由两人查看卡面并签名。`,
  misread: (f) => `第 ${fact(f, 'position')} 位与发给激光机的不一致。请再看一遍。`,
  'misread-thrice': (f) => `${fact(f, 'serial')} 三次回读有误。须由两人查看卡面并签名。`,
} as const satisfies Record<ReasonKind, Sentence>;
