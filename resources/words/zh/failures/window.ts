import type { Sentences } from '../../failure.ts';

export const zhWindow: Sentences<'window'> = {
  'not-asked': () => '屏幕没有用这个码回答的问题。请看屏幕。',
  'page-died': () => '窗口两次崩溃，工位已按顺序停止。请重新启动，并通知班长。',
  paused: () => '本工位已暂停：存在网络接口、无线电、交换空间或内核转储。请查看异常事件，排除后在那里确认。',
  'too-often': () => '窗口在反复请求同一件事。请稍候，再做一次。',
  unexpected: () => '窗口出现意外错误。请关闭窗口后重新启动；若仍如此请通知班长。',
  'viewing-only': () => '这里只能查看：本工位无法写入磁盘，不在记录上的事一律不得进行。请修复磁盘后重新启动。',
};
