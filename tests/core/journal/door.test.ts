/** H3: nothing secret-shaped enters a record through any text field of any event. */
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { encodeEvent } from '../../../core/journal/chain.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { BENCH } from '../../../core/journal/events/bench.ts';
import { ORIGIN } from '../../../core/journal/events/origin.ts';
import { PEERS } from '../../../core/journal/events/peers.ts';
import { PRESS } from '../../../core/journal/events/press.ts';
import { STATION } from '../../../core/journal/events/station.ts';
import { UNIT } from '../../../core/journal/events/unit.ts';
import { text, textOrNull } from '../../../core/journal/events/fields.ts';

const TABLES: Readonly<Record<string, v.ObjectEntries>> = {
  ...STATION,
  ...UNIT,
  ...BENCH,
  ...PEERS,
  ...ORIGIN,
  ...PRESS,
};

/** Keys and passphrases from public documents, none of value: BIP38's own vectors, and words of BIP39's. */
const SECRETS: readonly (readonly [what: string, text: string])[] = [
  ['an EPK', '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX'],
  ['a private key (WIF)', '5K4caxezwjGCGfnoPTZ8tMcJBLB7Jvyjv4xxeacadhq8nLisLR2'],
  ['a private key (hex)', 'a43a940577f4e97f5c4d39eb14ff083a98187c64ea7c99ef7ce460833959a519'],
  ['a passphrase', '7Q2K-M9XV-4HTR-D0WB-3NYE'],
  ['a passphrase without hyphens', '7Q2KM9XV4HTRD0WB3NYE'],
  ['recovery words', 'legal winner thank year wave sausage worth useful legal winner thank yellow'],
];

/** The fields a person, a scanner or a file has words in; keys, hashes and codes have forms of their own. */
const WORDS = [
  'reason',
  'what',
  'to',
  'how',
  'state',
  'evidence',
  'detail',
  'name',
  'station',
  'version',
  'runtime',
  'layout',
  'from',
  'origin',
  'press',
  'deposit',
  'coin',
  'coins',
];

const fieldsOf = (kind: string) =>
  Object.entries(TABLES[kind] as v.ObjectEntries).filter(
    ([, schema]) => (schema as unknown) === text || (schema as unknown) === textOrNull,
  );

const cases = Object.keys(TABLES).flatMap((kind) =>
  fieldsOf(kind)
    .filter(([field]) => WORDS.includes(field))
    .map(([field]): [string, string] => [kind, field]),
);

/** An event of the kind, every field as its schema wants it. */
function exampleOf(kind: string): JournalEvent {
  const fields = Object.entries(TABLES[kind] as v.ObjectEntries)
    .filter(([, schema]) => schema.type !== 'exact_optional')
    .map(([field, schema]) => [field, exampleFor(schema as v.GenericSchema)]);
  return { kind, ...Object.fromEntries(fields) } as JournalEvent;
}

const EXAMPLES: readonly unknown[] = [
  'plain',
  7,
  true,
  null,
  ['plain'],
  [],
  'ab'.repeat(11),
  'ab'.repeat(32),
  'ab'.repeat(64),
  'ab'.repeat(33),
  { name: 'Ann' },
  [{ name: 'Ann' }, { name: 'Bob' }],
];

function exampleFor(schema: v.GenericSchema): unknown {
  const found = EXAMPLES.find((one) => v.is(schema, one));
  if (found !== undefined) return found;
  const { options, entries, literal } = schema as unknown as {
    options?: unknown[];
    entries?: v.ObjectEntries;
    literal?: unknown;
  };
  if (options !== undefined) return options[0];
  if (literal !== undefined) return literal;
  return Object.fromEntries(
    Object.entries(entries ?? {}).map(([name, one]) => [name, exampleFor(one as v.GenericSchema)]),
  );
}

test('there are fields to try', () => {
  expect(cases.length).toBeGreaterThan(40);
});

test.each(cases)('H3: %s.%s takes no secret', (kind, field) => {
  const event = exampleOf(kind);
  expect(() => encodeEvent(event)).not.toThrow();
  for (const [what, secret] of SECRETS) {
    for (const typed of [secret, `by ${secret}`]) {
      expect(() => encodeEvent({ ...event, [field]: typed } as JournalEvent), what).toThrow(/looks like a secret/);
    }
  }
});

test.each(SECRETS)('H3: nor does the name of a person take %s', (_, secret) => {
  // A record's own spelling of a name holds at most 60 characters, as an EPK has.
  const by = { name: secret.slice(0, 60) };
  const event = { kind: 'unit-covered', serial: 'C-1', by } as const;
  if (secret.length <= 60) expect(() => encodeEvent(event)).toThrow(/unit-covered\.name looks like a secret/);
  const signatures = [{ name: 'Ann' }, by] as const;
  if (secret.length <= 60)
    expect(() =>
      encodeEvent({ kind: 'unit-scrapped', serial: 'C-1', reason: 'bent', signatures: [...signatures] }),
    ).toThrow(/secret/);
});

test.each([...SECRETS.slice(0, 4)])('H3: nor does a serial or a batch take %s', (_, secret) => {
  for (const field of ['serial', 'batch'] as const) {
    const event = { kind: 'unit-checked', serial: 'C-1', batch: 'B1', [field]: secret } as JournalEvent;
    expect(() => encodeEvent(event)).toThrow(new RegExp(`unit-checked\\.${field} looks like a secret`));
  }
});

test('what the refusal says does not say the secret', () => {
  for (const [, secret] of SECRETS) {
    const event = { kind: 'incident', reason: 'x', serial: null, detail: secret } as const;
    expect(() => encodeEvent(event)).toThrow('this event cannot be recorded: incident.detail looks like a secret');
  }
});
