import { fact, type Sentences } from '../../failure.ts';

export const zhPapers: Sentences<'papers'> = {
  'no-display': () => '页面要在有屏幕的地方绘制，此处没有屏幕。请把页面写成 HTML，再从浏览器打印。',
  'no-pdf': () => '没有生成 PDF。请改用浏览器打印它的 HTML 文件。',
  'no-program': (f) => `没有绘制页面的程序 ${fact(f, 'path')}。请把页面写成 HTML，再从浏览器打印。`,
  'code-not-read': () => '页面上有一个码读回的内容与应有的不符。没有写出任何文件。',
  'no-room': () => '此托盘的码在一页上放不下。',
  'page-too-small': (f) => `${fact(f, 'side')} 毫米的码打印不清晰，至少需要 ${fact(f, 'least')} 毫米。`,
  'not-saved': (f) => `${fact(f, 'path')} 没有写出。请检查磁盘空间和权限后再试。`,
};
