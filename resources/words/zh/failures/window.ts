import type { Sentences } from '../../failure.ts';

export const zhWindow: Sentences<'window'> = {
  'not-asked': () => '屏幕没有用这个码回答的问题。请看屏幕。',
  'too-often': () => '窗口在反复请求同一件事。请稍候，再做一次。',
  unexpected: () => '窗口出现意外错误。请关闭窗口后重新启动；若仍如此请通知班长。',
};
