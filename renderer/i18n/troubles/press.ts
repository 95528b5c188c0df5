/** Troubles of Press: why a scan was not taken, a sticker not printed, or a batch not finished. */
import type { Facts } from '../../../core/base/result.ts';
import type { PressReason } from '../../../core/stations/press/reasons.ts';
import type { ClosingFailure } from '../../../core/stations/press/closing.ts';
import type { OrderFailure } from '../../../core/stations/press/order.ts';
import { CHECK_TROUBLES } from './check.ts';
import type { Trouble } from '../troubles.ts';

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');

const trouble = (en: string, zh: string, say: Trouble['zh'] = null): Trouble => ({ name: { en, zh }, zh: say });

/** Kinds that Bench has sentences of its own for, which fit here as well or come in English. */
type Shared = 'unreadable' | 'unknown-serial' | 'secret-refused';

const SCANS = {
  'other-unit-address': trouble(
    "Upper layer of another card's sticker",
    '另一张卡的上层标签',
    (f) =>
      `这个上层属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。没有证实任何内容：请查明每张标签各属哪张卡。`,
  ),
  'other-unit-key': trouble(
    "Yellow layer of another card's sticker",
    '另一张卡的黄色层',
    (f) =>
      `这个黄色层属于 ${fact(f, 'other')}，不属于 ${fact(f, 'serial')}。没有证实任何内容：请查明每张标签各属哪张卡。`,
  ),
  'unknown-address': trouble(
    'Address of no unit here',
    '不属于本工位的地址',
    () => '本工位没有卡使用此地址。没有证实任何内容：请将此标签放到一边并通知班长。',
  ),
  'unknown-key': trouble(
    'Key of no unit here',
    '不属于本工位的密钥',
    () => '本工位没有卡使用此加密密钥。没有证实任何内容：请将此标签放到一边并通知班长。',
  ),
  'not-ours': trouble(
    'Key made from no code',
    '不是由中间码生成的密钥',
    () => '此加密密钥不是由任何中间码生成的。请将此标签放到一边并通知班长。',
  ),
  'damaged-key': trouble(
    'Key that can never be opened',
    '无法打开的密钥',
    // Check has a sentence of its own for a key without a serial.
    (f) =>
      f['serial'] === undefined
        ? (CHECK_TROUBLES['damaged-key']?.zh?.(f) ?? '')
        : `${fact(f, 'serial')} 标签上的加密密钥永远无法打开。请作废此标签并重新打印。`,
  ),
  'key-mismatch': trouble(
    'Not the key on record',
    '与记录不符的密钥',
    (f) => `${fact(f, 'serial')} 标签上的加密密钥与记录不符。请作废此标签并通知班长。`,
  ),
  'not-a-sticker': trouble('No layer of a sticker', '不是标签', () => '这不是标签的任何一层。'),
  'not-printed': trouble(
    'No sticker of it to prove',
    '没有待证实的标签',
    (f) => `${fact(f, 'serial')} 没有待证实的标签。`,
  ),
  'already-proven': trouble(
    'Proven already',
    '已经证实',
    (f) => `${fact(f, 'serial')} 已经证实。请将此标签放到合格品中。`,
  ),
  'other-batch': trouble(
    'Of another batch',
    '属于别的批次',
    (f) => `${fact(f, 'serial')} 属于批次 ${fact(f, 'other')}，当前打开的是 ${fact(f, 'batch')}。`,
  ),
  'finish-first': trouble(
    'A sticker is still on the table',
    '手中还有标签',
    (f) => `${fact(f, 'serial')} 的标签尚未证实。请先扫描它的两层，或将它作废，再打印下一张。`,
  ),
  'key-differs': trouble(
    'Seed does not give the key on record',
    '种子与记录不符',
    (f) => `由 ${fact(f, 'serial')} 的种子得出的密钥与记录不符。没有打印：请停止工作并通知班长。`,
  ),
  'would-not-read': trouble(
    'Sticker could not be read',
    '标签将无法读取',
    (f) => `${fact(f, 'serial')} 的标签若打印出来将无法读取。没有打印：请通知班长。`,
  ),
} as const satisfies Record<Exclude<PressReason, Shared>, Trouble>;

