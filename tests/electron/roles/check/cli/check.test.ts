import { spawnSync } from 'node:child_process';
import { mkdtempSync, openSync, closeSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { must } from '../../../../../core/base/result.ts';
import { newTrio, type Trio } from '../../../../fakes/commissioned.ts';
import { bundle, THE_LINE } from '../../../../fakes/cli-bundle.ts';
import { wordsOf } from '../../../../../resources/words/languages.ts';
import { goodUnits, textOf } from '../../../../fakes/transfers.ts';
import { multipliedVectors } from '../../../../core/bip38/vectors.ts';

const card = multipliedVectors.find(({ lot }) => lot !== undefined) as (typeof multipliedVectors)[number];
const HEX = card.private_key;

let dist: string;
let folder: string;
beforeAll(async () => {
  dist = await bundle(THE_LINE);
  folder = mkdtempSync(join(tmpdir(), 'twofold-check-'));
});
afterAll(() => {
  rmSync(dist, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

interface Ran {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Runs the command; the passphrase comes through descriptor 3, as from a shell's `3<file`. */
function check(args: readonly string[], { passphrase, input = '' }: { passphrase?: string; input?: string } = {}): Ran {
  const file = join(folder, 'passphrase');
  writeFileSync(file, `${passphrase ?? ''}\n`);
  const fd = openSync(file, 'r');
  const through = passphrase === undefined ? [] : ['--passphrase-fd', '3'];
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(dist, 'cli.cjs'), 'check', ...args, ...through],
    { input, stdio: ['pipe', 'pipe', 'pipe', fd], encoding: 'utf8' },
  );
  closeSync(fd);
  return { code: status, out: stdout, err: stderr };
}

describe('twofold check inspect', () => {
  it('names what it is given, and repeats no secret', () => {
    const { code, out } = check(['inspect', card.confirmation, ` ${card.address}`, 'TF-000123']);
    expect(code).toBe(0);
    expect(out).toContain('A confirmation code.');
    expect(out).toContain(`lot ${card.lot}, number ${card.sequence}`);
    expect(out).toContain(`${card.address} (BTC, BCD, BSV)`);
    expect(out).toContain('space around it taken away');
    const secrets = [card.encrypted, HEX, '7Q2K-M9XV-4HTR-D0WB-3NYE'];
    const named = check(['inspect', '--json'], { input: `${secrets.join('\n')}\n` });
    const kinds = named.out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { result: { kind: string } }).result.kind);
    expect(kinds).toEqual(['epk', 'private-key', 'passphrase']);
    for (const secret of secrets) expect(named.out + named.err).not.toContain(secret);
  });
});

describe('twofold check confirm and decrypt', () => {
  it("confirms in the BIP's words", () => {
    const { code, out } = check(['confirm', card.confirmation, '--address', card.address], card);
    expect(code).toBe(0);
    expect(out).toContain(`It is confirmed that Bitcoin address ${card.address} depends on this passphrase.`);
    expect(out).toContain('The address you gave is one of this card (BTC, BCD, BSV).');
    expect(out).toContain(`Lot ${card.lot}, sequence ${card.sequence}\n`);
  });

  it('says no to a wrong passphrase, and what may be the matter', () => {
    const { code, out, err } = check(['confirm', card.confirmation], { passphrase: `${card.passphrase} ` });
    expect([code, out]).toEqual([1, 'Not confirmed\n']);
    expect(err).toContain('ends with a space');
    const json = check(
      ['confirm', card.confirmation, '--address', '1BgGZ9tcN4rm9KBzDn7KprQz87SZ26SAMH', '--json'],
      card,
    );
    expect(JSON.parse(json.out)).toMatchObject({ ok: false, error: { kind: 'other-address' } });
  });

  it('prints private keys only when it is told to', () => {
    const input = `${card.encrypted}\n${card.confirmation}\n`;
    const { passphrase } = card;
    const hidden = check(['decrypt', card.encrypted], { passphrase });
    expect([hidden.code, hidden.out.includes(HEX)]).toEqual([0, false]);
    const shown = check(['decrypt', '--reveal', '--json'], { input, passphrase });
    const { result: value } = JSON.parse(shown.out) as {
      result: { shownBy: string; keys: { form: string; text: string }[] };
    };
    expect(value.shownBy).toBe('both');
    expect(value.keys.find(({ form }) => form === 'hex')?.text).toBe(HEX);
    expect(shown.err).not.toContain(HEX);
  });

  it.each([
    [['confirm', 'nonsense'], 3, 'This is nothing that a check knows'],
    [['confirm', '7Q2K-M9XV-4HTR-D0WB-3NYE'], 3, 'This is the passphrase of a card'],
    [['decrypt', card.confirmation], 3, 'wants an encrypted key'],
    [['confirm', card.address], 3, 'Give the confirmation code'],
    [['confirm', '--reveal', card.encrypted], 2, 'takes no --reveal'],
    [['open'], 2, 'inspect, confirm, decrypt'],
    [['inspect'], 2, 'wants TEXT'],
  ])('refuses %j', (args, code, said) => {
    const ran = check(args, args[0] === 'inspect' ? {} : { passphrase: 'x' });
    expect(ran.code).toBe(code);
    expect(ran.err).toContain(said);
  });
});

describe('twofold check in Chinese', () => {
  it('says all of it in Chinese', () => {
    const named = check(['inspect', '--language', 'zh', card.confirmation, ` ${card.address}`, 'cfrm38', 'WIF']);
    const good = check(['confirm', card.confirmation, '--address', card.address, '--language', 'zh'], card);
    const bad = check(['confirm', card.confirmation, '--language', 'zh'], { passphrase: `${card.passphrase} ` });
    const useless = check(['confirm', 'nonsense', '--language', 'zh'], { passphrase: 'x' });
    expect([named.code, good.code, bad.code, useless.code]).toEqual([0, 0, 1, 3]);
    // Codes, hashes and addresses have digits, coins are capitals: what else has Latin letters would be English.
    const codes = /\w*\d\w*|\b[A-Z]+\b|[a-z]+:|twofold|Bitcoin|Caps Lock/g;
    for (const { out, err } of [named, good, bad, useless])
      expect((out + err).replaceAll(codes, '').match(/[A-Za-z]{2,}/g)).toBeNull();
    expect(good.out).toContain(wordsOf('zh').checkWindow.right);
  });
});

describe("twofold check with the maker's file", () => {
  let trio: Trio;
  beforeAll(async () => {
    trio = await newTrio();
  });
  afterAll(() => trio.close());

  it('looks a card up, and believes only whom it is told to', async () => {
    const batch = { batch: 'BATCH-7', units: goodUnits(2).proof };
    const { file } = must(await trio.bench.courier.send('proof', null, batch, folder));
    const identity = join(folder, 'maker.identity.txt');
    writeFileSync(identity, trio.bench.identity.text);
    const serial = batch.units[0]?.serial ?? '';
    const passphrase = 'wrong';
    const unknown = check(['confirm', '--serial', serial, '--proof', file], { passphrase });
    expect(unknown.err).toContain('signed by no station that is trusted here');
    // These units were made without a passphrase: that one is asked about at all shows that the card was found.
    const known = check(['confirm', '--serial', serial, '--proof', file, '--identity', identity], { passphrase });
    expect(known.err).toContain('does not belong to this confirmation code');
    const missing = check(['confirm', '--serial', 'TF-9', '--proof', file, '--identity', identity], { passphrase });
    expect(missing.err).toContain('TF-9');
  });

  it('says that an unsigned file is for training', () => {
    const file = join(folder, 'training.jsonl');
    writeFileSync(file, textOf('proof', goodUnits(1).proof, { from: 'Training Bench', to: 'public' }));
    const { code, err } = check(['confirm', '--serial', 'TF-9', '--proof', file], { passphrase: 'wrong' });
    expect(err).toContain('for training only');
    expect(code).toBe(1);
  });
});
