import { fact, type Sentences } from '../../failure.ts';

export const zhPeers: Sentences<'peers'> = {
  'already-pinned': (f) => `${fact(f, 'name')} 的密钥在此已被信任。`,
  'bad-signature': () => '此身份不是由它所称的密钥签名的：已被改动。请从对方工位重新取得。',
  'name-taken': (f) => `名为 ${fact(f, 'name')} 的工位已存在：两个工位须有两个名称。若要更换，请先撤销原来的。`,
  'no-business': (f) => `${fact(f, 'name')} 与本工位之间没有任何传递。`,
  'not-an-identity': () => '这不是工位的身份文件，或已损坏。请从对方工位重新取得。',
  'not-commissioned': () => '练习工位没有身份，也不信任任何工位。',
  'not-examined': () => '这不是最后读取的身份。请重新选择文件。',
  'other-mode': (f) => `${fact(f, 'name')} 与本工位模式不同，两者永不相遇。`,
  'own-identity': () => '这是本工位自己的身份。请取对方工位的。',
  'unknown-peer': (f) => `这里没有名为 ${fact(f, 'name')} 的工位。`,
};
