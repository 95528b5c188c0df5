/** Records of the end of a card's and a batch's life at Bench, as Chinese sentences. */
import type { BenchEvent } from '../../../../core/journal/events/bench.ts';
import type { EventSentences } from '../../event-sentences.ts';

const INSPECTED = { strip: '刮刮膜', seal: '封装', pack: '成品' } as const;

export const zhBench = {
  'unit-covered': (e) => `${e.by.name} 已为 ${e.serial} 覆膜并检查。`,
  'unit-sealed': (e) => `${e.by.name} 已封装 ${e.serial} 并检查。`,
  'unit-finished': (e) => `${e.by.name} 已完成 ${e.serial}。`,
  'inspection-failed': (e) => `${e.by.name} 检查 ${e.serial} 的${INSPECTED[e.what]}：不合格。`,
  'unit-reworked': (e) => `${e.by.name} 将 ${e.serial} 退回返工：${e.reason}。`,
  'unit-scrapped': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人报废并销毁 ${e.serial}：${e.reason}。`,
  'sample-picked': (e) => `从批次 ${e.batch} 的 ${e.from} 张成品中抽出：${e.serials.join('、')}。`,
  'unit-sampled': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人拆开抽检卡 ${e.serial}：${e.good ? '得出密钥' : '未得出密钥'}。`,
  'batch-closed': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人关闭批次 ${e.batch}，成品 ${e.finished} 张。`,
  'passphrases-destroyed': (e) => `批次 ${e.batch} 的密封密语已销毁。`,
} satisfies Pick<EventSentences, BenchEvent['kind']>;
