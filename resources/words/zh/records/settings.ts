/** 设置变更记录中的名称和取值。 Settings as records of their change name them, in Chinese, and media as records name those. */
import type { enSettings } from '../../en/records/settings.ts';

const zhSettings: Readonly<Record<keyof typeof enSettings, string>> = {
  fixture: '激光夹具',
  idle: '几分钟后自行锁定',
  'job-folder': '任务文件夹',
  'job-format': '任务格式',
  'job-name': '任务的统一名称',
  labels: '判定签',
  laser: '激光的通路',
  packing: '包装声明',
  pen: '激光笔',
  printer: '打印机',
  product: '产品',
  'read-back': '回读方式',
  reasons: '原因清单',
  ribbon: '碳带',
  roll: '标签纸卷',
  'scan-source': '扫描来源',
  scanner: '扫码枪',
  'scanner-habits': '扫码枪习惯',
  'shift-check': '班前检查',
  'shift-target': '每小时目标卡数',
  stickers: '双层标签',
  tray: '托盘',
};

export const zhSetting = (what: string): string =>
  Object.hasOwn(zhSettings, what) ? zhSettings[what as keyof typeof zhSettings] : what;

/** A record keeps what was set in the words of whoever wrote it, which are these. */
const SET: readonly (readonly [RegExp, string])[] = [
  [/^the station's own$/, '工位自己的'],
  [/^each job's own$/, '每个任务各自的'],
  [/^as nobody has set it$/, '无人设置'],
  [/: gone$/, '：已不在'],
  [/, margin (?=\d)/, '，留边 '],
  [/, raster\b/, '，逐行'],
  [/, serpentine\b/, '，往返'],
  [/, without (?=\d)/, '，空出 '],
  [/^not counted$/, '不计数'],
  [/^not printed$/, '不打印'],
  [/^printed$/, '打印'],
  [/^none$/, '无'],
  [/^(\d+) h$/, '$1 小时'],
  [/^every shift$/, '每班'],
  [/^(\d+) min, before (\d+)$/, '$1 分钟，此前 $2 分钟'],
  [/^files$/, '文件'],
  [/^standard input$/, '标准输入'],
  [/^a file$/, '文件'],
  [/^every card symbol by symbol$/, '每张卡逐个符号'],
  [/^(\d+) of 100 cards symbol by symbol$/, '每百张中 $1 张逐个符号'],
  [/ dots\/mm\b/, ' 点/毫米'],
  [/, next by itself$/, '，自动打印下一张'],
  [/, next by hand$/, '，手动打印下一张'],
  [/, revision (\d+), /, '，修订 $1，'],
  [/, turned /, '，旋转 '],
  [/, mirrored\b/, '，镜像'],
  [/, y up$/, '，纵轴向上'],
  [/, y down$/, '，纵轴向下'],
  [/ kHz, (\d+) passes$/, ' 千赫，$1 遍'],
  [/ mm\/s\b/, ' 毫米/秒'],
  [/ mm\b/g, ' 毫米'],
];

export const zhSet = (to: string): string => SET.reduce((said, [phrase, chinese]) => said.replace(phrase, chinese), to);

/** A folder of the station's own disk, or a device without an id, stands on record in English. */
export const zhMedium = (medium: string): string =>
  medium
    .replace(/^folder (?=[0-9a-f]+$)/, '文件夹 ')
    .replace(/^device (\d+), (\d+) bytes$/, '设备 $1（$2 字节）');
