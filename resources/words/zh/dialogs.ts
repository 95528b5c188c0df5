/** What native dialogs say, in Chinese. */
import { zhDeeds } from './records/bench.ts';
import type { Words } from '../language.ts';

export const zhDialogs: Words['dialogs'] = {
  cancel: '取消',
  stopped: 'Twofold 已停止',
  unknownFault: '未知故障',
  file: {
    codes: '客户的中间码（每行一个序列号、逗号和中间码）',
    order: '批次订单（源站的序列号与中间码）',
    vault: '批次密语库（源站的序列号与密语）',
    return: '批次回传（印制站的确认码）',
    receipt: '核验站写出的回执',
    proof: '制造方的证明文件',
    maker: '制造方的身份文件',
    identity: '另一工位的身份文件',
  },
  directory: {
    transfers: '发给印制站与核验站的传递文件写到哪里',
    key: '批次密钥介质挂载在哪里',
    return: '回传写到哪里',
    certificate: '销毁证明写到哪里',
    receipt: '回执写到哪里',
    proof: '本批次的证明文件写到哪里',
    jobs: '打标任务写到哪里：激光机电脑读取的文件夹',
    report: '报告写到哪里',
    answers: '扫码应答表写到哪里',
    identity: '本工位的身份文件写到哪里',
  },
  signed: (people) => (people.length === 1 ? `由 ${people.join()} 负责。` : `${people.join('、')} 签字。`),
  because: (reason) => `原因：${reason}`,
  sign: '确认属实',
  unknown: '（未知）',
  deeds: zhDeeds,
  questions: {
    openUnit: (serial, batch) => `显示批次 ${batch} 中 ${serial} 的密语？只显示一次，此卡永不出厂。`,
    destroyVault: (batch) => `永久销毁批次 ${batch} 的密语？`,
    destroyKeys: (batch) => `永久销毁批次 ${batch} 的密钥与种子？`,
    pinPeer: (name, words) => `从现在起信任工位 ${name}？它的词语：${words}`,
    revokePeer: (name) => `不再信任工位 ${name}？`,
    absent: (serial) => `${serial} 的标签确实没有从打印机出来？`,
    spoil: (serial) => `作废 ${serial} 的标签？此件不再打印。`,
    withdraw: (serial) => `撤回 ${serial}？此件不再打印。`,
    marked: (serial) => `激光机已完整打标卡片 ${serial}？`,
    scrapped: (serial) => `报废存疑卡片 ${serial}？卡片将被销毁。`,
    closeBatch: (batch, labels) => `关闭批次 ${batch}，并永久销毁其密语？已销毁标签：${labels}。`,
  },
};
