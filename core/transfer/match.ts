import { failIn, ok, type Result } from '../base/result.ts';
import type { Serial } from '../card/serial.ts';
import type { Transfer } from './transfer.ts';
import { benchOf } from './shares.ts';
import { isWithdrawn, type CheckedUnit, type PrintedUnit, type VaultUnit, type WithdrawnUnit } from './units.ts';

const fail = failIn('transfer');

/** One card as Bench gets it: its passphrase from Origin, everything else from Press. */
export type MatchedCard = CheckedUnit<PrintedUnit> & Pick<VaultUnit, 'passphrase'>;

/** What became of one unit of the batch. Of a withdrawn one no passphrase goes any further. */
export type MatchedUnit = MatchedCard | WithdrawnUnit;

export const isCard = (unit: MatchedUnit): unit is MatchedCard => !('withdrawn' in unit);

export type MatchFailure = 'batches-differ' | 'units-differ';

/** How many serials a sentence names before it only counts. */
const NAMED = 5;

/**
 * Puts the two transfers of a batch together by serial, in the order of the vault. Neither may have a unit that the
 * other lacks: what Press has withdrawn, its return says. Of a batch that is divided over benches the return may hold the
 * units of others as well, by the map in the vault's manifest.
 */
export function matchUnits(
  vault: Pick<Transfer<'vault'>, 'file' | 'manifest' | 'units'>,
  returned: Transfer<'return'>,
): Result<readonly MatchedUnit[], MatchFailure> {
  const differing = differingField(vault, returned);
  if (differing !== null) {
    return fail(
      'batches-differ',
      `${vault.file} is ${differing.of(vault)} and ${returned.file} is ${differing.of(returned)}: ` +
        'choose the two files of one batch.',
    );
  }
  const keyed = new Map(returned.units.map((unit) => [unit.serial, unit]));
  const matched: MatchedUnit[] = [];
  const missing: Serial[] = [];
  for (const { serial, passphrase } of vault.units) {
    const unit = keyed.get(serial);
    if (unit === undefined) missing.push(serial);
    else matched.push(isWithdrawn(unit) ? unit : { ...unit, passphrase });
    keyed.delete(serial);
  }
  const { shares } = vault.manifest;
  if (shares !== undefined)
    for (const serial of keyed.keys()) if (benchOf(shares, serial) !== null) keyed.delete(serial);
  if (missing.length === 0 && keyed.size === 0) return ok(matched);
  const parts = [
    ...(missing.length > 0 ? [`${returned.file} lacks ${name(missing)}`] : []),
    ...(keyed.size > 0 ? [`${vault.file} lacks ${name([...keyed.keys()])}`] : []),
  ];
  return fail('units-differ', `${parts.join('; ')}. Nothing was opened: ask Origin and Press which is right.`, {
    missing: missing.length,
    surplus: keyed.size,
  });
}

interface Field {
  of(transfer: Pick<Transfer, 'manifest'>): string;
}

/** What the two manifests must say alike. */
const ALIKE: readonly Field[] = [
  { of: ({ manifest }) => `of batch ${manifest.batch}` },
  { of: ({ manifest }) => `for ${manifest.mode}` },
  { of: ({ manifest }) => `for ${manifest.to}` },
];

const differingField = (vault: Pick<Transfer, 'manifest'>, returned: Pick<Transfer, 'manifest'>): Field | null =>
  ALIKE.find(({ of }) => of(vault) !== of(returned)) ?? null;

function name(serials: readonly Serial[]): string {
  const named = serials.slice(0, NAMED).join(', ');
  const units = serials.length === 1 ? 'unit' : 'units';
  const rest = serials.length - NAMED;
  return `${serials.length} ${units} (${named}${rest > 0 ? ` and ${rest} more` : ''})`;
}
