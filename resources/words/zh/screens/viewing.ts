import type { Words } from '../../language.ts';

/** 工位磁盘无法写入时窗口所说的话。 */
export const zhViewing: Words['viewing'] = {
  only: '仅供查看',
  nothing: '这里不制作、不刻印、不打印、也不签字：无法记录的事一律不做。请修复磁盘后重新启动本工位。',
  cards: '卡片',
  search: '序列号的一部分',
  found: (shown, total) => `${total} 张卡片中的 ${shown} 张`,
  none: '记录中没有序列号含此内容的卡片。',
  choose: '请选择一张卡片，查看关于它的记录。',
  healthy: (records, checkpoints, head) =>
    `记录链完整：${records} 条记录，${checkpoints} 个已签名的检查点，链头 ${head}。检查点以外的记录出自何人，只有解锁后的工位才能判断。`,
  bad: (seq) => `记录 ${seq} 有误：其后的内容不予显示。请通知班长。`,
};
