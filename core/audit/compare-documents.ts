/** Who a station is, by its own record, by its file and by those who vouch for it; and certificates of destruction. */
import { bytesToHex } from '@noble/hashes/utils.js';
import { readIdentity, signingKeyOf, type PublicIdentity } from '../peers/identity.ts';
import type { VerifySignature } from '../peers/minisign.ts';
import type { Comparing } from './set.ts';

export function compareIdentities({ set, stations, say, looked }: Comparing, verify: VerifySignature): void {
  for (const { path, identity } of set.identities) if (identity === null) say('identity-bad', path, null);
  const files = set.identities.flatMap(({ identity }) => identity ?? []);
  const pinned = stations.flatMap(({ name, facts }) =>
    facts.courier.pinned.flatMap(({ record, identity: text }) => {
      const read = readIdentity(text, verify);
      if (!read.ok) say('identity-bad', name, record);
      return read.ok ? [{ by: name, record, identity: read.value }] : [];
    }),
  );
  for (const { name, facts, identity } of stations) {
    looked('identities');
    if (facts.identity === null) {
      say('no-identity', name, null, { mode: facts.mode ?? '' });
      continue;
    }
    if (identity === null) {
      say('identity-bad', name, null);
      continue;
    }
    if (bytesToHex(signingKeyOf(identity)) !== facts.publicKey) say('identity-of-other-key', name, null);
    const vouched = [...files, ...pinned.map((pin) => pin.identity)];
    if (!vouched.some(({ fingerprint }) => fingerprint === identity.fingerprint)) say('identity-unvouched', name, null);
    const other = vouched.find((one) => isNamesake(one, identity));
    if (other !== undefined) say('identity-differs', name, null, { other: other.fingerprint.slice(0, 16) });
  }
}

/** Of the same name and role, and not the same station. */
const isNamesake = (a: PublicIdentity, b: PublicIdentity): boolean =>
  a.name === b.name && a.role === b.role && a.fingerprint !== b.fingerprint;

export function compareCertificates({ set, stations, say, looked }: Comparing): void {
  for (const { name, facts } of stations) {
    for (const { batch, record, certificate } of facts.press) {
      if (certificate === null) continue;
      const of = set.certificates.filter((one) => one.station === name && one.batch === batch);
      if (of.length === 0) say('certificate-missing', name, record, { batch });
      for (const found of of) {
        looked('documents');
        if (found.digest !== certificate) say('certificate-differs', name, record, { batch, file: found.name });
      }
    }
  }
  for (const { name, signed, batch } of set.certificates) {
    if (signed === 'forged') say('certificate-forged', name, null, { batch });
    else if (signed !== 'good') say('document-unsigned', name, null, { batch });
  }
}
