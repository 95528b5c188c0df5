/** Records of the end of a card's and a batch's life at Bench, as Chinese sentences. */
import type { BenchEvent } from '../../../../core/journal/events/bench.ts';
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

export const zhBench = {
  'unit-covered': (e) => `${e.by.name} 已为 ${e.serial} 覆膜并检查。`,
  'unit-sealed': (e) => `${e.by.name} 已封装 ${e.serial} 并检查。`,
  'unit-finished': (e) => `${e.by.name} 已完成 ${e.serial}。`,
  'series-begun': (e) => `${e.by.name} 开始${SERIES[e.what]}连续检查：扫到的卡片即为合格。`,
  'series-ended': (e) => `${e.by.name} 结束${SERIES[e.what]}连续检查，共 ${e.cards} 张。`,
  'work-counted': (e) => `${e.serial} 从第一次扫描到装盒，共扫描 ${e.scans} 次，按键 ${e.keys} 次。`,
  'inspection-failed': (e) => `${e.by.name} 检查 ${e.serial} 的${INSPECTED[e.what]}：不合格。`,
  'unit-reworked': (e) => `${e.by.name} 将 ${e.serial} 退回返工：${e.reason}。`,
  'unit-put-aside': (e) => `${e.by.name} 将 ${e.serial} 放到一边（${MISHAPS[e.as]}）：${e.reason}。`,
  'unit-released': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人放行 ${e.serial}：${e.reason}。`,
  'unit-found': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人取回 ${e.serial}：${e.reason}。`,
  'unit-ended': (e) =>
    `批次关闭后，${e.signatures.map(({ name }) => name).join('、')}两人将 ${e.serial} ${ENDS[e.as]}：${e.reason}。`,
  'unit-scrapped': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人报废并销毁 ${e.serial}：${e.reason}。`,
  'sample-picked': (e) => `从批次 ${e.batch} 的 ${e.from} 张成品中抽出：${e.serials.join('、')}。`,
  'unit-sampled': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人拆开抽检卡 ${e.serial}：${e.good ? '得出密钥' : '未得出密钥'}。`,
  'batch-closed': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人关闭批次 ${e.batch}，成品 ${e.finished} 张。`,
  'passphrases-destroyed': (e) => `批次 ${e.batch} 的密封密语已销毁。`,
} satisfies Pick<EventSentences, BenchEvent['kind']>;
