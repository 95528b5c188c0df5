/** Everything the window says in Simplified Chinese, as the floor of a factory says it. */
import { zhAudit } from './audit.ts';
import { zhDialogs } from './dialogs.ts';
import { zhLine } from './line.ts';
import { zhMachine } from './machine.ts';
import { zhPapers } from './papers.ts';
import type { Translation } from '../language.ts';
import { zhFailures } from './failures/failures.ts';
import { zhReasonNames } from './records/reasons.ts';
import { zhWho } from './records/who.ts';
import { zhScannerSetup } from './screens/scanner-setup.ts';
import { zhBench } from './screens/bench.ts';
import { zhEnding } from './screens/ending.ts';
import { zhShiftCheck } from './screens/shift-check.ts';
import { zhSharing } from './screens/sharing.ts';
import { zhDoor } from './screens/door.ts';
import { zhPeers } from './screens/peers.ts';
import { zhDeeds } from './records/bench.ts';
import { zhDetails } from './records/details.ts';
import { zhRecords } from './records/station.ts';
import { zhOriginWindow } from './screens/origin.ts';
import { zhPressWindow } from './screens/press.ts';
import { zhCheckWindow } from './screens/check.ts';
import { zhProductScreen } from './screens/products.ts';
import { zhLaserDesk } from './screens/laser-desk.ts';
import { zhShift } from './screens/shift.ts';
import { zhViewing } from './screens/viewing.ts';
import { zhPage } from './screens/page.ts';
import { zhPeopleScreen } from './screens/people.ts';
import { zhPeopleWindow } from './screens/people-window.ts';

