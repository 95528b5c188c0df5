/** Identities, transfers and certificates that an auditor was given: whose they are, and whether they are as they were signed. */
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { CertificateFile, IdentityFile, Signed, TransferFile } from '../../core/audit/set.ts';
import { MOST_IDENTITY_BYTES, readIdentity, type PublicIdentity } from '../../core/peers/identity.ts';
import { TRANSFERS } from '../../core/transfer/kinds.ts';
import type { Manifest } from '../../core/transfer/manifest.ts';
import { openArrival, verifyArrival, type Arrival } from '../courier/arrival.ts';
import { readManifest } from '../courier/inspect.ts';
import { openPlain } from '../files/plain.ts';
import { readRegularText } from '../files/regular.ts';
import { chunks } from '../journal/read.ts';
import { verifySignature } from '../keys/ed25519.ts';

/** The largest file that is signed. */
const MOST = Math.max(...Object.values(TRANSFERS).map(({ file }) => file));

export async function readIdentityFile(path: string): Promise<IdentityFile> {
  const text = await readRegularText(path, MOST_IDENTITY_BYTES + 1);
  const read = text.ok ? readIdentity(text.value, verifySignature) : text;
  return { path, identity: read.ok ? read.value : null };
}

interface SignedFile {
  readonly signed: Signed;
  readonly signer: PublicIdentity | null;
  /** SHA-256 of its bytes, hex; `null` of those that are not what somebody has signed. */
  readonly digest: string | null;
  readonly manifest: Manifest | null;
}

const NOTHING: Omit<SignedFile, 'signed'> = { signer: null, digest: null, manifest: null };

async function readSigned(path: string, known: readonly PublicIdentity[], transfer: boolean): Promise<SignedFile> {
  const opened = await openArrival(path, MOST, null);
  if (!opened.ok) return { signed: opened.error.kind === 'unsigned' ? 'unsigned' : 'forged', ...NOTHING };
  const arrival = opened.value;
  try {
    const manifest = transfer ? await readManifest(arrival) : null;
    const verified = await verifyArrival(arrival, known, () => {});
    if (!verified.ok) {
      return { signed: verified.error.kind === 'unknown-signer' ? 'unknown' : 'forged', ...NOTHING, manifest };
    }
    return { signed: 'good', signer: verified.value.signer, digest: await digestOf(arrival), manifest };
  } catch {
    return { signed: 'unknown', ...NOTHING };
  } finally {
    await arrival.close();
  }
}

async function digestOf(arrival: Arrival): Promise<string> {
  const hash = createHash('sha256');
  for await (const piece of arrival.pieces()) hash.update(piece);
  return hash.digest('hex');
}

async function digestOfFile(path: string): Promise<string> {
  const file = await openPlain(path);
  try {
    const hash = createHash('sha256');
    for await (const piece of chunks(file, 0, (await file.stat()).size)) hash.update(piece);
    return hash.digest('hex');
  } finally {
    await file.close();
  }
}

export async function readTransferFile(path: string, known: readonly PublicIdentity[]): Promise<TransferFile> {
  const read = await readSigned(path, known, true);
  // A station keeps what it has taken in without the signature: its journal has the digest.
  const digest = read.signed === 'unsigned' ? await digestOfFile(path) : read.digest;
  return { path, name: basename(path), ...read, digest };
}

/** What is sealed shows nothing but that it is there: its journals vouch for it. */
export const sealedFile = (path: string): TransferFile => ({
  ...{ path, name: basename(path), signed: 'sealed', ...NOTHING },
});

/** A certificate of a large batch lists its files, not its cards. */
const MOST_CERTIFICATE = 1 << 22;

export async function readCertificateFile(
  path: string,
  known: readonly PublicIdentity[],
): Promise<CertificateFile | null> {
  const text = await readRegularText(path, MOST_CERTIFICATE);
  if (!text.ok) return null;
  const bytes = Buffer.from(text.value, 'latin1');
  const { station, batch, format } = parsed(bytes.toString('utf8'));
  if (format !== 'twofold-certificate' || typeof station !== 'string' || typeof batch !== 'string') return null;
  const { signed } = await readSigned(path, known, false);
  const digest = createHash('sha256').update(bytes).digest('hex');
  return { path, name: basename(path), signed, station, batch, digest };
}

function parsed(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) as Readonly<Record<string, unknown>> | null) ?? {};
  } catch {
    return {};
  }
}
