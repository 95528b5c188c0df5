import type { Sentences } from '../../failure.ts';

export const zhPeople: Sentences<'people'> = {
  'no-reason': () => '请填写原因：3 到 200 个字符，一行。',
  nobody: () => '请填写姓名：1 到 60 个字符，一行。',
  'not-confirmed': () => '未执行任何操作：无人确认。',
  'question-changed': () => '未执行任何操作：所问的内容已变。请重新查看。',
  'question-open': () => '另一个窗口中有问题等待回答。请先回答那个问题。',
  'same-person': () => '必须由两个不同的人签名。',
  'secret-in-name': () => '填写的姓名像是密钥或密语，未保存。请填写姓名，并通知班长。',
  'secret-in-reason': () => '填写的原因像是密钥或密语。请换一种说法。',
};
