import { fact, type Sentences } from '../../failure.ts';

/** 卡面各处的名称。 */
const PLACES: Readonly<Record<string, string>> = {
  'serial': '序列号',
  'passphrase': '密语',
  'confirmation code': '确认码',
  'watermark': '训练水印',
  'date': '日期',
  'code': '序列号二维码',
  'strip': '刮刮层',
  'sticker': '贴纸',
  'hole': '孔',
  'metal': '金属片',
  'corner': '圆角',
  'margin': '边距',
  'beam': '线宽',
};

const place = (name: string): string => PLACES[name] ?? name;

export const zhProduct: Sentences<'product'> = {
  'another-product': (f) =>
    `本工位的产品 ${fact(f, 'product')} 与此批次计划时的不同：它被改动过。请带来计划所用的文件（哈希以 ${fact(f, 'hash')} 开头）。`,
  'another-shape': (f) =>
    `产品 ${fact(f, 'product')} 的密语为 ${fact(f, 'groups')} 组、每组 ${fact(f, 'size')} 个符号。`,
  'bad-field': (f) => `产品的字段 ${fact(f, 'field')} 缺失、未知或不合规定。`,
  'bad-size': (f) => `此产品的${place(fact(f, 'what'))}尺寸不可能成立。请更正长度。`,
  'code-too-small': (f) =>
    `${fact(f, 'symbols')} 个符号的序列号，其二维码在此线宽下需要 ${fact(f, 'needed')} 毫米。请把位置放大。`,
  'deposit-not-made': (f) => `贴纸要显示 ${fact(f, 'coin')} 的地址，但产品的币种中没有它。`,
  'does-not-fit': (f) => `${place(fact(f, 'zone'))}的 ${fact(f, 'symbols')} 个符号放不进它的区域。请放大区域或缩小字高。`,
  'exceeds': (f) => `${place(fact(f, 'zone'))}超出卡面，或离边缘不足 ${fact(f, 'margin')} 毫米。`,
  'for-customers': (f) => `产品 ${fact(f, 'product')} 用于客户自制的代码。请导入代码，或选择其他产品。`,
  'letters-too-low': (f) =>
    `${place(fact(f, 'zone'))}的字高为 ${fact(f, 'cap')} 毫米，至少须 ${fact(f, 'least')} 毫米。`,
  'not-a-photo': () => '这不是可用的照片：既不是 JPEG 也不是 PNG，或已损坏。请另选一张。',
  'not-a-product': () => '这不是产品文件。请选择 *.product.json。',
  'not-for-customers': (f) =>
    `产品 ${fact(f, 'product')} 打标的是密语，而这些代码的密语由客户保管。请选择为其设计的产品。`,
  'not-on-shelf': () => '此产品已不在本工位。请重新查看。',
  'other-deposit': (f) => `返回文件的存款币种是 ${fact(f, 'coin')}，而产品 ${fact(f, 'product')} 的不是。没有打开任何内容：请通知班长。`,
  'other-stock': (f) =>
    `产品 ${fact(f, 'product')} 的贴纸为 ${fact(f, 'width')} x ${fact(f, 'height')} 毫米，装的是另一种。请换纸，并在“设备”中更正。`,
  'other-version': (f) => `此产品的格式版本不是本程序所读的 ${fact(f, 'known')}。请重新写出。`,
  'over-another': (f) => `${place(fact(f, 'zone'))}与${place(fact(f, 'other'))}相重叠。请移开其一。`,
  'photo-says-more': () => '此产品中的照片除画面外还带有别的信息（何时、何地、用何设备拍摄）。请重新放入。',
  'photo-too-large': (f) =>
    `照片为 ${fact(f, 'width')} x ${fact(f, 'height')} 点、${fact(f, 'bytes')} 字节；每边最多 ${fact(f, 'side')} 点，总共最多 ${fact(f, 'most')} 字节。请缩小。`,
  'photo-turned': () => '此照片是横着存的，只在将被去掉的信息中注明。请用图片程序转正后再保存。',
  'products-differ': () => '两个文件所属的产品不同。没有打开任何内容：请询问 Origin 和 Press。',
  'revision-taken': (f) =>
    `本工位已有另一个修订号为 ${fact(f, 'revision')} 的产品 ${fact(f, 'product')}。请给新的更高的修订号。`,
  'steps-not-made': () => '本程序的每张卡都有刮刮层、包装和装盒。缺其一的产品尚不能制作。',
  'strip-covers': (f) => `刮刮层盖住了${place(fact(f, 'zone'))}。`,
  'strip-uncovered': (f) => `刮刮层没有盖住全部${place(fact(f, 'zone'))}。`,
  'twice': (f) => `币种 ${fact(f, 'coin')} 出现了两次。请去掉一个。`,
  'unknown-coin': (f) => `没有币种 ${fact(f, 'coin')}。请从本程序的币种表中选择。`,
  'unknown-font': (f) => `没有字体 ${fact(f, 'font')}。请选择本程序的字体。`,
  'unknown-product': (f) => `没有产品 ${fact(f, 'product')}。请把它的文件交给本工位：twofold product add。`,
};
