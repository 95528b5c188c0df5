/** What native dialogs say, in Chinese. */
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
  showPassphrase: {
    question: (serial) => `显示 ${serial} 的密语？`,
    detail: (people, reason) => `${people.join('、')} 签字：${reason}。只显示一次，此卡永不出厂。`,
    act: '显示',
  },
};
