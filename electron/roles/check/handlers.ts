/**
 * The calls of Check's contract, each answered by the table. Nothing is decided here, and nothing is of the platform: the
 * owner's page is served by the same.
 */
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { keyView } from '../../../core/stations/check/view.ts';
import { textsIn } from '../../../core/stations/check/text.ts';
import type { CheckHandlers } from './contract.ts';
import type { CommonHandlers } from '../../bridge/common.ts';
import type { scannerCalls } from '../../bridge/devices.ts';
import type { PublicIdentity } from '../../../core/peers/identity.ts';
import type { CheckTable } from '../../../core/stations/check/table.ts';
import type { LoadedProof } from '../../../core/peers/signed-proof.ts';
import type { ReadPicture } from '../../../core/stations/check/picture-failure.ts';

const fail = failIn('check');

type Own = Omit<CheckHandlers, keyof CommonHandlers | keyof typeof scannerCalls | 'station'>;

/** @typeParam F how a file that a person chose is named: by its path, or as a page in a browser gets it. */
export interface CheckParts<F> {
  readonly table: CheckTable;
  readonly readPicture: ReadPicture;
  readonly readProof: (file: F) => Promise<Result<LoadedProof>>;
  readonly readMaker: (file: F) => Promise<Result<PublicIdentity>>;
  readonly readRecalls: (file: F) => Promise<Result<string>>;
  /** Asks the person for a file; `null` if they changed their mind. */
  readonly ask: (what: 'proof' | 'maker' | 'recalls', extensions: readonly string[]) => Promise<F | null>;
}

export function createCheckHandlers<F>({
  table,
  readPicture,
  readProof,
  readMaker,
  readRecalls,
  ask,
}: CheckParts<F>): Own {
  return {
    put: async ({ text }) => ({ taken: textsIn(text).map((one) => table.put(one)), table: table.view }),

    async putPicture({ width, height, values }) {
      const read = await readPicture({
        width,
        height,
        values: new Uint8ClampedArray(values.buffer, values.byteOffset, values.length),
      });
      return read.ok ? ok({ taken: read.value.map((text) => table.put(text)), table: table.view }) : read;
    },

    async takeAway({ place }) {
      table.takeAway(place);
      return table.view;
    },

    async openProof() {
      const file = await ask('proof', ['jsonl']);
      if (file === null) return ok(null);
      const proof = await readProof(file);
      if (!proof.ok) return proof;
      table.putProof(proof.value);
      return ok(table.view);
    },

    async openMaker() {
      const file = await ask('maker', ['txt']);
      if (file === null) return ok(null);
      const identity = await readMaker(file);
      if (!identity.ok) return identity;
      if (identity.value.role !== 'bench') {
        return fail(
          'wrong-role',
          "This is the identity of another station. Proof files are signed by the maker's Bench.",
        );
      }
      table.setMaker(identity.value);
      return ok(table.view);
    },

    async openRecalls() {
      const file = await ask('recalls', ['txt']);
      if (file === null) return ok(null);
      const text = await readRecalls(file);
      if (!text.ok) return text;
      const read = table.readRecalls(text.value);
      return read.ok ? ok(table.view) : read;
    },

    async check({ passphrase }) {
      await table.check(passphrase);
      return table.view;
    },

    async revealKeys() {
      const keys = table.reveal();
      return keys.ok ? ok(keys.value.map(keyView)) : keys;
    },

    async hideKeys() {
      table.hide();
      return table.view;
    },

    async clearTable() {
      table.clear();
      return table.view;
    },
  };
}
