import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import { commandLine, linesOf } from './run.ts';

const { run, start } = commandLine();

const INSPECT = { op: 'inspect', text: 'TRAIN-0001' };
const NONE = { code: 'none' };
const CANARY = 'canary-5f1c';
const malformed = { id: null, ok: false, error: { kind: 'malformed' } };
const MIB = 1024 * 1024;

describe('what is no request', () => {
  it('is refused line by line, and the rest goes on', async () => {
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`;
    const lines: readonly (readonly [line: string | Uint8Array, answer: object])[] = [
      [`{"id":1,"op":"inspect","text":"${CANARY}"`, malformed],
      [CANARY, malformed],
      ['null', malformed],
      ['"text"', malformed],
      ['[]', malformed],
      ['{}', malformed],
      ['{"id":2}', { ...malformed, id: 2 }],
      [`{"id":"3","op":"${CANARY}"}`, { ...malformed, id: '3' }],
      ['{"id":"4","op":"toString"}', { ...malformed, id: '4' }],
      ['{"id":"5","op":["inspect"],"text":""}', { ...malformed, id: '5' }],
      [`{"id":"6","op":"inspect","text":${deep}}`, { ...malformed, id: '6' }],
      [deep, malformed],
      [Buffer.from([0x7b, 0xc3, 0x28, 0x7d]), malformed],
      [Buffer.alloc(200), malformed],
      ['x'.repeat(5 * MIB), malformed],
    ];
    const bytes = lines.flatMap(([line]) => [Buffer.from(line), Buffer.from('\n')]);
    const { code, answers, stdout, stderr } = await run(['bip38', '--workers', '1'], [...bytes, ...good]);
    expect(answers).toMatchObject([...lines.map(([, answer]) => answer), ...expected]);
    expect(answers).toHaveLength(lines.length + expected.length);
    expect(stdout + stderr).not.toContain(CANARY);
    expect(code).toBe(3);
  });

  /** Odd, but requests all the same: nested where nobody looks, numbered twice, named by what is no name, torn. */
  const good = [
    Buffer.from(`\n\r\n  \n{"id":7,"op":"inspect","text":"","more":${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}}\n`),
    Buffer.from(linesOf([{ ...INSPECT, id: 8 }, { ...INSPECT, id: 8 }, INSPECT])),
    Buffer.from(
      linesOf([
        { ...INSPECT, id: NONE },
        { ...INSPECT, id: '' },
        { ...INSPECT, id: 'ü"\n' },
      ]),
    ),
    Buffer.from(`{"id":9,"op":"inspect",`),
    Buffer.from(`"text":"é"}\r\n`),
    Buffer.from(JSON.stringify({ ...INSPECT, id: 'last, without a line feed' })),
  ];
  const expected = [7, 8, 8, null, null, '', 'ü"\n', 9, 'last, without a line feed'].map((id) => ({ id, ok: true }));
});

describe('a long input', () => {
  it('takes no more memory than a short one, be it one line or many', async () => {
    const short = await run(['bip38', '--workers', '1'], linesOf([INSPECT]));
    expect(short).toMatchObject({ code: 0, stderr: '', answers: [{ id: null, ok: true }] });
    function* long() {
      const piece = Buffer.alloc(MIB, 'x');
      for (let i = 0; i < 250; i++) yield piece.fill('x');
      yield Buffer.from('\n');
      const lines = linesOf(Array.from({ length: 10 }, () => ({ ...INSPECT, more: 'y'.repeat(60_000) })));
      for (let i = 0; i < 50; i++) yield Buffer.from(lines);
    }
    const { code, answers, peak } = await run(['bip38', '--workers', '1'], long());
    expect(code).toBe(3);
    expect(answers).toHaveLength(501);
    expect(answers.filter(({ ok }) => ok === false)).toMatchObject([malformed]);
    expect(peak - short.peak).toBeLessThan(100);
  });
});

describe('a reader that leaves', () => {
  it('ends the command quietly', async () => {
    const talk = start(['bip38', '--workers', '1']);
    talk.stdin.write(linesOf([INSPECT]));
    await once(talk.stdout, 'data');
    talk.stdout.destroy();
    talk.stdin.write(linesOf([INSPECT, INSPECT, INSPECT]));
    expect(await talk.end()).toEqual({ code: 0, stderr: '' });
  });
});

describe('wrong usage', () => {
  it.each([
    ['an unknown command', ['decrypt']],
    ['no number of workers', ['bip38', '--workers']],
    ['no worker at all', ['bip38', '--workers', '0']],
    ['half a worker', ['bip38', '--workers', '1.5']],
  ])('D10: ends with 2 and says how it is right: %s', async (_, args) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    // One sentence: the whole help would bury it.
    expect(stderr).toMatch(/^twofold: [^\n]+ \(see twofold [a-z0-9 ]*--help\)\n$/);
  });

  it('is no command at all, and then the whole help is the answer', async () => {
    const { code, stdout, stderr } = await run([]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('usage: twofold COMMAND');
  });

  it.each([
    [['peer', 'revoke', '--help'], 'peer revoke NAME', 'peer add'],
    [['peer', 'revoke', '-h'], 'peer revoke NAME', 'peer add'],
    [['bench', '--help'], 'bench acknowledge', 'press make'],
    [['bench', '-h'], 'bench acknowledge', 'press make'],
  ])('D10: is not asking for the help of a verb, or of a group of them: %j', async (args, said, other) => {
    const { code, stdout, stderr } = await run(args);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(said);
    expect(stdout).not.toContain(other);
  });

  it('is asking for the help of what is no verb, which is not repeated', async () => {
    const { code, stdout, stderr } = await run(['bench', CANARY, '--help']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('no such verb');
    expect(stderr).not.toContain(CANARY);
  });

  it.each([[['bip38', CANARY]], [['bip38', '--passphrase', CANARY]], [['bip38', '--workers', '1', CANARY]]])(
    'takes no secret as an argument, and does not repeat it: %j',
    async (args) => {
      const { code, stdout, stderr } = await run(args, linesOf([INSPECT]));
      expect(code).toBe(2);
      expect(stdout + stderr).not.toContain(CANARY);
    },
  );

  it('is not asking for help or for the version', async () => {
    expect(await run(['--help'])).toMatchObject({
      code: 0,
      stderr: '',
      stdout: expect.stringContaining('bip38') as string,
    });
    expect(await run(['--version'])).toMatchObject({ code: 0, stdout: expect.stringMatching(/^twofold \d/) as string });
  });
});
