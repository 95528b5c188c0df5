/**
 * What Bench says of a finished card, for its packing: a statement of nine lines, signed as minisign signs a file, in
 * one QR code. Taken apart, statement and signature are two files that `minisign -V` checks.
 *
 * It says that the maker has finished a card of this serial, address and confirmation code. It does not say that the
 * card in the box is that card: whoever reads it has to compare.
 */
import { blake2b } from '@noble/hashes/blake2.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64 } from '@scure/base';
import { asciiBytes, concat } from '../base/digest.ts';
import { signingKeyOf, type PublicIdentity } from '../peers/identity.ts';
import {
  readMinisignature,
  verifyMinisignature,
  writeMinisignature,
  writePublicKey,
  type Minisignature,
  type Sign,
  type VerifySignature,
} from '../peers/minisign.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';

export interface Statement {
  /** The Bench that signs. */
  readonly maker: string;
  /** What kind of card, by its product's name; `-` for a batch of no product. */
  readonly product: string;
  readonly batch: string;
  readonly serial: string;
  /** The address on the sticker. */
  readonly address: string;
  /** Of the statement: `2026-11-26`. */
  readonly date: string;
  /** For how many years after that day it is good: keys do not last as long as metal. */
  readonly years: number;
  /** The first {@link CODE_BYTES} bytes of the SHA-256 of the confirmation code, in hex. */
  readonly code: string;
}

export interface Attestation {
  readonly statement: Statement;
  /** What was signed, as it would stand in a file. */
  readonly text: string;
  readonly signature: Minisignature;
}

export interface SignedStatement {
  /** For the QR code. */
  readonly code: string;
  readonly text: string;
  /** The signature file for {@link SignedStatement.text}. */
  readonly signature: string;
}

const HEAD = 'twofold-card-2';
type Field = (typeof FIELDS)[number];
const FIELDS = ['maker', 'product', 'batch', 'serial', 'address', 'date', 'years', 'code'] as const;
/** So that a reader of codes knows it before it has looked further; the end keeps a space before it from being cut. */
const [START, END] = ['TFA1:', '/'];
const COMMENT = 'a card';
/** Nobody finds a second code for 96 bits, and every letter on the packing makes the modules smaller. */
const CODE_BYTES = 12;
const KEY_ID = 8;
const SIGNATURE = 64;

export const codeHash = (confirmation: string): string =>
  bytesToHex(sha256(asciiBytes(confirmation)).subarray(0, CODE_BYTES));

/** The last day on which it is good, as its date is written; compares as text. */
export const lastDayOf = ({ date, years }: Pick<Statement, 'date' | 'years'>): string =>
  `${String(Number(date.slice(0, 4)) + years).padStart(4, '0')}${date.slice(4)}`;

/** Signs a statement; what a code of the packing says, and the two files it can be taken apart into. */
export function signStatement(statement: Statement, publicKey: Uint8Array, sign: Sign): SignedStatement {
  const text = textOf(statement);
  const signature = writeMinisignature(digestOf(text), COMMENT, publicKey, sign);
  const { keyId, signature: first, globalSignature } = readMinisignature(signature) as Minisignature;
  const code = `${START}${encodeBase45(concat(keyId, first, globalSignature, asciiBytes(text)))}${END}`;
  return { code, text, signature };
}

const isAttestation = (code: string): boolean => code.startsWith(START);

/** Takes a code apart; `null` if it is none. Whose it is, {@link isSignedBy} says. */
export function readAttestation(code: string): Attestation | null {
  const inner = isAttestation(code) && code.endsWith(END) ? code.slice(START.length, -END.length) : '';
  const bytes = decodeBase45(inner);
  if (bytes === null || bytes.length <= KEY_ID + 2 * SIGNATURE) return null;
  const at = (from: number, length?: number): Uint8Array => bytes.slice(from, length && from + length);
  const text = String.fromCharCode(...at(KEY_ID + 2 * SIGNATURE));
  const statement = statementOf(text);
  if (statement === null) return null;
  const signature = {
    keyId: at(0, KEY_ID),
    signature: at(KEY_ID, SIGNATURE),
    trustedComment: COMMENT,
    globalSignature: at(KEY_ID + SIGNATURE, SIGNATURE),
  };
  return { statement, text, signature };
}

/** Both signatures hold, by the key of this maker. */
export const isSignedBy = (
  { text, signature }: Attestation,
  maker: Pick<PublicIdentity, 'signing'>,
  verify: VerifySignature,
): boolean => verifyMinisignature(signature, digestOf(text), signingKeyOf(maker), verify);

/** The signature file, for `minisign -Vm FILE -P KEY`. */
export const signatureFileOf = ({ signature }: Attestation, publicKey: Uint8Array): string =>
  [
    `untrusted comment: verify with minisign -Vm FILE -P ${writePublicKey(publicKey)}`,
    base64.encode(concat(asciiBytes('ED'), signature.keyId, signature.signature)),
    `trusted comment: ${signature.trustedComment}`,
    base64.encode(signature.globalSignature),
    '',
  ].join('\n');

const digestOf = (text: string): Uint8Array => blake2b(asciiBytes(text), { dkLen: 64 });

const textOf = (statement: Statement): string => [HEAD, ...FIELDS.map((field) => statement[field]), ''].join('\n');

const CODE = new RegExp(`^[0-9a-f]{${2 * CODE_BYTES}}$`);
const YEARS = /^[1-9]\d?$/;

/** Exactly what {@link textOf} writes, of printable ASCII. */
function statementOf(text: string): Statement | null {
  const [head, ...lines] = text.split('\n');
  if (head !== HEAD || lines.length !== FIELDS.length + 1 || lines.at(-1) !== '') return null;
  const values = lines.slice(0, -1);
  if (!values.every((value) => /^[\x21-\x7e][\x20-\x7e]{0,109}$/.test(value))) return null;
  const fields = Object.fromEntries(FIELDS.map((field, i) => [field, values[i] ?? ''])) as Record<Field, string>;
  const { years, ...rest } = fields;
  const good = /^\d{4}-\d\d-\d\d$/.test(rest.date) && YEARS.test(years) && CODE.test(rest.code);
  return good ? { ...rest, years: Number(years) } : null;
}
