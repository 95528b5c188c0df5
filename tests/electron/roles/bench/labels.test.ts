import { expect, test } from 'vitest';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import type { VerdictSlip } from '../../../../core/stations/bench/verdicts.ts';
import type { ZplLabel } from '../../../../core/sticker/languages/zpl.ts';
import type { LabelView } from '../../../../electron/roles/bench/contract.ts';
import { createLabels } from '../../../../electron/roles/bench/labels.ts';
import type { Devices } from '../../../../electron/station/devices.ts';

const slip: VerdictSlip = {
  serial: 'TF-0001',
  outcome: 'FAIL',
  reason: 'secret-scanned',
  at: '2026-11-22T10:00:00.000Z',
  reference: { seq: 7, hash: '9f3a77c0'.repeat(8) },
};

function labels(print: Devices['print']) {
  const printed: LabelView[] = [];
  const station = 'Bench A';
  return {
    printed,
    printer: createLabels({ station, mode: 'training', devices: { print }, printed: (one) => printed.push(one) }),
  };
}

test('a verdict becomes a label, and the window sees what came out', async () => {
  const sent: ZplLabel[] = [];
  const { printed, printer } = labels(async (label) => {
    sent.push(label);
    return ok('buffer-empty');
  });
  expect(must(await printer.print(slip))).toEqual({ evidence: 'buffer-empty' });
  expect(sent).toHaveLength(1);
  expect(printed).toMatchObject([{ serial: 'TF-0001', outcome: 'FAIL', reference: '#7 9f3a77c0' }]);
  expect(printed[0]?.text).toContain('PRIVATE KEY EXPOSED');
});

test('a label that did not print is not shown as printed', async () => {
  const { printed, printer } = labels(async () => failIn('printer')('printer-not-ready', 'Out of labels.'));
  expect(await printer.print(slip)).toMatchObject({ ok: false, error: { kind: 'printer-not-ready' } });
  expect(printed).toEqual([]);
});
