/**
 * The sticker of the card in hand: its address must be the one on record, and must depend on the very bytes that are
 * to be etched. What does not fit is read a second time before anything is condemned.
 */
import type { JournalEvent } from '../../journal/event.ts';
import type { KeyDerivation } from '../../base/ports.ts';
import type { Result } from '../../base/result.ts';
import type { Secret } from '../../base/secret.ts';
import { benchLife, type BenchUnit } from '../../life/bench-life.ts';
import { because, REASONS, type ReasonKind } from './reasons.ts';
import { scannedAs } from './scanned-as.ts';
import type { Screen } from './screen.ts';
import type { Scan } from './view.ts';
import type { Verdicts } from './verdicts.ts';
import { verifiedAddresses, type PassphraseVault, type UnitLookup } from './verification.ts';

export interface StickerPorts {
  readonly units: UnitLookup;
  readonly vault: PassphraseVault;
  readonly derivation: KeyDerivation;
}

type AddressScan = Extract<Scan, { what: 'address' }>;

export interface StickerCheck {
  /** The address that was scanned on the open card `serial`: to a verdict, or to a second look. */
  take(serial: string, scan: AddressScan): Promise<void>;
  /** Another card is in hand: a first look at this one's sticker counts no more. */
  forget(): void;
}

export function createStickerCheck(
  ports: StickerPorts,
  screen: Pick<Screen, 'show' | 'refuse'>,
  verdicts: Pick<Verdicts, 'pass' | 'fail' | 'error' | 'condemned'>,
): StickerCheck {
  const { units } = ports;
  /** A sticker that is not the card's, read once: condemns nobody before it was read again. */
  let misfit: { readonly serial: string; readonly address: string } | null = null;

  function verifiable(serial: string): BenchUnit | null {
    const unit = units.unit(serial);
    return unit !== null && benchLife.may(unit, 'unit-verified') ? unit : null;
  }

  /** The pre-verification has found the card on the bench to be bad: says so, and asks for the next one. */
  async function leaveOff(serial: string, scan: Scan): Promise<void> {
    const unit = units.unit(serial);
    if (unit?.state === 'condemned') return verdicts.condemned(unit);
    const state = unit?.state ?? 'received';
    await screen.refuse(scannedAs({ state }) ?? 'not-now', scan, { serial, state }, { step: { at: 'serial' } });
  }

  /** Not this card's sticker, or not this card's that was scanned: only a second read that agrees condemns a card. */
  async function lookAgain({ serial }: BenchUnit, scan: AddressScan): Promise<void> {
    const { address } = scan;
    const agrees = misfit?.serial === serial && misfit.address === address;
    misfit = agrees ? null : { serial, address };
    if (agrees) return condemn(serial, address);
    const other = units.unitByAddress(address)?.serial ?? '';
    await screen.refuse('read-again', scan, { serial, other });
  }

  /** The sticker is not this card's. If it is another card's, that one has lost its own: both are held. */
  async function condemn(serial: string, address: string): Promise<void> {
    const other = units.unitByAddress(address);
    if (other === null) return verdicts.fail(serial, address, because('unknown-sticker', { serial }));
    const reason = because('other-card-sticker', { serial, other: other.serial });
    const elsewhere: JournalEvent = {
      kind: 'unit-condemned',
      serial: other.serial,
      reason: 'sticker-elsewhere',
      other: serial,
    };
    const also = benchLife.may(other, 'unit-condemned') ? [elsewhere] : [];
    await verdicts.fail(serial, address, reason, also, 'verification', other.serial);
  }

  /** Passphrase bytes -> addresses -> the scanned one must be among them. The same bytes then go to the laser. */
  async function verify(unit: BenchUnit, scan: AddressScan): Promise<void> {
    const { serial } = unit;
    const { address } = scan;
    const opened = ports.vault.passphrase(unit);
    if (!opened.ok) return verdicts.error(serial, address, because('vault-unreadable', { serial }));
    using bytes = opened.value;
    const derived = await derive(unit, bytes);
    if (!derived.ok) {
      const bad = REASONS[derived.error.kind].outcome === 'FAIL';
      return bad ? verdicts.fail(serial, address, derived.error) : verdicts.error(serial, address, derived.error);
    }
    const coin = derived.value.get(address);
    if (coin === undefined) return verdicts.fail(serial, address, because('address-not-derived', { serial }));
    if (verifiable(serial) === null) return leaveOff(serial, scan);
    await verdicts.pass(serial, address, coin, bytes);
  }

  /**
   * A derivation that breaks is the station's fault, never the card's. What the pre-verification found good had its lot of
   * a second opinion then.
   */
  async function derive(unit: BenchUnit, bytes: Secret): Promise<Result<ReadonlyMap<string, string>, ReasonKind>> {
    try {
      const again = unit.state === 'checked';
      return await verifiedAddresses(unit, bytes, ports.vault, ports.derivation, { priority: 'scan', again });
    } catch (error) {
      const disagreed = error instanceof Error && error.name === 'DerivationDisagreement';
      return {
        ok: false,
        error: because(disagreed ? 'derivation-disagreed' : 'derivation-failed', { serial: unit.serial }),
      };
    }
  }

  return {
    async take(serial, scan) {
      const unit = verifiable(serial);
      if (unit === null) return leaveOff(serial, scan);
      if (scan.address !== unit.address) return lookAgain(unit, scan);
      misfit = null;
      screen.show({ step: { at: 'deriving', serial }, verdict: null });
      await verify(unit, scan);
    },
    forget: () => (misfit = null),
  };
}
