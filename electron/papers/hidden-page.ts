/**
 * A page in a window that is never shown, locked down like the one that is, and further: it has no script, no preload,
 * no picture, and nothing to load but itself.
 */
import { BrowserWindow } from 'electron';
import { lockedSession, WINDOW_PREFERENCES } from '../lockdown.ts';
import type { HiddenPage } from './pdf.ts';
import { SCHEME } from '../scheme.ts';

const HOST = 'page';
const ADDRESS = `${SCHEME}://${HOST}/`;

/** Its own style, and nothing from anywhere. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; sandbox";

export function openHiddenPage(): HiddenPage {
  const session = lockedSession(HOST);
  const window = new BrowserWindow({
    show: false,
    webPreferences: { ...WINDOW_PREFERENCES, session, javascript: false, images: false },
  });
  return {
    async load(html) {
      session.protocol.handle(SCHEME, ({ url }) => {
        if (url !== ADDRESS) return new Response(null, { status: 404 });
        const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
        return new Response(html, { headers });
      });
      await window.loadURL(ADDRESS);
    },
    async print() {
      const pdf = await window.webContents.printToPDF({
        pageSize: 'A4',
        preferCSSPageSize: true,
        printBackground: true,
      });
      return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength);
    },
    close() {
      if (session.protocol.isProtocolHandled(SCHEME)) session.protocol.unhandle(SCHEME);
      window.destroy();
    },
  };
}
