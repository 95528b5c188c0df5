/**
 * The manual in a window of its own, beside the work: static pages of ours, without a script and without a bridge.
 * What is typed there is looked for; the window's title says what.
 */
import { BrowserWindow } from 'electron';
import { WINDOW_PREFERENCES } from './lockdown.ts';
import { TypedBadge } from './people/typed-badge.ts';
import { LANGUAGE_CODES, wordsOf, type Language } from '../resources/words/languages.ts';
import { LICENCES_PAGE, manualUrl } from './scheme.ts';
import { typed } from './typed.ts';

/** What a chapter of the manual is for: its anchor in the page. */
export type Chapter = 'start' | 'origin' | 'press' | 'bench' | 'check';

/** Gives the function that shows a chapter; one window is used again, and it goes when `station` does. */
export function createManual(
  station: () => BrowserWindow | null,
  language: () => Language,
  typedBadge: (number: string) => void,
): (chapter: Chapter) => Promise<void> {
  let manual: BrowserWindow | null = null;
  let sought = '';

  /** Looks for what was typed so far, or for the next place where it stands. */
  function seek(window: BrowserWindow, next: string, again: boolean): void {
    sought = next;
    const { manual: said } = wordsOf(language()).dialogs;
    window.setTitle(sought === '' ? said.title : said.sought(sought));
    if (sought === '') window.webContents.stopFindInPage('clearSelection');
    else window.webContents.findInPage(sought, { findNext: !again });
  }

  function open(beside: BrowserWindow): BrowserWindow {
    const { session } = beside.webContents;
    const window = new BrowserWindow({
      title: wordsOf(language()).dialogs.manual.title,
      width: 1000,
      height: 860,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      webPreferences: { ...WINDOW_PREFERENCES, javascript: false, session },
    });
    window.on('page-title-updated', (event) => event.preventDefault());
    window.on('closed', () => (manual = null));
    const badges = new TypedBadge(() => performance.now(), typedBadge);
    window.webContents.on('before-input-event', (event, { type, key, control, alt, meta }) => {
      if (badges.stroke({ type, key })) {
        event.preventDefault();
        return seek(window, '', false);
      }
      if (type !== 'keyDown' || control || alt || meta) return;
      if (key === 'Escape' && sought === '') return window.close();
      const next = typed(sought, key);
      if (next === null) return;
      event.preventDefault();
      seek(window, next, next === sought);
    });
    // No page takes itself anywhere (lockdown.ts): these, and no other, main opens for it.
    const pages = [LICENCES_PAGE, ...LANGUAGE_CODES.map(manualUrl)];
    window.webContents.on('will-navigate', ({ url }) => {
      if (pages.includes(url)) void window.loadURL(url);
    });
    beside.once('closed', () => manual?.destroy());
    return window;
  }

  return async (chapter) => {
    const beside = station();
    if (beside === null) return;
    manual ??= open(beside);
    await manual.loadURL(`${manualUrl(language())}#${chapter}`);
    seek(manual, '', false);
    manual.show();
    manual.focus();
  };
}
