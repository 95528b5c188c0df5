import type { Sentences } from '../../failure.ts';

export const zhDoor: Sentences<'door'> = {
  'door-busy': () => '工位仍在处理上一个请求。请稍候。',
  'not-here': () => '此操作现在不能在入口进行。请关闭窗口后重新启动。',
};
