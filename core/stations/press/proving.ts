/**
 * Scanning a sticker back. A unit is proven when both its layers were read from the paper: the EPK can be opened by
 * whoever knows the passphrase and is the one of the confirmation code, and the address is the one it gives.
 */
import { bytesToHex } from '@noble/hashes/utils.js';
import { readEncryptedKey, type ConfirmationCode, type EncryptedKey } from '../../bip38/layout.ts';
import { prove } from '../../bip38/prove.ts';
import { addressFor, type Coin } from '../../coins/coins.ts';
import type { KeyDerivation } from '../../base/ports.ts';
import { never, ok, type Result } from '../../base/result.ts';
import type { SerialCarrier } from '../../sticker/layout.ts';
import type { PressScan } from './press-code.ts';
import { type KeyedFacts, pressLife, type PressUnit } from '../../life/press-life.ts';
import type { Codes, PressRecords } from './ports.ts';
import { pressBecause, type PressReason } from './reasons.ts';

/** What of a sticker was read so far. */
export interface Sighting {
  readonly serial: string;
  /** All that its upper layer says. */
  readonly upper: boolean;
  readonly lower: boolean;
  /** Of an upper layer with two codes: which of them. */
  readonly half: 'address' | 'serial' | null;
}

export interface ProvingPorts extends PressRecords {
  readonly batch: string;
  readonly coin: Coin;
  readonly codes: Codes;
  readonly derivation: KeyDerivation;
  /** How the stickers say their serial; `null` where that is not known: then what is scanned counts. */
  readonly carrier: SerialCarrier | null;
}

/** What a scan adds to what was seen; `seen` is null while no sticker is in hand. Changes nothing itself. */
export async function look(
  scan: PressScan,
  seen: Sighting | null,
  ports: ProvingPorts,
): Promise<Result<Sighting, PressReason>> {
  switch (scan.what) {
    case 'address':
      return lookUpper(scan, seen, ports);
    case 'serial':
      return lookSerial(scan.serial, seen, ports);
    case 'key':
      return lookLower(scan.key, seen, ports);
    case 'secret':
      return refuse('secret-refused', { what: scan.name });
    case 'other':
      return refuse('not-a-sticker', { what: scan.name });
    case 'unreadable':
      return refuse('unreadable');
    case 'damaged':
      return refuse(scan.reason);
    default:
      return never(scan);
  }
}

const refuse = (kind: PressReason, facts: Parameters<typeof pressBecause>[1] = {}) => ({
  ok: false as const,
  error: pressBecause(kind, facts),
});

/** The address; or, in a link, the address and whose it is. */
function lookUpper(
  { address, serial }: Extract<PressScan, { what: 'address' }>,
  seen: Sighting | null,
  ports: ProvingPorts,
): Result<Sighting, PressReason> {
  const unit = ports.book.unitByAddress(address);
  if (unit === null) return refuse('unknown-address');
  if (serial !== null && ports.book.unit(serial) === null) return refuse('unknown-address');
  const named = seen?.serial ?? serial;
  if (named !== null && unit.serial !== named) {
    return refuse('other-unit-address', { serial: named, other: unit.serial });
  }
  if (serial !== null && serial !== unit.serial) return refuse('other-unit-address', { serial, other: unit.serial });
  // The sticker was printed with a link: an address by itself is read from something else.
  if (ports.carrier === 'link' && serial === null)
    return refuse('not-a-sticker', { what: 'an address without its serial' });
  const whole = ports.carrier !== 'two' || seen?.half === 'serial';
  return half(unit, seen, whole ? null : 'address', ports);
}

/** The serial in a code of its own, where stickers have one. */
function lookSerial(serial: string, seen: Sighting | null, ports: ProvingPorts): Result<Sighting, PressReason> {
  const unit = ports.book.unit(serial);
  // What is no serial of ours may be a passphrase that has the form of one: it is not repeated.
  if (ports.carrier !== 'two' || unit === null) return refuse('not-a-sticker', { what: 'a serial number' });
  if (seen !== null && serial !== seen.serial)
    return refuse('other-unit-address', { serial: seen.serial, other: serial });
  return half(unit, seen, seen?.half === 'address' || seen?.upper === true ? null : 'serial', ports);
}

/** @param only the one code of the upper layer that was read; `null`: all of it. */
function half(
  unit: PressUnit,
  seen: Sighting | null,
  only: Sighting['half'],
  ports: ProvingPorts,
): Result<Sighting, PressReason> {
  const awaited = awaitedFacts(unit, ports);
  if (!awaited.ok) return awaited;
  const upper = only === null || seen?.upper === true;
  return ok({ serial: unit.serial, upper, lower: seen?.lower ?? false, half: upper ? null : only });
}

async function lookLower(
  key: EncryptedKey,
  seen: Sighting | null,
  ports: ProvingPorts,
): Promise<Result<Sighting, PressReason>> {
  const fields = readEncryptedKey(key);
  if (!fields.ecMultiplied) return refuse('not-ours');
  const unit = ports.book.unitByOwner(bytesToHex(fields.entropy.bytes));
  if (unit === null) return refuse('unknown-key');
  const { serial } = unit;
  if (seen !== null && serial !== seen.serial) return refuse('other-unit-key', { serial: seen.serial, other: serial });
  const awaited = awaitedFacts(unit, ports);
  if (!awaited.ok) return awaited;
  const { address, publicKey, confirmation } = awaited.value;
  const { codes, coin, derivation } = ports;
  const proven = await prove(key, codes.code(serial), confirmation as ConfirmationCode, derivation, {
    priority: 'scan',
  });
  if (!proven.ok) return refuse(proven.error.kind === 'damaged-key' ? 'damaged-key' : 'key-mismatch', { serial });
  const found = proven.value.publicKey;
  if (bytesToHex(found) !== publicKey || addressFor(coin, found) !== address) return refuse('key-mismatch', { serial });
  return ok({ serial, upper: seen?.upper ?? false, lower: true, half: seen?.half ?? null });
}

/** The unit's facts, if a sticker of it waits to be proven. */
function awaitedFacts(unit: PressUnit, { batch }: ProvingPorts): Result<KeyedFacts, PressReason> {
  const { serial, state } = unit;
  if (unit.batch !== batch) return refuse('other-batch', { serial, other: unit.batch, batch });
  if (unit.keyed !== null && pressLife.may(unit, 'unit-proven')) return ok(unit.keyed);
  if (state === 'applied') return refuse('already-applied', { serial });
  return refuse(state === 'proven' || state === 'returned' ? 'already-proven' : 'not-printed', { serial, state });
}
