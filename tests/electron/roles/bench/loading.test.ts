/** What is loaded in Bench's label printer, and how much of it is left. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { parseSerial } from '../../../../core/card/serial.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { verdictLabel, type VerdictFacts } from '../../../../core/sticker/verdict.ts';
import { FRAME_RULES } from '../../../../core/scan/frame-rules.ts';
import { loadLabels } from '../../../../electron/roles/bench/labels.ts';
import { openTraining } from '../../../../electron/roles/bench/training.ts';
import { startDevices, type Devices } from '../../../../electron/station/devices.ts';
import { openSettings } from '../../../../electron/station/settings.ts';
import { fileURLToPath } from 'node:url';

const resources = fileURLToPath(new URL('../../../../resources', import.meta.url));
const open: Devices[] = [];
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

async function start() {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-loading-'));
  const settings = await openSettings(directory);
  const training = await openTraining({ resources, dist: directory }, directory, settings.value.labels);
  const recorded: JournalEvent[] = [];
  const journal = { append: async (events: readonly JournalEvent[]) => (recorded.push(...events), []) };
  const devices = startDevices(
    {
      ...{ journal, settings, frames: FRAME_RULES },
      serial: { open: () => Promise.reject(new Error('no real port')), list: async () => [] },
      askPort: async () => null,
      simulated: training.simulated,
      virtual: training.virtual,
      scanned: () => undefined,
      changed: () => undefined,
    },
    () => settings.value.labels,
  );
  open.push(devices);
  const ready = () => vi.waitFor(() => expect(devices.view.printer.state).toBe('ready'), 8000);
  await ready();
  const load = (choice: Parameters<typeof loadLabels>[0]) =>
    loadLabels(choice, { settings, journal, devices, fit: training.fit });
  return { settings, devices, recorded, load, ready };
}

const facts: VerdictFacts = {
  serial: must(parseSerial('TF-0001')),
  outcome: 'PASS',
  reason: null,
  at: '2026-05-01T08:00:00.000Z',
  station: 'Bench',
  reference: { seq: 7, hash: 'ab'.repeat(32) },
  by: null,
  training: true,
};

test('fault 23: other labels are set, kept and on record, and the printer speaks their language', async () => {
  const { settings, devices, recorded, load, ready } = await start();
  const choice = { language: 'tspl', dpmm: 12, width: 60, height: 30 } as const;
  must(await load(choice));
  await ready();
  expect(settings.value.labels).toEqual(choice);
  expect(recorded).toContainEqual({ kind: 'settings-changed', what: 'labels', to: 'tspl 12 dots/mm 60 x 30 mm' });
  const { language, ...size } = choice;
  expect(must(await devices.print(must(verdictLabel(facts, size, language))))).toBeDefined();
});

test('fault 23: labels that no verdict fits on are refused before they are set', async () => {
  const { settings, load } = await start();
  const before = settings.value.labels;
  const refused = await load({ language: 'zpl', dpmm: 8, width: 12, height: 10 });
  expect(refused).toMatchObject({ ok: false, error: { area: 'sticker' } });
  expect(settings.value.labels).toEqual(before);
});

test('fault 23: roll and ribbon are counted down from what a person said, and by nobody where nobody did', async () => {
  const { devices, recorded, settings } = await start();
  const { language, ...size } = settings.value.labels;
  const label = must(verdictLabel(facts, size, language));
  must(await devices.print(label));
  expect(devices.view.printer.left).toEqual({ roll: null, ribbon: null });
  must(await devices.newRoll('roll', 2));
  for (const roll of [1, 0, 0]) {
    must(await devices.print(label));
    expect(devices.view.printer.left).toEqual({ roll, ribbon: null });
  }
  expect(recorded).toContainEqual({ kind: 'settings-changed', what: 'roll', to: '2' });
  must(await devices.newRoll('ribbon', 3));
  must(await devices.newRoll('roll', null));
  must(await devices.print(label));
  expect(devices.view.printer.left).toEqual({ roll: null, ribbon: 2 });
  expect(recorded).toContainEqual({ kind: 'settings-changed', what: 'ribbon', to: '3' });
});
