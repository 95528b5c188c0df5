/// <reference types="svelte" />
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { failIn } from '../../../../core/base/result.ts';
import { PRESS_REASONS, pressBecause, type PressReason } from '../../../../core/stations/press/reasons.ts';
import type { LineStep, PressDeskView } from '../../../../electron/roles/press/contract-view.ts';
import { pressBandOf } from '../../../../renderer/roles/press/band.ts';
import { PressWindow } from '../../../../renderer/roles/press/press.svelte.ts';
import Printing from '../../../../renderer/roles/press/Printing.svelte';
import { sayingOf } from '../../../../renderer/roles/press/press.ts';
import { LANGUAGES } from '../../../../resources/words/languages.ts';
import { fakePress, pressDesk, pressView, proven, refused } from '../../../fakes/press-window.ts';

const { devices } = pressView;
const well = { devices, fault: null, called: false };
const onTable = { serial: 'TF-004711', sticker: 'ST-1', upper: false, lower: false } as const;
const LINES: readonly LineStep[] = [
  ...(['no-batch', 'no-keys', 'done', 'returned'] as const).map((at) => ({ at })),
  { at: 'no-key', serial: 'TF-004711' },
  { at: 'print', serial: 'TF-004711' },
  { at: 'printing', serial: 'TF-004711', sticker: 'ST-1' },
  { at: 'scan', ...onTable },
  { at: 'scan', ...onTable, upper: true },
  { at: 'doubt', ...onTable, reason: 'ribbon-out' },
  { at: 'destroy', serial: 'TF-004711', sticker: 'ST-1', reason: 'torn' },
];
const NOTICES = Object.keys(PRESS_REASONS) as readonly PressReason[];
const desk = (change: Partial<PressDeskView>): PressDeskView => ({ ...pressDesk, ...change });

function page(change: Partial<PressDeskView>): string {
  const first = { ...pressView, desk: desk(change) };
  return render(Printing, { props: { station: new PressWindow(fakePress(first), first, { play: () => {} }) } }).body;
}
const attribute = (html: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1] ?? '';

describe("Press's band", () => {
  it.each(LINES)('says one thing with the question at $at', (line) => {
    const html = page({ line, verdict: null });
    const band = pressBandOf(desk({ line, verdict: null }), well);
    expect(band.word).toBe(sayingOf(line));
    expect(attribute(html, 'data-word')).toBe(band.word);
    expect(attribute(html, 'data-outcome')).toBe('');
    expect(html).toContain(LANGUAGES.en.pressWindow.say[sayingOf(line)]);
  });

  it('fault 2: a refusal takes the place of the verdict before it, in any state', () => {
    for (const line of LINES)
      for (const kind of NOTICES) {
        const notice = pressBecause(kind, { serial: 'TF-004712' });
        const band = pressBandOf(desk({ line, verdict: proven, notice }), well);
        expect(band.why).toBe(notice);
        expect(band.form).not.toBe('good');
        for (const { pressWindow } of Object.values(LANGUAGES)) expect(pressWindow.band.words[band.word]).not.toBe('');
      }
    const html = page({ verdict: proven, notice: pressBecause('unreadable') });
    expect(attribute(html, 'data-outcome')).toBe('');
    expect(html).not.toMatch(/>\s*PROVEN/);
  });

  it('tells a proven sticker from one that is refused', () => {
    expect(pressBandOf(desk({ verdict: proven }), well)).toMatchObject({ form: 'good', place: 'box' });
    expect(pressBandOf(desk({ verdict: refused }), well)).toMatchObject({ form: 'bad', place: 'aside' });
  });

  it('fault 15: a printer that is gone stops the line where something is to be printed', () => {
    const trouble = failIn('printer')('paper-out', 'The printer is out of labels.').error;
    const gone = { ...devices, printer: { ...devices.printer, state: 'faulted' as const, trouble } };
    const band = pressBandOf(desk({ verdict: proven, line: { at: 'print', serial: 'TF-1' } }), {
      ...well,
      devices: gone,
    });
    expect(band).toMatchObject({ form: 'error', word: 'no-printer', why: trouble });
  });
});
