import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MAX_LINE } from '../../../core/journal/chain.ts';
import { createVerifier, type ChainReport } from '../../../core/journal/verify.ts';
import { checkSignature } from '../../../electron/journal/identity.ts';
import { AT, begun, chain, EVENTS, joined, received, testIdentity, verified, wholeChain } from '../../fakes/chain.ts';

const NO_MAC = '0'.repeat(64);
const whole = wholeChain();
const size = whole.lines.length;
const bad = (report: ChainReport) => report.firstBad && [report.firstBad.seq, report.firstBad.why];
const offsetOf = (seq: number): number => joined(whole.lines.slice(0, seq)).length;

test('a whole chain verifies', () => {
  expect(verified(whole.bytes)).toEqual({
    head: whole.head,
    length: whole.bytes.length,
    begun: begun(),
    checkpoints: 1,
    unsigned: 0,
    firstBad: null,
    signed: 0,
    tail: new Uint8Array(0),
  });
});

test('nothing at all is an empty chain', () => {
  expect(verified(new Uint8Array(0))).toMatchObject({ head: { size: 0 }, begun: null, firstBad: null });
});

test('it does not matter in which pieces the bytes come, nor that their buffer is used again', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 700 }), { minLength: 1 }), (lengths) => {
      const verifier = createVerifier({ signature: checkSignature, mac: null });
      const lent = Buffer.alloc(700);
      const events = [];
      for (let at = 0, i = 0; at < whole.bytes.length; i++) {
        const length = whole.bytes.copy(lent, 0, at, at + (lengths[i % lengths.length] as number));
        events.push(...verifier.feed(lent.subarray(0, length)).map(({ event }) => event));
        lent.fill(0x0a);
        at += length;
      }
      expect(events.slice(0, -1)).toEqual([begun(), ...EVENTS]);
      expect(verifier.finish()).toEqual(verified(whole.bytes));
    }),
    { numRuns: 30 },
  );
});

test('cut at any byte: whole records stand, the incomplete one is a tail and not damage', () => {
  const ends = whole.lines.map((_, i) => joined(whole.lines.slice(0, i + 1)).length);
  for (let cut = 0; cut < whole.bytes.length; cut++) {
    const { head, length, firstBad, tail } = verified(whole.bytes.subarray(0, cut));
    const records = ends.filter((end) => end <= cut).length;
    expect([head.size, length, firstBad], `byte ${cut}`).toEqual([records, ends[records - 1] ?? 0, null]);
    expect(Buffer.from(tail).equals(whole.bytes.subarray(length, cut)), `byte ${cut}`).toBe(true);
  }
});

test('one flipped bit anywhere names the record it is in', () => {
  const long = wholeChain().add(received('C-003'));
  const last = size;
  let at = 0;
  for (const [seq, line] of long.lines.entries())
    for (let i = 0; i <= line.length; i++, at++) {
      const bytes = Buffer.from(long.bytes);
      bytes[at] = (bytes[at] as number) ^ (1 << (at % 8));
      const { firstBad, head } = verified(bytes);
      if (seq < last) expect(firstBad, `byte ${at}`).toMatchObject({ seq, offset: at - i });
      // Nothing vouches for the last record yet but its hash, which whoever has seen it knows.
      else expect([firstBad?.seq, head.hash], `byte ${at}`).not.toEqual([undefined, long.head.hash]);
    }
});

describe('what was moved is found', () => {
  const moved = (edit: (lines: Buffer[]) => void): ChainReport => {
    const lines = [...whole.lines];
    edit(lines);
    return verified(joined(lines));
  };

  test.each(Array.from({ length: size - 1 }, (_, seq) => seq))('record %i deleted', (seq) => {
    const report = moved((lines) => lines.splice(seq, 1));
    expect(report.firstBad).toMatchObject({ seq, offset: offsetOf(seq) });
    expect(report.head.size).toBe(seq);
  });

  test.each(Array.from({ length: size }, (_, seq) => seq))('record %i written twice', (seq) => {
    const report = moved((lines) => lines.splice(seq, 0, lines[seq] as Buffer));
    expect(report.firstBad).toMatchObject({ seq: seq + 1, offset: offsetOf(seq + 1) });
  });

  test.each(Array.from({ length: size - 1 }, (_, seq) => seq))('record %i after the next', (seq) => {
    const report = moved((lines) => lines.splice(seq, 2, lines[seq + 1] as Buffer, lines[seq] as Buffer));
    expect(report.firstBad).toMatchObject({ seq, offset: offsetOf(seq) });
  });

  test('a record put in between, rightly chained and numbered', () => {
    const made = chain().add(begun(), ...EVENTS.slice(0, 3), received('C-999'));
    const report = moved((lines) => lines.splice(4, 0, made.lines[4] as Buffer));
    expect(bad(report)).toEqual([5, 'record 4 stands in its place']);
  });

  test('a record replaced, rightly chained and numbered', () => {
    const made = chain().add(begun(), ...EVENTS.slice(0, 3), received('C-999'));
    const report = moved((lines) => lines.splice(4, 1, made.lines[4] as Buffer));
    expect(report.firstBad).toMatchObject({ seq: 4, why: 'it was changed after it was written' });
    expect(report.head).toEqual(chain().add(begun(), ...EVENTS.slice(0, 3)).head);
  });

  test('the next to last replaced: no third record says which of the two it was', () => {
    const made = chain().add(begun(), received('C-998')).lines[1] as Buffer;
    const [first, , third] = chain().add(begun(), received('C-997'), received('C-996')).lines as [
      Buffer,
      Buffer,
      Buffer,
    ];
    expect(bad(verified(joined([first, made, third])))).toEqual([
      1,
      'it and record 2 do not fit together: one was changed',
    ]);
  });
});

