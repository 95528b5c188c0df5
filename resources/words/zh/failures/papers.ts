import { fact, type Sentences } from '../../failure.ts';

export const zhPapers: Sentences<'papers'> = {
  'no-display': () => '页面要在有屏幕的地方绘制，此处没有屏幕。请把页面写成 HTML，再从浏览器打印。',
  'no-pdf': () => '没有生成 PDF。请改用浏览器打印它的 HTML 文件。',
  'no-program': (f) => `没有绘制页面的程序 ${fact(f, 'path')}。请把页面写成 HTML，再从浏览器打印。`,
  'not-saved': (f) => `${fact(f, 'path')} 没有写出。请检查磁盘空间和权限后再试。`,
};
