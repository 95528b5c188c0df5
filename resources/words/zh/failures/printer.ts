import type { Facts } from '../../../../core/base/result.ts';
import { fact, type Say, type Sentences } from '../../failure.ts';

/** What another failure of the printer names as its cause. */
function causeOf(facts: Facts): string {
  const cause = (zhPrinter as Readonly<Record<string, Say | undefined>>)[fact(facts, 'because')];
  return cause?.(facts) ?? '请查看打印机。';
}

export const zhPrinter: Sentences<'printer'> = {
  'buffer-full': () => '打印机不再接收数据。请关机再开机。',
  closed: () => '工位已断开打印机。',
  cutter: () => '切刀卡住。请清理。',
  diagnostics: () => '打印机处于诊断模式，会原样打印收到的内容。请关机再开机。',
  garbled: () => '无法理解打印机的应答。请检查连线、波特率和设置。',
  'head-open': () => '打印头打开。请合上打印机。',
  'head-worn': () => '打印头损坏。请通知班长。',
  jammed: () => '标签纸或碳带卡住。请清理打印机。',
  'label-void': (f) => `无法确定标签是否已打出。若已打出请销毁，然后重打。${causeOf(f)}`,
  'memory-lost': () => '打印机内存丢失。请关机再开机，若仍如此请通知班长。',
  'memory-not-empty': () => '打印机内存没有清空。请关机再开机后重试。',
  miscounted: () => '打印机计数多于一张。请找出每一张标签。',
  'no-answer': () => '打印机没有应答。请检查是否开机、合盖，并装有标签纸和碳带。',
  'over-temperature': () => '打印机过热。请等它冷却。',
  'paper-out': () => '打印机的标签纸用完。请换上新卷。',
  'partial-format': () => '打印机里残留半张标签纸。请关机再开机。',
  paused: () => '打印机已暂停。请按暂停键继续。',
  'printer-busy': () => '打印机还在打印上一张标签。请稍候。',
  'printer-not-ready': (f) => `标签没有发送。${causeOf(f)}`,
  restarted: () => '打印机打印时失去应答，可能被关机或重启。请查看打印出了什么。',
  'ribbon-out': () => '打印机碳带用完。请换上新的。',
  uncounted: () => '打印机已就绪，却没有为这张标签计数。请查看打印出了什么。',
  'under-temperature': () => '打印机过冷。请等它预热。',
  unfinished: () => '打印机收到标签却没有打印。请查看它的显示屏。',
  unknown: () => '打印机报告未知错误。请查看它的显示屏。',
  unsent: (f) => `标签没有发送。${causeOf(f)}`,
  void: (f) => `无法确定标签是否已打出。若已打出请销毁。${causeOf(f)}`,
  'would-not-read': () => '这张标签若打印出来将无法读取。没有发送：请通知班长。',
  'wrong-resolution': () => '打印机分辨率与此处设置不符。请通知班长。',
};
