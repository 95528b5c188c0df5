/** Taking in codes that customers have made: the whole file is checked first, then sealed unit by unit. */
import { failIn, ok, type Facts, type Result } from '../../../core/base/result.ts';
import { productRefOf } from '../../../core/product/product.ts';
import type { Product } from '../../../core/product/schema.ts';
import { fitsProduct } from '../../../core/product/shelf.ts';
import type { OriginBatch } from '../../../core/stations/origin/book.ts';
import { checkName } from '../../../core/stations/origin/plan.ts';
import { groupSize, recordUnits, type CodedUnit } from '../../../core/stations/origin/origin.ts';
import type { Serial } from '../../../core/card/serial.ts';
import { loadMarks } from './marks.ts';
import { findBatch, noRoom, type OriginDesk } from './desk.ts';
import { claimAll, readSuppliedCodes } from './supplied-codes.ts';

const fail = failIn('origin');

/** @param product what the cards will be, for codes that are taken in for the first time */
export async function importCodes(
  desk: OriginDesk,
  batch: string,
  path: string,
  product: Product | null,
): Promise<Result<OriginBatch>> {
  const { parts, keys, store } = desk;
  const codes = await readSuppliedCodes(path, keys.records);
  if (!codes.ok) {
    if (codes.error.kind === 'secret-in-codes') await recordSecret(parts.journal, codes.error.facts);
    return codes;
  }
  const unfit = product === null ? null : fitsProduct(product, null);
  if (unfit !== null) return unfit;
  const { units, mac } = codes.value;
  const known = parts.book.batch(batch);
  const again = known !== null && known.source.kind === 'supplied' && known.source.mac === mac;
  const refused = again ? null : checkName(batch, units.length, parts.book.batches());
  if (refused !== null) return refused;

  const marks = await loadMarks(desk, batch);
  if (!marks.ok) return marks;
  const claimed = claimAll(codes.value, marks.value, (serial) => isPlanned(desk, serial));
  if (!claimed.ok) return claimed;
  if (!again) {
    const short = await noRoom(parts, batch, units.length);
    if (short !== null) return short;
    const of = product === null ? {} : { product: productRefOf(product) };
    const taken = { batch, count: units.length, keys: keys.fingerprint, mac, ...of };
    await parts.journal.append([{ kind: 'codes-supplied', ...taken }]);
  }

  const found = findBatch(desk, batch);
  if (!found.ok || found.value.coded === found.value.count) return found;
  // What a power cut left without a record is cut off: the file is at hand, nothing is lost with it.
  const opened = await store.open(found.value, () => false);
  if (!opened.ok) return opened;
  try {
    const size = groupSize(units.length);
    for (let at = found.value.coded; at < units.length; at += size) {
      const group = units.slice(at, at + size).map(({ serial, code }, i): CodedUnit => {
        const codeMark = claimed.value[at + i] as Uint8Array;
        return { serial, code, codeMark, passphrase: null, passphraseMark: null };
      });
      const recorded = await recordUnits(batch, at, group, { units: opened.value, journal: parts.journal });
      if (!recorded.ok) return recorded;
    }
  } finally {
    await opened.value.close();
  }
  const whole = parts.book.batch(batch);
  return whole === null ? fail('unknown-batch', `There is no batch ${batch} here.`, { batch }) : ok(whole);
}

/** A key in a file that a customer sent has been seen by everyone on its way. Of the file, its line alone is kept. */
async function recordSecret(journal: OriginDesk['parts']['journal'], facts: Facts | undefined): Promise<void> {
  const detail = `a file of codes, line ${String(facts?.['line'] ?? '')}`;
  await journal.append([{ kind: 'incident', reason: 'secret-in-codes', serial: null, detail }]);
}

/** Whether a serial is one of a batch that was planned here, made already or not. */
function isPlanned(desk: OriginDesk, serial: Serial): boolean {
  return desk.parts.book.batches().some(({ source }) => {
    if (source.kind !== 'made') return false;
    const { range } = source;
    const number = desk.serialsOf(range).numberOf(serial);
    return number !== null && number >= range.start && number < range.start + range.count;
  });
}
