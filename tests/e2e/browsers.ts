/** The browsers of this machine: Debian's, which npm test installs. */
import { existsSync } from 'node:fs';

const PLACES = {
  chromium: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
  firefox: ['/usr/bin/firefox-esr', '/usr/bin/firefox'],
} as const;

export function programOf(browser: keyof typeof PLACES): string {
  const path = PLACES[browser].find((place) => existsSync(place));
  if (path === undefined) throw new Error(`${browser} is not installed: run the end-to-end tests with npm test`);
  return path;
}
