import { describe, expect, test } from 'vitest';
import { must } from '../../../core/base/result.ts';
import { isCard, matchUnits } from '../../../core/transfer/match.ts';
import { createTransferReader } from '../../../core/transfer/reader.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { TransferKind, UncheckedUnits } from '../../../core/transfer/kinds.ts';
import type { Transfer } from '../../../core/transfer/transfer.ts';
import type { Heading } from '../../../core/transfer/writer.ts';
import { bytesOf, goodReturns, goodUnits, textOf } from '../../fakes/transfers.ts';

const UNITS = goodUnits(9);

function transfer<K extends TransferKind>(
  kind: K,
  units: readonly UncheckedUnits[K][],
  heading: Partial<Heading> = {},
): Transfer<K> {
  const reader = createTransferReader(kind, `stick.${kind}.jsonl`);
  must(reader.push(bytesOf(textOf(kind, units, heading))));
  return must(reader.end()) as Transfer<K>;
}

const vault = transfer('vault', UNITS.vault);

describe('matching', () => {
  test('puts each passphrase to its serial, in the order of the vault, whatever the order of the return', () => {
    const matched = must(matchUnits(vault, transfer('return', [...UNITS.return].reverse()))).filter(isCard);
    expect(matched.map(({ serial, sticker }) => `${serial} ${sticker}`)).toEqual(
      goodReturns(9).map(({ serial, sticker }) => `${serial} ${sticker}`),
    );
    expect(matched.map((unit) => unit.passphrase)).toEqual(vault.units.map((unit) => unit.passphrase));
  });

  test('gives a withdrawn unit its place, and no passphrase', () => {
    const [first, second, ...rest] = UNITS.return;
    const withdrawn = { serial: second?.serial as Serial, withdrawn: true as const };
    const returned = transfer('return', [...rest, withdrawn, ...(first === undefined ? [] : [first])]);
    const matched = must(matchUnits(vault, returned));
    expect(matched.map(({ serial }) => serial)).toEqual(UNITS.return.map(({ serial }) => serial));
    expect(matched.map(isCard)).toEqual(UNITS.return.map((_, i) => i !== 1));
    expect(matched[1]).toEqual(withdrawn);
  });

  test('names the units each side lacks, the first few of them', () => {
    expect(matchUnits(vault, transfer('return', UNITS.return.slice(0, 8)))).toMatchObject({
      ok: false,
      error: {
        kind: 'units-differ',
        message:
          'stick.return.jsonl lacks 1 unit (CARD-0009). Nothing was opened: ask Origin and Press which is right.',
        facts: { missing: 1, surplus: 0 },
      },
    });
    const both = matchUnits(transfer('vault', UNITS.vault.slice(6)), transfer('return', UNITS.return.slice(0, 8)));
    expect(both).toMatchObject({
      ok: false,
      error: {
        message:
          'stick.return.jsonl lacks 1 unit (CARD-0009); stick.vault.jsonl lacks 6 units ' +
          '(CARD-0001, CARD-0002, CARD-0003, CARD-0004, CARD-0005 and 1 more). ' +
          'Nothing was opened: ask Origin and Press which is right.',
      },
    });
  });

  test.each<[Partial<Heading>, string]>([
    [{ batch: 'BATCH-8' }, 'stick.vault.jsonl is of batch BATCH-7 and stick.return.jsonl is of batch BATCH-8'],
    [{ mode: 'production' }, 'is for training and stick.return.jsonl is for production'],
    [{ to: 'Bench B' }, 'is for Bench A and stick.return.jsonl is for Bench B'],
  ])('two transfers that differ by %j are not of one batch', (heading, says) => {
    const result = matchUnits(vault, transfer('return', UNITS.return, heading));
    expect(result).toMatchObject({ ok: false, error: { kind: 'batches-differ' } });
    expect(result.ok ? '' : result.error.message).toContain(says);
  });
});
