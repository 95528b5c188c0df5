import { fact, type Sentences } from '../../failure.ts';

export const zhPapers: Sentences<'papers'> = {
  'no-pdf': () => '没有生成 PDF。请改用浏览器打印它的 HTML 文件。',
  'not-saved': (f) => `${fact(f, 'path')} 没有写出。请检查磁盘空间和权限后再试。`,
};
