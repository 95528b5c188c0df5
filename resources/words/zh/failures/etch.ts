import type { FolderRefusal, LineRefusal } from '../../../../core/etch/refusals.ts';
import { fact, type Sentences } from '../../failure.ts';

const LINE: Readonly<Record<LineRefusal, string>> = {
  'no-port': '此端口没有设备：请插上设备，或选择其他端口',
  'no-permission': '此用户无权打开端口：请把用户加入串口所属的组',
  'port-busy': '端口正被别的程序占用：请关闭那个程序',
  'not-a-port': '这不是串口，或不支持此速率：请选择其他端口',
  'port-stuck': '端口打不开：请拔下激光机，稍等片刻再插上',
  'port-refused': '端口打不开：请检查连线，或选择其他端口',
  silent: '它不回答：请检查是否开机以及连线',
  'no-template': '它没有此模板：请在控制器中装入，或更正设置中的模板名',
  'no-limit': '它不接受只打标一次的命令：本工位不能使用这种控制器',
  'no-text': '模板中没有每段文字的对象：请补上所缺的对象',
};

const FOLDER: Readonly<Record<FolderRefusal, string>> = {
  own: '它在本工位自己的文件夹内：请选择 U 盘、共享文件夹或激光机电脑的文件夹',
  'already-there': '同名的文件已存在：请通知班长',
  missing: '它不存在：请插好介质，或选择其他文件夹',
  link: '它是指向别处的链接：请选择真正的文件夹',
  'not-a-file': '它不是普通文件夹：请选择其他文件夹',
  'disk-full': '磁盘已满：请腾出空间',
  'read-only': '介质为只读：请以可写方式挂载，或换一个',
  'not-permitted': '此用户无权写入：请更正权限',
  'medium-gone': '介质已被取出：请插好',
  'changed-on-disk': '读回的与写出的不一致：请换一个介质',
  'disk-error': '介质读写出错：请换一个介质',
};

/** What a system or a device said in words of its own, behind the reason. */
const own = (said: string): string => (said === '？' ? '' : `（${said}）`);


export const zhEtch: Sentences<'etch'> = {
  'already-there': () => '同名的打标任务已存在。请查明是谁放的，不要覆盖。',
  'at-laser': (f) =>
    `有 ${fact(f, 'count')} 张卡在激光机上（首张 ${fact(f, 'serial')}），其任务是按激光机现有设置写出的。请先逐张回答，再更改。`,
  'bad-fixture': (f) =>
    fact(f, 'field') === 'offset'
      ? '偏移最多 400 毫米。请移动夹具或激光机的零点。'
      : '镜头修正须在 0.9 至 1.1 之间。请重新测量标尺卡。',
  'bad-layout': () => '此卡面布局不能使用。请通知班长。',
  'bad-material': () => '材料名以小写字母开头，后接小写字母、数字和连字符，最多 24 个。',
  'bad-pen': () => '功率须为 1 至 100%，速度 1 至 10000 毫米/秒，频率 1 至 4000 千赫，次数 1 至 20 的整数。请更正。',
  'bad-target': (f) =>
    `打标任务不能写到 ${fact(f, 'path')}${own(fact(f, 'code'))}：${FOLDER[fact(f, 'why') as FolderRefusal]}。`,
  'bad-link': () => '串口直连需要一个端口，以及由字母、数字、下划线或连字符组成的模板名。',
  'laser-not-ready': (f) =>
    fact(f, 'code') === 'asks'
      ? `EzCad（${fact(f, 'path')}）已在为别的卡取文字。请先在 EzCad 中结束打标，再扫描此卡。没有发送任何内容。`
      : `激光机（${fact(f, 'path')}）未就绪（状态 ${fact(f, 'code')}）：门是否打开，或正在工作？没有发送任何内容。`,
  'laser-refused': (f) => 
    `激光机（${fact(f, 'path')}）没有启动：${LINE[fact(f, 'why') as LineRefusal]}${own(fact(f, 'said'))}。没有打标。`,
  'bad-slot': () => '固定文件名须以字母开头，由字母、数字、下划线或连字符组成，最多 24 个字符。',
  'slot-taken': (f) =>
    fact(f, 'on') === 'line'
      ? `任务 ${fact(f, 'job')} 的文字仍在激光机一侧。请先回答其中的卡片。`
      : `任务 ${fact(f, 'job')} 仍占用激光机的固定文件名。请先回答其中的卡片。`,
  'bad-tray': (f) =>
    `此托盘不能使用：${({ size: '行数和列数须为 1 至 25，最多 100 格', pitch: '卡片会互相重叠', margin: '定位标记至少需要 6 mm 边距', field: '宽或高超过 999 mm', skip: '空出的格号不在托盘中', empty: '所有格都空出了' } as Readonly<Record<string, string>>)[fact(f, 'why')] ?? fact(f, 'why')}。`,
  'changed-on-disk': () => '写出的任务与读回的不一致。请勿再信任此介质。',
  'disk-error': () => '介质读写出错。请停止作业并通知班长。',
  'disk-full': () => '任务文件夹所在磁盘已满。请腾出空间后再试。',
  'does-not-fit': (f) => `${fact(f, 'symbols')} 个符号超出卡面区域。`,
  'in-doubt': () => '无法确定任务是否已到激光机。须由两人查看卡面并签名。',
  'medium-gone': () => '任务文件夹所在介质不在。请插好后再试。',
  misplaced: (f) => `${fact(f, 'serial')} 会打到激光机的范围之外，或打到另一张卡上。请更正卡的位置。`,
  misread: (f) => `第 ${fact(f, 'position')} 位与发给激光机的不一致。请再看一遍。`,
  'no-directory': () => '任务文件夹不存在。请插好介质或通知班长。',
  'no-glyph': (f) => `第 ${fact(f, 'symbol')} 个符号无法打标：字体中没有它。`,
  'no-pens': (f) => `${fact(f, 'format')} 格式没有功率和速度。请选择 lightburn 或 gcode。`,
  'no-strokes': (f) => `${fact(f, 'format')} 格式没有笔画。测试卡请选择其他格式。`,
  'no-text': () => '没有可打标的内容。',
  'not-a-file': () => '任务文件夹中同名的不是普通文件。请查明后移走。',
  'not-permitted': () => '此用户无权写入任务文件夹。请更正权限。',
  'not-read-back': () => '写出的任务画出的与已核对的不一致。没有发送任何内容：请通知班长。',
  'read-only': () => '任务文件夹所在介质为只读。请以可写方式挂载。',
  'reserved-name': () => '此序列号在 Windows 上是设备名，不能写出任务。请通知班长。',
  'unsafe-text': () => '此任务的文字会被表格程序当作公式，没有写出。',
};
