import { expect, test } from 'vitest';
import { failIn, must, ok } from '../../../../core/base/result.ts';
import type { VerdictSlip } from '../../../../core/stations/bench/label-queue.ts';
import type { Label } from '../../../../core/sticker/parts.ts';
import { VERDICT_STOCK } from '../../../../core/sticker/verdict.ts';
import type { Typeface } from '../../../../core/typeface/typeface.ts';
import type { LabelView } from '../../../../electron/roles/bench/contract.ts';
import { createLabels } from '../../../../electron/roles/bench/labels.ts';
import type { Devices } from '../../../../electron/station/devices.ts';
import type { LoadedLabels } from '../../../../electron/station/settings.ts';
import { noto } from '../../../fakes/typeface.ts';

const slip: VerdictSlip = {
  serial: 'TF-0001',
  outcome: 'FAIL',
  reason: 'secret-scanned',
  at: '2026-11-22T10:00:00.000Z',
  reference: { seq: 7, hash: '9f3a77c0'.repeat(8) },
};

function labels(
  print: Devices['print'],
  loaded: LoadedLabels = { language: 'zpl', ...VERDICT_STOCK },
  name: string | null = null,
  typeface: Typeface | null = null,
) {
  const printed: LabelView[] = [];
  const station = 'Bench A';
  return {
    printed,
    printer: createLabels({
      station,
      mode: 'training',
      devices: { print },
      loaded: () => loaded,
      printed: (one) => printed.push(one),
      whose: ({ seq }) => (name === null ? null : { name, person: `${seq}a0b1c2d3e4f5061` }),
      typeface: () => Promise.resolve(typeface),
    }),
  };
}

test('a verdict becomes a label, and the window sees what came out', async () => {
  const sent: Label[] = [];
  const { printed, printer } = labels(async (label) => {
    sent.push(label);
    return ok('buffer-empty');
  });
  expect(must(await printer.print(slip))).toEqual({ evidence: 'buffer-empty' });
  expect(sent).toHaveLength(1);
  expect(printed).toMatchObject([{ serial: 'TF-0001', outcome: 'FAIL', reference: '#7 9f3a77c0' }]);
  expect(printed[0]?.text).toContain('PRIVATE KEY EXPOSED');
});

test.each([
  ['Li Wei', 'LW'],
  ['Zoë van der Berg', 'ZVD'],
  ['王', '7a0b'],
  [null, null],
])('%s has verified it, and the label says %s', async (name, said) => {
  const sent: Label[] = [];
  const take: Devices['print'] = async (label) => {
    sent.push(label);
    return ok('counted');
  };
  must(await labels(take, undefined, name).printer.print(slip));
  const texts = sent[0]?.parts.flatMap((part) => (part.kind === 'text' ? [part.text] : [])) ?? [];
  expect(texts).toContain(`2026-11-22 10:00Z #7 9f3a77c0${said === null ? '' : ` ${said}`} Bench A`);
});

test.each([
  ['王', '王'],
  ['欧阳小明', '欧阳小'],
])('%s has verified it, and the label has %s drawn', async (name, said) => {
  const sent: Label[] = [];
  const take: Devices['print'] = async (label) => {
    sent.push(label);
    return ok('counted');
  };
  const { printer, printed } = labels(take, undefined, name, noto);
  must(await printer.print(slip));
  must(await printer.print(slip));
  expect(sent[1]).toEqual(sent[0]);
  const drawn = sent[0]?.parts.filter((part) => part.kind === 'drawing') ?? [];
  expect(drawn.map(({ dots }) => dots.includes(1))).toEqual([true]);
  expect(printed[0]?.text).toContain(`9f3a77c0\n${said}`);
});

test('Korean letters are in no typeface of ours: the id stands for them', async () => {
  const sent: Label[] = [];
  const take: Devices['print'] = async (label) => {
    sent.push(label);
    return ok('counted');
  };
  must(await labels(take, undefined, '김민준', noto).printer.print(slip));
  expect(sent[0]?.parts.some((part) => part.kind === 'text' && part.text.includes(' 7a0b '))).toBe(true);
});

test('a label that did not print is not shown as printed', async () => {
  const { printed, printer } = labels(async () => failIn('printer')('printer-not-ready', 'Out of labels.'));
  expect(await printer.print(slip)).toMatchObject({ ok: false, error: { kind: 'printer-not-ready' } });
  expect(printed).toEqual([]);
});

test('fault 23: a verdict is laid out for what is loaded, and refused where it has no room', async () => {
  const sent: Label[] = [];
  const take: Devices['print'] = async (label) => {
    sent.push(label);
    return ok('counted');
  };
  const large = { language: 'tspl', dpmm: 12, width: 60, height: 30 } as const;
  must(await labels(take, large).printer.print(slip));
  expect(sent[0]?.size).toEqual({ dpmm: 12, width: 60, height: 30 });
  const small = await labels(take, { ...large, width: 20, height: 10 }).printer.print(slip);
  expect(small).toMatchObject({ error: { area: 'sticker', kind: 'code-too-small' } });
  expect(small.ok ? '' : small.error.message).toContain('Use labels of 50 x 25 mm.');
  expect(sent).toHaveLength(1);
});
