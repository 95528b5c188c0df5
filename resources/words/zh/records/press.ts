/** 制签工位的记录，中文。 Press's records as sentences, in Chinese. */
import type { PressEvent } from '../../../../core/journal/events/press.ts';
import type { EventSentences } from '../../event-sentences.ts';

export const zhPress = {
  'unit-ordered': (e) => `${e.serial} 随批次 ${e.batch} 下单。`,
  'order-taken': (e) => `收下 ${e.origin} 的批次 ${e.batch} 订单，共 ${e.count} 张卡。`,
  'batch-key-made': (e) => `批次 ${e.batch} 的密钥已生成，指纹 ${e.fingerprint}。`,
  'keying-intended': (e) => `批次 ${e.batch} 自第 ${e.from + 1} 张起准备生成 ${e.count} 张卡的密钥。`,
  'unit-keyed': (e) => `${e.serial} 的密钥已生成。`,
  'sticker-intended': (e) => `准备打印 ${e.serial} 的标签 ${e.sticker}。`,
  'sticker-unsent': (e, name) => `${e.serial} 的标签 ${e.sticker} 未发送：${name.reason(e.reason)}。`,
  'sticker-printed': (e, name) => `${e.serial} 的标签 ${e.sticker} 已打印（${name.evidence(e.evidence)}）。`,
  'sticker-in-doubt': (e, name) => `${e.serial} 的标签 ${e.sticker} 列为存疑：${name.reason(e.reason)}。`,
  'unit-proven': (e) => `${e.serial} 已证实：标签 ${e.sticker} 的两层均已回扫。`,
  'sticker-applied': (e) => `${e.serial}：标签 ${e.sticker} 已贴在卡上，并在卡上回扫了上层。`,
  'sticker-spoilt': (e) => `${e.by.name} 确认 ${e.serial} 的标签 ${e.sticker} 作废：${e.reason}。`,
  'sticker-destroyed': (e) => `${e.by.name} 已销毁 ${e.serial} 的标签 ${e.sticker}。`,
  'sticker-absent': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人确认 ${e.serial} 的标签 ${e.sticker} 从未打印出来。`,
  'unit-withdrawn': (e) => `${e.by.name} 撤出 ${e.serial}：${e.reason}。`,
  'return-written': (e) => `批次 ${e.batch} 发往 ${e.to} 的回单已写出并比对，共 ${e.count} 张卡。`,
  'cards-shipped': (e) =>
    `${e.by.name} 将批次 ${e.batch} 的第 ${e.part} 次发货发往 ${e.to}：${e.packages.map(({ seal, cards }) => `封条 ${seal}，${cards} 张`).join('；')}。`,
  'destruction-begun': (e) => `${e.signatures.map(({ name }) => name).join('、')}两人开始销毁批次 ${e.batch} 的数据。`,
  'destruction-step': (e) =>
    `批次 ${e.batch} 已销毁：${{ key: '密钥', seeds: '密封的种子', codes: '中间码', printer: '打印机内存' }[e.step]}（${e.how}）。`,
  'press-batch-closed': (e) =>
    `批次 ${e.batch} 结束：打印 ${e.printed} 张标签，合格 ${e.proven} 张，销毁 ${e.destroyed} 张。`,
} satisfies Pick<EventSentences, PressEvent['kind']>;
