/** How a line is read and written. A row of {@link TRANSFERS} names its form. */
import * as v from 'valibot';
import { canonical, type Json } from '../base/canonical.ts';
import { asciiBytes, concat } from '../base/digest.ts';
import { parseJson } from '../base/json.ts';
import { ok } from '../base/result.ts';
import { Secret } from '../base/secret.ts';
import { findForbidden, findKey, type Forbidden } from '../card/forbidden.ts';
import { CALL, transferTrouble, type Parsed } from './trouble.ts';
import type { VaultUnit } from './units.ts';
import { groupingOf } from '../card/passphrase.ts';
import { parseVaultLine, writeVaultLine } from './vault-line.ts';

export interface LineForm<U> {
  /** Reads a line without its line feed. `transfer` names what holds it, for sentences. */
  parse(line: Uint8Array, transfer: string): Parsed<U>;
  /** The line with its line feed. Says what the form says and no more: a unit may know more than it may tell. */
  write(unit: U): Uint8Array;
}

type Fields = v.StrictObjectSchema<v.ObjectEntries, undefined>;
type Said<S extends Fields> = Readonly<v.InferOutput<S>>;

/** A line of public values; nothing that looks like a secret gets as far as a schema. */
export function publicLine<S extends Fields>(schema: S): LineForm<Said<S>> {
  return formOf<Said<S>>(() => schema);
}

/** A line of public values that says something else, `other`, where it has the field `mark`. */
export function eitherLine<S extends Fields, O extends Fields>(
  schema: S,
  mark: keyof v.InferOutput<O> & string,
  other: O,
): LineForm<Said<S> | Said<O>> {
  return formOf<Said<S> | Said<O>>((value) => (has(value, mark) ? other : schema));
}

function formOf<U>(schemaOf: (value: unknown) => Fields): LineForm<U> {
  return {
    parse(line, transfer) {
      const forbidden = findForbidden(line);
      if (forbidden !== null) return mustNotHold(forbidden, transfer);
      const text = String.fromCharCode(...line);
      const value = parseJson(text);
      const schema = schemaOf(value);
      const unit = v.safeParse(schema, value);
      if (!unit.success) return transferTrouble('bad-line', `this unit ${nameIssue(unit.issues[0], schema)}`);
      return isCanonical(unit.output as Json, text) ? ok(unit.output as U) : transferTrouble('bad-line', NOT_CANONICAL);
    },

    write(unit) {
      const values = unit as Readonly<Record<string, Json | undefined>>;
      const said = Object.keys(schemaOf(unit).entries).flatMap((field): [string, Json][] => {
        const value = values[field];
        return value === undefined ? [] : [[field, value]];
      });
      return asciiBytes(`${canonical(Object.fromEntries(said))}\n`);
    },
  };
}

/**
 * A line of public values with one passphrase among them, which never becomes text: it is cut out before the rest is
 * read. Where it stands is fixed: in front of the public key, where the one order of fields has it.
 */
export function sealedLine<S extends Fields>(schema: S): LineForm<Said<S> & Pick<VaultUnit, 'passphrase'>> {
  const open = publicLine(schema);
  return {
    parse(line, transfer) {
      const at = indexOf(line, BEFORE_SECRET);
      const end = at === -1 ? -1 : line.indexOf(QUOTE, at + BEFORE_SECRET.length);
      const secret = line.subarray(at + BEFORE_SECRET.length, end);
      if (end === -1 || groupingOf(secret) === null || !holds(line, end, BEHIND_SECRET))
        return noPassphrase(line, transfer);
      const rest = open.parse(concat(line.subarray(0, at + 1), line.subarray(end + 2)), transfer);
      return rest.ok ? ok({ ...rest.value, passphrase: Secret.copyOf(secret) }) : rest;
    },
    write(unit) {
      const line = open.write(unit);
      const at = indexOf(line, NEXT_FIELD);
      return unit.passphrase.use((bytes) =>
        concat(line.subarray(0, at), BEFORE_SECRET, bytes, Uint8Array.of(QUOTE), line.subarray(at)),
      );
    },
  };
}

const QUOTE = 0x22;
const BEFORE_SECRET = asciiBytes(',"passphrase":"');
const NEXT_FIELD = asciiBytes(',"publicKey":"');
const BEHIND_SECRET = concat(Uint8Array.of(QUOTE), NEXT_FIELD);

/** Where `part` stands in a line for the first time; -1 where it does not. */
const indexOf = (line: Uint8Array, part: Uint8Array): number => line.findIndex((_, at) => holds(line, at, part));

const holds = (line: Uint8Array, at: number, part: Uint8Array): boolean =>
  part.every((byte, i) => line[at + i] === byte);

function noPassphrase(line: Uint8Array, transfer: string): Parsed<never> {
  const key = findKey(line);
  return key === null
    ? transferTrouble('bad-line', 'this unit is not a passphrase of a card with its public values')
    : mustNotHold(key, transfer);
}

/** The line of a passphrase, which never becomes text. */
export const passphraseLine: LineForm<VaultUnit> = {
  parse(line, transfer) {
    const parsed = parseVaultLine(line);
    if (parsed !== null) return ok({ serial: parsed.serial, passphrase: Secret.copyOf(parsed.passphrase) });
    const key = findKey(line);
    return key === null
      ? transferTrouble('bad-line', 'this unit is not a passphrase of a card and a serial')
      : mustNotHold(key, transfer);
  },
  write: ({ serial, passphrase }) => passphrase.use((bytes) => writeVaultLine(serial, bytes)),
};

const has = (value: unknown, field: string): boolean =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, field);

const mustNotHold = (what: Forbidden, transfer: string): Parsed<never> =>
  transferTrouble('secret-in-transfer', `it holds what looks like ${what}, which ${transfer} must never hold`, CALL);

/** One value, one text: this alone shuts out repeated keys, odd numbers, escapes and white space. */
export const isCanonical = (value: Json, text: string): boolean => canonical(value) === text;

export const NOT_CANONICAL = 'it is not written in the one form a transfer has (RFC 8785)';

/** Names the field only if it is one of ours: any other name is content. */
export function nameIssue(issue: v.BaseIssue<unknown>, schema: Pick<Fields, 'entries'>): string {
  const field = issue.path?.[0]?.key;
  if (typeof field !== 'string' || !Object.hasOwn(schema.entries, field)) return 'has not the fields it must have';
  return issue.received === 'undefined' ? `lacks its "${field}"` : `has a "${field}" that is not of its form`;
}
