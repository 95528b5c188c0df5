/** 人员证明身份窗口的文字，中文。 What the window says in which people prove who they are, in Chinese. */
import type { Words } from '../../language.ts';

export const zhPeopleWindow: Words['peopleWindow'] = {
  task: '现在要做什么',
  step: {
    badge: '请扫描工牌',
    pin: '请输入 PIN',
    newPin: '请设定新 PIN',
    again: '请再输入一次',
    print: '如何制作？',
    prove: '请扫描新工牌',
    busy: '请稍候……',
  },
  proveHint: '能读出才算完成。读不出时：按 1 再打一张标签纸，按 2 再做一页。',
  seat: (nth, of) => (of === 1 ? '一人签字' : `第 ${nth} 人签字，共 ${of} 人`),
  or: '或',
  roles: { operator: '操作员', supervisor: '班长', auditor: '审计员' },
  left: (seconds) => `还剩 ${seconds} 秒`,
  digits: (count) => `${count} 位`,
  back: '删除最后一位',
  enter: '完成',
  trouble: {
    stuck: '有按键卡住。没有采用任何内容：请松开后重新输入。',
    letters: '收到了字母。工牌须由工位的扫码枪读取，不能键入：没有采用任何内容。',
    'num-lock': '数字锁定键已关闭。请打开后重新输入。',
    short: 'PIN 至少 6 位。',
    differ: '两次不一致。请重新开始。',
  },
  noScanner: '没有连接扫码枪，无法确认任何人的身份。',
  samples: '培训托盘上的工牌',
  sampleMark: '培训',
  samplePin: (pin) => `PIN ${pin}`,
  holdSample: '放到扫码枪前',
  sampleMeans:
    '培训托盘上有两张工牌，PIN 写在上面。把另一张放到扫码枪前即可换人；须两人签字的事由两张工牌签字。其他工位不接受它们。',
  onLabel: '打印在标签纸上',
  onPaper: '纸张（PDF）',
  signIn: (station) => `登录 ${station}`,
  takeOver: (station) => `在 ${station} 接手`,
  newPin: (name) => `${name} 的新 PIN`,
  newBadge: (name) => `${name} 的工牌`,
};
