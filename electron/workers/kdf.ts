/**
 * A worker thread of the pool: opens scrypt, proves it with the known answers, then takes turns until asked to leave.
 * Bundled on its own (`dist/worker.cjs`).
 */
import { parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { SCRYPT_LIGHT } from '../../core/bip38/seal.ts';
import { openKernel } from '../../core/scrypt/kernel.ts';
import { openMixer, scryptOn } from '../../core/scrypt/scrypt.ts';
import { deriveSecond } from '../../core/scrypt/second.ts';
import { checkKnownAnswers, provenFirst } from '../../core/scrypt/selftest.ts';
import { giveWay } from './priority.ts';
import { UNITS_ALONE, type FromWorker, type ToWorker } from './protocol.ts';
import { createTurns } from './turns.ts';
import { createUnitWork } from './unit.ts';

const port = parentPort ?? alone();

giveWay();
const post = (message: FromWorker, transfer: readonly ArrayBuffer[] = []): void => port.postMessage(message, transfer);
const unitsAlone = workerData === UNITS_ALONE;
const mixer = openMixer(openKernel());
const turns = createTurns({
  mixer,
  second: provenFirst(deriveSecond),
  unit: createUnitWork(scryptOn(mixer)),
  post,
  listen() {
    for (;;) {
      const said = receiveMessageOnPort(port) as { readonly message: ToWorker } | undefined;
      if (said === undefined) return;
      hear(said.message);
    }
  },
});

port.on('message', hear);

function alone(): never {
  throw new Error('kdf.ts runs as a worker thread only');
}

function hear(message: ToWorker): void {
  if (message.kind === 'do') {
    const { id, urgent, task } = message;
    if (!unitsAlone || task.kind === 'unit') return turns.take(id, urgent, task);
    return post({ kind: 'failed', id, message: 'this worker makes units and nothing else' });
  }
  if (message.kind === 'hold') return turns.hold(message.on);
  turns.drop();
  port.close();
}

checkKnownAnswers(mixer, deriveSecond, unitsAlone ? SCRYPT_LIGHT.N : undefined).then(
  () => post({ kind: 'ready', simd: mixer.simd }),
  (error: unknown) => post({ kind: 'refused', message: String(error) }),
);
