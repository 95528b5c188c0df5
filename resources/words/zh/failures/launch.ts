import { fact, type Sentences } from '../../failure.ts';

export const zhLaunch: Sentences<'launch'> = {
  'forbidden-switch': (f) => `启动参数 --${fact(f, 'name')} 会让其他程序进入本工位。请去掉后再启动。`,
  'forbidden-variable': (f) => `环境变量 ${fact(f, 'name')} 会让外来代码进入本工位。请从菜单中的图标启动。`,
  'not-writable': (f) =>
    `${fact(f, 'directory')} 无法写入：磁盘为只读，或属于他人。无法记录的事一律不得进行；可用 “twofold journal verify” 查看日志。`,
  'altered-program': (f) => `本程序与打包时不同（${fact(f, 'list')}）。任何工位都不会用它打开：请用核对过签名的软件包重新安装。`,
  'wrong-answer': (f) => `此计算机或此程序计算错误（${fact(f, 'list')}）。任何工位都不会在此打开：请换一台计算机，并告知管理人员。`,
  'no-lock': (f) => `${fact(f, 'directory')} 中无法建立锁文件：磁盘可能已满。请先腾出空间再启动。`,
  'running-already': (f) => `${fact(f, 'directory')} 的工位已在运行：它的窗口已转到前面。`,
};
