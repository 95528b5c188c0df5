import { describe, expect, test } from 'vitest';

interface Licence {
  readonly name: string;
  readonly version: string | null;
  readonly licence: string;
  readonly text: string;
}
// What builds has no types of its own.
const builder = new URL('../../build/licences-page.mjs', import.meta.url).href;
const { licencesPage } = (await import(builder)) as { licencesPage(all: readonly Licence[]): string };

describe('the page of licences', () => {
  test('names each package with its version and licence, and gives its text as it is', () => {
    const page = licencesPage([
      {
        name: '@noble/hashes',
        version: '2.4.0',
        licence: 'MIT',
        text: 'Copyright (c) Paul <paul@example.org> & others',
      },
      { name: 'noto-sans-sc', version: null, licence: 'OFL-1.1', text: 'SIL' },
    ]);
    expect(page).toContain('<summary>@noble/hashes 2.4.0: MIT</summary>');
    expect(page).toContain('<pre>Copyright (c) Paul &lt;paul@example.org&gt; &amp; others</pre>');
    expect(page).toContain('<summary>noto-sans-sc: OFL-1.1</summary>');
    expect(page).not.toMatch(/<script|style=|https?:/);
  });
});
