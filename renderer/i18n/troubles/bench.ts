/** Troubles of the end of a batch at Bench, in Chinese: the English sentence comes with the failure. */
import type { Facts } from '../../../core/base/result.ts';
import type { Obstacle } from '../../../core/stations/bench/balance.ts';
import type { UnitState } from '../../../core/life/bench-life.ts';
import type { Trouble } from '../troubles.ts';
import { zhRecords } from '../zh/records.ts';

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');

/** The English list ends in "and 3 more". */
const list = (facts: Facts): string =>
  fact(facts, 'list')
    .replace(/ and (\d+) more$/, ' 等，另有 $1 张')
    .replaceAll(', ', '、');

const stateName = (facts: Facts): string => zhRecords.states[fact(facts, 'state') as UnitState] ?? fact(facts, 'state');

/** What is to be done with a card in this state, as core/stations/bench/balance.ts says it in English. */
const TO_DO: Partial<Record<UnitState, string>> = {
  received: '扫描序列号和标签',
  checked: '扫描序列号和标签',
  verified: '再次扫描序列号和标签，发送打标任务',
  intended: '两人查看卡面并签名',
  sent: '激光完成后扫描序列号',
  marked: '扫描序列号并回读卡面',
  'read-back': '覆膜，扫描序列号并确认合格',
  covered: '封装，扫描序列号并确认合格',
  sealed: '装盒，扫描序列号并确认',
  'in-doubt': '两人查看卡面并签名',
};

const trouble = (en: string, zh: string, say: Trouble['zh']): Trouble => ({ name: { en, zh }, zh: say });

const OBSTACLES = {
  'cards-open': trouble(
    'Cards are still in work',
    '还有卡在制',
    (f) =>
      `${fact(f, 'count')} 张卡为“${stateName(f)}”（${list(f)}）：${TO_DO[fact(f, 'state') as UnitState] ?? '请做完'}。`,
  ),
  'sample-open': trouble(
    'Sample not opened yet',
    '抽检卡未拆开',
    (f) => `已抽中但尚未拆开：${list(f)}。请拆开、在查验工位试开并销毁。`,
  ),
  'sample-alarm': trouble('A sample failed', '抽检不合格', (f) => `抽检拆开后未得出密钥：${list(f)}。须先由班长处理。`),
  'cards-missing': trouble(
    'Cards missing',
    '卡数不符',
    (f) =>
      `批次 ${fact(f, 'batch')} 收到 ${fact(f, 'count')} 张，在册 ${fact(f, 'known')} 张。批次保持打开：请通知班长。`,
  ),
  'labels-miscounted': trouble('Labels do not balance', '标签数不符', (f) => {
    const [least, most] = [fact(f, 'least'), fact(f, 'most')];
    const must = least === most ? least : `${least} 到 ${most}`;
    return `共打出 ${fact(f, 'printed')} 张标签，${fact(f, 'cards')} 张在卡上，应销毁 ${must} 张，您清点了 ${fact(f, 'destroyed')} 张。请再清点或寻找。`;
  }),
} as const satisfies Record<Obstacle, Trouble>;

export const BENCH_TROUBLES = {
  ...OBSTACLES,
  'already-closed': trouble('Closed already', '已关闭', (f) => `批次 ${fact(f, 'batch')} 已经关闭。`),
  'passphrases-left': trouble(
    'Sealed passphrases left',
    '密语未销毁',
    (f) => `批次 ${fact(f, 'batch')} 已关闭，但密封的密语还在。请再关闭一次。`,
  ),
  'not-closed': trouble(
    'Batch not closed',
    '批次未关闭',
    (f) => `批次 ${fact(f, 'batch')} 尚未关闭。证明只含成品：请先关闭批次。`,
  ),
  'nothing-finished': trouble('Nothing finished', '没有成品', () => '此批次没有成品可以证明。'),
  'bad-sample': trouble(
    'Sample cannot be drawn',
    '无法抽取',
    (f) => `无法抽取 ${fact(f, 'count')} 张：可抽的成品还有 ${fact(f, 'left')} 张。`,
  ),
  'not-drawn': trouble('Not drawn', '未抽中', (f) => `${fact(f, 'serial')} 未被抽中：只拆开抽中的卡。`),
  'same-person': trouble('The same person twice', '两次是同一个人', () => '必须由两个不同的人签名。'),
  nobody: trouble('No name', '没有姓名', () => '请填写姓名：1 到 60 个字符，一行。'),
  'no-reason': trouble('No reason', '没有原因', () => '请填写原因：3 到 200 个字符，一行。'),
  'secret-in-reason': trouble('Secret in a reason', '原因中有密钥', () => '填写的原因像是密钥或密语。请换一种说法。'),
} as const satisfies Readonly<Record<string, Trouble>>;
