import { fact, type Sentences } from '../../failure.ts';

export const zhFile: Sentences<'file'> = {
  disk: (f) => `${fact(f, 'path')} 不能使用（${fact(f, 'code')}）。请检查磁盘是否已满、只读或损坏，以及权限。`,
  missing: (f) => `找不到 ${fact(f, 'file')}。请插入介质后重新选择文件。`,
  'no-permission': (f) => `此用户无权读取 ${fact(f, 'file')}。请申请读取权限。`,
  'not-a-file': (f) => `${fact(f, 'file')} 不是普通文件。请选择介质上的普通文件。`,
  'too-large': (f) => `${fact(f, 'file')} 有 ${fact(f, 'has')}，最多读取 ${fact(f, 'most')}。请选择别的文件。`,
  unreadable: (f) => `${fact(f, 'file')} 无法读取（${fact(f, 'code')}）。请重新插入介质，或换一份副本。`,
};
