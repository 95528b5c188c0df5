/** A whole batch at Press on real files: made, printed on the simulated printer, proven, returned, destroyed. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { confirm } from '../../../../core/bip38/confirm.ts';
import { decrypt } from '../../../../core/bip38/decrypt.ts';
import { parseConfirmationCode, parseEncryptedKey } from '../../../../core/bip38/layout.ts';
import type { Passphrase } from '../../../../core/bip38/passphrase.ts';
import { readMinisignature, verifyMinisignature, writePublicKey } from '../../../../core/peers/minisign.ts';
import { must } from '../../../../core/base/result.ts';
import { namePressScan } from '../../../../core/stations/press/press-code.ts';
import type { PressBatch } from '../../../../core/stations/press/book.ts';
import { STICKER_STOCK, STICKER_STYLE } from '../../../../core/sticker/layout.ts';
import { startSimulatedPress, type SimulatedPress } from '../../../../electron/devices/simulated-press.ts';
import { stickerPrinter } from '../../../../electron/devices/sticker-printer.ts';
import { verifySignature } from '../../../../electron/keys/ed25519.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';
import { derivation, PowerCut } from '../../../fakes/press.ts';
import {
  filesBelow,
  newSite,
  openSite,
  orderFile,
  SIGNER,
  type Opened,
  type Site,
} from '../../../fakes/press-station.ts';
import { blake2b } from '@noble/hashes/blake2.js';

const never = new AbortController().signal;
const quiet = () => undefined;
const medium = (site: Site) => ({ directory: site.medium, together: true });
const PEOPLE: readonly [string, string] = ['Ann', 'Bob'];

let simulated: SimulatedPress;
beforeAll(async () => {
  simulated = await startSimulatedPress(STICKER_STOCK.dpmm);
});
afterAll(() => simulated.close());

const at = (site: Site) => ({
  printer: stickerPrinter(simulated.printer),
  stock: STICKER_STOCK,
  style: STICKER_STYLE,
  medium: medium(site),
});

/** Prints and proves all that is keyed; gives the EPKs as they were read from the stickers. */
async function printAll(opened: Opened, batch: PressBatch, site: Site): Promise<Map<string, string>> {
  const { press, close } = must(await opened.station.open('BATCH-7', at(site)));
  const keys = new Map<string, string>();
  for (const unit of [...opened.station.book.units(batch.batch)]) {
    if (unit.state !== 'keyed') continue;
    must(await press.print(unit.serial));
    for (const text of simulated.eye()) must(await press.scan(namePressScan(text ?? '')));
    keys.set(unit.serial, simulated.eye()[0] ?? '');
  }
  await close();
  return keys;
}

async function keyedSite(count: number) {
  const site = newSite();
  const known = await orderFile(site, count);
  const opened = await openSite(site);
  const batch = must(await opened.station.take(known.path, ['BTC-segwit', 'ETH']));
  must(await opened.station.make('BATCH-7', medium(site), quiet, never));
  return { site, known, opened, batch };
}

