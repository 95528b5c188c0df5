import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asciiBytes } from '../../../core/base/digest.ts';
import { Secret } from '../../../core/base/secret.ts';
import { isSerial } from '../../../core/card/serial.ts';
import { badgeIn, badgeNumber, badgeText, isBadge, makeBadge, readBadge } from '../../../core/scan/badge.ts';
import { readCardLabel, readMetal } from '../../../core/scan/card-label.ts';
import { COMMANDS, commandText, readCommand } from '../../../core/scan/command.ts';
import { inspect } from '../../../core/scan/inspect.ts';
import { isSecretKind, recognise } from '../../../core/scan/recognise.ts';
import { looksSecret, secretIn } from '../../../core/scan/secret.ts';
import { nameScan } from '../../../core/stations/bench/card-code.ts';
import { nameText } from '../../../core/stations/check/naming.ts';
import { namePressScan } from '../../../core/stations/press/press-code.ts';
import { makeQr, readGrid } from '../../../core/sticker/qr.ts';
import { steadyRandom } from '../../fakes/streams.ts';
import { bytes, multipliedVectors } from '../bip38/vectors.ts';

const badgeOf = (id: Uint8Array, secret: Uint8Array) => ({
  id: Buffer.from(id).toString('hex'),
  secret: new Secret(Uint8Array.from(secret)),
});

const anyBadge = fc
  .tuple(fc.uint8Array({ minLength: 8, maxLength: 8 }), fc.uint8Array({ minLength: 16, maxLength: 16 }))
  .map(([id, secret]) => ({ secret, badge: badgeOf(id, secret) }));

/** Written out by a program that shares nothing with ours: Python's `hashlib` and `base64.b32encode`. */
const KNOWN = {
  id: '0a0b0c0d0e0f1011',
  secret: '000102030405060708090a0b0c0d0e0f',
  text: 'TF3:AEFAWDANBYHRAEIAAEBAGBAFAYDQQCIKBMGA2DQPMKVYICXY',
};

