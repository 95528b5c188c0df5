/** Reading a transfer with secrets in a process of its own, which has ended when the transfer is here. */
import { hexToBytes } from '@noble/hashes/utils.js';
import { Stanza } from 'age-encryption';
import { basename } from 'node:path';
import type { Random } from '../../../core/base/ports.ts';
import { failIn, ok, type Result } from '../../../core/base/result.ts';
import { Secret, SealedSecret } from '../../../core/base/secret.ts';
import { discard, type Transfer, type UncheckedTransfer } from '../../../core/transfer/transfer.ts';
import type { TransferKind } from '../../../core/transfer/kinds.ts';
import { openAgreement, sealAcross, unsealAcross } from '../../apart/agreement.ts';
import type { Running } from '../../apart/running.ts';
import { unseal } from '../../vault/envelope.ts';
import { SealBroken, type SealingKey } from '../age.ts';
import type { AtHome, ReadRequest, ReceiveFailure } from '../reading.ts';
import type { ReadTransferFailure, TransferRequest } from '../transfer-files.ts';
import { placeApart, type AgeStanza, type FromProcess, type ToProcess, type Wanted } from './channel.ts';

const fail = failIn('transfer');

/** Of a process that runs `apart.cjs`. */
export type ReadingProcess = Running<ToProcess, FromProcess>;

/** Reads transfers that hold secrets. What comes out stays sealed, and is opened a unit at a time as it is used. */
export interface Apart {
  signed<K extends TransferKind>(
    request: ReadRequest<K>,
    home: AtHome,
    signal?: AbortSignal,
  ): Promise<Result<UncheckedTransfer<K>, ReceiveFailure>>;
  /** One of training, which nobody has signed. */
  plain<K extends TransferKind>(
    request: TransferRequest<K>,
  ): Promise<Result<Transfer<K>, ReadTransferFailure | 'ended-early'>>;
}

export function createApart(start: () => ReadingProcess, random: Random): Apart {
  return {
    async signed(request, home, signal) {
      const read = await readApart(start(), { ...request, signed: true }, home, random, signal);
      return read as Result<UncheckedTransfer<typeof request.kind>, ReceiveFailure>;
    },
    async plain({ kind, path, onProgress, signal }) {
      const report = onProgress ?? ((): void => undefined);
      const home: AtHome = { sealing: NOTHING_SEALED, signed: () => null, admit: () => null, report };
      const read = await readApart(start(), { signed: false, kind, path }, home, random, signal);
      return read as unknown as Result<Transfer<typeof kind>, ReadTransferFailure | 'ended-early'>;
    },
  };
}

const NOTHING_SEALED: AtHome['sealing'] = { identity: { unwrapFileKey: () => null } };

async function readApart(
  running: ReadingProcess,
  wanted: Wanted,
  home: AtHome,
  random: Random,
  signal: AbortSignal | undefined,
): Promise<Result<UncheckedTransfer>> {
  const file = basename(wanted.path);
  const stop = (): void => running.kill();
  signal?.addEventListener('abort', stop);
  if (signal?.aborted === true) stop();
  try {
    const read = conversation(running, wanted, home, random);
    const first = await Promise.race([read, running.ended.then(() => null)]);
    await end(running);
    if (signal?.aborted === true) {
      if (first?.ok === true) discard(first.value);
      return fail('cancelled', `Reading ${file} was stopped. Nothing was taken from it.`, { file });
    }
    return first ?? endedEarly(file);
  } finally {
    signal?.removeEventListener('abort', stop);
    // Also where the station could not answer: a process with a batch open in it would stay.
    await end(running);
  }
}

async function end(running: ReadingProcess): Promise<void> {
  running.kill();
  await running.ended;
}

/** Answers what the process asks, until it has read its file or refused it. */
function conversation(
  running: ReadingProcess,
  wanted: Wanted,
  home: AtHome,
  random: Random,
): Promise<Result<UncheckedTransfer>> {
  return new Promise((resolve, reject) => {
    const agreement = openAgreement('station', random);
    let key: Secret | null = null;
    const between = (): Secret => {
      if (key === null) throw new TypeError('the process has not said its share');
      return key;
    };
    async function answer(message: FromProcess): Promise<void> {
      switch (message.is) {
        case 'ready':
          key = agreement.agree(message.share);
          return agreement[Symbol.dispose]();
        case 'open':
          return running.post({ is: 'file-key', ...(await fileKey(home.sealing, message.stanzas, between(), random)) });
        case 'signed':
          return running.post({ is: 'answer', answer: await home.signed(message.sender) });
        case 'admit':
          return running.post({ is: 'answer', answer: await home.admit(message.manifest) });
        case 'progress':
          return home.report(message.progress);
        case 'refused':
          return resolve(message.failure);
        case 'read':
          return resolve(ok(transferOf(wanted.kind, message, between())));
      }
    }
    running.hear((message) => void answer(message).catch(reject));
    void running.ended.then(() => {
      key?.wipe();
      agreement[Symbol.dispose]();
    });
    running.post({ is: 'wanted', share: agreement.share, wanted });
  });
}

/** The key of the file alone crosses, never the station's. */
async function fileKey(
  { identity }: Pick<SealingKey, 'identity'>,
  stanzas: readonly AgeStanza[],
  between: Secret,
  random: Random,
): Promise<{ readonly sealed: Uint8Array | null; readonly broken: SealBroken['kind'] | null }> {
  try {
    const opened = await identity.unwrapFileKey(stanzas.map(({ args, body }) => new Stanza([...args], body)));
    if (opened === null) return { sealed: null, broken: null };
    using secret = new Secret(opened);
    return { sealed: sealAcross(between, 'file-key', secret, random), broken: null };
  } catch (cause) {
    if (cause instanceof SealBroken) return { sealed: null, broken: cause.kind };
    throw cause;
  }
}

/** Its secrets stay sealed, under a key that is wiped with the last of them. */
function transferOf(
  kind: TransferKind,
  { file, manifest, digest, key: sealedKey, units }: Extract<FromProcess, { is: 'read' }>,
  between: Secret,
): UncheckedTransfer {
  const key = unsealAcross(between, 'apart-key', sealedKey);
  let left = units.length;
  const read = units.map(({ unit, sealed }) => {
    const place = placeApart(manifest.batch, String(unit['serial']));
    const passphrase = new SealedSecret(
      () => {
        const secret = unseal(key, place, hexToBytes(sealed));
        if (secret === null) throw new Error('a passphrase that was sealed apart does not open');
        return secret;
      },
      () => void (--left === 0 && key.wipe()),
    );
    return { ...unit, passphrase };
  });
  return { kind, file, manifest, digest, units: read } as unknown as UncheckedTransfer;
}

const endedEarly = (file: string) =>
  fail(
    'ended-early',
    `The process that reads ${file} has ended before it was done. Nothing was taken from it: try again.`,
    {
      file,
    },
  );
