/** 持卡人网页的中文。 */
import type { Words } from '../../language.ts';

export const zhPage: Words['page'] = {
  title: '查验卡片',
  online: '此网页来自网络，而且本设备在线。如果涉及有价值的密钥，请先保存网页，断开网络，再从文件打开。',
  proving: '网页正在自检…',
  proven: '网页已用已知答案检查自己的运算。',
  sends: {
    nothing: '它不向任何地方发送任何内容。',
    shard: '查询卡片时，它只向厂家网站索取一个小文件，此外不发送任何内容。',
  },
  noThreads: '此浏览器不提供线程：运算时网页会停顿。',
  slow: '此浏览器没有 SIMD：一次查验需要几秒钟。',
  unfit: '请勿在此设备上使用本网页：运算结果有误。',
  altered: '被篡改的网页无法发现自己被篡改。在输入密语之前，请把文件的 SHA-256 与厂家公布的值核对（Linux：sha256sum；Mac：shasum -a 256；Windows：certutil -hashfile 文件 SHA256）。',
};