const BATCH = {
  'code-used': trouble(
    'Intermediate code used before',
    '中间码曾被使用',
    (f) =>
      `第 ${fact(f, 'line')} 行（${fact(f, 'serial')}）：此中间码曾用于批次 ${fact(f, 'batch')}。没有收下任何内容：请勿使用此文件，并通知班长。`,
  ),
  'serial-used': trouble(
    'Serial used before',
    '序列号曾被使用',
    (f) =>
      `第 ${fact(f, 'line')} 行（${fact(f, 'serial')}）：此序列号曾在批次 ${fact(f, 'batch')} 中。没有收下任何内容：请勿使用此文件，并通知班长。`,
  ),
  'no-coins': trouble('No coin chosen', '未选择币种', () => '请至少选择一个币种：没有地址的卡不是卡。'),
  unfinished: trouble(
    'Batch not finished',
    '批次未完成',
    // A printer that holds a label back has the same kind, and no batch.
    (f) =>
      f['batch'] === undefined
        ? '打印机收到标签却没有打印。请查看它的显示屏。'
        : `批次 ${fact(f, 'batch')} 尚未完成。请先证实、作废或撤出其余卡片。`,
  ),
  unbalanced: trouble(
    'Batch does not balance',
    '批次不平衡',
    (f) =>
      `批次 ${fact(f, 'batch')} 不平衡：打印 ${fact(f, 'printed')} 张，合格 ${fact(f, 'applied')} 张，销毁 ${fact(f, 'destroyed')} 张。批次保持打开：请通知班长。`,
  ),
  miscounted: trouble(
    'Counted another number',
    '清点数不符',
    (f) =>
      `清点了 ${fact(f, 'counted')} 张合格标签，记录为 ${fact(f, 'applied')} 张。请重新清点；若仍不符，请通知班长。`,
  ),
  'out-of-turn': trouble('Out of turn', '顺序不对', (f) => `批次 ${fact(f, 'batch')} 在前：请先写它的回单。`),
  'not-returned': trouble(
    'Return not written',
    '回单未写出',
    (f) => `批次 ${fact(f, 'batch')} 的回单尚未写出。请先写出。`,
  ),
  'already-returned': trouble(
    'Return written before',
    '回单已写出',
    (f) => `批次 ${fact(f, 'batch')} 的回单已写出过。回单只写一次。`,
  ),
  busy: trouble('At work', '忙', () => '工位正忙。请等它完成，或先停止。'),
} as const satisfies Record<
  Exclude<OrderFailure, 'batch-known'> | ClosingFailure | 'already-returned' | 'busy',
  Trouble
>;

const MEDIUM = {
  'no-medium': trouble('Medium not there', '没有介质', () => '密钥介质不在。请放入、挂载，并选择它。'),
  'same-disk': trouble(
    "On the station's own disk",
    '与工位同盘',
    (f) => `${fact(f, 'directory')} 与工位在同一块磁盘上。请将密钥放在单独的可移动介质上。`,
  ),
  'key-missing': trouble(
    'Key not on this medium',
    '介质上没有密钥',
    () => '此介质上没有本批次的密钥。请放入正确的介质。',
  ),
  'key-destroyed': trouble('Key destroyed', '密钥已销毁', () => '本批次的密钥已被销毁，无法再打印。'),
  'wrong-key': trouble(
    "Another batch's key",
    '不是本批次的密钥',
    () => '此介质上的密钥不是本批次的。请放入正确的介质。',
  ),
  'no-key': trouble('No key in memory', '内存中没有密钥', () => '内存中没有本批次的密钥。请先放入介质并打开。'),
  'no-sticker': trouble('No such sticker', '没有这样的标签', () => '桌上还没有这样的标签。请再打印一张。'),
} as const satisfies Record<string, Trouble>;

const STICKERS = {
  'code-too-small': trouble(
    'Code too small',
    '码太小',
    (f) =>
      `在 ${fact(f, 'dpi')} dpi 的打印机上，这种标签放不下码（需 ${fact(f, 'needed')} 毫米）。请用更大的标签或更精细的打印机。`,
  ),
  'text-too-small': trouble(
    'No room for the text',
    '文字放不下',
    (f) => `在 ${fact(f, 'dpi')} dpi 的打印机上，这种标签的码下方放不下文字。请用更大的标签或更精细的打印机。`,
  ),
  'no-pdf': trouble('PDF not made', '未生成 PDF'),
  'no-certificate': trouble(
    'No certificate',
    '没有证明',
    (f) => `这里没有批次 ${fact(f, 'batch')} 的证明。销毁批次时才会生成。`,
  ),
  unsent: trouble('Not sent', '未发送'),
  void: trouble('Nobody knows', '无法确定'),
} as const satisfies Record<string, Trouble>;

export const PRESS_TROUBLES: Readonly<Record<string, Trouble>> = { ...SCANS, ...BATCH, ...MEDIUM, ...STICKERS };
