import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { asciiBytes } from '../base/digest.ts';
import { failIn, ok, type Failed, type Result } from '../base/result.ts';
import { createLines } from './byte-lines.ts';
import { createDuplicates } from './duplicates.ts';
import { openName, senderOf, transferName, TRANSFERS, type TransferKind, type UncheckedUnits } from './kinds.ts';
import { MANIFEST_LINE, parseManifest, type Manifest } from './manifest.ts';
import { discard, type UncheckedTransfer } from './transfer.ts';
import { cutShort, lineTrouble, duplicateTrouble, type TransferFailure, type Trouble } from './trouble.ts';

const fail = failIn('transfer');

export interface TransferReader<K extends TransferKind> extends Disposable {
  /** Takes the next bytes of the file, in pieces of any size; keeps none of them. The first refusal is final. */
  push(bytes: Uint8Array): Result<null, TransferFailure>;
  /** Says that the file ends here. Units come out only now, when all of them are in. */
  end(): Result<UncheckedTransfer<K>, TransferFailure>;
  /** Known once the first line is in. */
  readonly manifest: Manifest | null;
}

/**
 * Reads a transfer of one kind, with bounded memory and work: lines are capped before they are parsed, and reading
 * stops at the first thing that is wrong. Disposing wipes what was read, unless {@link TransferReader.end} gave it.
 *
 * @param file the file's name, for the sentences of refusals. No sentence repeats anything a unit's line holds but
 *   a serial.
 */
export function createTransferReader<K extends TransferKind>(kind: K, file: string): TransferReader<K> {
  const row = TRANSFERS[kind];
  const { line: longest, file: most } = row;
  const name = transferName(kind);
  const digest = sha256.create();
  const duplicates = createDuplicates(row);
  const lines = createLines(Math.max(longest, MANIFEST_LINE));
  const units: UncheckedUnits[K][] = [];
  let manifest: Manifest | null = null;
  let size = 0;
  let refused: Failed<TransferFailure> | null = null;
  let given = false;

  const refuse = (line: number, { kind: why, what, todo }: Trouble): Failed<TransferFailure> => {
    const remedy = todo ?? `Nothing was taken from it: ask ${senderOf(kind)} for the file again.`;
    return fail(why, `${file}, line ${line}: ${what}. ${remedy}`, { file, line });
  };

  /** Row 1 is the manifest. */
  const take = (line: Uint8Array, at: number): Failed<TransferFailure> | null => {
    if (manifest === null) {
      const parsed = parseManifest(line, kind);
      if (!parsed.ok) return refuse(at, parsed.trouble);
      manifest = parsed.value;
      digest.update(line).update(LINE_FEED);
      return null;
    }
    const announced: Manifest = manifest;
    if (units.length === announced.count) {
      return refuse(at, {
        kind: 'surplus',
        what: `there is more after the ${announced.count} units the first line announces`,
      });
    }
    if (line.length > longest) return refuse(at, lineTrouble('too-long', longest));
    const parsed = row.form.parse(line, name);
    if (!parsed.ok) return refuse(at, parsed.trouble);
    const unit = parsed.value;
    units.push(unit);
    digest.update(row.secret === null ? line : asciiBytes(openName(unit))).update(LINE_FEED);
    const duplicate = duplicates.add(unit, at);
    return duplicate === null ? null : refuse(at, duplicateTrouble(duplicate.what, duplicate.row));
  };

  return {
    get manifest() {
      return manifest;
    },

    push(bytes) {
      if (refused !== null) return refused;
      size += bytes.length;
      if (size > most) {
        refused = refuse(lines.row, { kind: 'too-large', what: `the file is larger than ${most >> 20} MiB` });
        return refused;
      }
      const stopped = lines.push(bytes, (line, at) => (refused = take(line, at)) === null);
      refused ??=
        stopped === null ? null : refuse(lines.row, lineTrouble(stopped, manifest === null ? MANIFEST_LINE : longest));
      return refused ?? ok(null);
    },

    end() {
      if (refused !== null) return refused;
      if (manifest === null || lines.unfinished || units.length < manifest.count) {
        refused = refuse(lines.row, cutShort(size, manifest?.count ?? 0, units.length, lines.unfinished));
        return refused;
      }
      const both = duplicates.secretDuplicates();
      if (both !== null) {
        refused = refuse(both.row, duplicateTrouble('passphrase', both.first));
        return refused;
      }
      given = true;
      return ok({ kind, file, manifest, units, digest: bytesToHex(digest.digest()) });
    },

    [Symbol.dispose]() {
      lines.wipe();
      if (!given) discard({ kind, units });
      refused ??= fail('truncated', `${file} is no longer being read.`);
    },
  };
}

const LINE_FEED = Uint8Array.of(0x0a);
