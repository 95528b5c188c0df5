import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FRAME_RULES, type FrameRules } from '../../../core/scan/frame-rules.ts';
import { createFramer, type ScanFrame } from '../../../core/scan/frame.ts';

const EPK = '6PnQmAyBky9ZXJyZBv9QSGRUXkKh9HfnVsZWPn4YtcwoKy5vufUgfA3Ld7';
const SERIAL = 'CARD-000123';
const ascii = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const text = (bytes: Uint8Array) => String.fromCharCode(...bytes);

/** A frame in words, to compare in one go. */
function say(frame: ScanFrame): string {
  if (frame.kind === 'code') return `${frame.aim ?? ''}>${text(frame.bytes)}`;
  return frame.kind === 'repeat' ? 'repeat' : `${frame.reason} ${frame.length}`;
}

/** Feeds chunks, all at once unless they carry a time, and gives all that came out, a long silence at the end included. */
function feed(chunks: readonly (string | readonly [number, string])[], rules: Partial<FrameRules> = {}): string[] {
  const framer = createFramer({ ...FRAME_RULES, ...rules });
  let now = 0;
  const out: string[] = [];
  for (const chunk of chunks) {
    const [at, what] = typeof chunk === 'string' ? [now, chunk] : chunk;
    now = at;
    out.push(...framer.push(ascii(what), now).map(say));
  }
  out.push(...framer.tick(now + 60_000).map(say));
  return out;
}

describe('one code', () => {
  const frames: Record<string, string> = {
    'with CR': `${EPK}\r`,
    'with LF': `${EPK}\n`,
    'with CRLF': `${EPK}\r\n`,
    'fault 21: with TAB': `${EPK}\t`,
    'fault 21: with an ECI in front': `\\000026${EPK}\r`,
    'between STX and ETX': `\x02${EPK}\x03`,
    'between STX and ETX, then CRLF': `\x02${EPK}\x03\r\n`,
  };
  for (const [name, frame] of Object.entries(frames)) {
    test(`${name}, cut at every place`, () => {
      for (let cut = 0; cut <= frame.length; cut++) {
        expect(feed([frame.slice(0, cut), frame.slice(cut)]), `cut at ${cut}`).toEqual([`>${EPK}`]);
      }
    });
    test(`${name}, with an AIM id, cut at every two places`, () => {
      const whole = frame.startsWith('\x02') ? `\x02]Q1${frame.slice(1)}` : `]Q1${frame}`;
      for (let a = 0; a <= whole.length; a += 1) {
        for (let b = a; b <= whole.length; b += 7) {
          expect(feed([whole.slice(0, a), whole.slice(a, b), whole.slice(b)])).toEqual([`]Q1>${EPK}`]);
        }
      }
    });
  }

  test('byte by byte', () => {
    expect(feed([...`]Q1${SERIAL}\r\n`])).toEqual([`]Q1>${SERIAL}`]);
  });

  test('a space goes through, so that the code can be named', () => {
    expect(feed(['WIFI:S:my shop;;\r'])).toEqual(['>WIFI:S:my shop;;']);
  });

  test('a bracket that begins no AIM id stays', () => {
    expect(feed([']]x\r'])).toEqual(['>]]x']);
  });

  test('a configured prefix of any byte is taken off, and its lack means a lost beginning', () => {
    const rules = { prefix: [0x1d, 0x41] };
    expect(feed(['\x1dA]Q1CARD-1\r', 'RD-2\r'], rules)).toEqual([']Q1>CARD-1', 'incomplete-scan 4']);
  });

  test('where the AIM id is required, a code without one has lost its beginning', () => {
    expect(feed([']Q1CARD-1\r', 'CARD-2\r', ']Q1\r'], { aim: 'required' })).toEqual([
      ']Q1>CARD-1',
      'incomplete-scan 6',
      'incomplete-scan 3',
    ]);
  });
});

