/** Why Origin refuses, in Chinese; the English sentence comes with the failure. */
import type { Facts } from '../../../core/base/result.ts';
import type { Trouble } from '../troubles.ts';

const fact = (facts: Facts, name: string): string => String(facts[name] ?? '？');

const row = (en: string, zh: string, say: Trouble['zh'] = null): Trouble => ({ name: { en, zh }, zh: say });

export const ORIGIN_TROUBLES: Readonly<Record<string, Trouble>> = {
  'not-confirmed': row('Not confirmed', '未确认', (f) => `未显示 ${fact(f, 'serial')} 的密语：无人确认。`),
  'bad-batch': row('Bad batch name', '批次名不合规', () => '批次名为 1 到 24 个大写字母、数字和单个的中间连字符。'),
  'batch-name-taken': row(
    'Batch name taken',
    '批次名已占用',
    (f) => `已有批次 ${fact(f, 'batch')}。请继续该批次，或换个名称。`,
  ),
  'bad-count': row('Bad number of units', '数量不合规', (f) => `一个批次有 1 到 ${fact(f, 'most')} 张卡。`),
  'bad-scheme': row('Bad serial scheme', '序列号格式不合规', (f) => {
    if ('long' in f) return `这样的序列号有 ${fact(f, 'long')} 个字符，或连字符位置不当。应为 4 到 24 个字符。`;
    return '前缀只能有大写字母、数字和单个连字符；位数为 1 到 12（打乱时至少 6）。';
  }),
  'numbers-taken': row(
    'Numbers do not fit',
    '号码放不下',
    (f) =>
      `${fact(f, 'digits')} 位数字放不下从 ${fact(f, 'start')} 起的 ${fact(f, 'count')} 个号码。请增加位数或改起始号。`,
  ),
  'serials-taken': row(
    'Serials taken',
    '序列号已占用',
    (f) => `这些序列号可能与批次 ${fact(f, 'batch')} 的混淆。请换起始号或前缀。`,
  ),
  'too-few-bits': row(
    'Passphrase too weak',
    '密语太弱',
    (f) => `这样的密语只有 ${Number(f['bits'] ?? 0).toFixed(1)} 比特，最低 100 比特。请增加符号。`,
  ),
  'bad-shape': row('Bad passphrase shape', '密语形式不合规', () => '密语共 20 到 64 个符号，每组 3 到 8 个。'),
  'bad-lot': row('Bad lot', '批号不合规', () => '批号 0 到 1048575，序号 0 到 4095，且从此起要放得下整个批次。'),
  'lot-taken': row('Lot taken', '批号已占用', (f) => `批次 ${fact(f, 'batch')} 已用了这些批号和序号。请换一个批号。`),
  'not-dice': row('Not dice', '不是骰子点数', () => '点数只能是 1 到 6，最多 4096 次。请重新键入。'),
  'too-few-rolls': row(
    'Too few rolls',
    '骰子次数太少',
    (f) => `${fact(f, 'count')} 次太少，至少 39 次，才有 100 比特。`,
  ),
  'stuck-dice': row('Stuck dice', '骰子异常', () => '连续相同的点数太多，不是偶然。请换骰子重掷。'),
  'unknown-batch': row('Unknown batch', '没有此批次', (f) => `这里没有批次 ${fact(f, 'batch')}。`),
  'batch-void': row('Batch void', '批次作废', (f) => `批次 ${fact(f, 'batch')} 已作废，一律不得使用。`),
  'batch-destroyed': row('Batch destroyed', '批次已销毁', (f) => `批次 ${fact(f, 'batch')} 的密封内容已销毁。`),
  'batch-left': row(
    'Batch has left',
    '批次已出站',
    (f) => `批次 ${fact(f, 'batch')} 已出站，此卡可能已制成。请由核验站抽检打开成品卡。`,
  ),
  'opened-before': row('Shown before', '曾显示过', (f) => `${fact(f, 'serial')} 的密语曾显示过。只显示一次。`),
  'passphrase-opened': row('Passphrase opened on purpose', '特意打开了密语'),
  'nothing-left': row(
    'Nothing may leave',
    '没有可出站的卡',
    (f) => `批次 ${fact(f, 'batch')} 的卡都在此打开过，一律不得出站。`,
  ),
  'not-delivered': row('Not delivered', '尚未送出'),
  'supplied-batch': row('Customer keeps the passphrases', '密语由客户保管'),
  'unfinished-batch': row(
    'Batch not whole',
    '批次未完成',
    (f) => `批次 ${fact(f, 'batch')} 只制作了 ${fact(f, 'coded')} / ${fact(f, 'count')}。须完整出站，请先继续制作。`,
  ),
  'code-taken': row(
    'Code known already',
    '中间码重复',
    (f) =>
      `第 ${fact(f, 'line')} 行：${fact(f, 'serial')} 的中间码曾用过。一个中间码永远只用于一张卡。没有收下任何内容。`,
  ),
  'serial-taken': row(
    'Serial known already',
    '序列号重复',
    (f) => `第 ${fact(f, 'line')} 行：${fact(f, 'serial')} 已是本站的序列号。没有收下任何内容。`,
  ),
  'bad-codes': row(
    'Bad file of codes',
    '中间码文件有误',
    (f) => `${fact(f, 'file')} 第 ${fact(f, 'line')} 行有误：每行应为序列号、逗号、中间码。没有收下任何内容。`,
  ),
  'secret-in-codes': row(
    'Secret in the file',
    '文件中有密钥',
    (f) => `${fact(f, 'file')} 第 ${fact(f, 'line')} 行含有疑似密钥或密语的内容。没有收下任何内容，请通知班长。`,
  ),
  'random-failed': row(
    'Random generator failed',
    '随机数发生器失效',
    () => '本站的随机数发生器未通过测试。请停止作业并通知班长。',
  ),
};
