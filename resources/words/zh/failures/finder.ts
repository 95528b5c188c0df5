import { fact, type Sentences } from '../../failure.ts';

export const zhFinder: Sentences<'finder'> = {
  'bad-shard': (f) => `${fact(f, 'file')} 与厂家签署时不同：它已损坏或被篡改。请勿使用。`,
  'not-found': (f) => `厂家没有公布过卡片 ${fact(f, 'text')}。请检查是否抄写正确。`,
  'old-shard': (f) => `${fact(f, 'file')} 的期号比您见过的旧：可能缺少召回信息。请重新获取。`,
  'other-shard': (f) => `此文件不是查询 ${fact(f, 'text')} 所需的文件。请获取对应的文件。`,
};
