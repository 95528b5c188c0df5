/**
 * `app://station/`: the only origin there is. It serves the files of `dist/renderer` and of the manual and nothing else,
 * with the content security policy as a header, so that no page can be loaded without it.
 */
import type { Language } from '../resources/words/languages.ts';
import { protocol, type Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

export const SCHEME = 'app';
export const HOST = 'station';
/** Of the window in which people prove who they are: an origin, a session and a page of its own. */
export const PEOPLE_HOST = 'people';
export const PEOPLE_PAGE = `${SCHEME}://${PEOPLE_HOST}/people.html`;
export const START_PAGE = `${SCHEME}://${HOST}/index.html`;
/** The manual, a page a language. */
const MANUAL_PAGES: Readonly<Record<Language, string>> = { en: 'manual.html', zh: 'manual.zh.html' };

export const manualUrl = (language: Language): string => `${SCHEME}://${HOST}/manual/${MANUAL_PAGES[language]}`;

/** Whose work the program carries; the manual points to it, and it to the manual. */
export const LICENCES_PAGE = `${SCHEME}://${HOST}/licences.html`;

/** Nothing may be loaded from anywhere but our own files; no inline script or style; every sink wants a Trusted Type. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types svelte-trusted-html',
].join('; ');

/** Only what the renderer's build and the manual have. */
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

/** Must run before the app is ready (Electron: protocol.registerSchemesAsPrivileged). */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** @param directory the page's own files; @param manual those of the manual, under `/manual/` */
export function serveFiles(session: Session, directory: string, manual: string, host = HOST): void {
  session.protocol.handle(SCHEME, async (request) => {
    const file = fileOf(request.url, directory, manual, host);
    const type = file === null ? undefined : TYPES[extname(file)];
    if (file === null || type === undefined || request.method !== 'GET') return new Response(null, { status: 404 });
    const body = await readFile(file).catch(() => null);
    if (body === null) return new Response(null, { status: 404 });
    return new Response(body, {
      headers: {
        'content-type': type,
        'content-security-policy': POLICY,
        'x-content-type-options': 'nosniff',
        'cross-origin-opener-policy': 'same-origin',
      },
    });
  });
}

const MANUAL = `${sep}manual${sep}`;

/** The file a URL of ours stands for, or null if it points anywhere else. */
export function fileOf(address: string, directory: string, manual: string, host = HOST): string | null {
  const url = new URL(address);
  // `origin` is "null" for our scheme: host and protocol are what can be compared.
  if (url.protocol !== `${SCHEME}:` || url.host !== host) return null;
  const asked = normalize(decodeURIComponent(url.pathname));
  const [root, rest] = asked.startsWith(MANUAL) ? [manual, asked.slice(MANUAL.length)] : [directory, asked];
  const path = join(root, rest);
  return path.startsWith(root + sep) ? path : null;
}
