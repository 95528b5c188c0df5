/** Names of states, outcomes and reasons, and every journal record as a sentence, in Simplified Chinese. */
import type { Outcome } from '../../../../core/journal/event.ts';
import type { ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import type { EventSentences } from '../../event-sentences.ts';
import { zhBench, zhBenchStates } from './bench.ts';
import { zhOrigin } from './origin.ts';
import { zhPeople } from './people.ts';
import { zhPress } from './press.ts';
import { zhSet, zhSetting } from './settings.ts';

const WHY_ASKED = {
  uncoded: '卡面没有码',
  text: '由激光机自带字体打出',
  'set-up': '新设置下的第一张',
  share: '被抽中',
  unread: '码扫不出',
  spared: '未被抽中',
} as const;

export const zhRecords = {
  outcomes: { PASS: '合格', FAIL: '不合格', ERROR: '工位异常', ABORTED: '已中止' } satisfies Record<Outcome, string>,

  states: zhBenchStates,

  reasons: {
    'passphrase-mismatch': '密语与确认码不符',
    'code-mismatch': '确认码与客户的中间码不符',
    'other-card-sticker': '贴了别的卡的标签',
    'sticker-elsewhere': '其标签出现在别的卡上',
    'unknown-sticker': '标签不属于本批次',
    'address-not-derived': '地址与密语不符',
    'secret-scanned': '扫到私钥',
    'strip-failed': '刮刮膜不合格',
    'seal-failed': '封装不合格',
    'sample-failed': '抽检卡未得出密钥',
    'derivation-failed': '密钥推导失败',
    'derivation-disagreed': '两种推导结果不一致',
    'vault-unreadable': '密封的密语无法打开',
    'journal-failed': '日志无法写入',
    'serial-again': '序列号扫描已过太久',
    'job-waits': '任务在激光机处等候',
    'serial-first': '未扫序列号先扫地址',
    'address-next': '重复扫描序列号',
    'other-serial': '未扫标签又扫了别的序列号',
    'read-again': '不是此卡的标签，仅读到一次',
    'reads-as-own': '扣留的卡再扫后相符',
    'repeated-address': '重复扫描地址',
    'unknown-serial': '序列号不在本批次',
    'already-verified': '已经核验',
    'already-finished': '已经完成',
    'is-quarantined': '已隔离',
    'is-in-doubt': '存疑',
    'is-scrapped': '已报废',
    'is-sampled': '已抽检拆开',
    'is-missing': '记录为缺失',
    'is-withdrawn': '制签已撤出',
    'is-handed-over': '已移交其他核验台',
    'other-bench': '属于其他核验台',
    reissued: '原属已停用的核验台',
    'perhaps-etched': '丢失记录之前可能来过',
    'batch-is-closed': '批次已关闭',
    'broken-off': '记录丢失',
    'laser-altered': '激光机设置被改动',
    'shift-not-checked': '班前未检查',
    'metal-next': '应扫卡面却扫了标签',
    'answer-first': '未回答又重复扫描',
    'in-series': '同一轮重复扫描',
    'secret-refused': '扫到私钥',
    'not-a-card-code': '不是卡片的码',
    unreadable: '无法识别的码',
    'incomplete-scan': '扫描不完整',
    'overlong-scan': '扫描内容过长',
    'framed-scan': '扫码枪附加了字符',
    'garbled-scan': '扫描内容乱码',
    busy: '工位正忙',
    'no-batch': '没有打开批次',
    'not-now': '当前状态不允许',
    'no-label': '没有可打印的判定',
    'outbox-failed': '打标任务未写出',
    'does-not-fit': '文字超出卡面区域',
    'job-differs': '打标任务读回不一致',
    interrupted: '打标时工位中断',
    misread: '回读有误',
    'laser-failed': '激光机报告失败',
    'misread-thrice': '三次回读有误',
    'in-tray': '已在托盘中',
    'tray-full': '托盘已满',
    'take-out': '托盘中判为不合格',
    'sticker-first': '先扫了卡面',
    'metal-again': '卡面是另一张卡',
    'tray-turned': '托盘放反',
    'other-metal': '卡面打了别的卡',
  } satisfies Record<ReasonKind, string>,

  evidence: {
    'buffer-empty': '打印机已无待打内容',
    counted: '打印机计数加一',
    'seen-printing': '已见打印机打印',
  },

  noCard: '未打开卡片',
  unknownRecord: (kind: string) => `${kind} 类记录。`,

  events: {
    'journal-begun': (e) => `建立工位 ${e.station} 的日志。`,
    'station-started': (e) => `工位启动，版本 ${e.version}。`,
    'station-stopped': () => '工位停止。',
    'tail-cut': (e) => `末尾一条不完整的记录（${e.bytes} 字节）已截除。`,
    'history-accepted': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')} 决定以 ${e.size} 条记录的日志继续（${e.noted === null ? '没有找到记下的长度' : `曾记下 ${e.noted} 条`}${e.lost ? '，有记录丢失' : ''}）：${e.reason}。`,
    'anchor-moved': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}：今后${e.to === null ? '在本机' : `在 ${e.to}`} 记下记录的长度。`,
    'backup-made': (e) => `${e.by.name} 将本工位备份到 ${e.to}。`,
    'index-rebuilt': (e) =>
      `索引${{ missing: '缺失', unsealed: '与本工位关闭时不一致', stale: '过期', damaged: '损坏' }[e.because]}，已由 ${e.records} 条记录重建。`,
    checkpoint: (e) => `已对 ${e.size} 条记录签署检查点。`,
    'device-changed': (e, name) =>
      `${name.device(e.device)}：${name.deviceState(e.state)}${e.reason === null ? '' : `（${name.reason(e.reason)}）`}。`,
    'settings-changed': (e) => `设置已更改：${zhSetting(e.what)}，改为 ${zhSet(e.to)}。`,
    'key-derivation-disagreed': (e) => `任务 ${e.job} 的两种密钥推导结果不一致。`,
    'unit-received': (e) => `${e.serial} 随批次 ${e.batch} 接收，标签 ${e.sticker}。`,
    'unit-withdrawn-at-press': (e) => `批次 ${e.batch} 的 ${e.serial} 已由制签工位撤出：没有此卡。`,
    'batch-opened': (e) => `打开批次 ${e.batch}，共 ${e.count} 张卡。`,
    'check-started': (e) => `批次 ${e.batch} 开始预检，剩余 ${e.left} 张。`,
    'check-goes-on-locked': (e) => `${e.by.name} 同意工位锁定期间批次 ${e.batch} 的预检继续，直到停止。`,
    'check-left-running': (e) => `工位锁定期间批次 ${e.batch} 的预检继续，剩余 ${e.left} 张。`,
    'check-taken-up': (e) =>
      `工位锁定期间批次 ${e.batch} 预检了 ${e.found} 张，第二套实现确认了 ${e.confirmed} 次推导。`,
    'check-stopped': (e) =>
      `批次 ${e.batch} 的预检${{ done: '已完成', cancelled: '已人工停止', 'station-fault': '因工位故障停止' }[e.because]}，剩余 ${e.left} 张${e.confirmed === undefined ? '' : `，第二套实现确认了 ${e.confirmed} 次推导`}。`,
    'unit-checked': (e) => `${e.serial} 预检通过：密语与确认码推出登记的地址。`,
    'unit-quarantined': (e, name) => `${e.serial} 已隔离：${name.reason(e.reason)}。`,
    'unit-condemned': (e, name) => `${e.serial} 尚未上手即判不合格：${name.reason(e.reason)}。`,
    'serial-typed': (e) => `${e.by.name} 手工键入序列号 ${e.serial}，校验字符正确。`,
    'serial-vouched': (e) =>
      `手工键入序列号 ${e.serial}，由 ${e.signatures.map(({ name }) => name).join('、')}两人读过。`,
    'serial-from-print': (e) =>
      `序列号 ${e.serial} 扫自${{ label: '其判定签', traveller: '其流转卡', 'tray-list': '托盘清单' }[e.print]}，而非卡片本身。`,
    'hold-reread': (e) => `${e.serial} 扣留中，再次扫描其标签，与本卡相符。`,
    'unit-verified': (e) => `${e.serial} 已对照标签上的 ${e.coin} 地址核验。`,
    'verdict-given': (e, name) =>
      `${e.serial === null ? '' : `${e.serial} `}判定为${name.outcome(e.outcome)}${e.reason === null ? '' : `：${name.reason(e.reason)}`}。`,
    'label-printed': (e, name) =>
      `${e.serial} 的${name.outcome(e.outcome)}判定签已打印（${name.evidence(e.evidence)}）。`,
    'label-failed': (e, name) => `${e.serial} 的判定签未打印：${name.reason(e.reason)}。`,
    'statement-printed': (e, name) => `${e.serial} 的包装声明已打印（${name.evidence(e.evidence)}）。`,
    'statement-failed': (e, name) => `${e.serial} 的包装声明未打印：${name.reason(e.reason)}。`,
    'etch-intended': (e) => `${e.serials.join('、')} 准备打标，版式 ${e.layout}，格式 ${e.format.toUpperCase()}。`,
    'etch-sent': (e) => `${e.serials.join('、')} 的打标任务已交给激光机（${e.bytes} 字节，已比对）。`,
    'etch-taken': (e) => `激光机已取走 ${e.serials.join('、')} 的任务。`,
    'etch-said': (e) => `激光机报告 ${e.serials.join('、')} 的任务：${{ done: '已完成', fail: '失败' }[e.said]}。`,
    'etch-marked': (e) => `${e.serial} 已打标。`,
    'read-back-asked': (e) =>
      `${e.serial} 须回读${e.positions.length === 0 ? '卡面上的码' : `第 ${e.positions.join('、')} 位`}：${WHY_ASKED[e.why]}。`,
    'etch-read-back': (e) => 
      `${e.serial} 已回读${e.positions.length === 0 ? '卡面上的码' : `第 ${e.positions.join('、')} 位`}。`,
    'etch-misread': (e) => `${e.serial} 第 ${e.attempt} 次回读有误。`,
    'etch-in-doubt': (e, name) => `${e.serial} 列为存疑：${name.reason(e.reason)}。`,
    'doubt-resolved': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}两人确认 ${e.serial} ${{ marked: '已打标', scrapped: '报废' }[e.as]}。`,
    'scan-refused': (e, name) => `${e.serial === null ? '' : `${e.serial}：`}扫描未受理，${name.reason(e.reason)}。`,
    incident: (e, name) => `${e.serial === null ? '' : `${e.serial} `}发生异常事件：${name.reason(e.reason)}。`,
    'pause-lifted': (e) => `${e.signatures.map(({ name }) => name).join('、')} 在异常事件 #${e.incident} 之后决定继续：${e.reason}`,
    'incident-acknowledged': (e) => `${e.by.name} 已确认异常事件 #${e.incident}。`,
    'station-commissioned': () => '工位已启用。',
    'station-unlocked': (e) => (e.wrong === 0 ? '工位已解锁。' : `工位已解锁，此前 ${e.wrong} 次密码错误。`),
    'peer-pinned': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人核对后，信任工位 ${e.name}。`,
    'peer-heard': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}两人从公开文件收下 ${e.name} 的最新记录：共 ${e.records} 条。`,
    'peer-revoked': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}两人撤销对工位 ${e.name} 的信任（${e.reason}）。`,
    'transfer-prepared': (e) => `准备发往 ${e.to} 的第 ${e.sequence} 号传输：批次 ${e.batch}（${e.transfer}）。`,
    'transfer-sent': (e) => `发往 ${e.to} 的第 ${e.sequence} 号传输已写出并比对：批次 ${e.batch}（${e.transfer}）。`,
    'transfer-abandoned': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}两人放弃发往 ${e.to} 的第 ${e.sequence} 号传输。`,
    'transfer-received': (e) =>
      `收到 ${e.from} 的第 ${e.sequence} 号传输：批次 ${e.batch}（${e.transfer}），${e.count} 张。`,
    'transfer-set-aside': (e) =>
      `${e.signatures.map(({ name }) => name).join('、')}两人搁置 ${e.from} 的第 ${e.sequence} 号传输（${e.reason}）：批次 ${e.batch}（${e.transfer}）。其内容一概不用，本工位不能再打开该批次。`,
    'history-missing': (e) =>
      `${e.from} 知道本工位的第 ${e.records - 1} 条记录，而本日志里没有：在两人同意继续之前，停止一切作业。`,
    'receipt-taken': (e) => `${e.from} 的回执已收：它已收下批次 ${e.batch} 的传递，共 ${e.count} 张卡。`,
    'transfer-refused': (e, name) =>
      `传输被拒收${e.from === null ? '' : `（${e.from} 签名）`}：${name.reason(e.reason)}。`,
    ...zhBench,
    ...zhOrigin,
    ...zhPress,
    ...zhPeople,
  } satisfies EventSentences,
} as const;
