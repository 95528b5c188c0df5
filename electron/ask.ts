/** Native dialogs: the only way a path comes into the station from its window, and a yes that no page can say. */
import { dialog, type BrowserWindow } from 'electron';
import type { Ask } from './roles/served.ts';

export function createAsk(window: () => BrowserWindow | null): Ask {
  async function choose(title: string, options: Electron.OpenDialogOptions): Promise<string | null> {
    const parent = window();
    if (parent === null) return null;
    const { filePaths } = await dialog.showOpenDialog(parent, { title, ...options });
    return filePaths[0] ?? null;
  }
  return {
    file: (title, extensions) =>
      choose(title, {
        filters: [{ name: extensions.join(', '), extensions: [...extensions] }],
        properties: ['openFile'],
      }),
    directory: (title) => choose(title, { properties: ['openDirectory', 'createDirectory'] }),
    async confirm(message, detail, act) {
      const parent = window();
      if (parent === null) return false;
      const buttons = ['Cancel', act];
      const asked = { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true } as const;
      return (await dialog.showMessageBox(parent, { ...asked, buttons })).response === 1;
    },
  };
}
