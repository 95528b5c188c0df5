import { expect, test } from 'vitest';
import { codeHash, readAttestation } from '../../../../core/attest/attestation.ts';
import { writeAttestation } from '../../../../core/attest/packing-code.ts';
import { failIn, ok, type Failure } from '../../../../core/base/result.ts';
import { Secret } from '../../../../core/base/secret.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import type { Label } from '../../../../core/sticker/parts.ts';
import { openSigner } from '../../../../electron/keys/ed25519.ts';
import { createPackingLabels } from '../../../../electron/roles/bench/packing.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { scratch } from '../../../fakes/bench-station.ts';

const signer = openSigner(new Secret(new Uint8Array(32).fill(7)));
const attest = (serial: string) =>
  writeAttestation(
    {
      ...{ maker: 'Bench A', product: 'real', batch: 'B1', serial, address: '1Jscj8ALrYu2y9TD8NrpvDBugPedmbj4Yh' },
      ...{ date: '2026-11-26', years: 10, code: codeHash('cfrm38') },
    },
    signer.publicKey,
    signer.sign,
  );
const LARGE = { language: 'zpl', dpmm: 8, width: 60, height: 40 } as const;
const SMALL = { language: 'zpl', dpmm: 8, width: 50, height: 25 } as const;

async function standing({
  signs = true,
  stated = true,
  loaded = LARGE as typeof LARGE | typeof SMALL,
  ready = true,
} = {}) {
  const events: JournalEvent[] = [];
  const printed: Label[] = [];
  const failures: Failure[] = [];
  const settings = await openSettings(await scratch());
  const packing = createPackingLabels({
    ...{
      name: 'Bench A',
      signs,
      stated: () => stated,
      attest,
      settings,
      loaded: () => loaded,
      now: () => '2026-11-26T10:00:00.000Z',
    },
    devices: {
      print: async (label) => {
        printed.push(label);
        return ready ? ok('counted') : failIn('printer')('printer-not-ready', 'The printer has no paper.');
      },
    },
    journal: { append: async (more: readonly JournalEvent[]) => void events.push(...more) } as never,
    failed: (failure) => failures.push(failure),
  });
  const finish = async (...serials: readonly string[]): Promise<void> => {
    packing.follow(serials.map((serial) => ({ event: { kind: 'unit-finished', serial } as JournalEvent })));
    await packing.settled();
  };
  return { packing, events, printed, failures, finish };
}
const saidOn = (label: Label | undefined): string =>
  label?.parts.flatMap((part) => (part.kind === 'code' ? [part.text] : []))[0] ?? '';

test('a product whose cards have no statement gets none by itself, whatever is set', async () => {
  const { packing, printed, finish } = await standing({ stated: false });
  await packing.configure(true);
  await finish('TF-1');
  expect(printed).toEqual([]);
  // Whoever asks for one gets it.
  await packing.print('TF-1');
  expect(printed).toHaveLength(1);
});

test('every finished card gets its statement once that is switched on, one after the other, on record', async () => {
  const { packing, events, printed, failures, finish } = await standing();
  await finish('TF-1');
  expect(printed).toEqual([]);
  expect(await packing.configure(true)).toEqual({ ok: true, value: null });
  await finish('TF-2', 'TF-3');
  expect(printed.map((label) => readAttestation(saidOn(label))?.statement.serial)).toEqual(['TF-2', 'TF-3']);
  expect(await packing.print('TF-1')).toEqual({ ok: true, value: null });
  await packing.configure(false);
  await finish('TF-4');
  expect(events).toEqual([
    { kind: 'settings-changed', what: 'packing', to: 'printed' },
    { kind: 'statement-printed', serial: 'TF-2', evidence: 'counted' },
    { kind: 'statement-printed', serial: 'TF-3', evidence: 'counted' },
    { kind: 'statement-printed', serial: 'TF-1', evidence: 'counted' },
    { kind: 'settings-changed', what: 'packing', to: 'not printed' },
  ]);
  expect(failures).toEqual([]);
});

test('a label that has no room, and a printer that is not ready, are told, and the next card is tried', async () => {
  for (const [given, kind] of [
    [{ loaded: SMALL }, 'code-too-small'],
    [{ ready: false }, 'printer-not-ready'],
  ] as const) {
    const { packing, events, failures, finish } = await standing(given);
    await packing.configure(true);
    await finish('TF-2', 'TF-3');
    expect(failures.map((failure) => failure.kind)).toEqual([kind, kind]);
    expect(events.slice(1)).toEqual([
      { kind: 'statement-failed', serial: 'TF-2', reason: kind },
      { kind: 'statement-failed', serial: 'TF-3', reason: kind },
    ]);
  }
});

test('a station without a key signs nothing', async () => {
  const { packing, printed, finish } = await standing({ signs: false });
  expect(await packing.configure(true)).toMatchObject({ error: { kind: 'no-signing-key' } });
  await finish('TF-2');
  expect(printed).toEqual([]);
});