describe('a history written anew', () => {
  test('fails at its first checkpoint, for want of the key', () => {
    const forged = chain(testIdentity()).add(begun(), received('C-999')).checkpoint();
    expect(bad(verified(forged.bytes))).toEqual([2, 'the signature of this checkpoint is false']);
  });

  test.each<[string, string]>([
    ['too short', 'ab'],
    ['of zeros', '0'.repeat(128)],
  ])('fails with a signature %s', (_, signature) => {
    const forged = chain().add(begun());
    const event = { kind: 'checkpoint', size: 1, head: forged.head.hash, signature };
    forged.raw(`{"at":"${AT}","event":${JSON.stringify(sorted(event))},"mac":"${NO_MAC}","prev":"PREV","seq":SEQ}`);
    expect(verified(forged.bytes).firstBad?.seq).toBe(1);
  });

  test('cannot take a true checkpoint from another place', () => {
    const honest = chain().add(begun(), received('C-001'));
    const forged = chain().add(begun(), received('C-002')).checkpoint(honest.head);
    expect(bad(verified(forged.bytes))).toEqual([2, 'this checkpoint is of another place']);
  });

  test('that begins again is refused', () => {
    expect(bad(verified(chain().add(begun(), begun()).bytes))).toEqual([1, 'a journal begins only once']);
    expect(bad(verified(chain().add(received('C-001')).bytes))).toEqual([0, 'a journal begins with journal-begun']);
  });
});

const sorted = (event: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(event).sort(([a], [b]) => (a < b ? -1 : 1)));

describe('only the one canonical text of a record is taken', () => {
  const event = '{"batch":"B1","kind":"check-started","left":1}';
  const good = `{"at":"${AT}","event":${event},"mac":"${NO_MAC}","prev":"PREV","seq":SEQ}`;

  test('this one', () => {
    expect(verified(chain().add(begun()).raw(good).bytes).firstBad).toBe(null);
  });

  test.each<[string, string]>([
    ['a space', good.replace(',', ', ')],
    ['a carriage return', `${good}\r`],
    ['a byte order mark', `\ufeff${good}`],
    ['names in another order', good.replace('"kind":"check-started","left":1', '"left":1,"kind":"check-started"')],
    ['fields in another order', `{"event":${event},"at":"${AT}","mac":"${NO_MAC}","prev":"PREV","seq":SEQ}`],
    ['a name twice', good.replace('"left":1', '"left":2,"left":1')],
    ['a fraction of zero', good.replace('"left":1', '"left":1.0')],
    ['an exponent', good.replace('"left":1', '"left":1e0')],
    ['minus zero', good.replace('"left":1', '"left":-0')],
    ['an escape that is not needed', good.replace('B1', 'B\\u0031')],
    ['half a surrogate, escaped', good.replace('B1', '\\ud83d')],
    ['an unknown kind', good.replace('check-started', 'check-begun')],
    ['a field too many', good.replace('"left":1', '"left":1,"more":1')],
    ['__proto__', good.replace('{"batch"', '{"__proto__":{},"batch"')],
    ['a field too many outside', good.replace('"seq"', '"sea":0,"seq"')],
    ['a missing field', good.replace(',"left":1', '')],
    ['a number as text', good.replace('SEQ', '"SEQ"')],
    ['a list', `[${good}]`],
    ['null', 'null'],
    ['nothing', ''],
    ['deep nesting', '['.repeat(60_000)],
    ['a time in another zone', good.replace('000Z', '000+00:00')],
    ['a hash in capitals', good.replace('PREV', 'A'.repeat(64))],
  ])('not with %s', (_, text) => {
    const report = verified(chain().add(begun()).raw(text).bytes);
    expect(report.firstBad).toMatchObject({ seq: 1 });
    expect(report.head.size).toBe(1);
  });

  test('not with bytes that are no UTF-8', () => {
    const [before, after] = good.split('B1') as [string, string];
    const line = Buffer.concat([Buffer.from(before), Buffer.of(0xc0, 0xb1), Buffer.from(after)]);
    expect(bad(verified(chain().add(begun()).raw(line).bytes))).toEqual([1, 'it is not UTF-8 text']);
  });
});

describe('a file that is no journal is given up early', () => {
  test('a line without an end', () => {
    const verifier = createVerifier({ signature: checkSignature, mac: null });
    const piece = Buffer.alloc(16_384, 'x');
    for (let fed = 0; fed <= MAX_LINE; fed += piece.length) {
      expect(verifier.decided).toBe(false);
      verifier.feed(piece);
    }
    expect(verifier.decided).toBe(true);
    expect(bad(verifier.finish())).toEqual([0, `its line is longer than ${MAX_LINE} bytes`]);
  });

  test('any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const report = verified(Buffer.concat([whole.bytes, bytes, Buffer.from('\n')]));
        expect(report.firstBad).toMatchObject({ seq: size, offset: whole.bytes.length });
        expect(report.head).toEqual(whole.head);
      }),
    );
  });
});
