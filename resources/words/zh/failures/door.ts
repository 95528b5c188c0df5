import type { Sentences } from '../../failure.ts';

export const zhDoor: Sentences<'door'> = {
  'door-busy': () => '工位仍在处理上一个请求。请稍候。',
  'key-noted': () =>
    '扫到的可能是私钥。请将卡面朝下放好，并通知班长。扫描内容未被保留；此事已记下，工位打开后即成为须签字的异常事件。',
  'not-here': () => '此操作现在不能在入口进行。请关闭窗口后重新启动。',
};
