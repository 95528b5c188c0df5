/**
 * Troubles of devices, files and records: kinds beyond core's reasons. `name` is for tables and records in both
 * languages; `zh` is the Chinese sentence, since the English one comes with the failure. A kind that is not here keeps
 * its own name and the English sentence: better than a translation that leaves out what happened where.
 */
import type { Facts } from '../../core/base/result.ts';
import type { PrinterTrouble } from '../../core/sticker/trouble.ts';
import { BENCH_TROUBLES } from './troubles/bench.ts';
import { ORIGIN_TROUBLES } from './troubles/origin.ts';
import { CHECK_TROUBLES } from './troubles/check.ts';
import { PEER_TROUBLES } from './troubles/peers.ts';
import { PRESS_TROUBLES } from './troubles/press.ts';

export interface Trouble {
  readonly name: { readonly en: string; readonly zh: string };
  readonly zh: ((facts: Facts) => string) | null;
}

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');

const trouble = (en: string, zh: string, say: Trouble['zh'] = null): Trouble => ({ name: { en, zh }, zh: say });

const PRINTER = {
  'no-answer': trouble('No answer', '无应答', () => '打印机没有应答。请检查是否开机、合盖，并装有标签和碳带。'),
  'paper-out': trouble('Out of labels', '标签用完', () => '打印机标签用完。请换上新卷。'),
  'head-open': trouble('Print head open', '打印头打开', () => '打印头打开。请合上打印机。'),
  'ribbon-out': trouble('Out of ribbon', '碳带用完', () => '打印机碳带用完。请换上新的。'),
  paused: trouble('Paused', '已暂停', () => '打印机已暂停。请按暂停键继续。'),
  'buffer-full': trouble('Buffer full', '缓冲区满', () => '打印机不再接收数据。请关机再开机。'),
  'partial-format': trouble('Half a label stuck', '残留半张标签', () => '打印机里残留半张标签。请关机再开机。'),
  'over-temperature': trouble('Too hot', '过热', () => '打印机过热。请等它冷却。'),
  'under-temperature': trouble('Too cold', '过冷', () => '打印机过冷。请等它预热。'),
  'memory-lost': trouble('Memory lost', '内存丢失', () => '打印机内存丢失。请关机再开机，若仍如此请通知班长。'),
  diagnostics: trouble(
    'Diagnostics mode',
    '诊断模式',
    () => '打印机处于诊断模式，会原样打印收到的内容。请关机再开机。',
  ),
  cutter: trouble('Cutter jammed', '切刀卡住', () => '切刀卡住。请清理。'),
  jammed: trouble('Jammed', '卡纸', () => '标签或碳带卡住。请清理打印机。'),
  'head-worn': trouble('Print head damaged', '打印头损坏', () => '打印头损坏。请通知班长。'),
  'wrong-resolution': trouble('Other resolution', '分辨率不符', () => '打印机分辨率与此处设置不符。请通知班长。'),
  garbled: trouble('Garbled answer', '应答乱码', () => '无法理解打印机的应答。请检查连线、波特率和设置。'),
  restarted: trouble('Fell silent', '中途失联', () => '打印机打印时失去应答，可能被关机或重启。请查看打印出了什么。'),
  uncounted: trouble('Label not counted', '未计数', () => '打印机已就绪，却没有为这张标签计数。请查看打印出了什么。'),
  miscounted: trouble('Too many labels counted', '计数过多', () => '打印机计数多于一张。请找出每一张标签。'),
  unfinished: trouble('Label held back', '标签未出', () => '打印机收到标签却没有打印。请查看它的显示屏。'),
  unknown: trouble('Unknown error', '未知错误', () => '打印机报告未知错误。请查看它的显示屏。'),
} as const satisfies Record<PrinterTrouble, Trouble>;

/** The Chinese of a printer's trouble that another failure names as its cause. */
function causeOf(facts: Facts): string {
  const cause = (PRINTER as Readonly<Record<string, Trouble | undefined>>)[fact(facts, 'because')];
  return cause?.zh?.(facts) ?? '请查看打印机。';
}

const PORTS = {
  unplugged: trouble('Unplugged', '已拔出', () => '设备已拔出。请重新插上，工位会自动找到它。'),
  stalled: trouble('Takes no data', '不接收数据', () => '设备不再接收数据。请检查是否开机、是否暂停。'),
  'no-port': trouble('No device', '没有设备', () => '此端口没有设备。请插上设备，或选择其他端口。'),
  'no-permission': trouble('No permission', '没有权限'),
  'port-busy': trouble('Port in use', '端口被占用', (f) => `${fact(f, 'path')} 正被别的程序占用。请关闭那个程序。`),
  'not-a-port': trouble(
    'Not a serial port',
    '不是串口',
    () => '这不是串口，或不支持此波特率。请选择其他端口或波特率。',
  ),
  'port-stuck': trouble('Port stuck', '端口卡住', () => '端口打不开。请拔下设备，稍等片刻再插上。'),
  'port-refused': trouble('Port does not open', '端口打不开'),
  'printer-busy': trouble('Printer busy', '打印机忙', () => '打印机还在打印上一张标签。请稍候。'),
  'printer-not-ready': trouble('Printer not ready', '打印机未就绪', (f) => `标签没有发送。${causeOf(f)}`),
  'label-void': trouble(
    'Label void',
    '标签作废',
    (f) => `无法确定标签是否已打出。若已打出请销毁，然后重打。${causeOf(f)}`,
  ),
} as const satisfies Record<string, Trouble>;

const FILES = {
  missing: trouble('File missing', '文件不存在', (f) => `找不到 ${fact(f, 'file')}。请插入介质后重新选择文件。`),
  'batch-known': trouble(
    'Batch opened before',
    '批次曾打开',
    (f) => `批次 ${fact(f, 'batch')} 曾在本工位打开：请从列表中选择。`,
  ),
  'unit-known': trouble(
    'Unit known already',
    '卡片重复',
    (f) => `${fact(f, 'serial')} 与本工位批次 ${fact(f, 'batch')} 中的卡片重复。没有打开任何内容：请通知班长。`,
  ),
  'not-open': trouble('Acknowledged already', '已确认', () => '此异常事件已经确认，或并不存在。'),
} as const satisfies Record<string, Trouble>;

const RECORDS = {
  'history-differs': trouble('Journal is not the one the index knew', '日志与索引所见不符'),
  'out-of-order': trouble('Record that should not be', '不该有的记录'),
} as const satisfies Record<string, Trouble>;

export const TROUBLES: Readonly<Record<string, Trouble>> = {
  ...PRINTER,
  ...PORTS,
  ...FILES,
  ...RECORDS,
  ...CHECK_TROUBLES,
  ...PEER_TROUBLES,
  ...BENCH_TROUBLES,
  ...ORIGIN_TROUBLES,
  ...PRESS_TROUBLES,
};
