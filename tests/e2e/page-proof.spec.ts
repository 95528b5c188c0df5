/** A maker's proof file on the owner's page: read in pieces, whatever its size, and believed only for its signature. */
import { chromium, expect, test, type Page } from '@playwright/test';
import { blake2b } from '@noble/hashes/blake2.js';
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Secret } from '../../core/base/secret.ts';
import { writeIdentity, writeRecipient } from '../../core/peers/identity.ts';
import { writeMinisignature, writePublicKey } from '../../core/peers/minisign.ts';
import { openSigner } from '../../electron/keys/ed25519.ts';
import { programOf } from './browsers.ts';
import { PHONE, url } from './owners-page.ts';

const MIB = 1 << 20;
const SIZE = 100 * MIB;
/** Of JavaScript, while a file of a hundred megabytes goes through it. */
const MOST_HEAP = 64 * MIB;

const signer = openSigner(new Secret(new Uint8Array(32).fill(7)));
const maker = writeIdentity(
  {
    name: 'Bench A',
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  },
  signer.sign,
);

/** A file that its maker has really signed, and that is far larger than any proof; gives its BLAKE2b-512. */
function writeLarge(path: string): Uint8Array {
  const hash = blake2b.create({ dkLen: 64 });
  const piece = new Uint8Array(MIB).fill(0x41);
  const file = openSync(path, 'w');
  for (let written = 0; written < SIZE; written += piece.length) {
    writeSync(file, piece);
    hash.update(piece);
  }
  closeSync(file);
  return hash.digest();
}

async function choose(page: Page, button: string, ...files: readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.locator(`[data-do=${button}]`).click();
  await (await chooser).setFiles([...files]);
}

test('a proof of 100 MB is hashed in pieces, and the page holds no more of it than a piece', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-large-'));
  const browser = await chromium.launch({ executablePath: programOf('chromium'), args: ['--no-sandbox'] });
  try {
    const [proof, identity] = [join(directory, 'proof-B1.jsonl'), join(directory, 'maker.txt')];
    const digest = writeLarge(proof);
    writeFileSync(identity, maker.text);
    writeFileSync(`${proof}.minisig`, writeMinisignature(digest, 'a proof', signer.publicKey, signer.sign));
    const page = await browser.newPage({ viewport: PHONE });
    const session = await page.context().newCDPSession(page);
    await page.goto(url);
    await choose(page, 'maker', identity);
    await choose(page, 'proof', proof, `${proof}.minisig`);
    let most = 0;
    const notice = page.locator('[data-notice]');
    await expect
      .poll(
        async () => {
          most = Math.max(most, (await session.send('Runtime.getHeapUsage')).usedSize);
          return notice.getAttribute('data-notice');
        },
        { timeout: 120_000, intervals: [50] },
      )
      .not.toBe('');
    // The signature was good: what is refused is what stands in it.
    await expect(notice).not.toHaveAttribute('data-notice', /signature|signer|unsigned/);
    expect(most).toBeLessThan(MOST_HEAP);
    writeFileSync(`${proof}.minisig`, writeMinisignature(digest.reverse(), 'a proof', signer.publicKey, signer.sign));
    await choose(page, 'proof', proof, `${proof}.minisig`);
    await expect(notice).toHaveAttribute('data-notice', 'bad-signature', { timeout: 120_000 });
  } finally {
    await browser.close();
    rmSync(directory, { recursive: true, force: true });
  }
});
