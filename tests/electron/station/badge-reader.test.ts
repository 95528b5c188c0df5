/** The scanner of a station that scans no cards: badges, identities of other stations, and what must never come there. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { failIn, must } from '../../../core/base/result.ts';
import type { JournalEvent } from '../../../core/journal/event.ts';
import { badgeIn, badgeText, makeBadge } from '../../../core/scan/badge.ts';
import { FRAME_RULES } from '../../../core/scan/frame-rules.ts';
import { simulatedConnector } from '../../../electron/devices/simulator.ts';
import { VirtualScanner } from '../../../electron/devices/virtual-scanner.ts';
import { startBadgeReader } from '../../../electron/station/badge-reader.ts';
import { openSettings } from '../../../electron/station/settings.ts';
import { steadyRandom } from '../../fakes/streams.ts';

/** Published in BIP-0038: nobody's. */
const EPK = '6PfQu77ygVyJLZjfvMLyhLMQbYnu5uguoJJ4kMCLqWwPEdfpwANVS76gTX';

async function start() {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-reader-'));
  const settings = await openSettings(directory);
  must(await settings.change({ scanner: { ...settings.value.scanner, port: '/dev/scanner' } }));
  const device = new VirtualScanner();
  const recorded: JournalEvent[] = [];
  const badges: string[] = [];
  const told: unknown[] = [];
  const reader = startBadgeReader({
    settings,
    journal: { append: async (events) => (recorded.push(...events), []) },
    serial: simulatedConnector({ '/dev/scanner': device }),
    frames: FRAME_RULES,
    ask: { file: async () => null },
    reception: {
      takes(frame) {
        const badge = badgeIn(frame);
        if (badge !== null) badges.push(badge.id);
        return badge !== null;
      },
      serve: () => undefined,
    },
    examiner: { take: () => failIn('peers')('not-commissioned', 'nobody is trusted here') },
    printing: { label: null, paper: async () => null },
    tell: (update) => void told.push(update.type),
  });
  onTestFinished(async () => {
    await reader.close();
    await rm(directory, { recursive: true });
  });
  await vi.waitFor(() => expect(reader.view.state).toBe('ready'), 8000);
  return { device, recorded, badges, told };
}

test('a private key that is scanned where no cards are is an incident, of which nothing is kept', async () => {
  const { device, recorded, badges, told } = await start();
  const badge = makeBadge(steadyRandom('a badge'));
  await device.scan(badgeText(badge));
  await device.scan('TF-000123');
  await device.scan(EPK);
  await vi.waitFor(() => expect(recorded.some(({ kind }) => kind === 'incident')).toBe(true), 8000);
  expect(badges).toEqual([badge.id]);
  expect(recorded.filter(({ kind }) => kind !== 'device-changed')).toEqual([
    expect.objectContaining({ kind: 'scan-refused', reason: 'secret-refused', serial: null }),
    expect.objectContaining({ kind: 'incident', reason: 'secret-scanned', serial: null }),
  ]);
  expect(JSON.stringify(recorded)).not.toContain(EPK.slice(2, 12));
  await device.scan('{"created":"2026-01-01"}');
  await vi.waitFor(() => expect(told).toContain('examined'), 8000);
});
