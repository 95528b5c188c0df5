/** 其他核验台，中文。 What Bench's window says of other benches, in Chinese. */
import type { Words } from '../../language.ts';

export const zhSharing: Words['sharing'] = {
  title: '其他核验台',
  handOver: '移交',
  takeOver: '接手',
  takeOverHint: '另一核验台移交给本台的卡。只需一个文件。',
  closing: '给源站的关闭文件',
  again: (to) => `重写给 ${to} 的移交文件`,
  handed: (units) => `已移交：${units}`,
  taken: (units, from) => `已从 ${from} 接手 ${units} 张`,
  written: (file) => `已写出并比对：${file}`,
  dialog: '移交给另一个核验台',
  look: '尚未打标的最后若干张卡永久移交给另一台。此后本台不再为其打标。卡片随之移交。',
  to: '接手的核验台',
  units: (most) => `张数，最多 ${most}`,
  reason: '原因',
  sign: '移交',
  incomplete: '须填写核验台、张数、原因和两个姓名。',
};
