import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { multipliedVectors, plainVectors, vectors } from '../../core/bip38/vectors.ts';
import { commandLine, linesOf, valueOf, type Answer, type Ended } from './run.ts';

const { run, start } = commandLine();

const first = vectors[0] as (typeof vectors)[number];
const KEY = first.encrypted;
const lotOf = (vector: object) => ({ lot: null, sequence: null, ...('lot' in vector && pick(vector)) });
const pick = (vector: object) => {
  const { lot, sequence } = vector as { readonly lot?: number; readonly sequence?: number };
  return { lot: lot ?? null, sequence: sequence ?? null };
};

/** As BIP38 has it: the first four bytes of the address's double SHA-256. */
const hashOf = (address: string): string => sha256(sha256(address)).toString('hex', 0, 4);
const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();

/** Nothing of the kind may ever appear in what is said about an error. */
const CANARY = 'canary-5f1c';

interface Case {
  readonly request: object;
  readonly value?: object;
  readonly error?: string;
}

const opened: readonly Case[] = vectors.map((vector) => ({
  request: { op: 'decrypt', key: vector.encrypted, passphrase: vector.passphrase },
  value: {
    wif: vector.wif,
    privateKey: vector.derived.private_key,
    publicKey: vector.derived.public_key,
    address: vector.derived.address,
    compressed: vector.id.startsWith('comp-'),
    ...lotOf(vector),
  },
}));

const closed: readonly Case[] = plainVectors.map(({ wif, passphrase, encrypted, derived }) => ({
  request: { op: 'encrypt', wif, passphrase },
  value: { key: encrypted, address: derived.address },
}));

const confirmed: readonly Case[] = multipliedVectors.map((vector, i) => {
  const { confirmation, passphrase, address, public_key: publicKey } = vector;
  const value = { address, publicKey, compressed: false, ...lotOf(vector) };
  // Two of them with an address to compare, one of which is another's.
  if (i === 0) return { request: { op: 'confirm', confirmation, passphrase }, value };
  const other = i === 1 ? first.derived.address : address;
  return {
    request: { op: 'confirm', confirmation, passphrase, address: other },
    value: { ...value, matches: i !== 1 },
  };
});

const proven: readonly Case[] = multipliedVectors.map(({ encrypted, code, confirmation, address, public_key }, i) => ({
  request: { op: 'prove', key: encrypted, code, ...(i % 2 === 0 && { confirmation }) },
  value: { address, publicKey: public_key },
}));

const NOTHING = {
  compressed: null,
  ecMultiplied: null,
  lot: null,
  sequence: null,
  addressHash: null,
  ownerEntropy: null,
};
const inspected: readonly Case[] = [
  ...multipliedVectors.flatMap((vector): readonly Case[] => {
    const { encrypted, confirmation, code, ownerentropy: ownerEntropy } = vector;
    const addressHash = hashOf(vector.address);
    const all = { compressed: false, ecMultiplied: true, addressHash, ownerEntropy, ...lotOf(vector) };
    return [
      { request: { op: 'inspect', text: encrypted }, value: { kind: 'epk', ...all } },
      { request: { op: 'inspect', text: confirmation }, value: { kind: 'confirmation-code', ...all } },
      {
        request: { op: 'inspect', text: code },
        value: { kind: 'intermediate-code', ...all, compressed: null, addressHash: null },
      },
    ];
  }),
  {
    request: { op: 'inspect', text: KEY },
    value: {
      ...NOTHING,
      kind: 'epk',
      compressed: false,
      ecMultiplied: false,
      addressHash: hashOf(first.derived.address),
    },
  },
  { request: { op: 'inspect', text: first.wif }, value: { ...NOTHING, kind: 'wif', compressed: false } },
  { request: { op: 'inspect', text: first.derived.address }, value: { ...NOTHING, kind: 'address' } },
  { request: { op: 'inspect', text: 'TRAIN-0001' }, value: { ...NOTHING, kind: 'serial' } },
  { request: { op: 'inspect', text: 'nothing of the kind' }, value: { ...NOTHING, kind: 'none' } },
];

