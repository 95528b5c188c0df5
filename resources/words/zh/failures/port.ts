import { fact, type Sentences } from '../../failure.ts';

export const zhPort: Sentences<'port'> = {
  closed: () => '连接已结束，没有发送任何内容。',
  'no-permission': (f) => `此用户无权使用 ${fact(f, 'path')}。请把用户加入串口所属的组，然后重新登录。`,
  'letters-changed': () => '扫码枪把大写字母改成了小写。请设置为原样发送。',
  'nothing-heard': () => '什么都没有收到。如果扫码枪响了，说明它处于键盘模式：请用厂商的设置码切换到串口模式，再选择端口。',
  'other-code-heard': (f) => `收到的是另一个码（${fact(f, 'length')} 字节）。请扫描本页上的码。`,
  'part-heard': () => '只收到一部分。请检查连线和端口速率，然后重试。',
  'no-port': () => '此端口没有设备。请插上设备，或选择其他端口。',
  'not-listed': () => '此端口不在刚才列出的端口之中。请重新查看列表，或另选路径。',
  'not-a-port': () => '这不是串口，或不支持此波特率。请选择其他端口或波特率。',
  'not-training': () => '真实设备会自己出故障。',
  'port-busy': (f) => `${fact(f, 'path')} 正被别的程序占用。请关闭那个程序。`,
  'port-refused': (f) => `${fact(f, 'path')} 打不开。请检查连线，或选择其他端口。`,
  'port-stuck': () => '端口打不开。请拔下设备，稍等片刻再插上。',
  stalled: () => '设备不再接收数据。请检查是否开机、是否暂停。',
  unplugged: () => '设备已拔出。请重新插上，工位会自动找到它。',
};
