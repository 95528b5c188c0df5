/** The slot of a person: opened by badge and PIN, and the only place of the key that signs for them. */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { asciiBytes, concat } from '../../core/base/digest.ts';
import { hex } from '../../core/base/hex.ts';
import type { KeyDerivation, Random } from '../../core/base/ports.ts';
import { sameBytes, Secret, wipe } from '../../core/base/secret.ts';
import { PINS_KEPT } from '../../core/people/pin.ts';
import type { Credentials } from '../people/desk.ts';
import { openSigner, type Signer } from './ed25519.ts';
import { KEY, makeOwnPart, openOwnPart, OwnPart, sealOwnPart, type OpenedSlot } from './slot.ts';

/** What stands of a person in the station's file, beside what is wrapped to them. Names are shown at the gate. */
export const PersonSlot = v.strictObject({
  person: hex(8),
  name: v.pipe(v.string(), v.maxLength(120)),
  badge: hex(8),
  /** So that the gate knows the last one, whom it never locks out. */
  supervisor: v.boolean(),
  own: OwnPart,
});
export type PersonSlot = Readonly<v.InferOutput<typeof PersonSlot>>;

export interface OpenedPerson extends Disposable {
  readonly slot: PersonSlot;
  readonly opened: OpenedSlot;
  /** How many wrong PINs came before. */
  readonly wrong: number;
  /** Signs for this person. */
  readonly signer: Signer;
}

export interface SlotPorts {
  readonly derivation: KeyDerivation;
  readonly random: Random;
}

/** Of each PIN that was used here so many bytes of an HMAC under the slot's own key: known again by who opened the slot. */
const MARK = 8;

type Named = Omit<PersonSlot, 'own'>;

/** @returns the slot, the public half (hex) of the key that will sign for them, and what signs with it now */
export async function makePersonSlot(
  named: Named,
  credentials: Credentials,
  ports: SlotPorts,
): Promise<{ readonly slot: PersonSlot; readonly key: string; readonly signer: Signer }> {
  using seed = new Secret(ports.random.bytes(KEY));
  using password = passwordOf(credentials);
  const signer = openSigner(seed);
  const key = bytesToHex(signer.publicKey);
  const kept = seed.use((bytes) => concat(bytes, new Uint8Array(PINS_KEPT * MARK)));
  const first = await makeOwnPart(ownerOf(named), password, kept, ports);
  wipe(kept);
  return { slot: { ...named, own: first }, key, signer };
}

/** `null` for another badge or another PIN. */
export async function openPersonSlot(
  slot: PersonSlot,
  credentials: Credentials,
  derivation: KeyDerivation,
): Promise<OpenedPerson | null> {
  if (credentials.badge.id !== slot.badge) return null;
  using password = passwordOf(credentials);
  const opened = await openOwnPart(ownerOf(slot), slot.own, password, derivation);
  if (opened === null) return null;
  using seed = opened.kept.use((kept) => Secret.copyOf(kept.subarray(0, KEY)));
  const signer = openSigner(seed);
  const dispose = (): void => {
    opened[Symbol.dispose]();
    signer[Symbol.dispose]();
  };
  return { slot, opened, wrong: 0, signer, [Symbol.dispose]: dispose };
}

/**
 * The slot under another PIN; `null` where this is the PIN of now, or one of the last.
 *
 * @param now the PIN that opened it, which counts as used from here on
 */
export async function withNewPin(
  { slot, opened }: OpenedPerson,
  credentials: Credentials,
  now: Secret,
  ports: SlotPorts,
): Promise<PersonSlot | null> {
  const markOf = (pin: Secret): Uint8Array =>
    opened.key
      .use((key) => pin.use((bytes) => hmac(sha256, key, concat(asciiBytes('twofold|pin|1|'), bytes))))
      .subarray(0, MARK);
  const [next, last] = [markOf(credentials.pin), markOf(now)];
  const marks = opened.kept.use((kept) => new Uint8Array(kept.subarray(KEY)));
  const used = [last, ...Array.from({ length: PINS_KEPT }, (_, at) => marks.subarray(at * MARK, (at + 1) * MARK))];
  if (used.slice(0, PINS_KEPT).some((mark) => sameBytes(mark, next))) return null;
  const kept = opened.kept.use((bytes) => concat(bytes.subarray(0, KEY), ...used.slice(0, PINS_KEPT)));
  using password = passwordOf(credentials);
  const own = await sealOwnPart(ownerOf(slot), password, opened.key, kept, ports);
  wipe(kept);
  return { ...slot, own };
}

/** The badge has always the same length: no badge and PIN are another badge and PIN. */
const passwordOf = ({ badge, pin }: Credentials): Secret =>
  new Secret(badge.secret.use((secret) => pin.use((digits) => concat(secret, digits))));

/** What of a slot cannot be exchanged under its owner. The name may be corrected, the badge not. */
const ownerOf = ({ person, badge }: Named): string => `${person}|${badge}`;