const [one, two] = multipliedVectors as [(typeof multipliedVectors)[number], (typeof multipliedVectors)[number]];
const refused: readonly Case[] = [
  { request: { op: 'decrypt', key: one.encrypted, passphrase: CANARY }, error: 'wrong-passphrase' },
  { request: { op: 'decrypt', key: `${KEY.slice(0, -1)}h`, passphrase: CANARY }, error: 'not-base58check' },
  { request: { op: 'decrypt', key: CANARY, passphrase: CANARY }, error: 'not-base58check' },
  { request: { op: 'decrypt', key: KEY, passphrase: `${CANARY}\ud800` }, error: 'lone-surrogate' },
  { request: { op: 'decrypt', key: 7, passphrase: [CANARY] }, error: 'malformed' },
  { request: { op: 'decrypt', key: KEY }, error: 'malformed' },
  { request: { op: 'encrypt', wif: `5${CANARY}`, passphrase: CANARY }, error: 'not-base58check' },
  { request: { op: 'intermediate', passphrase: CANARY, lot: 1 }, error: 'bad-lot' },
  { request: { op: 'intermediate', passphrase: CANARY, lot: 1048576, sequence: 1 }, error: 'bad-lot' },
  { request: { op: 'intermediate', passphrase: CANARY, lot: 1.5, sequence: 1 }, error: 'malformed' },
  { request: { op: 'generate', code: `passphrase${CANARY}` }, error: 'not-base58check' },
  { request: { op: 'confirm', confirmation: one.confirmation, passphrase: CANARY }, error: 'wrong-passphrase' },
  { request: { op: 'prove', key: one.encrypted, code: two.code }, error: 'other-code' },
  { request: { op: 'prove', key: KEY, code: one.code }, error: 'not-ec-multiplied' },
  { request: { op: 'addresses', publicKey: CANARY }, error: 'bad-point' },
  { request: { op: 'addresses', publicKey: `02${'ff'.repeat(32)}` }, error: 'bad-point' },
  { request: { op: CANARY, passphrase: CANARY }, error: 'malformed' },
];

describe('the operations', () => {
  // Slow and cheap lines mixed, so that whoever finishes first is not who asked first.
  const cheap = Array.from({ length: 200 }, (): Case => ({
    request: { op: 'inspect', text: '' },
    value: { ...NOTHING, kind: 'none' },
  }));
  const slow = [...opened, ...closed, ...confirmed, ...proven, ...inspected, ...refused];
  const cases = cheap.flatMap((line, i) => (slow[i] === undefined ? [line] : [slow[i], line]));
  let ended: Ended;
  beforeAll(async () => {
    ended = await run(['bip38', '--workers', '2'], linesOf(cases.map(({ request }, id) => ({ id, ...request }))));
  });
  const answerTo = (wanted: Case): Answer | undefined => ended.answers[cases.indexOf(wanted)];
  const nameOf = ({ request }: Case) => JSON.stringify(request).slice(0, 60);

  it('answer every line, in order, however long each takes', () => {
    expect(slow.length).toBeLessThanOrEqual(cheap.length);
    expect(ended.answers.map(({ id }) => id)).toEqual(cases.map((_, id) => id));
  });

  it.each(slow.filter(({ value }) => value !== undefined).map((wanted) => [nameOf(wanted), wanted] as const))(
    'do what the BIP says: %s',
    (_name, wanted) => {
      expect(answerTo(wanted)).toEqual({ id: cases.indexOf(wanted), ok: true, verb: 'bip38', result: wanted.value });
    },
  );

  it.each(refused.map((wanted) => [wanted.error, nameOf(wanted), wanted] as const))(
    'refuse: %s, %s',
    (kind, _, wanted) => {
      expect(answerTo(wanted)).toEqual({
        id: cases.indexOf(wanted),
        ok: false,
        verb: 'bip38',
        error: {
          area: expect.stringMatching(/^(bip38|coins|command)$/) as string,
          kind,
          message: expect.stringMatching(/^[A-Z"].*\.$/) as string,
          facts: expect.any(Object) as object,
        },
      });
    },
  );

  it('repeat no secret in a refusal', () => {
    expect(ended.stdout).not.toContain(CANARY);
    expect(ended.stderr).toBe('');
  });

  it('end with 3, because some lines were no requests', () => {
    expect(ended.code).toBe(3);
  });
});

it('answers while it is asked, and opens the unit it has made', async () => {
  const passphrase = '7Q2K-M9XV-4HTR-D0WB-3NYE';
  const talk = start(['bip38', '--workers', '1']);
  for (const numbers of [null, { lot: 263183, sequence: 1 }]) {
    const { code } = valueOf(await talk.ask({ op: 'intermediate', passphrase, ...numbers }));
    const made = valueOf(await talk.ask({ op: 'generate', code, ...(numbers !== null && { compressed: false }) }));
    const { key, confirmation, address, publicKey } = made;
    const carried = { compressed: numbers === null, ...lotOf(numbers ?? {}) };
    expect(made).toEqual({ key, confirmation, address, publicKey, ...carried });
    expect(valueOf(await talk.ask({ op: 'prove', key, code, confirmation }))).toEqual({ address, publicKey });
    const point = { address, publicKey, ...carried };
    const found = valueOf(await talk.ask({ op: 'confirm', confirmation, passphrase, address }));
    expect(found).toEqual({ ...point, matches: true });
    const { wif, privateKey, ...rest } = valueOf(await talk.ask({ op: 'decrypt', key, passphrase }));
    expect(rest).toEqual(point);
    expect(wif).toMatch(numbers === null ? /^[KL]/ : /^5/);
    expect(privateKey).toMatch(/^[0-9a-f]{64}$/);
    const { addresses } = valueOf(await talk.ask({ op: 'addresses', publicKey })) as { addresses: object };
    expect(Object.entries(addresses)).toContainEqual(['BTC', address]);
  }
  expect(await talk.end()).toEqual({ code: 0, stderr: '' });
});
