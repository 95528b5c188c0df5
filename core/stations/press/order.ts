/** Taking an order in: every code on the curve (the reader has seen to that), none ever used before, all or nothing. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { readIntermediateCode, type IntermediateCode } from '../../bip38/layout.ts';
import type { Coin } from '../../coins/coins.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { failIn, ok, type Failed, type Result } from '../../base/result.ts';
import type { CodeStore, IncomingOrder, PressRecords } from './ports.ts';

const fail = failIn('press');

export type OrderFailure = 'batch-known' | 'code-used' | 'serial-used' | 'no-coins' | 'records-lost';

/** Records a write's worth of units at once: one fdatasync for many. */
const GROUP = 500;

/** Owner entropy and the SHA-256 of the passpoint, hex: what a code is known again by. */
interface CodeMarks {
  readonly owner: string;
  readonly point: string;
}

/** The marks of so many codes, 40 bytes each: as strings in objects they would take more than the order itself. */
function createMarks(count: number) {
  const bytes = new Uint8Array(count * (OWNER + POINT));
  function at(i: number): CodeMarks {
    const from = i * (OWNER + POINT);
    const owner = bytesToHex(bytes.subarray(from, from + OWNER));
    return { owner, point: bytesToHex(bytes.subarray(from + OWNER, from + OWNER + POINT)) };
  }
  return {
    at,
    put(i: number, code: IntermediateCode): CodeMarks {
      const { entropy, passpoint } = readIntermediateCode(code);
      bytes.set(entropy.bytes, i * (OWNER + POINT));
      bytes.set(sha256(passpoint), i * (OWNER + POINT) + OWNER);
      return at(i);
    },
  };
}

const [OWNER, POINT] = [8, 32];

/** @param coins which addresses the return will hold; that of the first stands on the stickers, whatever our table says later. */
export async function takeOrder(
  { order, heard, accept }: IncomingOrder,
  coins: readonly Coin[],
  store: CodeStore,
  { journal, book }: PressRecords,
): Promise<Result<string>> {
  const { batch, from, product } = order.manifest;
  const [deposit] = coins;
  if (deposit === undefined) return fail('no-coins', 'Choose at least one coin: a card without an address is none.');
  if (book.batch(batch) !== null) {
    return fail('batch-known', `Batch ${batch} was taken before. An order is taken once.`, { batch });
  }
  if (heard < book.lostSince) {
    await journal.append([
      { kind: 'incident', reason: 'records-lost', serial: null, detail: `${order.file}, batch ${batch}` },
    ]);
    return recordsLost(order.file, from);
  }
  const marks = createMarks(order.units.length);
  for (const [i, { serial, code }] of order.units.entries()) {
    const refused = usedBefore(order.file, i + 2, serial, marks.put(i, code), book);
    if (refused !== null) {
      await journal.append([
        { kind: 'incident', reason: refused.error.kind, serial, detail: `${order.file}, batch ${batch}` },
      ]);
      return refused;
    }
  }
  const kept = await store.keep(order);
  if (!kept.ok) return kept;
  const count = order.units.length;
  const { shares } = order.manifest;
  const divided = shares === undefined ? {} : { shares };
  for (let at = 0; at < count; at += GROUP) {
    const group = order.units.slice(at, at + GROUP);
    await journal.append(
      group.map(({ serial }, i): JournalEvent => ({ kind: 'unit-ordered', batch, serial, ...marks.at(at + i) })),
    );
  }
  const taken = await accept([
    {
      kind: 'order-taken',
      batch,
      count,
      order: order.digest,
      origin: from,
      coins,
      deposit,
      ...(product === undefined ? {} : { product }),
      ...divided,
    },
  ]);
  return taken.ok ? ok(batch) : taken;
}

/** A second EPK from one code would let whoever opens the first compute the next. */
function usedBefore(
  file: string,
  line: number,
  serial: string,
  { owner, point }: { readonly owner: string; readonly point: string },
  book: PressRecords['book'],
): Failed<OrderFailure> | null {
  const where = `${file}, line ${line} (${serial})`;
  const code = book.codeSeen(owner, point);
  if (code !== null) {
    return fail(
      'code-used',
      `${where}: its intermediate code was used in batch ${code}. Nothing was taken: do not use this file, call your supervisor.`,
      { line, serial, batch: code },
    );
  }
  const known = book.serialSeen(serial);
  if (known === null) return null;
  return fail(
    'serial-used',
    `${where}: this serial was in batch ${known}. Nothing was taken: do not use this file, call your supervisor.`,
    { line, serial, batch: known },
  );
}

/** Its codes may have their keys already, and the record of it may be lost: a second key from one code is never made. */
const recordsLost = (file: string, origin: string): Failed<'records-lost'> =>
  fail(
    'records-lost',
    `Records of this station were lost, and ${file} was written before ${origin} can have known that: it may have been taken here before. Nothing was taken: carry this station's newest record to ${origin}, and plan the batch anew there.`,
    { file, origin },
  );
