/** The calls of Check's contract, each answered by the table. Nothing is decided here. */
import type { Ask } from '../served.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { keyView } from '../../../core/stations/check/view.ts';
import { textsIn } from '../../../core/stations/check/text.ts';
import type { CheckHandlers } from './contract.ts';
import type { CommonHandlers } from '../../bridge/common.ts';
import type { CheckTable } from '../../../core/stations/check/table.ts';
import type { LoadedProof } from '../../../core/peers/signed-proof.ts';
import { examineIdentity } from '../../station/peers.ts';
import type { ReadPicture } from './picture.ts';

const fail = failIn('check');

type Own = Omit<CheckHandlers, keyof CommonHandlers | 'station'>;

export interface CheckParts {
  readonly table: CheckTable;
  readonly readPicture: ReadPicture;
  readonly readProof: (path: string) => Promise<Result<LoadedProof>>;
  /** Asks the person for a file; `null` if they changed their mind. */
  readonly ask: Ask['file'];
}

export function createCheckHandlers({ table, readPicture, readProof, ask }: CheckParts): Own {
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
      const path = await ask('proof', ['jsonl']);
      if (path === null) return ok(null);
      const proof = await readProof(path);
      if (!proof.ok) return proof;
      table.putProof(proof.value);
      return ok(table.view);
    },

    async openMaker() {
      const path = await ask('maker', ['txt']);
      if (path === null) return ok(null);
      const identity = await examineIdentity(path);
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