export const zh = {
  locale: 'zh-CN',
  ownName: '中文',
  comma: '、',
  failures: zhFailures,
  details: zhDetails,
  reasonNames: zhReasonNames,
  ...zhRecords,
  ...zhBench,
  scannerSetup: zhScannerSetup,

  papers: zhPapers,
  dialogs: zhDialogs,
  line: zhLine,
  audit: zhAudit,
  shift: zhShift,
  viewing: zhViewing,
  machine: zhMachine,

  door: zhDoor,
  peers: zhPeers,
  productScreen: zhProductScreen,
  laserDesk: zhLaserDesk,
  ending: zhEnding,
  sharing: zhSharing,
  shiftCheck: zhShiftCheck,
  deeds: zhDeeds,

  originWindow: zhOriginWindow,

  pressWindow: zhPressWindow,

  checkWindow: zhCheckWindow,
  page: zhPage,
  peopleScreen: zhPeopleScreen,
  who: zhWho,
  peopleWindow: zhPeopleWindow,

  app: {
    product: 'Twofold',
    training: '培训',
    trainingBand: '培训模式：模拟设备，样本密钥。此处产出一律不得出厂。',
    notAirGapped: (found) => `未与外界隔离：${found}。请从本机移除。`,
    rehearsalBand: '演练：真实设备，训练工位的密钥。此处产出一律不得出厂。',
    production: '生产',
    screens: '界面',
    noBatch: '未打开批次',
    batch: (batch) => `批次 ${batch}`,
    otherLanguage: (name) => `切换到 ${name}`,
    help: '帮助',
    manual: '打开手册',
    close: '关闭',
    cancel: '取消',
    noted: '知道了',
    hold: '按住一秒',
    holdIt: '此操作不可撤销：请按住按钮一秒。',
    notAsked: '屏幕没有用这个码回答的问题。',
    locking: '已锁定。手头的工作正在收尾，随后请扫描工牌。',
    unexpected: (detail) => `窗口发生意外错误（${detail}）。记录未受影响，请通知班长。`,
  },

  screens: {
    shift: '班次',
    peers: '工位',
    people: '人员',
    laser: '激光',
    printing: '打印',
    window: '窗口',
    check: '查验',
    bench: '核验',
    batch: '批次',
    devices: '设备',
    records: '记录',
    open: '打开',
    traveller: '流转卡',
  },

  keys: {
    title: '按键',
    intro: '只用扫码枪和以下按键即可完成全部操作。Tab 键下一项，Shift + Tab 上一项。',
    screen: (name) => `转到“${name}”`,
    fullScreen: '全屏与还原',
    help: '本帮助',
    finished: '激光已完成；检查合格；提交回读的符号',
    tray: '发送托盘；空出一格；撤回上一步',
    notGood: '刮刮膜或封装不合格',
    notYet: '激光未完成；关闭当前窗口',
    rows: '在表格中移动；Enter 打开流转卡',
    search: '搜索批次（在“批次”界面）；码扫不出时键入序列号（在“核验”界面）',
  },

  labels: {
    packing: '每张成品卡都打印包装用的声明',
    title: '判定签', width: '宽度，毫米', height: '高度，毫米', apply: '使用此标签纸' },
  roll: {
    uncounted: '没有人登记过这卷标签纸的数量。',
    left: (count: number) => `本卷还剩 ${count} 张标签纸`,
    count: '新卷的标签纸数量',
    put: '已装新卷',
  },
  packages: {
    shipment: '卡片装包发出',
    why: '告知核验站哪些封条在路上、每包几张卡。对方先清点，再读此文件。',
    packed: '包裹，每行一个：封条号，然后是卡数',
    hint: '例如：A-1027 250',
    write: '写给核验站',
    written: (part, file) => `第 ${part} 次发货已写出：${file}`,
    ship: '发出卡片',
    gone: (part, cards, to) => `第 ${part} 次发货：${cards} 张卡，发往 ${to}`,
    writeAgain: '再写一次',
    again: (part) => `再写第 ${part} 次发货`,
    asItWas: '用于介质遗失或损坏时。内容与上次相同，不会因此多发任何东西。',
    arrived: '卡片已到',
    arrival: '卡片已到',
    countFirst: '请查看每个封条，清点每个包裹。之后才从文件中读取印制站所报。',
    found: '实际找到的包裹，每行一个：封条号，然后是卡数',
    compare: '与文件比较',
    agree: (cards) => `${cards} 张卡，与印制站所报一致。`,
    differ: (seals) => `与印制站所报不符：${seals.join('、')}。这是事件：班长负责之前，批次不能关闭。`,
    incomplete: '每行须有封条号和数字，并填写姓名。',
  },
  ribbon: {
    uncounted: '没有人登记过碳带还够打印多少张。没有碳带的打印机不用登记。',
    left: (count: number) => `碳带还够打印 ${count} 张`,
    count: '新碳带够打印的张数',
    put: '已装新碳带',
  },
  devices: {
    scanner: '扫码枪',
    printer: '标签打印机',
    port: '端口',
    simulated: '模拟设备',
    unchosen: '尚未选择',
    other: '其他端口……',
    baudRate: '波特率',
    feedback: '对扫码枪的应答',
    feedbackModes: {
      none: '无：扫码枪自行鸣响',
      'honeywell-host-ack': 'Honeywell 主机应答：核验后鸣响合格或不合格',
      'datalogic-host': 'Datalogic 主机命令：核验后鸣响合格或不合格',
    },
    apply: '使用此端口',
    applied: '已应用。',
    faults: '模拟故障',
    faultNames: {
      unplugged: '拔线',
      'unplug-mid-label': '打印中拔线',
      'reset-mid-label': '打印中重启',
      stalled: '不接收数据',
      silent: '无应答',
      slow: '缓慢',
      garbage: '乱码',
      'paper-out': '标签纸用完',
      'head-open': '打印头打开',
      'ribbon-out': '碳带用完',
      paused: '暂停',
      truncated: '只发半个码',
      glued: '两个码相连',
      'no-suffix': '不发后缀',
    },
    state: {
      absent: '未连接',
      opening: '正在打开',
      identifying: '正在识别',
      ready: '就绪',
      busy: '忙',
      faulted: '故障',
    },
    sentence: {
      absent: '此端口没有设备应答。请检查连线，或选择其他端口。',
      opening: '正在打开端口。',
      identifying: '正在识别设备。',
      ready: '可以作业。',
      busy: '正在工作。',
      faulted: '设备工作不正常。',
    },
    window: '本窗口',
    language: '语言',
    theme: '配色',
    themes: { system: '跟随系统', light: '浅色', dark: '深色' },
    textSize: '字号',
    textSizes: { small: '小', medium: '中', large: '大' },
    sound: '声音',
    soundOn: '开',
    soundOff: '关',
    listen: '试听',
    tones: { PASS: '合格', FAIL: '不合格', ERROR: '异常', notice: '提示' },
  },

  answers: {
    title: '扫码应答',
    how: '用扫码代替按键。它只回答屏幕上的问题。',
    commands: {
      yes: { word: '是', meaning: '是；已做；合格；继续。' },
      no: { word: '否', meaning: '还没有；不合格。' },
      again: { word: '再来', meaning: '重打判定签。' },
      aside: { word: '放一边', meaning: '打开手中卡片的处理方法。' },
      call: { word: '叫人', meaning: '叫班长到本工位。' },
      send: { word: '发送', meaning: '将正在放置的托盘发送给激光机。' },
      skip: { word: '空格', meaning: '托盘的下一格空出。' },
      strips: { word: '覆膜', meaning: '此后每扫一张卡，即表示其刮刮膜合格。扫“否”结束。' },
      packing: { word: '封装', meaning: '此后每扫一张卡，即表示已封装并装盒。扫“否”结束。' },
    },
    save: '扫码应答表',
    saved: (path) => `已保存：${path}`,
  },

  band: {
    title: '手中物品',
    nothing: '手中无卡',
    why: '原因',
    again: (times) => `连续 ${times} 次`,
    reminder: '提醒：',
    places: {
      scan: '扫描',
      wait: '等待',
      printer: '打印',
      laser: '放入激光机',
      tray: '放入托盘',
      look: '请查看',
      strip: '去覆膜',
      packing: '去封装',
      box: '装盒',
      'red-tray': '红色托盘',
      aside: '放在一边',
      people: '叫班长',
      device: '检查设备',
      stop: '停止',
    },
  },

  records: {
    incidents: '异常事件',
    noIncidents: '没有异常事件。',
    openCount: (open) => `${open} 件待确认`,
    nameless: '请输入您的姓名，至少两个字符。',
    acknowledge: '确认',
    acknowledgedBy: (person) => `${person} 已确认`,
    acknowledgeTitle: (incident) => `确认异常事件 #${incident}`,
    person: '您的姓名',
    goOn: {
      open: '两人决定继续',
      title: (incident) => `不顾异常事件 #${incident} 而继续？`,
      consequence: '作业因此停止。能移除或改正的请先处理。两人说明理由后继续，理由留在记录中；若是通向外部的途径，只要它还在，警告就一直显示。',
      reason: '理由',
      first: '第一人',
      second: '第二人',
      do: '继续',
      incomplete: '请填写理由和两个不同的人的姓名。',
    },
    journal: '日志（最新在前）',
    verify: '校验日志',
    verifying: '正在校验……',
    healthy: (records, checkpoints, head) =>
      `链条完整：${records} 条记录，${checkpoints} 个已签署检查点，链首 ${head}。`,
    answers: {
      open: '自检',
      title: '此计算机计算正确吗？',
      intro: '卡片所依赖的每种算法都有公开的问题和答案，刚刚全部问过一遍。每次启动时也会询问：只要有一个答错，任何工位都不会打开。',
      asking: '正在询问……',
      good: (total, time) => `${total} 个答案全部正确（${time} 毫秒）。`,
      bad: (wrong) => `错误：${wrong}。请停止工作，换一台计算机。`,
      of: '项目',
      source: '出处',
      answer: '答案',
      right: '正确',
      wrong: '错误',
      again: '再问一次',
    },
    backup: {
      open: '备份',
      title: '备份此工位？',
      holds: '备份包含以工位密码封存的密钥、日志和设置：没有任何能打开卡片的内容。请选择另一块磁盘上的文件夹。',
      do: '选择文件夹',
      made: (folder, words) => `备份在 ${folder}。请把它的八个单词写在纸上：${words}`,
    },
    report: '保存报告',
    saved: (path) => `报告已保存：${path}`,
    directory: (path) => `本工位的文件保存在 ${path}`,
    record: '记录',
    time: '时间',
    event: '内容',
    empty: '日志中还没有记录。',
  },

  footer: {
    devices: '设备',
    journal: (records, head) => `日志 ${records} · ${head}`,
    version: (version) => `v${version}`,
    incidents: (open) => `${open} 件异常事件待确认`,
    noIncidents: '无待确认异常事件',
  },

  duration: {
    seconds: (s) => `${s} 秒`,
    minutes: (m, s) => `${m} 分 ${s} 秒`,
    hours: (h, m) => `${h} 小时 ${m} 分`,
  },
} as const satisfies Translation;
