import { describe, expect, test } from 'vitest';
import { readConfirmationCode, writeConfirmationCode, type ConfirmationCode } from '../../../core/bip38/layout.ts';
import type { Result } from '../../../core/base/result.ts';
import { must } from '../../../core/base/result.ts';
import { makePassphrase } from '../../../core/card/passphrase.ts';
import { checkTransfer } from '../../../core/transfer/check.ts';
import { TRANSFER_KINDS, type TransferKind, type UncheckedUnits } from '../../../core/transfer/kinds.ts';
import type { Transfer, UncheckedTransfer } from '../../../core/transfer/transfer.ts';
import type { PrintedUnit } from '../../../core/transfer/units.ts';
import { platformRandom } from '../../fakes/streams.ts';
import { goodUnits, HEADING, returnUnit, serialOf } from '../../fakes/transfers.ts';

const UNITS = goodUnits(3);

function unchecked<K extends TransferKind>(kind: K, units: UncheckedUnits[K][]): UncheckedTransfer<K> {
  const manifest = {
    ...HEADING,
    count: units.length,
    format: 'twofold-transfer',
    kind,
    mode: 'training',
    version: 2,
  } as const;
  return { kind, file: 'stick.jsonl', manifest, units, digest: '' };
}

/** Drives the check to its end; also what it reported on the way. */
function check<K extends TransferKind>(kind: K, units: UncheckedUnits[K][]) {
  const steps: number[] = [];
  const run = checkTransfer(unchecked(kind, units));
  let next = run.next();
  for (; !next.done; next = run.next()) steps.push(next.value);
  return { steps, result: next.value as Result<Transfer<K>> };
}

const message = <K extends TransferKind>(kind: K, units: UncheckedUnits[K][]): string => {
  const { result } = check(kind, units);
  return result.ok ? 'good' : `${result.error.kind}: ${result.error.message}`;
};

/** The second unit of three, changed. */
const second = <K extends TransferKind>(kind: K, change: Partial<UncheckedUnits[K]>): UncheckedUnits[K][] =>
  UNITS[kind].map((unit, i) => (i === 1 ? { ...unit, ...change } : unit)) as UncheckedUnits[K][];

const typo = (text: string): string => text.slice(0, -1) + (text.endsWith('1') ? '2' : '1');

test.each(TRANSFER_KINDS)('a good %s passes, unit by unit', (kind) => {
  const { steps, result } = check<TransferKind>(kind, UNITS[kind]);
  expect(steps).toEqual([1, 2, 3]);
  expect(must(result).units).toBe(UNITS[kind]);
});

describe('a return', () => {
  const [, own] = UNITS.return as [unknown, PrintedUnit];
  const other = returnUnit(99);

  test('says of a withdrawn unit nothing but that', () => {
    const { result } = check('return', [own, { serial: serialOf(7), withdrawn: true }]);
    expect(result.ok).toBe(true);
  });

  test.each<[string, Partial<PrintedUnit>, string]>([
    ['another key', { publicKey: other.publicKey }, 'its BTC address does not belong to its public key'],
    ['a key that is no point', { publicKey: `02${'f'.repeat(64)}` }, 'its public key is no point of the curve'],
    ['no address for its sticker', { deposit: 'ETH', addresses: { BTC: own.addresses.BTC ?? '' } }, 'no ETH address'],
    ['another address', { addresses: { ...own.addresses, ETH: other.addresses.ETH ?? '' } }, 'its ETH address'],
    [
      'an address in other letters',
      { addresses: { ETH: (own.addresses.ETH ?? '').toLowerCase() } },
      'its ETH address does not belong',
    ],
    ['a damaged confirmation code', { confirmation: typo(own.confirmation) }, 'its confirmation code is damaged'],
    ['the confirmation code of another', { confirmation: other.confirmation }, 'belongs to another key'],
  ])('with %s is refused by its row and serial', (_, change, says) => {
    const said = message('return', second('return', change));
    expect(said).toContain('wrong-unit: stick.jsonl, line 3 (CARD-0002): ');
    expect(said).toContain(says);
  });

  test('whose code is for an uncompressed key is refused', () => {
    const fields = readConfirmationCode(own.confirmation as ConfirmationCode);
    const confirmation = writeConfirmationCode({ ...fields, compressed: false });
    expect(message('return', second('return', { confirmation }))).toContain('belongs to another key');
  });

  test('two of whose units come from one intermediate code is refused with both rows', () => {
    const first = readConfirmationCode(returnUnit(1).confirmation as ConfirmationCode);
    const fields = readConfirmationCode(own.confirmation as ConfirmationCode);
    const confirmation = writeConfirmationCode({ ...fields, entropy: first.entropy });
    expect(message('return', second('return', { confirmation }))).toContain(
      'line 3 (CARD-0002): it comes from the same intermediate code as line 2.',
    );
  });
});

test('an order with a damaged code is refused', () => {
  const code = typo(UNITS.order[1]?.code ?? '');
  expect(message('order', second('order', { code }))).toContain('line 3 (CARD-0002): its intermediate code is damaged');
});

describe('a proof', () => {
  test.each([
    ['a damaged address', { address: typo(UNITS.proof[1]?.address ?? '') }, 'its address is damaged'],
    ['the address of another', { address: returnUnit(99).addresses.BTC ?? '' }, 'belongs to another key'],
    ['a damaged code', { confirmation: typo(UNITS.proof[1]?.confirmation ?? '') }, 'code is damaged'],
  ])('with %s is refused', (_, change, says) => {
    expect(message('proof', second('proof', change))).toContain(says);
  });

  test('may show an address the confirmation code does not hash', () => {
    expect(message('proof', second('proof', { address: returnUnit(2).addresses.ETH ?? '' }))).toBe('good');
  });
});

test('a vault whose passphrases are of different shapes is refused', () => {
  const passphrase = makePassphrase(platformRandom, { alphabet: 'legible', groups: 6, size: 4 });
  expect(message('vault', second('vault', { serial: serialOf(2), passphrase }))).toContain(
    'line 3 (CARD-0002): its passphrase has 6 groups of 4 symbols and the first of this file 5 groups of 4.',
  );
});
