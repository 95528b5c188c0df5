/**
 * A station's public identity: one line of canonical JSON (RFC 8785), signed by the key it names. The same text is
 * what a file holds and what a QR code carries; two people compare its eight words before another station trusts it.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { base64, bech32 } from '@scure/base';
import * as v from 'valibot';
import { parseJson } from '../base/json.ts';
import { canonical } from '../base/canonical.ts';
import { asciiBytes } from '../base/digest.ts';
import { isTimestamp } from '../journal/line-parts.ts';
import { failIn, ok, type Result } from '../base/result.ts';
import { ROLES } from '../base/role.ts';
import { StationName } from '../transfer/fields.ts';
import { readPublicKey, type Sign, type VerifySignature } from './minisign.ts';

const fail = failIn('peers');

const FORMAT = 'twofold-identity';
const VERSION = 1;

/** A line beyond this is no identity. */
const MOST_LINE = 1024;

/** A file beyond this is none either: below the identity it may say what the newest record of its station is. */
export const MOST_IDENTITY_BYTES = MOST_LINE + 256;

const Timestamp = v.custom<string>(isTimestamp);
const SigningKey = v.custom<string>((value) => typeof value === 'string' && readPublicKey(value) !== null);
const SealingKey = v.custom<string>((value) => typeof value === 'string' && readRecipient(value) !== null);

const Body = {
  created: Timestamp,
  format: v.literal(FORMAT),
  mode: v.picklist(['training', 'production']),
  name: StationName,
  role: v.picklist(ROLES),
  sealing: SealingKey,
  signing: SigningKey,
  version: v.literal(VERSION),
};
const BodySchema = v.strictObject(Body);
const Signed = v.strictObject({ ...Body, signature: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{85}[AQgw]==$/)) });

type Claims = Readonly<Omit<v.InferOutput<typeof BodySchema>, 'format' | 'version'>>;

export interface PublicIdentity extends Claims {
  /** The line itself, without a line feed. */
  readonly text: string;
  /** SHA-256 (hex) of what the signature covers: the one name of a station that nobody else can take. */
  readonly fingerprint: string;
}

export type IdentityFailure = 'not-an-identity' | 'bad-signature';

/** Makes the identity of a station that has just been given its keys. `sign` signs with the key `signing` names. */
export function writeIdentity(claims: Claims, sign: Sign): PublicIdentity {
  const body = v.parse(BodySchema, { ...claims, format: FORMAT, version: VERSION });
  const signature = base64.encode(sign(signedBytes(body)));
  return identityOf({ ...body, signature });
}

/** Reads an identity from a file or a scan: its first line. What stands below it, {@link ./newest.ts} reads. */
export function readIdentity(text: string, verify: VerifySignature): Result<PublicIdentity, IdentityFailure> {
  const end = text.indexOf('\n');
  const [line, below] = end === -1 ? [text, ''] : [text.slice(0, end), text.slice(end + 1)];
  const parsed = v.safeParse(Signed, line.length > MOST_LINE ? null : parseJson(line));
  if (!parsed.success || canonical(parsed.output) !== line || !mayStandBelow(below)) {
    return fail(
      'not-an-identity',
      "This is not a station's identity, or it is damaged. Take it from the other station again.",
    );
  }
  const { signature, ...body } = parsed.output;
  const key = readPublicKey(body.signing) as Uint8Array;
  if (verify(key, signedBytes(body), base64.decode(signature))) return ok(identityOf(parsed.output));
  return fail(
    'bad-signature',
    'This identity is not signed by the key it names: it has been changed. Take it from the other station again.',
  );
}

/** What may stand below an identity: the end of its line, and its station's newest record. */
const mayStandBelow = (below: string): boolean => below === '' || /^twofold-checkpoint-1 [^\n]*\n$/.test(below);

function identityOf(signed: v.InferOutput<typeof Signed>): PublicIdentity {
  const { created, mode, name, role, sealing, signing, signature: _, ...rest } = signed;
  const claims = { created, mode, name, role, sealing, signing };
  const fingerprint = bytesToHex(sha256(signedBytes({ ...claims, ...rest })));
  return { ...claims, text: canonical(signed), fingerprint };
}

/** The prefix keeps the signature from meaning anything but an identity. */
const signedBytes = (body: v.InferOutput<typeof BodySchema>): Uint8Array =>
  asciiBytes(`${FORMAT}-${VERSION} ${canonical(body)}`);

/** The raw Ed25519 key of an identity, 32 bytes. */
export const signingKeyOf = ({ signing }: Pick<PublicIdentity, 'signing'>): Uint8Array =>
  readPublicKey(signing) as Uint8Array;

/** The file's name: no part of it but the grammar of a station's name comes from outside. */
export const identityFileName = ({ role, name }: Pick<PublicIdentity, 'role' | 'name'>): string =>
  `${role}-${fileWord(name)}.identity.txt`;

/** A station's name as a part of a file's name: without spaces and dots, which some file systems take amiss. */
export const fileWord = (name: string): string => name.replace(/[ .]/g, '_');

/** An age recipient (`age1...`, X25519) as `age -r` takes it; 32 bytes. */
export const writeRecipient = (publicKey: Uint8Array): string => bech32.encodeFromBytes(RECIPIENT, publicKey);

export function readRecipient(text: string): Uint8Array | null {
  // scure says "this is not Bech32" by throwing; here that is an answer.
  try {
    const { prefix, bytes } = bech32.decodeToBytes(text);
    return prefix === RECIPIENT && bytes.length === 32 && writeRecipient(bytes) === text ? bytes : null;
  } catch {
    return null;
  }
}

const RECIPIENT = 'age';
