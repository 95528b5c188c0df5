import { expect, test } from 'vitest';
import { TRANSFER_KINDS, TRANSFERS, type TransferKind, type UncheckedUnits } from '../../../core/transfer/kinds.ts';
import { goodUnits } from '../../fakes/transfers.ts';

const UNITS = goodUnits(2);

/** The courier writes in pieces of this size, and cuts no line (electron/courier/dispatch.ts). */
const PIECE = 64 << 10;

/** What SECURITY.md promises of the way a thing takes; a new kind has to be written here too. */
test('each kind has its way, and of all that travels a vault and a handover alone hold secrets', () => {
  const ways = TRANSFER_KINDS.map((kind) => {
    const { from, to, sealed, secret } = TRANSFERS[kind];
    return `${kind}: ${from} to ${to}${sealed ? ', sealed' : ''}${secret === null ? '' : ', secret'}`;
  });
  expect(ways).toEqual([
    'order: origin to press',
    'vault: origin to bench, sealed, secret',
    'supplied: origin to bench',
    'return: press to bench',
    'vault-receipt: bench to origin',
    'return-receipt: bench to press',
    'handover: bench to bench, sealed, secret',
    'closing: bench to origin',
    'shipment: press to bench',
    'people: any to any',
    'proof: bench to public',
  ]);
});

test.each(TRANSFER_KINDS)('a %s that holds a secret is sealed, and addressed to one station', (kind) => {
  const { secret, sealed, to } = TRANSFERS[kind];
  expect(secret === null || (sealed && to !== 'public')).toBe(true);
});

test.each(TRANSFER_KINDS)('a unit of a %s is written within its line, and reads back as it was', (kind) => {
  const say = <K extends TransferKind>(of: K, units: readonly UncheckedUnits[K][]) =>
    units.map((unit) => {
      const { form, line: longest } = TRANSFERS[of];
      const line = form.write(unit);
      expect(line.length).toBeLessThanOrEqual(Math.min(longest, PIECE));
      const parsed = form.parse(line.subarray(0, -1), `a ${of} file`);
      return parsed.ok ? Buffer.from(form.write(parsed.value)).equals(line) : parsed.trouble;
    });
  expect(say<TransferKind>(kind, UNITS[kind])).toEqual([true, true]);
});

test('a unit that knows more than its transfer may say does not say it', () => {
  const [unit] = UNITS.order;
  if (unit === undefined) throw new Error('no unit');
  const knowing = { ...unit, passphrase: '7Q2K-M9XV-4HTR-D0WB-3NYE' };
  expect(Buffer.from(TRANSFERS.order.form.write(knowing))).toEqual(Buffer.from(TRANSFERS.order.form.write(unit)));
});

test('every kind names a serial, of packages a seal, or of people an id, as what two units never share', () => {
  for (const kind of TRANSFER_KINDS) {
    const named = kind === 'people' ? 'id' : kind === 'shipment' ? 'seal' : 'serial';
    expect(TRANSFERS[kind].unique.map(({ what }) => what)).toContain(named);
  }
});
