import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { MAKERS } from '../../core/sticker/programming-codes.ts';
import { makeBars } from '../../core/sticker/code128.ts';

const folder = fileURLToPath(new URL('../../resources/manual/', import.meta.url));
const read = (name: string): string => readFileSync(`${folder}${name}`, 'utf8');
const matches = (page: string, pattern: RegExp): string[] =>
  [...page.matchAll(pattern)].map(([, found]) => found as string);

describe.each(['manual.html', 'manual.zh.html'])('the manual, %s', (name) => {
  const page = read(name);
  const all = (pattern: RegExp): string[] => matches(page, pattern);

  it('shows every picture it has, says what is on it, and has every picture it shows', () => {
    const shown = all(/<img src="pictures\/([^"]+)" width="\d+" height="\d+" alt="[^"]{10,}"/g).sort();
    const own = readdirSync(`${folder}pictures`).filter((file) => file.endsWith('.zh.png') === (name === 'manual.zh.html'));
    expect(shown).toEqual(own.sort());
    expect(shown.length).toBe(all(/(<img)/g).length);
  });

  it('keeps the room of every picture, so that a chapter stays where it was opened while pictures above it come', () => {
    for (const [, file = '', width, height] of page.matchAll(/<img src="pictures\/([^"]+)" width="(\d+)" height="(\d+)"/g)) {
      const header = readFileSync(`${folder}pictures/${file}`).subarray(16, 24);
      expect([file, width, height]).toEqual([file, String(header.readUInt32BE(0)), String(header.readUInt32BE(4))]);
    }
  });

  it('has every chapter it points to, one for every role among them', () => {
    const chapters = all(/ id="([^"]+)"/g);
    expect(new Set(chapters).size).toBe(chapters.length);
    for (const link of all(/href="#([^"]+)"/g)) expect(chapters).toContain(link);
    expect(chapters).toEqual(expect.arrayContaining(['start', 'origin', 'press', 'bench', 'check']));
  });

  it('is still: no script, no style of its own, nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<iframe|style=|\son\w+=|https?:|\/\//i);
  });
});

describe('fault 51: the manual in Chinese', () => {
  const [english, chinese] = [read('manual.html'), read('manual.zh.html')];

  it('has every chapter, heading, step, row and command that the English one has', () => {
    for (const part of [/ id="([^"]+)"/g, /<(h[123])>/g, /<(li)>/g, /<(tr)>/g, /<(figure)>/g, /<kbd>([^<]+)</g]) {
      expect(matches(chinese, part)).toEqual(matches(english, part));
    }
    expect(matches(chinese, /<pre><code>([^]*?)<\/code>/g)).toEqual(matches(english, /<pre><code>([^]*?)<\/code>/g));
  });

  it('shows every picture that the English one shows, in its own language', () => {
    const pictures = /src="pictures\/([^"]+)\.png"/g;
    expect(matches(chinese, pictures)).toEqual(matches(english, pictures).map((name) => `${name}.zh`));
    for (const name of matches(english, pictures)) {
      const [there, here] = [name, `${name}.zh`].map((file) => readFileSync(`${folder}pictures/${file}.png`));
      expect([name, here?.equals(there as Buffer)]).toEqual([name, false]);
    }
  });

  it('says nothing in English but names, codes and commands', () => {
    const text = chinese.replace(/<pre>[^]*?<\/pre>|<code>[^]*?<\/code>|<kbd>[^<]*<\/kbd>|<[^>]+>/g, '');
    expect(text.match(/[A-Za-z]{2,}/g)?.filter((word) => !['Twofold', 'EPK', 'PIN', 'SHA', 'USB'].includes(word)) ?? []).toEqual([]);
  });
});

it.each(['manual.html', 'manual.zh.html'])('fault 24: %s says how a scanner that comes as a keyboard is set', (name) => {
  const start = /<section id="start">[^]*?<\/section>/.exec(read(name))?.[0] ?? '';
  expect(start).toMatch(/keyboard|键盘/);
  for (const said of [/130/, /USB/, /Host ACK|主机应答/]) expect(start).toMatch(said);
});

it('fault 51: shows Chinese in the fonts of the window, by the names that its build keeps', () => {
  const bundled = matches(readFileSync(`${folder}../../renderer/style/fonts.css`, 'utf8'), /files\/([\w-]+\.woff2)/g);
  const asked = matches(read('manual.css'), /\/assets\/([\w-]+\.woff2)/g);
  expect(asked).toHaveLength(2);
  expect(bundled).toEqual(expect.arrayContaining([...asked]));
});

describe.each(['manual.html', 'manual.zh.html'])('%s, for the auditor', (name) => {
  it.each(['verify.py', 'signed.sh'])('has %s to be copied, as it is tried', (script) => {
    const shown = new RegExp(`<summary><code>${script}</code></summary>\\s*<pre><code>([^]*?)</code></pre>`).exec(read(name))?.[1];
    const text = shown?.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
    expect(`${text}\n`).toBe(readFileSync(`${folder}../journal/${script}`, 'utf8'));
  });
});

it.each(['manual.html', 'manual.zh.html'])('fault 24: %s draws every code that is drawn on the page, as it is there', (name) => {
  const drawn = [...read(name).matchAll(/<svg viewBox="0 0 (\d+) 1"[^>]*>\s*<path d="([^"]+)" \/>/g)];
  const made = Object.values(MAKERS).flatMap((text) => (text === null ? [] : [makeBars(text)]));
  expect(drawn.map(([, width, path]) => ({ width: Number(width), path }))).toEqual(made);
});
