/**
 * A commissioned station's own file, `station.keys`: its public identity, and its secret keys sealed under a wrapping key
 * (XChaCha20-Poly1305 with the identity as associated data), which each slot opens: that of the passphrase, and those of
 * its people. Format version 2: one line of canonical JSON, with a checksum so that damage is not taken for a wrong
 * passphrase. In version 1, which is still opened, the keys lay under the passphrase itself.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { hex } from '../../core/base/hex.ts';
import { parseJson } from '../../core/base/json.ts';
import { canonical, type Json } from '../../core/base/canonical.ts';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import { readIdentity, type PublicIdentity } from '../../core/peers/identity.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { ownRoom, Secret, wipe } from '../../core/base/secret.ts';
import { verifySignature } from './ed25519.ts';
import { PersonSlot, type OpenedPerson } from './person-slot.ts';
import {
  COST,
  KEY,
  makeOwnPart,
  NONCE,
  openOwnPart,
  OwnPart,
  SALT,
  TAG,
  unwrapKey,
  WrappedKey,
  wrapTo,
  type OpenedSlot,
} from './slot.ts';

/** What opens with a station. */
export interface StationSecrets extends Disposable {
  /** Ed25519 seed. */
  readonly signing: Secret;
  /** X25519 private key. */
  readonly sealing: Secret;
  /** Seals the keys of batches. */
  readonly vault: Secret;
}

const FORMAT = 'twofold-station';
const Sealed = hex(NONCE + 3 * KEY + TAG);

const Old = v.strictObject({
  format: v.literal(FORMAT),
  identity: v.string(),
  salt: hex(SALT),
  sealed: Sealed,
  sum: hex(32),
  version: v.literal(1),
});

const Content = v.strictObject({
  format: v.literal(FORMAT),
  identity: v.string(),
  passphrase: v.strictObject({ own: OwnPart, wrapped: WrappedKey }),
  people: v.array(v.strictObject({ ...PersonSlot.entries, wrapped: WrappedKey })),
  sealed: Sealed,
  sum: hex(32),
  version: v.literal(2),
});

/** The slots of a station, without what is wrapped to them: that is made anew each time the file is written. */
export interface Slots {
  readonly passphrase: OwnPart;
  readonly people: readonly PersonSlot[];
}

export interface StationFile {
  readonly identity: PublicIdentity;
  /** Null of a file of version 1, which has nothing but its passphrase. */
  readonly slots: Slots | null;
  /** What each slot opens, by the id of the badge; the passphrase's by the empty name. */
  readonly wrapped: ReadonlyMap<string, string>;
  readonly salt: Uint8Array;
  readonly sealed: Uint8Array;
}

/** More people than any station has. */
export const MOST_STATION_BYTES = 1 << 20;

/** Draws a new station's three keys. */
export function makeSecrets(random: Random): StationSecrets {
  const draw = (): Secret => {
    const drawn = random.bytes(KEY);
    const secret = Secret.copyOf(drawn);
    wipe(drawn);
    return secret;
  };
  return disposable(draw(), draw(), draw());
}

/** The slot of a passphrase, which is the caller's to wipe. */
export const passphraseSlot = (
  passphrase: Secret,
  ports: { readonly derivation: KeyDerivation; readonly random: Random },
): Promise<OwnPart> => makeOwnPart('', passphrase, new Uint8Array(0), ports);

/** The bytes of a new station's file. The passphrase is the caller's to wipe. */
export async function writeStationFile(
  identity: PublicIdentity,
  secrets: StationSecrets,
  passphrase: Secret,
  derivation: KeyDerivation,
  random: Random,
): Promise<Uint8Array> {
  const slot = await passphraseSlot(passphrase, { derivation, random });
  return writeSlots(identity, secrets, { passphrase: slot, people: [] }, random);
}

/** The file's bytes with these slots, all of it under a new wrapping key: what an older file opens opens nothing of it. */
export function writeSlots(
  identity: PublicIdentity,
  secrets: StationSecrets,
  slots: Slots,
  random: Random,
): Uint8Array {
  using wrapping = new Secret(random.bytes(KEY));
  const nonce = random.bytes(NONCE);
  const plain = ownRoom(3 * KEY);
  for (const [i, secret] of [secrets.signing, secrets.sealing, secrets.vault].entries()) {
    secret.use((bytes) => plain.set(bytes, i * KEY));
  }
  const box = ownRoom(plain.length + TAG);
  wrapping.use((k) => xchacha20poly1305(k, nonce, associated(2, identity)).encrypt(plain, box));
  wipe(plain);
  const content = {
    format: FORMAT,
    identity: identity.text,
    passphrase: { own: slots.passphrase, wrapped: wrapTo(slots.passphrase.share, wrapping) },
    people: slots.people.map((slot) => ({ ...slot, wrapped: wrapTo(slot.own.share, wrapping) })),
    sealed: bytesToHex(concat(nonce, box)),
    version: 2,
  } as const;
  return new TextEncoder().encode(`${canonical({ ...content, sum: sumOf(content) })}\n`);
}

