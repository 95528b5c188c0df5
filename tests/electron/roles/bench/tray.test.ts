import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import { nameScan } from '../../../../core/stations/bench/card-code.ts';
import { openTray } from '../../../../electron/roles/bench/tray.ts';
import type { VirtualScanner } from '../../../../electron/devices/virtual-scanner.ts';
import { readTransfer } from '../../../../electron/courier/transfer-files.ts';

const resources = fileURLToPath(new URL('../../../../resources', import.meta.url));

test('the sample cards lie in the tray, and each of their codes reads as what it is', async () => {
  const scanned: string[] = [];
  const scanner = { scan: async (code: string) => void scanned.push(code) } as unknown as VirtualScanner;
  const tray = await openTray(resources, scanner);
  expect(tray.cards.length).toBeGreaterThan(0);
  for (const what of ['serial', 'address', 'secret'] as const) must(await tray.scan(0, what));
  expect(scanned.map((code) => nameScan(code).what)).toEqual(['serial', 'address', 'secret']);
  expect(await tray.scan(tray.cards.length, 'serial')).toMatchObject({ ok: false, error: { kind: 'no-card' } });
  // The window sees serials and notes, never what a right station would say.
  for (const card of tray.cards) expect(Object.keys(card).sort()).toEqual(['note', 'serial']);

  const returned = must(await readTransfer({ kind: 'return', path: tray.files.returned }));
  expect(returned.manifest).toMatchObject({ batch: tray.batch, mode: 'training' });
  const known = new Set<string>(returned.units.map(({ serial }) => serial));
  expect(known.has(tray.cards[0]?.serial ?? '')).toBe(true);
});
