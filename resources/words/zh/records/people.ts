/** What happened to the people of a station, in Chinese. */
import type { PeopleEvent } from '../../../../core/journal/events/people.ts';
import type { PersonRole } from '../../../../core/people/roles.ts';
import type { EventSentences } from '../../event-sentences.ts';

export const zhPersonRoles = {
  operator: '操作员',
  supervisor: '班长',
  auditor: '审计员',
} as const satisfies Record<PersonRole, string>;

const BECAUSE = {
  idle: '无人操作',
  badge: '再次扫描当前人员的工牌',
  key: '按下锁定键',
  sleep: '计算机进入睡眠',
  closed: '程序已关闭',
  revoked: '当前人员已被撤销',
} as const;

const roles = (given: readonly PersonRole[]): string => given.map((role) => zhPersonRoles[role]).join('、');
const both = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join('、');

export const zhPeople = {
  'people-begun': (e) =>
    `登记了最初两人：${e.people.map((one) => `${one.name}（${roles(one.roles)}）`).join('、')}。从此以工牌和 PIN 签名。`,
  'person-enrolled': (e) => `${both(e.signatures)} 登记 ${e.name} 为${roles(e.roles)}。`,
  'roles-changed': (e) => `${both(e.signatures)} 决定：${e.name} 从此为${roles(e.roles)}。`,
  'badge-changed': (e) => `${both(e.signatures)} 发给 ${e.name} 新工牌。`,
  'pin-changed': (e) => `${e.name} 设置了新的 PIN。`,
  'person-revoked': (e) => `${e.by.name} 撤销了 ${e.name}：${e.reason}。`,
  'person-locked': (e) => `${e.name} 因 ${e.wrong} 次错误 PIN 被锁定。`,
  'person-unlocked': (e) => `${both(e.signatures)} 解除了 ${e.name} 的锁定。`,
  'signed-in': (e) => (e.wrong === 0 ? `${e.name} 已登录。` : `${e.name} 在 ${e.wrong} 次错误 PIN 后登录。`),
  'station-locked': (e) => `工位已锁定：${BECAUSE[e.because]}。`,
  'opened-by-passphrase': () => '工位由密语打开，而非由人员打开。',
  'passphrase-changed': (e) => `${both(e.signatures)} 更换了工位密语。`,
  'people-taken': (e) => `${both(e.signatures)} 接收了 ${e.from} 的人员名单：${e.people.length} 人，其中撤销 ${e.people.filter(({ revoked }) => revoked).length} 人。`,
} satisfies Pick<EventSentences, PeopleEvent['kind']>;
