/** 工位之间的信任，中文。 What a station's window says about the stations it trusts, in Chinese. */
import type { Words } from '../../language.ts';

export const zhPeers: Words['peers'] = {
  self: '本工位',
  peers: '已信任的工位',
  need: {
    missing: (role) => `${role}：还没有`,
    met: (role) => role,
    'too-many': (role) => `${role}：请撤销到只剩一个`,
  },
  needs: '本工位需要的工位',
  none: '还没有。只接收已信任工位的传递文件，也只发给已信任的工位。',
  trust: '信任另一个工位',
  trusting: '请选择对方工位的公开文件：文件名以 .identity.txt 结尾。',
  scanning: '也可用扫码枪扫描对方屏幕上的二维码。',
  role: '角色',
  commissioned: '启用时间',
  production: '生产',
  training: '演练',
  code: '本工位身份的二维码，供其他工位扫描',
  words: '八个单词',
  save: '保存公开文件',
  saved: (path) => `已保存并读回核对：${path}`,
  since: (date, people) => `${date} 起，由 ${people} 核对`,
  heard: (records) => `最后得知时有 ${records} 条记录`,
  and: '、',
  revoke: '撤销',

  compare: {
    title: (name) => `这是 ${name} 吗？`,
    how: '一人念出那个工位自己屏幕上的八个单词，必要时通过电话；另一人在此逐一对照。消息或此文件自己所说的都不算数。',
    first: '念单词的人',
    second: '在此对照的人',
    differ: '不一致',
    trust: '八个全部一致：信任',
    incomplete: '请由两个不同的人输入姓名。',
    differed: '没有信任任何工位。请保留该文件并通知班长：文件可能被人调换。',
  },
  trusted: (name) => `从现在起信任 ${name}。对方工位也必须信任本工位。`,

  revoking: {
    title: (name) => `撤销对 ${name} 的信任？`,
    consequence: '以后不再接收它的文件，也不再发给它。它以前发来的仍然有效。',
    reason: '原因',
    first: '第一人',
    second: '第二人',
    do: '撤销信任',
    incomplete: '请填写原因和两个不同的人的姓名。',
  },
  revoked: (name) => `已不再信任 ${name}。`,
};
