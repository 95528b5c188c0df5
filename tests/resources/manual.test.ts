import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../resources/manual/', import.meta.url));
const page = readFileSync(`${folder}manual.html`, 'utf8');
const all = (pattern: RegExp): string[] => [...page.matchAll(pattern)].map(([, found]) => found as string);

describe('the manual', () => {
  it('shows every picture it has, says what is on it, and has every picture it shows', () => {
    const shown = all(/<img src="pictures\/([^"]+)" alt="[^"]{10,}"/g).sort();
    expect(shown).toEqual(readdirSync(`${folder}pictures`).sort());
    expect(shown.length).toBe(all(/(<img)/g).length);
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
