/** What Check may answer, in Chinese; the English sentence comes with the failure. */
import type { Trouble } from '../troubles.ts';

type Row = readonly [en: string, zh: string, sentence: string];

const ROWS: Readonly<Record<string, Row>> = {
  'nothing-to-check': ['Nothing to check', '无可查验', '请提供确认码或加密私钥，或打开厂家文件并给出序列号。'],
  'codes-differ': ['Codes of two cards', '两卡之码', '加密私钥和确认码属于两张不同的卡。请检查。'],
  'other-unit': ['Contradicts the maker', '与厂家不符', '与厂家文件不符。请勿使用此卡，并询问厂家。'],
  'wrong-passphrase': ['Wrong passphrase', '密语不符', '密语与此不符。请与卡片逐字核对。'],
  'damaged-key': [
    'Damaged encrypted key',
    '加密私钥损坏',
    '密语正确，但打不开此加密私钥：它已损坏或属于另一张卡。请勿使用此卡，并询问厂家。',
  ],
  'damaged-code': [
    'Damaged confirmation code',
    '确认码损坏',
    '密语能打开加密私钥，但确认码与之不符：它已损坏或属于另一张卡。',
  ],
  'other-address': [
    'Another address',
    '地址不符',
    '密语对应另一个地址，不是您提供的地址。请勿向该地址付款，并询问厂家。',
  ],
  'not-in-proof': ['Not in the file', '文件中没有', '厂家文件中没有此卡。请检查序列号和批次。'],
  'not-a-picture': ['No picture', '不是图片', '这不是可读取的图片。请选择 PNG 或 JPEG 文件。'],
  'no-code': ['No code', '没有二维码', '图片中没有找到二维码。请对正、清晰、四周留白地重新拍摄。'],
  'took-too-long': ['Took too long', '耗时过长', '读取此图片耗时过长。请只截取二维码部分再试。'],
  'picture-too-large': ['Picture too large', '图片过大', '图片过大。请缩小或只截取二维码部分。'],
  'maker-unknown': ['Maker unknown', '厂家未知', '此文件有签名，但不知签名者。请先打开厂家身份文件并核对单词。'],
  'no-keys': ['No keys', '没有私钥', '已没有可显示的私钥。请重新输入密语。'],
  'not-utf8': ['Not text', '不是文本', '密语不是有效文本。请重新输入。'],
};

export const CHECK_TROUBLES: Readonly<Record<string, Trouble>> = Object.fromEntries(
  Object.entries(ROWS).map(([kind, [en, zh, sentence]]) => [kind, { name: { en, zh }, zh: () => sentence }]),
);
