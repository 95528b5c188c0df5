/** The calls of a station's window that give up a transfer: one that came and cannot be used, or one that never left. */
import { basename } from 'node:path';
import { failIn, ok } from '../../core/base/result.ts';
import { isTurn, type TransferKind } from '../../core/transfer/kinds.ts';
import type { TransferHandlers } from '../bridge/peers.ts';
import { createCourier } from '../courier/courier.ts';
import { notCommissioned, type TrustingStation } from './examiner.ts';

const fail = failIn('transfer');

interface Chosen {
  readonly path: string;
  readonly file: string;
  readonly kind: TransferKind;
}

export function createTransferHandlers(
  station: (TrustingStation & Parameters<typeof createCourier>[0]) | null,
  ask: { file(title: string, extensions: readonly string[]): Promise<string | null> },
): TransferHandlers {
  if (station === null) {
    return {
      chooseTransfer: async () => notCommissioned(),
      setAside: async () => notCommissioned(),
      abandonTransfer: async () => notCommissioned(),
    };
  }
  const courier = createCourier(station);
  let chosen: Chosen | null = null;
  return {
    async chooseTransfer() {
      chosen = null;
      const path = await ask.file('transfer', ['jsonl', 'age']);
      if (path === null) return ok(null);
      const kind = kindByName(path);
      const file = basename(path);
      if (kind === null)
        return fail('not-chosen', `${file} is not named as a transfer is. Choose the file itself.`, { file });
      chosen = { path, file, kind };
      return ok({ file, kind });
    },
    async setAside({ file, reason, people }) {
      if (chosen?.file !== file) {
        return fail('not-chosen', `${file} is not the file that was chosen last. Choose it again.`, { file });
      }
      const aside = await courier.setAside(chosen.kind, chosen.path, { reason, people });
      if (!aside.ok) return aside;
      chosen = null;
      return ok(null);
    },
    async abandonTransfer({ fingerprint, people }) {
      const peer = station.book.peers().find(({ identity }) => identity.fingerprint === fingerprint);
      return courier.abandon(peer?.identity.name ?? '', people);
    },
  };
}

/** What a transfer's file is by its name. A wrong name can do no harm: the file is verified as of this kind. */
export function kindByName(path: string): TransferKind | null {
  const word = /^([a-z-]+)-\d{4,}-/.exec(basename(path))?.[1] ?? '';
  return isTurn(word) ? word : null;
}
