import { fact, type Sentences } from '../../failure.ts';

export const zhFinder: Sentences<'finder'> = {
  'bad-recall-line': (f) => `召回清单第 ${fact(f, 'line')} 行无效：应为序列号或这些证明中的批次，后面写明原因。`,
  'bad-recalls': () => '这不是此处已知厂家签署的召回清单。请先打开厂家的身份文件，或重新获取清单。',
  'bad-shard': (f) => `${fact(f, 'file')} 与厂家签署时不同：它已损坏或被篡改。请勿使用。`,
  'expired-recalls': (f) => `此召回清单的有效期至 ${fact(f, 'expires')}。请获取更新的清单。`,
  'expired-shard': (f) => `厂家自 ${fact(f, 'expires')} 起未再更新：可能缺少召回信息。请询问厂家。`,
  'no-answer': () => '厂家的网站没有应答。请稍后再试，或向厂家索取证明文件。',
  'not-found': (f) => `厂家没有公布过卡片 ${fact(f, 'text')}。请检查是否抄写正确。`,
  'old-shard': (f) => `${fact(f, 'file')} 的期号比您见过的旧：可能缺少召回信息。请重新获取。`,
  'other-shard': (f) => `此文件不是查询 ${fact(f, 'text')} 所需的文件。请获取对应的文件。`,
  'two-cards': (f) => `${fact(f, 'serial')} 在两份证明中是不同的卡。请查明哪一份正确。`,
};
