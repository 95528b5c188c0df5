/** Native dialogs: the only way a path comes into the station from its window, and a yes that no page can say. */
import { dialog, type BrowserWindow } from 'electron';
import type { Words } from '../resources/words/language.ts';
import type { SigningDesk } from './bridge/signing.ts';
import type { Ask } from './roles/served.ts';
import { spelledNames } from '../resources/words/spelled.ts';

/** @param words of the station's language, as it is when a dialog is opened */
export function createAsk(window: () => BrowserWindow | null, words: () => Words): Ask & SigningDesk {
  async function choose(title: string, options: Electron.OpenDialogOptions): Promise<string | null> {
    const parent = window();
    if (parent === null) return null;
    const { filePaths } = await dialog.showOpenDialog(parent, { title, ...options });
    return filePaths[0] ?? null;
  }
  return {
    file: (what, extensions) =>
      choose(words().dialogs.file[what], {
        ...(what === 'port'
          ? { defaultPath: '/dev' }
          : { filters: [{ name: extensions.join(', '), extensions: [...extensions] }] }),
        properties: ['openFile'],
      }),
    directory: (what) => choose(words().dialogs.directory[what], { properties: ['openDirectory', 'createDirectory'] }),
    words: () => words().dialogs,
    async confirm({ question: message, detail, act }) {
      const parent = window();
      if (parent === null) return false;
      const buttons = [words().dialogs.cancel, act];
      const options = {
        type: 'warning',
        message: spelledNames(message),
        detail: spelledNames(detail),
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      } as const;
      return (await dialog.showMessageBox(parent, { ...options, buttons })).response === 1;
    },
  };
}
