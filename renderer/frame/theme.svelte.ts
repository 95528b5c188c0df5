/** The document's colours, size of text and language, as a person wishes them. */
import type { Preferences } from '../../electron/bridge/common.ts';

/** Call while a component is being made. */
export function followTheme(wish: () => Preferences, locale: () => string): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  let systemIsDark = $state(dark.matches);
  $effect(() => {
    const { theme, textSize } = wish();
    document.documentElement.dataset['theme'] = theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme;
    document.documentElement.dataset['text'] = textSize;
    document.documentElement.lang = locale();
  });
  $effect(() => {
    const follow = () => (systemIsDark = dark.matches);
    dark.addEventListener('change', follow);
    return () => dark.removeEventListener('change', follow);
  });
}
