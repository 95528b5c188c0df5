/**
 * Builds the owner's page: one HTML file that asks the network for nothing, `dist/page/twofold-check.html`, from the
 * same sources as Check. The same sources give the same bytes, wherever they lie.
 *
 *   node build/page.mjs [DIRECTORY]
 */
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { buildKernel } from './kernel.mjs';
import { isRun } from './setup.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const zxing = join(root, 'node_modules', '@zxing', 'library');

export const PAGE = 'twofold-check.html';
/** Bytes. Beyond it the page is not built: people keep it on a phone and send it to each other. */
const MOST = 900 * 1024;

/** @returns {Promise<{ path: string, size: number, sha256: string }>} */
export async function buildPage(directory = join(root, 'dist', 'page')) {
  await buildKernel();
  const { script, style } = await bundle();
  const html = pageOf(script, style);
  const size = Buffer.byteLength(html);
  if (size > MOST) throw new Error(`the owner's page has ${size} bytes, and must not have more than ${MOST}`);
  mkdirSync(directory, { recursive: true });
  const path = join(directory, PAGE);
  writeFileSync(path, html);
  const sha256 = createHash('sha256').update(html).digest('hex');
  writeFileSync(`${path}.sha256`, `${sha256}  ${PAGE}\n`);
  return { path, size, sha256 };
}

async function bundle() {
  const result = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    plugins: [
      svelte({
        configFile: false,
        // By the style alone: by the path, two directories would give two pages.
        compilerOptions: { runes: true, cssHash: ({ hash, css }) => `t${hash(css)}` },
      }),
    ],
    // Written as classes, and without effects of its own: what reads no QR code stays out, two thirds of it.
    resolve: { alias: { '@zxing/library': join(zxing, 'es2015', 'index.js') } },
    build: {
      target: ['chrome114', 'firefox115', 'safari16.4'],
      write: false,
      minify: true,
      cssCodeSplit: false,
      reportCompressedSize: false,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: join(root, 'browser', 'page.ts'),
        output: { format: 'iife' },
        treeshake: { moduleSideEffects: (id) => !id.includes('/@zxing/') },
      },
    },
  });
  const [{ output }] = Array.isArray(result) ? result : [result];
  const [script, ...more] = output.filter(({ type }) => type === 'chunk');
  if (script === undefined || more.length > 0) throw new Error("the owner's page is not one script");
  const style = output.filter(({ type, fileName }) => type === 'asset' && fileName.endsWith('.css'));
  return { script: script.code.trim(), style: style.map(({ source }) => String(source).trim()).join('\n') };
}

/** No text of ours may end the element that it stands in. */
const inside = (script) => script.replaceAll('</script', '<\\/script').replaceAll('<!--', '\\x3C!--');

const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

function pageOf(script, style) {
  const program = inside(script);
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(program)} 'wasm-unsafe-eval'`,
    `style-src ${hashOf(style)}`,
    'img-src data:',
    'worker-src blob:',
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types svelte-trusted-html twofold-thread',
  ].join('; ');
  return [
    '<!doctype html>',
    '<html lang="en" data-theme="light">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    // None: without it, browsers ask the server for /favicon.ico by themselves.
    '<link rel="icon" href="data:,">',
    '<title>Twofold</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    '<noscript>This page computes: it needs JavaScript. 此网页需要 JavaScript。</noscript>',
    `<script id="twofold">${program}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

if (isRun(import.meta.url)) {
  const { path, size, sha256 } = await buildPage(process.argv[2]);
  console.log(`${path}\n${size} bytes\nSHA-256 ${sha256}`);
}