describe('a round', () => {
  let round: Awaited<ReturnType<typeof keyedSite>>;
  let keys: Map<string, string>;
  beforeAll(async () => {
    round = await keyedSite(4);
    keys = await printAll(round.opened, round.batch, round.site);
  });

  test('what was printed opens with the passphrase, and the confirmation code confirms it', async () => {
    const { known, opened } = round;
    for (const [i, { serial }] of known.order.units.entries()) {
      const passphrase = known.passphrases[i] as Passphrase;
      const opens = must(await decrypt(must(parseEncryptedKey(keys.get(serial) ?? '')), passphrase, derivation));
      const unit = opened.station.book.unit(serial);
      expect(Buffer.from(opens.publicKey).toString('hex')).toBe(unit?.keyed?.publicKey);
      const code = must(parseConfirmationCode(unit?.keyed?.confirmation ?? ''));
      expect(must(await confirm(code, passphrase, derivation)).address).toBe(opens.address);
    }
  });

  test('no EPK, seed or key lies in clear in directory, journal or anything else of the station', () => {
    const key = readFileSync(join(round.site.medium, 'BATCH-7.key'));
    const canaries = [...keys.values(), key.toString('latin1'), key.toString('hex'), key.toString('base64')];
    const found = filesBelow(round.site.station).filter(
      ({ text }) => canaries.some((canary) => text.includes(canary)) || /\b6P[1-9A-HJ-NP-Za-km-z]{30}/.test(text),
    );
    expect(found.map(({ path }) => path)).toEqual([]);
    expect(canaries).toHaveLength(7);
  });

  test('counted wrong, nothing is returned; counted right, the return is one that Bench takes', async () => {
    const { opened, site } = round;
    const out = join(site.outside, 'out');
    mkdirSync(out);
    expect(await opened.station.giveReturn('BATCH-7', 3, out)).toMatchObject({ error: { kind: 'miscounted' } });
    expect(await opened.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', null)).toMatchObject({
      error: { kind: 'not-returned' },
    });
    const { file, count } = must(await opened.station.giveReturn('BATCH-7', 4, out));
    expect(count).toBe(4);
    const read = must(await readTransfer({ kind: 'return', path: file }));
    expect(read.manifest).toMatchObject({ kind: 'return', batch: 'BATCH-7', count: 4, sequence: 1 });
    expect(read.units.map((unit) => ('addresses' in unit ? Object.keys(unit.addresses) : []))).toEqual(
      Array(4).fill(['BTC-segwit', 'ETH']),
    );
    expect(opened.station.book.counts('BATCH-7')).toMatchObject({ returned: 4 });
    expect(await opened.station.giveReturn('BATCH-7', 4, out)).toMatchObject({ error: { kind: 'already-returned' } });
  });

  test('fault 33: destroyed by two people: nothing is left, the printer is cleared, the certificate verifies', async () => {
    const { opened, site } = round;
    const forget = () => simulated.printer.forget();
    expect(
      await opened.station.destroy('BATCH-7', medium(site), ['Ann', 'ANN '], 'told by voice', forget),
    ).toMatchObject({
      error: { kind: 'same-person' },
    });
    const { text, page, digest } = must(
      await opened.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', forget),
    );
    expect(filesBelow(site.medium)).toEqual([]);
    expect(filesBelow(join(site.station, 'press'))).toEqual([]);
    expect(opened.lettingGo()).toBe(1);

    const bytes = readFileSync(text);
    const signature = readMinisignature(readFileSync(`${text}.minisig`, 'latin1'));
    if (signature === null) throw new Error('no signature');
    const prehash = blake2b(bytes, { dkLen: 64 });
    expect(verifyMinisignature(signature, prehash, SIGNER.publicKey, verifySignature)).toBe(true);
    const certificate = JSON.parse(bytes.toString()) as Record<string, unknown>;
    expect(certificate).toMatchObject({
      batch: 'BATCH-7',
      firstSerial: 'CARD-0001',
      lastSerial: 'CARD-0004',
      people: ['Ann', 'Bob'],
      stickers: { printed: 4, proven: 4, destroyed: 0 },
      units: 4,
    });
    // fault 33: nothing was applied here, so nothing says so.
    expect(bytes.toString()).not.toContain('applied');
    const html = readFileSync(page, 'utf8');
    for (const part of ['TRAINING', 'BATCH-7', 'Ann', 'Bob', digest, 'no promise on flash', 'serial number']) {
      expect(html).toContain(part);
    }
    expect(opened.station.book.batch('BATCH-7')?.closed).toMatchObject({ certificate: digest });
  });

  test.runIf(spawnSync('minisign', ['-v']).status === 0)('minisign verifies it as well', () => {
    const text = join(round.site.station, 'certificates', 'BATCH-7.certificate.json');
    const verified = spawnSync('minisign', ['-Vm', text, '-P', writePublicKey(SIGNER.publicKey)]);
    expect(verified.status).toBe(0);
  });

  test('the codes stay used', async () => {
    const again = await round.opened.station.take(round.known.path, ['BTC']);
    expect(again).toMatchObject({ ok: false, error: { kind: 'batch-known' } });
    await round.opened.station.close();
    const later = await openSite(round.site);
    const renamed = join(round.site.outside, 'renamed.jsonl');
    writeFileSync(renamed, readFileSync(round.known.path, 'latin1').replaceAll('BATCH-7', 'BATCH-8'));
    expect(await later.station.take(renamed, ['BTC'])).toMatchObject({ error: { kind: 'code-used' } });
    await later.station.close();
  });
});

