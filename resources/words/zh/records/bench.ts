/** The life of a card at Bench in Chinese: its states, what people decide about it, and the records of its end as sentences. */
import type { BenchEvent } from '../../../../core/journal/events/bench.ts';
import type { BenchTask, BenchUnitState } from '../../../../core/life/bench-life.ts';
import type { DeedsWords } from '../../deeds.ts';
import type { EventSentences } from '../../event-sentences.ts';

const INSPECTED = { strip: '刮刮膜', seal: '封装', pack: '成品' } as const;

const SERIES = { strip: '刮刮膜', packing: '封装' } as const;

const MISHAPS = {
  'put-aside': '隔离',
  damaged: '损坏',
  burnt: '激光烧坏',
  lost: '丢失',
  'never-arrived': '从未到达',
} as const;

const ENDS = { destroyed: '销毁', sampled: '作为抽检拆开', returned: '退回印制站' } as const;

const WAITED = {
  none: '还没有做过检查',
  hours: '上一次检查已过期',
  person: '换了人',
  'set-up': '制卡的设备或设定有变化',
  cards: '已验证的卡数达到产品规定的上限',
} as const;

export const zhBench = {
  'unit-covered': (e) => `${e.by.name} 已为 ${e.serial} 覆膜并检查。`,
  'unit-sealed': (e) => `${e.by.name} 已封装 ${e.serial} 并检查。`,
  'unit-finished': (e) => `${e.by.name} 已完成 ${e.serial}。`,
  'series-begun': (e) => `${e.by.name} 开始${SERIES[e.what]}连续检查：扫到的卡片即为合格。`,
  'series-ended': (e) => `${e.by.name} 结束${SERIES[e.what]}连续检查，共 ${e.cards} 张。`,
  'shift-checked': (e) =>
    `${e.by.name} 完成班前检查：${e.cards.join('、')} 均得出应有的结果（${e.format}，判定签 ${e.labels} 张）。${e.because === undefined ? '' : `此前生产在等待：${WAITED[e.because]}。`}`,
  'shift-check-failed': (e) => `班前检查：${e.card} 应为 ${e.wanted}，得出 ${e.came}。`,
  'work-counted': (e) => `${e.serial} 从第一次扫描到装盒，共扫描 ${e.scans} 次，按键 ${e.keys} 次。`,
  'inspection-failed': (e) => `${e.by.name} 检查 ${e.serial} 的${INSPECTED[e.what]}：不合格。`,
  'unit-reworked': (e) => `${e.by.name} 将 ${e.serial} 退回返工：${e.reason}。`,
  'unit-put-aside': (e) => `${e.by.name} 将 ${e.serial} 放到一边（${MISHAPS[e.as]}）：${e.reason}。`,
  'unit-released': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人放行 ${e.serial}：${e.reason}。`,
  'unit-found': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人取回 ${e.serial}：${e.reason}。`,
  'unit-ended': (e) =>
    `批次关闭后，${e.signatures.map(({ name }) => name).join('、')}两人将 ${e.serial} ${ENDS[e.as]}：${e.reason}。`,
  'unit-found-blank': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人查看 ${e.serial}，卡面未打标：${e.reason}。`,
  'units-handed-over': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人将批次 ${e.batch} 的 ${e.serials.length} 张卡移交 ${e.to}：${e.reason}。`,
  'units-added': (e) => `从 ${e.from} 接手批次 ${e.batch} 的 ${e.count} 张卡。`,
  'cards-arrived': (e) =>
    `${e.by.name} 清点了批次 ${e.batch} 的第 ${e.part} 次发货：${e.packages.map(({ seal, said, found }) => `封条 ${seal}，对方报 ${said ?? '无'}，实有 ${found ?? '无'}`).join('；')}。`,
  'unit-scrapped': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人报废并销毁 ${e.serial}：${e.reason}。`,
  'sample-picked': (e) => `从批次 ${e.batch} 的 ${e.from} 张成品中抽出：${e.serials.join('、')}。`,
  'unit-sampled': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人拆开抽检卡 ${e.serial}：${e.good ? '得出密钥' : '未得出密钥'}。`,
  'batch-closed': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人关闭批次 ${e.batch}，成品 ${e.finished} 张。`,
  'passphrases-destroyed': (e) => `批次 ${e.batch} 的密封密语已销毁。`,
} satisfies Pick<EventSentences, BenchEvent['kind']>;

/** Every state of a card. */
export const zhBenchStates = {
  received: '已接收',
  checked: '已预检',
  verified: '已核验',
  intended: '准备打标',
  sent: '打标中',
  marked: '已打标',
  'read-back': '已回读',
  covered: '已覆膜',
  sealed: '已封装',
  finished: '已完成',
  condemned: '已判不合格',
  quarantined: '已隔离',
  'in-doubt': '存疑',
  scrapped: '已报废',
  sampled: '已抽检',
  missing: '缺失',
  returned: '已退回印制站',
  withdrawn: '已撤出',
  'handed-over': '已移交',
} satisfies Record<BenchUnitState, string>;

/** What is to be done with a card in this state, as the life says it in English. */
export const zhToDo = {
  received: '扫描序列号和标签',
  checked: '扫描序列号和标签',
  verified: '再次扫描序列号和标签，发送打标任务',
  intended: '两人查看卡面并签名',
  sent: '激光完成后扫描序列号',
  marked: '扫描序列号并回读卡面',
  'read-back': '覆膜，扫描序列号并确认合格',
  covered: '封装，扫描序列号并确认合格',
  sealed: '装盒，扫描序列号并确认',
  condemned: '扫描序列号，取得判定和判定签，放入红色托盘',
  'in-doubt': '两人查看卡面并签名',
} satisfies Record<BenchTask, string>;

/** What people decide about a card off the path. */
export const zhDeeds = {
  rework: {
    act: '返工',
    title: (serial) => `${serial} 返工`,
    why: '去掉不合格的部分重新做，此卡回到之前的一步。',
    summary: '将重做刮刮膜或包装的卡片移出隔离。',
  },
  release: {
    act: '放行',
    title: (serial) => `放行 ${serial}`,
    why: '此卡及与它成对的另一张都已再扫，与本卡相符。由两人放行。',
    summary: '两张卡片都重新扫描后，放行被扣的卡片及其配对的一张。',
    question: (serial) => `放行被扣留的卡片 ${serial}？它将继续流转。`,
  },
  'put-aside': {
    act: '放到一边',
    title: (serial) => `将 ${serial} 放到一边`,
    why: '此卡不再往下走。卡在手中的，请放入红色托盘。',
    summary: '搁置不能继续的卡片：损坏、烧毁、丢失、从未到达。',
    asks: '发生了什么',
    ways: {
      'put-aside': { word: '隔离' },
      damaged: { word: '损坏' },
      burnt: { word: '被激光烧坏' },
      lost: { word: '丢失' },
      'never-arrived': { word: '从未到达' },
    },
  },
  found: {
    act: '已找回',
    title: (serial) => `${serial} 已找回`,
    why: '卡在两人面前。若已派过打标任务，接着查看卡面。',
    summary: '在两人见证下收回失踪的卡片。',
    question: (serial) => `卡片 ${serial} 已找到且完好？`,
  },
  blank: {
    act: '卡面未打标',
    title: (serial) => `${serial} 卡面未打标`,
    why: '此卡原属已停用的核验台。两人已查看正反两面：仍是空白。曾放在该台激光处的卡应报废。',
    summary: '声明补发份额中的一张卡经两人查看，卡面未打标。',
    question: (serial) => `卡片 ${serial} 上没有任何打标，且未曾放在已停用核验台的激光处？`,
  },
  scrap: {
    act: '报废',
    title: (serial) => `报废 ${serial}`,
    why: '两人已一起销毁此卡。此操作不可撤销。',
    summary: '记录隔离或存疑的卡片已在两人见证下销毁。',
    question: (serial) => `报废卡片 ${serial}？卡片将被销毁。`,
  },
  sample: {
    act: '记录抽检',
    title: (serial) => `${serial} 已抽检拆开`,
    why: '两人已在查验工位试过密语和加密私钥，并销毁此卡。',
    summary: '抽取成品卡，或记录抽中卡片的结果。',
    more: '抽取用 --count。已拆封、在查验工位试过并销毁的：--serial、--outcome 和两个 --person。',
    asks: '查验工位的结果',
    ways: {
      good: { word: '得出了该地址的密钥', question: (serial) => `抽检卡片 ${serial} 开启结果正确？` },
      bad: { word: '没有得出', question: (serial) => `抽检卡片 ${serial} 开启结果不正确？` },
    },
  },
  end: {
    act: '记录去向',
    title: (serial) => `${serial} 的去向`,
    why: '批次已关闭。由两人说明此卡的去向。此操作不可撤销。',
    summary: '说明已关闭批次中计为隔离或失踪的卡片的去向。',
    asks: '发生了什么',
    ways: {
      destroyed: { word: '已销毁', question: (serial) => `卡片 ${serial} 已销毁？它的流转到此结束。` },
      sampled: {
        word: '抽检拆开并销毁',
        question: (serial) => `卡片 ${serial} 已作为样品开启？它的流转到此结束。`,
      },
      returned: { word: '已退回印制站', question: (serial) => `卡片 ${serial} 已退回印制站？它的流转到此结束。` },
    },
  },
} as const satisfies DeedsWords;