describe('a badge', () => {
  it('is the very text that another program writes of it', () => {
    expect(badgeText(badgeOf(bytes(KNOWN.id), bytes(KNOWN.secret)))).toBe(KNOWN.text);
  });

  it('reads back as itself, whatever it holds, and from its own QR code', () => {
    fc.assert(
      fc.property(anyBadge, ({ badge, secret }) => {
        const text = badgeText(badge);
        const read = readBadge(asciiBytes(text));
        expect(read?.id).toBe(badge.id);
        expect(read?.secret.use((own) => Uint8Array.from(own))).toEqual(secret);
      }),
    );
    const text = badgeText(makeBadge(steadyRandom('badge')));
    const grid = makeQr(text, 'Q');
    expect(readGrid(grid)).toBe(text);
    // Version 4: a code of 15 mm reads from an arm's length.
    expect(grid).toHaveLength(33);
    expect(text).toMatch(/^[0-9A-Z $%*+./:-]+$/);
  });

  it('is known by its first letters to have the number that stands on it, in either case', () => {
    fc.assert(
      fc.property(anyBadge, ({ badge }) => {
        const start = badgeText(badge).slice(0, 12);
        const number = badge.id.slice(0, 8);
        expect([badgeNumber(start), badgeNumber(start.toLowerCase())]).toEqual([number, number]);
      }),
    );
    expect(['TF3:AEFAWDA', 'XF3:AEFAWDAN', 'TF3:AEFAWDA1'].map(badgeNumber)).toEqual([null, null, null]);
  });

  it('is a badge and nothing else to everything that reads a text', () => {
    fc.assert(
      fc.property(anyBadge, ({ badge }) => {
        const text = badgeText(badge);
        expect(recognise(text)).toEqual({ kind: 'badge' });
        expect(secretIn(text)).toBe('badge');
        expect([isSerial(text), readCommand(text), readCardLabel(text), readMetal(text)]).toEqual([
          false,
          null,
          null,
          null,
        ]);
        expect(inspect(text)).toMatchObject({ kind: 'badge', addressHash: null });
        expect(nameScan(text)).toEqual({ what: 'other', name: 'a badge', length: 52 });
        expect(namePressScan(text)).toEqual({ what: 'other', name: 'a badge', length: 52 });
        expect(JSON.stringify(nameText(text))).not.toContain(text.slice(4, 12));
        expect(nameText(text).kind).toBe('badge');
      }),
    );
    expect(isSecretKind('badge')).toBe(true);
  });

  it('is never what another code of ours says', () => {
    const others = [
      ...COMMANDS.map(commandText),
      ...multipliedVectors.flatMap(({ code, confirmation, address, encrypted }) => [
        code,
        confirmation,
        address,
        encrypted,
      ]),
      'TF1 TF-000123 PASS 12 0123abcd',
      'TF2 TF-000123',
      'TF-000123',
      'bitcoin:1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB?label=TF-000123',
    ];
    expect(others.filter(isBadge)).toEqual([]);
    const near = fc.string({
      unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'),
      minLength: 48,
      maxLength: 48,
    });
    fc.assert(fc.property(near, (letters) => !isBadge(`TF3:${letters}`)));
  });

  it('with one letter changed, lost or added is none, and still a secret', () => {
    fc.assert(
      fc.property(anyBadge, fc.integer({ min: 12, max: 51 }), fc.constantFrom(...'189_ '), ({ badge }, at, letter) => {
        const text = badgeText(badge);
        const [start, rest] = [text.slice(0, at), text.slice(at + 1)];
        for (const damaged of [start + letter + rest, start + rest, start + letter + text.slice(at)]) {
          expect(isBadge(damaged)).toBe(false);
          expect(looksSecret(damaged)).toBe(true);
          expect(nameScan(damaged)).toMatchObject({ what: 'other', name: 'a badge' });
          expect(namePressScan(damaged)).toMatchObject({ what: 'other', name: 'a badge' });
        }
      }),
    );
  });

  it('torn before letters that begin as an EPK does is a badge, and a key beside one is a key', () => {
    const torn = 'TF3:AEAAAAAAAAAA 6PAAAAAAAAAAAAAAAAAAAAAAAAAJTZGU654';
    expect(nameScan(torn)).toMatchObject({ what: 'other', name: 'a badge' });
    const epk = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';
    for (const before of ['TF3:AEAAAAAAAAAA', 'TF3:AEAAAAAAAAAAB6PAAAAAAAAAAAAAAAAAAAAAAAAAJTZGU654']) {
      for (const key of [epk, epk.toUpperCase()]) expect(secretIn(`${before} ${key}`)).toBe('key');
    }
  });

  it('is a secret in any case, without its beginning, cut short, and among other words', () => {
    fc.assert(
      fc.property(anyBadge, fc.integer({ min: 12, max: 51 }), ({ badge }, end) => {
        const text = badgeText(badge);
        expect(looksSecret(text.toLowerCase())).toBe(true);
        expect(looksSecret(text.slice(0, end))).toBe(true);
        expect(looksSecret(`Li Wei ${text}`)).toBe(true);
        // One in ten thousand has no digit at all behind its beginning.
        if (/[2-7]/.test(text.slice(4, 44))) expect(looksSecret(text.slice(4))).toBe(true);
      }),
    );
  });

  it('is taken out of a frame, which is wiped; every other frame is left as it is', () => {
    const text = badgeText(badgeOf(bytes(KNOWN.id), bytes(KNOWN.secret)));
    const frame = { kind: 'code', bytes: asciiBytes(text), aim: ']Q1' } as const;
    expect(badgeIn(frame)?.id).toBe(KNOWN.id);
    expect(frame.bytes.every((byte) => byte === 0)).toBe(true);
    const other = { kind: 'code', bytes: asciiBytes('TF-000123'), aim: null } as const;
    expect(badgeIn(other)).toBeNull();
    expect(String.fromCharCode(...other.bytes)).toBe('TF-000123');
    expect(badgeIn({ kind: 'refused', reason: 'garbled-scan', length: 52, bytes: asciiBytes(text) })).toBeNull();
  });

  it('says nothing of itself when it is printed by mistake', () => {
    const badge = makeBadge(steadyRandom('badge'));
    expect(JSON.stringify(badge)).toBe(`{"id":"${badge.id}","secret":"[secret]"}`);
  });
});