describe('two codes', () => {
  test('in one chunk are two', () => {
    expect(feed([`${SERIAL}\r\n${EPK}\r\n`])).toEqual([`>${SERIAL}`, `>${EPK}`]);
  });

  test('in any chunks are two (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(160), { maxLength: 12 }), (cuts) => {
        const stream = `]Q1${SERIAL}\r\n\x02]Q1${EPK}\x03\r\nbc1qxyz\n`;
        const places = [0, ...cuts.map((cut) => cut % stream.length).sort((a, b) => a - b), stream.length];
        const chunks = places.slice(1).map((place, i) => stream.slice(places[i], place));
        expect(feed(chunks)).toEqual([`]Q1>${SERIAL}`, `]Q1>${EPK}`, '>bc1qxyz']);
      }),
    );
  });

  test('with nothing between are one frame, for recognition to refuse', () => {
    expect(feed([`${EPK}${EPK}\r`])).toEqual([`>${EPK}${EPK}`]);
  });

  test('a new STX cuts off a frame that never ended', () => {
    expect(feed([`\x02${EPK.slice(0, 20)}\x02${EPK}\x03`])).toEqual(['incomplete-scan 20', `>${EPK}`]);
  });
});

describe('half a code', () => {
  test('and silence is refused, and never glued to the next scan', () => {
    expect(
      feed([
        [0, EPK.slice(0, 30)],
        [1500, `${EPK}\r`],
      ]),
    ).toEqual(['incomplete-scan 30', `>${EPK}`]);
  });

  test('is refused by time alone, at the deadline and not before', () => {
    const framer = createFramer();
    framer.push(ascii('6Pn'), 1000);
    expect(framer.deadline()).toBe(1000 + FRAME_RULES.idle);
    expect(framer.tick(1000 + FRAME_RULES.idle - 1)).toEqual([]);
    expect(framer.tick(1000 + FRAME_RULES.idle).map(say)).toEqual(['incomplete-scan 3']);
    expect(framer.deadline()).toBe(1000 + FRAME_RULES.idle + FRAME_RULES.tail);
    framer.tick(1000 + FRAME_RULES.idle + FRAME_RULES.tail);
    expect(framer.deadline()).toBeNull();
  });

  test('ends a code where the scanner sends no suffix', () => {
    expect(
      feed(
        [
          [0, EPK.slice(0, 30)],
          [50, EPK.slice(30)],
          [400, `${SERIAL}`],
        ],
        { end: 'silence' },
      ),
    ).toEqual([`>${EPK}`, `>${SERIAL}`]);
  });

  test('is refused when the line goes', () => {
    const framer = createFramer();
    framer.push(ascii('6PnQ'), 0);
    expect(framer.end().map(say)).toEqual(['incomplete-scan 4']);
    expect(framer.end()).toEqual([]);
    expect(framer.push(ascii('CARD-1\r'), 1).map(say)).toEqual(['>CARD-1']);
  });
});

describe('fault 22: the tail of a scan that broke off', () => {
  const inParts = (parts: readonly (readonly [number, string])[]): ScanFrame[] => {
    const framer = createFramer();
    return parts.flatMap(([at, part]) => framer.push(ascii(part), at));
  };

  test('is no code of its own, and the next scan is', () => {
    expect(
      inParts([
        [0, 'TF-0'],
        [160, '00123\r'],
        [400, 'TF-000124\r'],
      ]).map(say),
    ).toEqual(['incomplete-scan 4', 'incomplete-scan 9', '>TF-000124']);
  });

  test('in any three parts with pauses gives no part of a serial', () => {
    const serial = 'TF-000123';
    for (let a = 1; a < serial.length; a++) {
      for (let b = a + 1; b <= serial.length; b++) {
        const parts = [serial.slice(0, a), serial.slice(a, b), `${serial.slice(b)}\r`];
        const frames = inParts(parts.map((part, at) => [at * 200, part]));
        expect(frames.filter(({ kind }) => kind === 'code')).toEqual([]);
      }
    }
  });

  test('comes with what broke off before it, so that a private key in two parts is seen', () => {
    const [first, second] = inParts([
      [0, EPK.slice(0, 20)],
      [200, `${EPK.slice(20)}\r`],
    ]);
    expect([first, second].map((frame) => frame && 'bytes' in frame && text(frame.bytes))).toEqual([
      EPK.slice(0, 20),
      EPK,
    ]);
  });

  test('is over with its own line end, with an AIM id, with STX', () => {
    expect(
      inParts([
        [0, 'TF-0'],
        [160, '\r'],
        [200, 'TF-000124\r'],
      ])
        .map(say)
        .at(-1),
    ).toBe('>TF-000124');
    expect(
      inParts([
        [0, 'TF-0'],
        [160, ']Q1TF-000124\r'],
      ])
        .map(say)
        .at(-1),
    ).toBe(']Q1>TF-000124');
    expect(
      inParts([
        [0, 'TF-0'],
        [160, '\x02TF-000124\x03'],
      ])
        .map(say)
        .at(-1),
    ).toBe('>TF-000124');
  });
});

