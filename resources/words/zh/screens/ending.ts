/** 从卡面到成品盒，以及批次结束，中文。 The end of a card's and a batch's life in the Bench window, in Chinese. */
import type { Words } from '../../language.ts';

export const zhEnding: Words['ending'] = {
  look: {
    strip: {
      ask: '刮刮膜已贴好？',
      hint: '密语全部盖住，没有气泡，没有翘边。',
      good: '刮刮膜合格。下一步：封装。',
    },
    seal: { ask: '已封装好？', hint: '四周封牢，没有拆过的痕迹。', good: '封装合格。下一步：装盒。' },
    pack: { ask: '已装盒？', hint: '封装好的卡已放入成品盒，封口完好。', good: '此卡已完成。' },
  },
  yes: '是，合格',
  no: '不合格',
  asPerson: (person) => `签名：${person}`,
  person: '您的姓名，用于您检查的每张卡',
  goOn: '继续',
  other: '换人',

  title: '批次结束',
  finished: (finished, count) => `共 ${count} 张，已完成 ${finished} 张`,
  inTheWay: (things) => `还有 ${things} 件事要做`,
  balances: '数目相符，可以关闭',
  closed: (at, people) => `${people.join('、')}两人于 ${at} 关闭`,
  sealedStill: '密封的密语还在本机：请再关闭一次',
  proven: (count, at) => `${at} 已写出 ${count} 张卡的证明`,
  notProven: '证明尚未写出',
  sample: '抽检',
  close: '关闭批次',
  proof: '写出证明',
  receipt: { origin: '给源站的回执', press: '给印制站的回执' },
  notTold: '源站和印制站在等回执',
  written: (file) => `已写出：${file}`,

  closing: {
    title: (batch) => `关闭批次 ${batch}`,
    notYet: '还不能关闭：',
    final: '关闭后不再对其卡片作任何操作，密封的密语将被永久销毁。',
    balance: '核对',
    in: '收到',
    blind: '请清点已销毁的判定签。您填写之后，工位才说出它的数目。',
    destroyed: '清点销毁的判定签数',
    noSample: '没有拆开过抽检卡。',
    incomplete: '请填写两个不同的姓名和判定签数。',
    sign: '签名并关闭',
    back: '返回',
  },

  sampling: {
    title: (batch) => `批次 ${batch} 的抽检`,
    why: '从成品中随机抽取，抽取结果记入日志。每张都要拆开，在查验工位用密语和加密私钥试开，然后销毁。',
    count: (finished) => `从 ${finished} 张中抽几张`,
    draw: '抽取',
    open: '请拆开这些卡',
    none: '没有等待拆开的卡。',
    badCount: '请填写整数。',
  },

  deed: {
    reason: '简述原因',
    person: '姓名',
    incomplete: '还缺内容：每一项都要填，两个姓名不能相同。',
    sign: '签名',
    known: '原因',
  },

  reasons: {
    title: '可选的理由',
    why: '处理卡片的人从中选择一条，或另行填写。',
    none: '列表为空：处理卡片的人须自己填写原因。',
    next: '新的理由',
    add: '加入',
    drop: '删去',
    dropThis: (reason) => `删去“${reason}”`,
  },
};
