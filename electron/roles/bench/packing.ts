/** Labels for packings: the statement of each finished card, signed and printed when it is finished or asked for. */
import type { JournalEvent } from '../../../core/journal/event.ts';
import type { WrittenAttestation } from '../../../core/attest/packing-code.ts';
import { failIn, ok, type Failure, type Result } from '../../../core/base/result.ts';
import type { Serial } from '../../../core/card/serial.ts';
import type { Journal } from '../../../core/journal/journal.ts';
import { packingLabel } from '../../../core/sticker/packing.ts';
import type { Devices } from '../../station/devices.ts';
import type { LoadedLabels, SettingsStore } from '../../station/settings.ts';

const fail = failIn('bench');

export interface PackingLabels {
  /** Prints the statement of a finished card. */
  print(serial: string): Promise<Result<null>>;
  /** Cards are finished: their statements are printed if that is set. What fails is told. */
  follow(records: readonly { readonly event: JournalEvent }[]): void;
  /** Resolves when no statement is printing any more. */
  settled(): Promise<void>;
  /** Switches that on or off. On only where the station has a key. */
  configure(print: boolean): Promise<Result<null>>;
}

export interface PackingPorts {
  readonly name: string;
  readonly signs: boolean;
  /** Whether cards of the batch on the desk have a statement: the product's word, where it has one. */
  readonly stated: () => boolean;
  readonly attest: (serial: string) => Result<WrittenAttestation>;
  readonly devices: Pick<Devices, 'print'>;
  readonly settings: SettingsStore;
  readonly loaded: () => LoadedLabels;
  readonly journal: Journal;
  readonly now: () => string;
  readonly failed: (failure: Failure) => void;
}

export function createPackingLabels(ports: PackingPorts): PackingLabels {
  const { name, signs, stated, attest, devices, settings, loaded, journal, now, failed } = ports;

  async function print(serial: string): Promise<Result<null>> {
    const printed = await printOne(serial);
    await journal.append([
      printed.ok
        ? { kind: 'statement-printed', serial, evidence: printed.value }
        : { kind: 'statement-failed', serial, reason: printed.error.kind },
    ]);
    return printed.ok ? ok(null) : printed;
  }

  async function printOne(serial: string): Promise<Result<string>> {
    const written = attest(serial);
    if (!written.ok) return written;
    const { language, ...size } = loaded();
    const facts = { serial: serial as Serial, code: written.value.code, maker: name, date: now().slice(0, 10) };
    const label = packingLabel(facts, size, language);
    return label.ok ? devices.print(label.value) : label;
  }

  let printing: Promise<void> = Promise.resolve();
  function printNext(serial: string): void {
    printing = printing.then(async () => {
      const printed = await print(serial);
      if (!printed.ok) failed(printed.error);
    });
  }

  return {
    print,
    follow(records) {
      if (!signs || !settings.value.packing || !stated()) return;
      for (const { event } of records) if (event.kind === 'unit-finished') printNext(event.serial);
    },
    settled: () => printing,
    async configure(on) {
      if (on && !signs) return NO_KEY;
      const saved = await settings.change({ packing: on });
      if (!saved.ok) return saved;
      await journal.append([{ kind: 'settings-changed', what: 'packing', to: on ? 'printed' : 'not printed' }]);
      return ok(null);
    },
  };
}

const NO_KEY = fail('no-signing-key', 'A training station has no key to sign a statement with.');
