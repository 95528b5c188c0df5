/** 源站的记录，中文。 Origin's records as sentences, in Chinese. */
import type { OriginEvent } from '../../../../core/journal/events/origin.ts';
import type { EventSentences } from '../../event-sentences.ts';
import { zhMedium } from './settings.ts';

export const zhOrigin = {
  'batch-planned': (e) => `已计划批次 ${e.batch}，共 ${e.count} 张卡${e.permuted ? '，序列号打乱顺序' : ''}${e.replaces === undefined ? '' : `，依次替换 ${e.replaces.join('、')}`}。`,
  'codes-supplied': (e) => `批次 ${e.batch} 采用客户提供的 ${e.count} 个中间码。`,
  'coding-started': (e) =>
    `开始制作批次 ${e.batch}，剩余 ${e.left} 张${e.adopted > 0 ? `；断电后找回 ${e.adopted} 张` : ''}${e.dice > 0 ? `；已混入 ${e.dice} 比特骰子熵` : ''}。`,
  'coding-stopped': (e) =>
    `批次 ${e.batch} 的制作${{ done: '已完成', cancelled: '被人工停止', 'station-fault': '因故障停止' }[e.because]}，剩余 ${e.left} 张。`,
  'units-coded': (e) => `批次 ${e.batch}：已制作 ${e.count} 张，${e.first} 至 ${e.last}。`,
  'batch-divided': (e) =>
    `批次 ${e.batch} 已分配：${e.shares.map(({ bench, from, to }) => `${bench} ${from} 至 ${to}`).join('、')}。`,
  'share-reissued': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')}两人将批次 ${e.batch} 中 ${e.bench} 的份额补发给 ${e.to}：${e.reason}。`,
  'share-closed': (e) => `${e.bench} 已关闭批次 ${e.batch} 的份额，共 ${e.count} 张。`,
  'batch-voided': (e) => `批次 ${e.batch} 作废：${e.reason}。`,
  'batch-abandoned': (e) =>
    `${e.signatures.map(({ name }) => name).join('、')} 放弃批次 ${e.batch}：${e.reason}。它的号码不会再用。`,
  'passphrase-opened': (e) =>
    `批次 ${e.batch} 中 ${e.serial} 的密语已向 ${e.signatures.map(({ name }) => name).join('、')} 显示一次：${e.reason}。此卡不再出站。`,
  'batch-leaving': (e) => `批次 ${e.batch}：${e.count} 张卡出站。`,
  'passphrases-condemned': (e) =>
    `批次 ${e.batch} 的密封内容将销毁，${e.signatures.map(({ name }) => name).join('、')} 担保核验站已收妥。`,
  'batch-exported': (e) => `批次 ${e.batch} 给 ${e.to} 的传输文件（${e.transfer}）已写出并比对，共 ${e.count} 张卡${e.carrier === undefined ? '' : `，介质 ${zhMedium(e.medium ?? '')}，由 ${e.carrier.name} 携带`}。`,
} satisfies Pick<EventSentences, OriginEvent['kind']>;
