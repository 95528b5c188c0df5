/**
 * What Bench says of a finished card, for its packing: a statement of seven lines, signed as minisign signs a file, in
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
import { failIn, ok, type Result } from '../base/result.ts';
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
import { makeQr, readGrid, type CodeGrid } from '../sticker/qr.ts';
import { decodeBase45, encodeBase45 } from './base45.ts';

const fail = failIn('bench');

export interface Statement {
  /** The Bench that signs. */
  readonly maker: string;
  readonly batch: string;
  readonly serial: string;
  /** The address on the sticker. */
  readonly address: string;
  /** Of the statement: `2026-11-26`. */
  readonly date: string;
  /** The first 16 bytes of the SHA-256 of the confirmation code, in hex. */
  readonly code: string;
}

export interface Attestation {
  readonly statement: Statement;
  /** What was signed, as it would stand in a file. */
  readonly text: string;
  readonly signature: Minisignature;
}

export interface WrittenAttestation {
  /** For the QR code. */
  readonly code: string;
  readonly grid: CodeGrid;
  readonly text: string;
  /** The signature file for {@link WrittenAttestation.text}. */
  readonly signature: string;
}

const HEAD = 'twofold-card-1';
const FIELDS = ['maker', 'batch', 'serial', 'address', 'date', 'code'] as const;
/** So that a reader of codes knows it before it has looked further; the end keeps a space before it from being cut. */
const [START, END] = ['TFA1:', '/'];
const COMMENT = 'a card';
const KEY_ID = 8;
const SIGNATURE = 64;
/** QR version 12. */
const MOST_MODULES = 65;

export const codeHash = (confirmation: string): string => bytesToHex(sha256(asciiBytes(confirmation)).subarray(0, 16));

/** Long names of station or batch make a statement that no label has room for: `attestation-too-long`. */
export function writeAttestation(
  statement: Statement,
  publicKey: Uint8Array,
  sign: Sign,
): Result<WrittenAttestation, 'attestation-too-long'> {
  const text = textOf(statement);
  const signature = writeMinisignature(digestOf(text), COMMENT, publicKey, sign);
  const { keyId, signature: first, globalSignature } = readMinisignature(signature) as Minisignature;
  const code = `${START}${encodeBase45(concat(keyId, first, globalSignature, asciiBytes(text)))}${END}`;
  const grid = makeQr(code, 'M');
  if (grid.length > MOST_MODULES) {
    return fail(
      'attestation-too-long',
      `The statement of ${statement.serial} does not fit into the code of a packing label: the names of station and batch are too long together.`,
      { serial: statement.serial },
    );
  }
  if (readGrid(grid) !== code) throw new Error('the code of an attestation does not read');
  return ok({ code, grid, text, signature });
}

export const isAttestation = (code: string): boolean => code.startsWith(START);

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

/** Exactly what {@link textOf} writes, of printable ASCII. */
function statementOf(text: string): Statement | null {
  const [head, ...lines] = text.split('\n');
  if (head !== HEAD || lines.length !== FIELDS.length + 1 || lines.at(-1) !== '') return null;
  const values = lines.slice(0, -1);
  if (!values.every((value) => /^[\x21-\x7e][\x20-\x7e]{0,109}$/.test(value))) return null;
  const statement = Object.fromEntries(FIELDS.map((field, i) => [field, values[i]])) as unknown as Statement;
  return /^\d{4}-\d\d-\d\d$/.test(statement.date) && /^[0-9a-f]{32}$/.test(statement.code) ? statement : null;
}
