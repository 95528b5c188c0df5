/** A process that pre-verifies, played in this one: it opens nothing, and a test says what it answers. */
import type { FromChecking, ToChecking } from '../../electron/roles/bench/checking/channel.ts';
import { openAgreement, unsealAcross } from '../../electron/apart/agreement.ts';
import type { Running } from '../../electron/apart/running.ts';
import type { Secret } from '../../core/base/secret.ts';
import { platformRandom } from './streams.ts';

export interface PlayedProcess extends Running<ToChecking, FromChecking> {
  /** Everything that was said to it, in order. */
  readonly said: readonly ToChecking[];
  readonly ran: { over: boolean };
  /** The key of the batch, as it has opened it. */
  key(): Secret | null;
  say(message: FromChecking): void;
}

/**
 * @param answer called with every unit it is given; null: nothing is answered
 * @param share what it says to have for its half of the key, in the place of a good one
 */
export function playProcess(
  answer: ((serial: string, nth: number, process: PlayedProcess) => FromChecking | null) | null,
  share?: Uint8Array,
): PlayedProcess {
  const said: ToChecking[] = [];
  const agreement = openAgreement('process', platformRandom);
  let between: Secret | null = null;
  let key: Secret | null = null;
  let listener: (message: FromChecking) => void = () => undefined;
  let end = (_: unknown): void => undefined;
  let units = 0;
  const ran = { over: false };

  function hear(message: ToChecking): void {
    if (message.is === 'batch') {
      between = agreement.agree(message.share);
      process.say({ is: 'ready', share: share ?? agreement.share });
    }
    if (message.is === 'key' && between !== null) key = unsealAcross(between, 'batch-key', message.sealed);
    if (message.is !== 'unit') return;
    const answered = answer?.(message.unit.serial, ++units, process) ?? null;
    if (answered !== null) process.say(answered);
  }

  const process: PlayedProcess = {
    said,
    ran,
    key: () => key,
    say: (message) => void setImmediate(() => ran.over || listener(structuredClone(message))),
    post(message) {
      if (ran.over) return;
      said.push(structuredClone(message));
      setImmediate(() => ran.over || hear(message));
    },
    hear: (heard) => void (listener = heard),
    ended: new Promise((resolve) => (end = resolve)),
    kill() {
      ran.over = true;
      setImmediate(() => end(null));
    },
  };
  return process;
}