describe('faults', () => {
  test.each(['paper-out', 'ribbon-out', 'head-open'] as const)(
    '%s before a sticker: refused, nothing on record',
    async (fault) => {
      const { site, opened } = await keyedSite(1);
      const { press, close } = must(await opened.station.open('BATCH-7', at(site)));
      simulated.device.faults.set(fault, true);
      const refused = await press.print('CARD-0001');
      simulated.device.faults.set(fault, false);
      expect(refused.ok).toBe(false);
      const { state } = opened.station.book.unit('CARD-0001') ?? {};
      expect(state).toBe('keyed');
      expect(opened.station.book.stickers('BATCH-7').printed).toBe(0);
      await expect.poll(() => simulated.printer.status.state, { interval: 5, timeout: 10_000 }).toBe('ready');
      await close();
      await opened.station.close();
    },
  );

  test('the cable pulled in the middle of a sticker: in doubt, and nothing is printed again', async () => {
    const own = await startSimulatedPress(STICKER_STOCK.dpmm);
    const { site, opened } = await keyedSite(1);
    const { press, close } = must(
      await opened.station.open('BATCH-7', { ...at(site), printer: stickerPrinter(own.printer) }),
    );
    own.device.faults.set('unplug-mid-label', true);
    expect(await press.print('CARD-0001')).toMatchObject({ ok: false, error: { kind: 'void' } });
    expect(opened.station.book.unit('CARD-0001')?.state).toBe('in-doubt');
    expect(own.eye()).toEqual([]);
    must(await press.absent('CARD-0001', PEOPLE));
    await close();
    await opened.station.close();
    await own.close();
  });

  test('an order with a passphrase in it is refused and an incident, without a word of it', async () => {
    const site = newSite();
    const { path } = await orderFile(site, 2);
    const secret = '7Q2K-M9XV-4HTR-D0WB-3NYE';
    const bad = join(site.outside, 'bad.jsonl');
    writeFileSync(bad, readFileSync(path, 'latin1').replace('CARD-0002', secret));
    const { station } = await openSite(site);
    expect(await station.take(bad, ['BTC'])).toMatchObject({ error: { kind: 'secret-in-transfer' } });
    await station.close();
    const journal = readFileSync(join(site.station, 'journal.jsonl'), 'latin1');
    expect(journal).toContain('"kind":"incident"');
    expect(journal).not.toContain(secret);
    expect(filesBelow(join(site.station, 'press'))).toEqual([]);
  });

  test("without the key's medium, or with another one's, nothing is printed and nothing counts as destroyed", async () => {
    const { site, opened, batch } = await keyedSite(1);
    const other = newSite();
    const elsewhere = { ...at(site), medium: { directory: other.medium, together: true } };
    expect(await opened.station.open('BATCH-7', elsewhere)).toMatchObject({ error: { kind: 'key-missing' } });
    const gone = { ...at(site), medium: { directory: join(other.medium, 'gone'), together: true } };
    expect(await opened.station.open('BATCH-7', gone)).toMatchObject({ error: { kind: 'no-medium' } });
    writeFileSync(join(other.medium, 'BATCH-7.key'), Buffer.alloc(32, 7));
    expect(await opened.station.open('BATCH-7', elsewhere)).toMatchObject({ error: { kind: 'wrong-key' } });
    const home = { ...at(site), medium: { directory: site.medium, together: false } };
    expect(await opened.station.open('BATCH-7', home)).toMatchObject({ error: { kind: 'same-disk' } });
    await printAll(opened, batch, site);
    must(await opened.station.giveReturn('BATCH-7', 1, site.outside));
    const away = { directory: other.medium, together: true };
    expect(await opened.station.destroy('BATCH-7', away, PEOPLE, 'told by voice', null)).toMatchObject({
      error: { kind: 'wrong-key' },
    });
    expect(opened.station.book.done('BATCH-7', 'key')).toBe(false);
    await opened.station.close();
  });
});

describe('destruction cut off', () => {
  /** One site destroyed up to a cut, then again to the end. */
  async function interruptedDestruction(after: number, when: 'before' | 'after') {
    const { site, opened, batch } = await keyedSite(1);
    await printAll(opened, batch, site);
    must(await opened.station.giveReturn('BATCH-7', 1, site.outside));
    opened.cut(after, when);
    await expect(opened.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', null)).rejects.toThrow(
      PowerCut,
    );
    await opened.crash();
    return site;
  }

  const cuts = [0, 1, 2, 3, 4, 5].flatMap((after) => (['before', 'after'] as const).map((when) => ({ after, when })));
  test.each(cuts)('$when record $after: goes on, and is certified only at the end', async ({ after, when }) => {
    const site = await interruptedDestruction(after, when);
    const later = await openSite(site);
    const done = later.station.book.batch('BATCH-7')?.closed;
    if (after === 5 && when === 'after') expect(done).not.toBeNull();
    else must(await later.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', null));
    expect(filesBelow(site.medium)).toEqual([]);
    expect(filesBelow(join(site.station, 'press'))).toEqual([]);
    const text = readFileSync(join(site.station, 'certificates', 'BATCH-7.certificate.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ steps: [{ step: 'key' }, { step: 'seeds' }, { step: 'codes' }, {}] });
    expect(later.station.book.batch('BATCH-7')?.closed).not.toBeNull();
    await later.station.close();
  });

  test('a copy of the key put back afterwards is not taken for destroyed', async () => {
    const { site, opened, batch } = await keyedSite(1);
    await printAll(opened, batch, site);
    must(await opened.station.giveReturn('BATCH-7', 1, site.outside));
    const key = join(site.medium, 'BATCH-7.key');
    copyFileSync(key, join(site.outside, 'copy'));
    opened.cut(1, 'after');
    await expect(opened.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', null)).rejects.toThrow(
      PowerCut,
    );
    await opened.crash();
    copyFileSync(join(site.outside, 'copy'), key);
    const later = await openSite(site);
    expect(await later.station.destroy('BATCH-7', medium(site), PEOPLE, 'told by voice', null)).toMatchObject({
      error: { kind: 'wrong-key' },
    });
    expect(existsSync(key)).toBe(true);
    await later.station.close();
  });
});
