import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBase58check } from '@scure/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { parseConfirmationCode } from '../../../core/bip38/layout.ts';
import { parseSerial } from '../../../core/card/serial.ts';
import { findInShard, MOST_SHARD, shardName, writeShards } from '../../../core/finder/finder.ts';
import type { FinderPlan, LookUp } from '../../../core/finder/finder.ts';
import { writeIdentity, writeRecipient } from '../../../core/peers/identity.ts';
import { writePublicKey } from '../../../core/peers/minisign.ts';
import { openSigner, verifySignature } from '../../../electron/keys/ed25519.ts';

const COUNT = 100_000;

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest());
const base58check = createBase58check(sha256);
/** Of nobody's key: the finder looks at the form alone. */
const addressOf = (n: number): string =>
  base58check.encode(Uint8Array.of(0, ...createHash('ripemd160').update(`address ${n}`).digest()));
const confirmation = must(
  parseConfirmationCode('cfrm38V8aXBn7JWA1ESmFMUn6erxeBGZGAxJPY4e36S9QWkzZKtaVqLNMgnifETYw7BPwWC9aPD'),
);
const serialOf = (n: number): string => `TF-${String(n).padStart(6, '0')}`;

const makerOf = (name: string, seed: number) => {
  const signer = openSigner(new Secret(new Uint8Array(32).fill(seed)));
  const claims = {
    name,
    role: 'bench',
    mode: 'production',
    created: '2026-11-22T10:00:00.000Z',
    signing: writePublicKey(signer.publicKey),
    sealing: writeRecipient(signer.publicKey),
  } as const;
  return { signer, identity: writeIdentity(claims, signer.sign) };
};
const maker = makerOf('Bench A', 7);
const stranger = makerOf('Bench B', 8);

/** Who looks up, and when. */
const ASKED: LookUp = { maker: maker.identity, verify: verifySignature, sequence: 1, today: '2026-11-27' };

const planOf = (count: number): FinderPlan => ({
  cards: Array.from({ length: count }, (_, n) => ({
    serial: must(parseSerial(serialOf(n))),
    address: addressOf(n),
    confirmation,
  })),
  recalls: new Map([[serialOf(7), 'stolen in transit']]),
  sequence: 3,
  expires: '2026-12-31',
  ...maker.signer,
});

describe('the finder of 100,000 cards', () => {
  const site = new Map<string, string>();
  let digits = 0;

  beforeAll(() => {
    const written = writeShards(planOf(COUNT));
    for (const { name, text } of written.files) site.set(name, text);
    digits = written.digits;
  }, 120_000);

  const find = (text: string) => {
    const name = shardName(text, digits);
    const found = site.get(name);
    if (found === undefined) throw new Error(`no file ${name}`);
    return findInShard({ name, text: found }, text, ASKED);
  };

  it('has no file above 64 KiB, and none that is missing', () => {
    expect(site.size).toBe(16 ** digits);
    expect(Math.max(...[...site.values()].map((text) => text.length))).toBeLessThanOrEqual(MOST_SHARD);
  });

  it('answers any serial and any address with one file', () => {
    for (let n = 0; n < COUNT; n += 997) {
      const card = { serial: serialOf(n), address: addressOf(n), recalled: null };
      expect(find(serialOf(n)), serialOf(n)).toMatchObject({ ok: true, value: card });
      expect(find(addressOf(n)), addressOf(n)).toMatchObject({ ok: true, value: card });
    }
  });

  it('says of a recalled card that it is recalled, and of no card that there is none', () => {
    expect(find(serialOf(7))).toMatchObject({ value: { recalled: 'stolen in transit' } });
    expect(find(addressOf(7))).toMatchObject({ value: { recalled: 'stolen in transit' } });
    expect(find(serialOf(COUNT))).toMatchObject({ error: { kind: 'not-found' } });
  });

  it('refuses a file that was changed, put in the place of another, is of an older issue, has run out, or has another signer', () => {
    const text = serialOf(42);
    const name = shardName(text, digits);
    const good = site.get(name) ?? '';
    const kindOf = (file: string, over: Partial<LookUp> = {}): string | null => {
      const found = findInShard({ name, text: file }, text, { ...ASKED, ...over });
      return found.ok ? null : found.error.kind;
    };
    expect(kindOf(good)).toBeNull();
    expect(kindOf(good.replace('TF-000042', 'TF-000043'))).toBe('bad-shard');
    expect(kindOf(good.slice(0, -1))).toBe('bad-shard');
    expect(kindOf('')).toBe('bad-shard');
    expect(kindOf(good, { maker: stranger.identity })).toBe('bad-shard');
    expect(kindOf([...site].find(([other]) => other !== name)?.[1] ?? '')).toBe('other-shard');
    expect(kindOf(good, { sequence: 4 })).toBe('old-shard');
    expect(kindOf(good, { today: '2026-12-31' })).toBeNull();
    expect(kindOf(good, { today: '2027-01-01' })).toBe('expired-shard');
  });

  it('is what minisign verifies, when head and body are taken apart', () => {
    const directory = mkdtempSync(join(tmpdir(), 'twofold-finder-'));
    try {
      const [text = ''] = site.values();
      const lines = text.split('\n');
      const file = join(directory, 'body.txt');
      writeFileSync(file, lines.slice(4).join('\n'));
      writeFileSync(`${file}.minisig`, `${lines.slice(0, 4).join('\n')}\n`);
      const said = execFileSync('minisign', ['-V', '-m', file, '-P', maker.identity.signing]).toString();
      expect(said).toContain('Trusted comment: finder 3, file 0');
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  });
});

it('is one file for a few cards, and one for none', () => {
  for (const count of [0, 3]) {
    const files = [...writeShards(planOf(count)).files];
    expect(files.map(({ name }) => name)).toEqual(['all.txt']);
    const [file] = files;
    if (file === undefined) throw new Error('no file');
    const found = findInShard(file, serialOf(1), ASKED);
    expect(found.ok).toBe(count > 1);
  }
});
