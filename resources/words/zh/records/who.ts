/** 记录由谁完成，中文：画面、纸面与命令行。 Who did what is on record, in Chinese. */
import type { Words } from '../../language.ts';

export const zhWho: Words['who'] = {
  title: '人员',
  doer: (name, roles) => `${name}（${roles}）`,
  signedBy: (people) => `签字人：${people}`,
  signatures: {
    hold: '签名有效',
    fail: '签名无效',
    typed: '姓名为键入：当时无人登记',
  },
  signed: '由人员签字的记录',
  signers: '签字人',
  verdict: '签名',
  noneSigned: '没有以工牌和 PIN 签字的记录。',
  inRecord: (record) => `工牌和 PIN，记录 ${record}`,
};
