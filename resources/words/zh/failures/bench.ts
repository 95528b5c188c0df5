import type { BenchTask, BenchUnitState } from '../../../../core/life/bench-life.ts';
import type { Facts } from '../../../../core/base/result.ts';
import { fact, type Sentences } from '../../failure.ts';
import { zhToDo } from '../records/bench.ts';
import { zhRecords } from '../records/station.ts';

/** The English list ends in "and 3 more". */
const list = (facts: Facts): string =>
  fact(facts, 'list')
    .replace(/ and (\d+) more$/, ' 等，另有 $1 张')
    .replaceAll(', ', '、');

const stateName = (facts: Facts): string => zhRecords.states[fact(facts, 'state') as BenchUnitState] ?? fact(facts, 'state');

const SCANNED: Readonly<Record<string, string>> = {
  'a badge': '工牌',
  'a confirmation code': '确认码',
  'an intermediate code': '中间码',
  'a passphrase': '密语',
};

/** What was scanned instead; the station names it in English. */
const scanned = (facts: Facts): string => SCANNED[fact(facts, 'what')] ?? '别的内容';

export const zhBench: Sentences<'bench'> = {
  'address-next': (f) => `${fact(f, 'serial')} 已打开。请扫描标签上的地址。`,
  'address-not-derived': (f) => `${fact(f, 'serial')} 标签上的地址与它的密语不符。请将此卡放入红色托盘。`,
  'already-closed': (f) => `批次 ${fact(f, 'batch')} 已经关闭。`,
  'already-finished': (f) => `${fact(f, 'serial')} 已经完成，本工位无需再处理。`,
  'already-verified': (f) => `${fact(f, 'serial')} 已核验，打标任务正在进行。`,
  'in-series': (f) => `${fact(f, 'serial')} 在这一轮中已经扫过。请扫下一张卡。`,
  'in-tray': (f) => `${fact(f, 'serial')} 已在托盘第 ${fact(f, 'pocket')} 格中。`,
  'laser-failed': (f) => `激光机报告 ${fact(f, 'serial')} 的任务失败。须由两人查看卡面并签名。`,
  'metal-again': (f) =>
    `卡面上是 ${fact(f, 'other')}，标签上是 ${fact(f, 'serial')}，尚未作出判定。请单独拿好这张卡，再扫一次卡面。`,
  'in-no-tray': (f) => `${fact(f, 'serial')} 不在任何托盘中，也未随托盘送去打标。`,
  'not-in-tray': (f) => `${fact(f, 'serial')} 不在此托盘中。`,
  'reason-known': () => '列表中已有此理由。',
  'reason-unknown': () => '列表中没有此理由。',
  'reasons-full': (f) => `列表已有 ${fact(f, 'most')} 条理由，不能再加。请先删去一条。`,
  'other-metal': (f) => `${fact(f, 'serial')} 的卡面上是 ${fact(f, 'other')}。请将两张卡都放在一边并通知班长。`,
  'sticker-first': (f) => `这是托盘中 ${fact(f, 'serial')} 的卡面码。请先扫这张卡的标签。`,
  'take-out': (f) =>
    `${fact(f, 'serial')} 放入托盘后被判为不合格。请从第 ${fact(f, 'pocket')} 格取出，再发送托盘。`,
  'tray-empty': () => '托盘中没有卡。请先扫描要放入的卡。',
  'tray-full': () => '托盘已满。请先发送给激光机，再扫下一张卡。',
  'tray-left': (f) => `托盘中有 ${fact(f, 'count')} 张卡未发送，什么都没有打标。请重新扫描，并以 ! send 结束。`,
  'tray-in-use': (f) => `托盘中已放 ${fact(f, 'count')} 张卡。请先发送或取出，再更改托盘。`,
  'tray-sent': (f) => `${fact(f, 'serial')} 在激光机上的托盘中，会与其他卡一起打标。请先回答该托盘。`,
  'tray-turned': (f) => `托盘放反了：${fact(f, 'serial')} 上打了别的卡的内容。请勿动其中任何一张卡，并通知班长。`,
  'answer-first': (f) => `${fact(f, 'serial')} 已打开。请查看卡片并回答问题。`,
  'bad-sample': (f) => `无法抽取 ${fact(f, 'count')} 张：可抽的成品还有 ${fact(f, 'left')} 张。`,
  'check-at-laser': (f) => `激光机上还有 ${fact(f, 'count')} 张卡（先是 ${fact(f, 'serial')}）。请先回答，再开始班前检查。`,
  'check-not-done': () => '两张已知卡尚未都得出应有的结果：班前检查未完成。',
  'laser-altered': (f) =>
    `${fact(f, 'serial')} 不打标：激光机的设置在本工位之外被改动。请两人在“激光”画面查看，再在“记录”画面说明理由后继续。`,
  'shift-not-checked': (f) =>
    `本班尚未开始：两张已知卡得出应有的结果之前，${fact(f, 'serial')} 须等待。请在“班次”画面开始检查。`,
  'broken-off': (f) =>
    `${fact(f, 'serial')} 所在的批次打开于本工位丢失记录之前：无人知道其中哪些卡片已打标，因此不再打标。请通知班长。`,
  'batch-is-closed': (f) => `${fact(f, 'serial')} 所在的批次已关闭：不再对其卡片作任何操作。`,
  'batch-known': (f) => `批次 ${fact(f, 'batch')} 曾在本工位打开：请从列表中选择。`,
  busy: () => '工位正在核验。请等判定出来后再扫描。',
  'cards-missing': (f) =>
    `批次 ${fact(f, 'batch')} 收到 ${fact(f, 'count')} 张，在册 ${fact(f, 'known')} 张。批次保持打开：请通知班长。`,
  'cards-open': (f) =>
    `${fact(f, 'count')} 张卡为“${stateName(f)}”（${list(f)}）：${zhToDo[fact(f, 'state') as BenchTask]}。`,
  'check-stopped': (f) =>
    `预核验停止，还剩 ${fact(f, 'left')} 张：工位无法推导密钥。卡片状态未变：请重新开始，若仍如此请通知班长。`,
  'not-checking': () => '没有正在运行、可以继续的预检。请先开始，再确认一次。',
  'code-mismatch': (f) => `${fact(f, 'serial')} 的确认码不是由客户提供的中间码生成的。请将此卡放入红色托盘。`,
  'derivation-disagreed': () => '两种密钥推导的结果不一致。请停止作业并通知班长。',
  'derivation-failed': (f) =>
    `工位无法推导 ${fact(f, 'serial')} 的密钥。卡片状态未变：请重新扫描，若仍如此请通知班长。`,
  'disk-full': (f) => `批次 ${fact(f, 'batch')} 没有打开：磁盘空间不够。请先腾出空间，再重新启动工位。`,
  'job-differs': (f) => `${fact(f, 'serial')} 的打标任务画出的与已核对的不一致，没有发送。请停止作业并通知班长。`,
  'does-not-fit': (f) => `${fact(f, 'serial')} 的文字超出卡面区域：${fact(f, 'why')}`,
  'framed-scan': () => '扫码枪在码的前面或后面附加了字符，与卡片无关。请在“设备”页设置扫码枪，然后重新扫描。',
  'garbled-scan': () => '收到的内容是乱码。请检查连线后重新扫描。',
  'incomplete-scan': () => '只收到半个码。请重新扫描；如果每次都这样，说明扫码枪没有设置结束符：请在“设备”页设置扫码枪。',
  interrupted: (f) => `${fact(f, 'serial')} 打标时工位中断。须由两人查看卡面并签名。`,
  'is-in-doubt': (f) => `${fact(f, 'serial')} 存疑：无法确定是否已打标。须由两人查看卡面并签名。`,
  'is-quarantined': (f) => `${fact(f, 'serial')} 已隔离。请放回红色托盘。`,
  'is-sampled': (f) => `${fact(f, 'serial')} 已抽检拆开并销毁，不应出现在这里：请通知班长。`,
  'is-scrapped': (f) => `${fact(f, 'serial')} 已报废，不应出现在这里：请通知班长。`,
  'is-missing': (f) => `${fact(f, 'serial')} 记录为丢失或未到。须由两人取回：请先放在一边并通知班长。`,
  'is-handed-over': (f) => `${fact(f, 'serial')} 已移交 ${fact(f, 'reason')}。请把卡送到那里。`,
  'goes-back': (f) => `${fact(f, 'serial')} 曾在 ${fact(f, 'to')}，或已经过太多核验台。请移交给另一台。`,
  'no-such-bench': (f) => `这里没有信任的核验台 ${fact(f, 'to')}。请先核对它的八个词并登记。`,
  'no-such-handover': (f) => `这里没有批次 ${fact(f, 'batch')} 给 ${fact(f, 'to')} 的第 ${fact(f, 'part')} 次移交。`,
  'nothing-to-hand-over': (f) => `批次 ${fact(f, 'batch')} 没有等待打标的卡。`,
  'other-bench': (f) => `此卡属于 ${fact(f, 'bench')}。请把 ${fact(f, 'serial')} 送到那里。`,
  'records-lost-here': (f) =>
    `本工位丢失过记录：无人知道它接手并打标过哪些卡。${fact(f, 'file')} 不能在此接手：请移交给另一台。`,
  reissued: (f) => `${fact(f, 'serial')} 原在已停用的核验台：无人知道是否已打标。须由两人查看卡面并签名。`,
  'perhaps-etched': (f) =>
    `${fact(f, 'serial')} 在本工位丢失记录之前可能来过：无人知道是否已打标。须由两人查看卡面并签名。`,
  'supplied-stays': (f) => `批次 ${fact(f, 'batch')} 的密语由客户保管：其中的卡不能移交。`,
  'unit-was-here': (f) =>
    `${fact(f, 'file')} 中的 ${fact(f, 'serial')} 曾在本工位的批次 ${fact(f, 'batch')} 中。一张卡只接手一次。没有收下任何内容：请通知班长。`,
  'is-withdrawn': (f) => `${fact(f, 'serial')} 已由印制站撤出，不应有此卡：请通知班长。`,
  'journal-failed': () => '日志无法写入，任何结果都不能记录。请停止作业并通知班长。',
  'label-failed': () => '判定签没有打出。',
  'labels-miscounted': (f) => {
    const [least, most] = [fact(f, 'least'), fact(f, 'most')];
    const must = least === most ? least : `${least} 到 ${most}`;
    return `共打出 ${fact(f, 'printed')} 张判定签，${fact(f, 'cards')} 张在卡上，应销毁 ${must} 张，您清点了 ${fact(f, 'destroyed')} 张。请再清点或寻找。`;
  },
  misread: (f) => `第 ${fact(f, 'position')} 位与发给激光机的不一致。请再看一遍。`,
  'metal-next': (f) => `${fact(f, 'serial')} 已打开。请扫卡面上的码，而不是标签。`,
  'misread-thrice': (f) => `${fact(f, 'serial')} 三次回读有误。须由两人查看卡面并签名。`,
  'no-batch': () => '没有打开批次。请先打开一个批次。',
  'no-card': () => '托盘中没有这张卡。',
  'no-label': (f) => `工位启动以来 ${fact(f, 'serial')} 还没有判定：请先核验，才能打印判定签。`,
  'not-a-card-code': (f) => `扫到的是${scanned(f)}，不是序列号或地址。`,
  'known-cards-scanned': () => '正在做班前检查：已知卡须扫描，不能键入。',
  'not-a-serial': () => '这不是序列号。请键入卡上的序列号。',
  'typed-alone': () => '本批次的序列号没有校验字符，读错一个字就成了另一张卡：须由第二人也读一遍。',
  'wrong-check-character': (f) =>
    `${fact(f, 'serial')} 读错或键入有误：最后一个字符与前面的不符。请在卡上逐字再读一遍。`,
  'attestation-too-long': (f) => `${fact(f, 'serial')} 的声明放不进包装标签的二维码：工位名、产品名和批次名合起来太长。`,
  'not-finished-yet': (f) => `${fact(f, 'serial')} 还不是成品。声明只针对成品卡。`,
  'no-signing-key': () => '培训工位没有签名密钥，不能签署声明。',
  'not-closed': (f) => `批次 ${fact(f, 'batch')} 尚未关闭。证明只含成品：请先关闭批次。`,
  'not-drawn': (f) => `${fact(f, 'serial')} 未被抽中：只拆开抽中的卡。`,
  'not-now': (f) => `${fact(f, 'serial')} 目前的状态不允许此操作。`,
  'not-reread': (f) => `${fact(f, 'serial')} 扣留后还没有再扫过：请先扫它的序列号和标签。`,
  'not-training': () => '此操作只用于练习工位。',
  'nothing-finished': () => '此批次没有成品可以证明。',
  'other-card-sticker': (f) =>
    `这张标签属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。请将两张卡都放入红色托盘。`,
  'other-serial': (f) => `${fact(f, 'other')} 尚未核验就被放下。现在请扫描 ${fact(f, 'serial')} 的标签。`,
  'outbox-failed': (f) => `${fact(f, 'serial')} 的打标任务未能写出：${fact(f, 'why')}`,
  'overlong-scan': () => '收到的内容远超一个码。请一次只扫一个码。',
  'passphrase-mismatch': (f) => `${fact(f, 'serial')} 的密语与确认码不匹配。请将此卡放入红色托盘。`,
  'passphrases-left': (f) => `批次 ${fact(f, 'batch')} 已关闭，但密封的密语还在。请再关闭一次。`,
  'read-again': (f) =>
    `${f['other'] === '' ? '本批次没有卡用这张标签' : `这是 ${fact(f, 'other')} 的标签`}，尚未作出判定。请单独拿好 ${fact(f, 'serial')}，再扫一次它的标签。`,
  'reads-as-own': (f) =>
    `${fact(f, 'serial')} 现在与本卡相符，已记录。${f['other'] === '' ? '在两人放行之前仍须隔离。' : `若 ${fact(f, 'other')} 也被扣留，请同样再扫一次，然后两人可一起放行。`}`,
  'repeated-address': () => '这个地址刚刚扫过。请取下一张卡，扫描它的序列号。',
  'incidents-open': (f) => `尚无人处理的事件：${list(f)}。须先由班长逐一处理。`,
  'sticker-elsewhere': (f) =>
    `${fact(f, 'serial')} 的标签在 ${fact(f, 'other')} 上读到，此卡上可能是别的标签。请将两张卡都放入红色托盘。`,
  'sample-alarm': (f) => `抽检拆开后未得出密钥：${list(f)}。须先由班长处理。`,
  'sample-failed': (f) => `${fact(f, 'serial')} 抽检拆开后未得出密钥。请停止本批次并通知班长。`,
  'sample-open': (f) => `已抽中但尚未拆开：${list(f)}。请拆开、在查验站试开并销毁。`,
  'seal-failed': (f) => `${fact(f, 'serial')} 的封装不合格。请将此卡放入红色托盘：重新封装，或报废。`,
  'secret-refused': () => '扫到了私钥，内容未保存。请遮住它，将此卡放入红色托盘并通知班长。',
  'secret-scanned': (f) => `在 ${fact(f, 'serial')} 上扫到了私钥，下层标签已外露。请将此卡放入红色托盘并通知班长。`,
  'serial-again': (f) => `${fact(f, 'serial')} 的序列号扫描已过太久。请扫描手中卡片的序列号。`,
  'job-waits': (f) => `已有一段时间无人说明激光机处的 ${fact(f, 'serial')} 怎样了。请去查看，并回答是否已完成。`,
  'serial-first': () => '这是地址。请先扫描卡片的序列号。',
  'strip-failed': (f) => `${fact(f, 'serial')} 的刮刮膜不合格。请将此卡放入红色托盘：换新膜，或报废。`,
  'unit-known': (f) =>
    `${fact(f, 'serial')} 与本工位批次 ${fact(f, 'batch')} 中的卡片重复。没有打开任何内容：请通知班长。`,
  'unknown-batch': (f) => ('batch' in f ? `本工位没有批次 ${fact(f, 'batch')}。` : '此批次没有打开。'),
  'unknown-serial': (f) => `${fact(f, 'serial')} 不在本批次中。`,
  'unknown-sticker': (f) => `${fact(f, 'serial')} 标签上的地址不属于本批次任何一张卡。请将此卡放入红色托盘。`,
  unreadable: () => '这个码不是我们的，或读取有误。请重新扫描。',
  'vault-unreadable': (f) => `无法打开 ${fact(f, 'serial')} 的密封密语。卡片状态未变：请通知班长。`,
};
