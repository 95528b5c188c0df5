/** 入口画面的文字，中文。 What the window says before it is a station's, in Chinese. */
import type { Words } from '../../language.ts';

export const zhDoor: Words['door'] = {
  title: '入口',
  manual: '手册',
  themes: { system: '配色：跟随系统', light: '配色：浅色', dark: '配色：深色' },
  themeTitle: '切换配色',
  willBeIn: (path) => `在此建立的工位将保存在 ${path}`,
  isIn: (path) => `位于 ${path}`,
  version: (version) => `v${version}`,

  roles: {
    origin: {
      name: '源站（Origin）',
      does: '为新卡生成序列号和密语。',
      holds: '序列号、密语、中间码',
      never: '加密私钥',
    },
    press: {
      name: '印制站（Press）',
      does: '生成加密私钥并印制标签。',
      holds: '中间码；印制期间的加密私钥',
      never: '密语',
    },
    bench: {
      name: '核验站（Bench）',
      does: '核验每张卡，并交给激光打标。',
      holds: '密语、确认码、地址',
      never: '加密私钥',
    },
    check: {
      name: '查验站（Check）',
      does: '像客户一样打开并查验卡片。',
      holds: '无',
      never: '关闭之后，曾看到的任何内容',
    },
  },
  holds: '持有',
  never: '绝不可持有',

  empty: {
    title: '这是哪个工位？',
    commission: '正式工位',
    commissionIntro: '这台电脑将永久成为一个角色的工位。它生成自己的密钥，每次启动都要输入密码。',
    points: [
      '源站和印制站绝不可相遇：两处场地，两台电脑。',
      '请准备纸和骰子，用来产生密码。',
      '除了您亲手携带的文件，没有任何内容离开这台电脑。',
    ],
    begin: '启用工位',
    practise: '培训',
    practiseIntro: '样本卡片、模拟设备、独立密钥。此处产出一律不能出厂。',
    taken: '此处不能建立工位',
    restore: '从备份恢复工位',
    restoring: (left) => (left === null ? '正在恢复。' : `正在恢复：剩余 ${left}。`),
    restored: (name, records) =>
      `${name} 已恢复，共 ${records} 条记录。在两人给出从别处得知的最新记录之前，工位不会打开：输入密码或扫描工牌后会要求提供。`,
  },

  commission: {
    title: '启用工位',
    back: '返回',
    role: '角色，永久不变',
    name: '工位名称',
    nameHint: '1 至 40 个字母和数字（汉字约十二个），之间可有单个空格、点、连字符或下划线。',
    namePlaceholder: 'HEL-2-PRESS-01',
    mode: '产出',
    production: '出厂的卡片',
    rehearsal: '演练：不出厂',
    passphrase: '工位密码',
    again: '再输入一次',
    differ: '两次输入不一致。',
    same: '两次输入一致。',
    do: (role) => `永久设为${role}`,
    doOrigin: '永久设为源站（Origin）',
    working: '正在生成密钥，有意需要片刻。',
  },

  strength: {
    label: '密码强度',
    advice: '请用骰子抽六个英文单词并写下来。除此之外没有任何办法打开本工位。',
    illegal: '只能使用不带重音的字母、数字、符号和空格。',
    short: (missing) => `还差 ${missing} 个字符。`,
    weak: (bits) => `即使由骰子选出，也最多 ${bits} 比特。骰子抽出的六个单词有 77 比特。`,
    good: (bits) => `若由骰子而不是人选出，可达 ${bits} 比特。任何程序都无法分辨。`,
  },

  hold: '按住显示',
  capsLock: '大写锁定已打开。',

  gate: {
    since: (date) => `启用于 ${date}`,
    passphrase: '工位密码',
    unlock: '解锁',
    badge: '请扫描工牌',
    signIn: '登录',
    recover: '用工位密码打开',
    recoverHint: '本工位的人员持有工牌。用密码打开属于异常事件，之后须由两人负责确认。',
    working: '正在验证密码，有意需要片刻。',
    wait: (left) => `${left}后才会验证下一个密码。`,
    waitShort: (left) => `请等 ${left}`,
    locked: '此副本已锁定',
    shut: '此工位无法打开',
  },

  goOn: {
    lost: '两人可以决定继续。如有记录丢失，此前开始的批次不再制作、打印或打标。',
    head: '从别处得知的本工位最新记录，八个单词',
    reason: '发生了什么',
    first: '第一人',
    second: '第二人',
    byBadge: '随后依次请两人出示工牌并输入 PIN：一名班长，和另一名在此工作的人。',
    incompleteByBadge: '需要八个单词和发生了什么。',
    incomplete: '需要八个单词、发生了什么、两人姓名和密码。',
    goOn: '继续',
  },

  made: {
    title: '工位已建立',
    intro: '现在先做三件事。',
    words: '写下它的八个单词',
    wordsHint: '其他工位会显示同样的单词。两人须口头核对，工位之间才可互相信任。',
    file: '保存它的公开文件',
    fileHint: '其中没有任何秘密。请带到需要信任它的工位；有扫码枪的工位也可直接扫描此码。',
    save: '保存文件',
    backup: '做好备份',
    backupHint: (path) => `它的密钥只有一份，在 ${path}。没有密钥或密码，工位就丢失了。`,
    open: '打开工位',
  },
};
