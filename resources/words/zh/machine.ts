/** What `twofold doctor` says in Simplified Chinese. */
import type { Words } from '../language.ts';

export const zhMachine: Words['machine'] = {
  no: '不合格：',
  unknown: '此处无从得知',
  traits: {
    swap: {
      name: '交换区',
      fine: '无：内存中的内容不会写到磁盘',
      bad: (seen) => `${seen} 会把内存写到磁盘。请关闭：swapoff -a，并从 /etc/fstab 中删除。`,
    },
    hibernation: {
      name: '休眠',
      fine: '本机不休眠',
      bad: (seen) =>
        `休眠会把内存写到 ${seen}。请关闭：systemctl mask hibernate.target hybrid-sleep.target，并从内核参数中删除 resume=。`,
    },
    cores: {
      name: '核心转储',
      fine: '无：崩溃时不写出内存',
      bad: () =>
        '崩溃时会把内存写到磁盘。请用软件包自带的入口启动，并关闭崩溃报告程序：systemctl disable --now apport，sysctl kernel.core_pattern=core。',
    },
    network: {
      name: '网络',
      fine: '本程序看不到任何网络',
      bad: (seen) => `存在 ${seen}。请拔掉网线，拆除无线硬件。`,
    },
    ports: {
      name: '端口',
      fine: '扫码枪和打印机可以使用',
      bad: (seen) => `当前账户不能使用 ${seen}。请安装软件包，或执行 adduser 用户名 dialout 后重新登录。`,
    },
    modems: {
      name: '调制解调器',
      fine: '没有程序会把扫码枪当作调制解调器',
      bad: (seen) => `${seen} 会向每个新端口发送命令。请安装软件包（其规则会阻止它），或将其卸载。`,
    },
    room: {
      name: '空间',
      fine: '磁盘空间足够',
      bad: (seen) => `磁盘只剩 ${seen}，工位应有 2 GB。请腾出空间。`,
    },
    outbox: {
      name: '激光',
      fine: '作业文件夹位于内存中',
      bad: (seen) => `${seen} 位于磁盘上，其中的作业含有密语。请选择内存盘上的文件夹（设备，激光）。`,
    },
    clock: {
      name: '时钟',
      fine: '不早于本程序的制作时间；请与手表核对',
      bad: (seen) => `显示为 ${seen}，早于本程序的制作时间。请校准。`,
    },
    arithmetic: {
      name: '运算',
      fine: '所有已知答案都正确',
      bad: (seen) => `${seen} 计算错误。请换一台计算机。`,
    },
    files: {
      name: '程序',
      fine: '每个文件都与软件包中的一致',
      bad: (seen) => `${seen} 与软件包中的不一致。请勿在此工作；用核对过的软件包重新安装。`,
    },
  },
};