/** `null` unless it is, to the byte, what {@link writeSlots} wrote, or a version before. Needs no passphrase. */
export function readStationFile(text: string): StationFile | null {
  const parsed = v.safeParse(v.variant('version', [Old, Content]), parseJson(text));
  if (!parsed.success || `${canonical(parsed.output)}\n` !== text) return null;
  const { sum, ...content } = parsed.output;
  const identity = readIdentity(content.identity, verifySignature);
  if (!identity.ok || sum !== sumOf(content)) return null;
  const sealed = hexToBytes(content.sealed);
  if (content.version === 1) {
    return { identity: identity.value, slots: null, wrapped: new Map(), salt: hexToBytes(content.salt), sealed };
  }
  const { passphrase, people } = content;
  return {
    identity: identity.value,
    slots: { passphrase: passphrase.own, people: people.map(({ wrapped: _, ...slot }) => slot) },
    wrapped: new Map([['', passphrase.wrapped], ...people.map(({ badge, wrapped }) => [badge, wrapped] as const)]),
    salt: new Uint8Array(0),
    sealed,
  };
}

/** The station's keys by its passphrase, or `null` for a wrong one. */
export async function openStationFile(
  file: StationFile,
  passphrase: Secret,
  derivation: KeyDerivation,
): Promise<StationSecrets | null> {
  if (file.slots === null) {
    const password = await passphrase.use((bytes) => derivation.derive({ password: bytes, salt: file.salt, ...COST }));
    using key = new Secret(password);
    return unsealed(file, 1, key);
  }
  using slot = await openOwnPart('', file.slots.passphrase, passphrase, derivation);
  return slot === null ? null : opened(file, '', slot);
}

/** The station's keys by somebody's opened slot; `null` if the file was not written for it. */
export const openByPerson = (file: StationFile, { slot, opened: own }: OpenedPerson): StationSecrets | null =>
  opened(file, slot.badge, own);

function opened(file: StationFile, name: string, slot: OpenedSlot): StationSecrets | null {
  const wrapped = file.wrapped.get(name);
  using wrapping = wrapped === undefined ? null : unwrapKey(wrapped, slot);
  return wrapping === null ? null : unsealed(file, 2, wrapping);
}

function unsealed({ identity, sealed }: StationFile, version: 1 | 2, key: Secret): StationSecrets | null {
  const plain = ownRoom(3 * KEY);
  const nonce = sealed.subarray(0, NONCE);
  // noble says "wrong key" by throwing; here that is an answer.
  try {
    key.use((k) => xchacha20poly1305(k, nonce, associated(version, identity)).decrypt(sealed.subarray(NONCE), plain));
  } catch {
    return null;
  }
  const part = (i: number): Secret => Secret.copyOf(plain.subarray(i * KEY, (i + 1) * KEY));
  const secrets = disposable(part(0), part(1), part(2));
  wipe(plain);
  return secrets;
}

/** Keys sealed for one identity open for no other: neither role nor name nor key can be exchanged under them. */
const associated = (version: 1 | 2, { text }: PublicIdentity): Uint8Array => asciiBytes(`${FORMAT}|${version}|${text}`);

const sumOf = (content: Json): string => bytesToHex(sha256(new TextEncoder().encode(canonical(content))));

function disposable(signing: Secret, sealing: Secret, vault: Secret): StationSecrets {
  return {
    signing,
    sealing,
    vault,
    [Symbol.dispose]() {
      for (const secret of [signing, sealing, vault]) secret.wipe();
    },
  };
}

/** With this slot, in place of one of the same badge. */
export const withSlot = (slots: Slots, slot: PersonSlot): Slots => ({
  ...slots,
  people: [...slots.people.filter(({ badge }) => badge !== slot.badge), slot],
});

/** Whether this is the only supervisor who has a slot: waits, but is never locked out. */
export const isOnlySupervisor = (slots: Slots, { person, supervisor }: PersonSlot): boolean =>
  supervisor && slots.people.every((one) => !one.supervisor || one.person === person);