describe('what is no code', () => {
  test.each(['\x00', '\x07', '\x1b', '\x0b', '\x7f', '\x80', '\xc3', '\xff'])(
    'byte %j refuses the frame and no more',
    (byte) => {
      expect(feed([`CARD${byte}-1\r`, 'CARD-2\r'])).toEqual(['garbled-scan 4', '>CARD-2']);
    },
  );

  test('512 bytes are a code, 513 are not', () => {
    expect(feed([`${'A'.repeat(512)}\r`, `${'B'.repeat(513)}\r`, 'C1\r'])).toEqual([
      `>${'A'.repeat(512)}`,
      'overlong-scan 512',
      '>C1',
    ]);
  });

  test('1 MB without an end is one refusal, and the next scan is taken', () => {
    const megabyte = 'A'.repeat(1 << 20);
    expect(
      feed([
        [0, megabyte],
        [10, 'BBB'],
        [1000, 'CARD-1\r'],
      ]),
    ).toEqual(['overlong-scan 512', '>CARD-1']);
  });

  test('1 MB of lines is a few codes and one refusal, until the line is quiet', () => {
    const lines = Array.from({ length: 1 << 17 }, (_, i) => `L${i}\r\n`).join('');
    const out = feed([
      [0, lines],
      [100, 'CARD-1\r'],
      [1000, 'CARD-2\r'],
    ]);
    expect(out).toEqual([
      ...Array.from({ length: FRAME_RULES.burst }, (_, i) => `>L${i}`),
      'overlong-scan 2',
      '>CARD-2',
    ]);
  });

  test('empty lines are nothing', () => {
    expect(feed(['\r\n\r\n\x03\x02\r'])).toEqual([]);
  });

  test('any bytes at any time give whole printable codes, refusals and no more (property)', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(400), fc.uint8Array({ maxLength: 700 })), { maxLength: 10 }), (chunks) => {
        const framer = createFramer();
        let now = 0;
        for (const [pause, bytes] of chunks) {
          now += pause;
          for (const frame of framer.push(bytes, now)) {
            if (frame.kind === 'code') expect(text(frame.bytes)).toMatch(/^[ -~]{1,512}$/);
            if (frame.kind === 'refused') expect(frame.length).toBeLessThanOrEqual(512);
          }
        }
        framer.tick(now + 1e6);
        expect(framer.push(ascii(`${SERIAL}\r`), now + 2e6).map(say)).toEqual([`>${SERIAL}`]);
      }),
    );
  });
});

describe('the same code again', () => {
  test('while it is held under the scanner is a repeat, however long', () => {
    const held = Array.from({ length: 5 }, (_, i) => [i * 1000, `${SERIAL}\r`] as const);
    expect(feed(held)).toEqual([`>${SERIAL}`, 'repeat', 'repeat', 'repeat', 'repeat']);
  });

  test('after it was taken away is a code', () => {
    expect(
      feed([
        [0, `${SERIAL}\r`],
        [1200, `${SERIAL}\r`],
      ]),
    ).toEqual([`>${SERIAL}`, `>${SERIAL}`]);
  });

  test('after another one is a code', () => {
    expect(feed(['A1\r', 'B1\r', 'A1\r'])).toEqual(['>A1', '>B1', '>A1']);
  });

  test('fault 17: is a code when a question was answered in between, within its time', () => {
    const framer = createFramer();
    const kinds = (at: number) => framer.push(ascii('A1\r'), at).map(({ kind }) => kind);
    expect([kinds(0), kinds(300)]).toEqual([['code'], ['repeat']]);
    framer.forget();
    expect(kinds(600)).toEqual(['code']);
  });

  test('is a code where repeats are turned off', () => {
    expect(feed(['A1\r', 'A1\r'], { repeat: 0 })).toEqual(['>A1', '>A1']);
  });

  test('is forgotten when its time is over', () => {
    const framer = createFramer();
    framer.push(ascii('A1\r'), 0);
    framer.tick(500);
    expect(framer.deadline()).toBe(FRAME_RULES.repeat);
    framer.tick(FRAME_RULES.repeat);
    expect(framer.deadline()).toBeNull();
  });
});

test("a code that was handed over is the receiver's alone", () => {
  const framer = createFramer();
  const [first] = framer.push(ascii('CARD-1\r'), 0);
  framer.push(ascii('XXXXXXXX\r'), 1);
  expect(first && say(first)).toBe('>CARD-1');
});
