/**
 * A page in a window that is not shown, or shown alone, locked down like that of a station, and further: it has no script, no preload,
 * no picture, and nothing to load but itself.
 */
import { BrowserWindow } from 'electron';
import { lockedSession, WINDOW_PREFERENCES } from '../lockdown.ts';
import { facesIn } from './faces.ts';
import type { HiddenPage } from './pdf.ts';
import { SCHEME } from '../scheme.ts';

const HOST = 'page';
const ADDRESS = `${SCHEME}://${HOST}/`;

/** Its own style, and nothing from anywhere. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'; sandbox";

/** As a PDF names it. */
const FACE_IN_PDF = 'NotoSansSC';
/** With the kana, which the same typeface writes. */
const CHINESE = /[\u3040-\u30ff\u3400-\u9fff]/;
/** Of one page; the third is whole as a rule. */
const MOST_PRINTS = 20;

/** @param dist where the window's files lie */
export const hiddenPages = (dist: string) => (): HiddenPage => openPage(dist, false);

/** The same page, shown: until the person closes it. */
export async function showPage(dist: string, html: string): Promise<void> {
  const page = openPage(dist, true);
  try {
    await page.load(html);
  } catch (cause) {
    // Who closes it before all of it is there has closed it like anybody else.
    if (!page.isClosed()) throw cause;
  }
}

function openPage(dist: string, show: boolean): HiddenPage & { isClosed(): boolean } {
  const session = lockedSession(HOST);
  const window = new BrowserWindow({
    show,
    backgroundColor: '#fff',
    autoHideMenuBar: true,
    webPreferences: { ...WINDOW_PREFERENCES, session, javascript: false, images: false },
  });
  let chinese = false;
  return {
    async load(html) {
      chinese = CHINESE.test(html);
      // Only where it is wanted: a page with a typeface that is still to be read is drawn without any of its words.
      const faces = chinese ? await facesIn(dist) : '';
      const whole = html.replace('<style>', () => `<style>${faces}`);
      session.protocol.handle(SCHEME, ({ url }) => {
        if (url !== ADDRESS) return new Response(null, { status: 404 });
        const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
        return new Response(whole, { headers });
      });
      await window.loadURL(ADDRESS);
    },
    async print() {
      let before = 0;
      for (let left = MOST_PRINTS; ; left--) {
        const pdf = await window.webContents.printToPDF({
          pageSize: 'A4',
          preferCSSPageSize: true,
          printBackground: true,
        });
        // Typefaces are read when a page is first laid out, and without them its words are missing: so it is read back,
        // until another print of it adds nothing.
        const whole = !chinese || (pdf.includes(FACE_IN_PDF) && pdf.length === before);
        if (whole) return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.byteLength);
        if (left === 0) throw new Error('the typeface of the page was not read');
        before = pdf.length;
      }
    },
    isClosed: () => window.isDestroyed() || window.webContents.isDestroyed(),
    close() {
      if (session.protocol.isProtocolHandled(SCHEME)) session.protocol.unhandle(SCHEME);
      window.destroy();
    },
  };
}
