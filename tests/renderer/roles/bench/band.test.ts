/// <reference types="svelte" />
import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';
import { failIn, type Failure } from '../../../../core/base/result.ts';
import { because, REASONS, type ReasonKind } from '../../../../core/stations/bench/reasons.ts';
import type { BenchStep, BenchView, StationView, Verdict } from '../../../../electron/roles/bench/contract.ts';
import type { Band } from '../../../../renderer/frame/band.ts';
import { bandOf, cueOf, isReminder, litOf, questionOf, type BenchWord } from '../../../../renderer/roles/bench/band.ts';
import { BenchWindow } from '../../../../renderer/roles/bench/bench.svelte.ts';
import Bench from '../../../../renderer/roles/bench/Bench.svelte';
import { marks } from '../../../../renderer/roles/bench/bench.ts';
import { dueSeries } from '../../../../renderer/roles/bench/series.ts';
import { sentence } from '../../../../resources/words/text.ts';
import { LANGUAGES as WORDS } from '../../../../resources/words/languages.ts';
import { standBench, type TestBench } from '../../../fakes/bench.ts';
import { makeCards, type TestCard } from '../../../fakes/cards.ts';
import { fakeStation, nothingOnBench, passed, stationView } from '../../../fakes/station.ts';

const serial = 'TF-004711';
const other = 'TF-004712';
const { devices } = stationView;
const well = { devices, stopped: false, called: false, fault: null };
const view = (change: Partial<BenchView>): BenchView => ({ ...nothingOnBench, ...change, turn: 2 });
const hand = (change: Partial<BenchView>, around: Partial<typeof well> = {}): Band<BenchWord> =>
  bandOf(view(change), { ...well, ...around });
const without = (device: 'scanner' | 'printer', trouble: Failure | null = null) => ({
  ...devices,
  [device]: { ...devices[device], state: 'absent' as const, trouble },
});

/** Every step, with every shape it can have. */
const STEPS: readonly BenchStep[] = [
  { at: 'no-batch' },
  { at: 'serial' },
  { at: 'address', serial },
  { at: 'deriving', serial },
  { at: 'marking', serial },
  { at: 'read-back', serial, positions: [3, 8, 14, 17], attempt: 1, shape: { groups: [4, 4, 4, 4, 4], cased: false } },
  { at: 'metal', serial },
  { at: 'inspecting', serial, what: 'strip' },
  { at: 'inspecting', serial, what: 'seal' },
  { at: 'inspecting', serial, what: 'pack' },
];
const NOTICES = Object.keys(REASONS) as readonly ReasonKind[];
const OUTCOMES: readonly Verdict[] = (['verification', 'read-back', 'strip', 'seal', 'pack'] as const).flatMap((of) =>
  (['PASS', 'FAIL', 'ERROR', 'ABORTED'] as const).map((outcome) => ({ ...passed, of, outcome })),
);

describe('the band', () => {
  it('names a card that was scanned although it lies in the tray, and lays nothing aside that is not there', () => {
    const notice = because('in-tray', { serial: other, pocket: '5' });
    expect(hand({ verdict: passed, notice })).toMatchObject({ form: 'again', serial: other, place: 'tray' });
    expect(hand({ notice: because('in-series', { serial: other, count: 3 }) })).toMatchObject({ serial: other });
    expect(hand({ step: { at: 'no-batch' } })).toMatchObject({ word: 'no-batch', serial: null, place: 'wait' });
    expect(hand({ step: { at: 'no-batch' }, notice: because('no-batch') }).place).toBe('aside');
  });

  it('calls a card by its tray in every language: what the picture says, the sentence says', () => {
    for (const language of Object.values(WORDS)) {
      const said = sentence(language, because('is-quarantined', { serial }));
      expect(said.toLowerCase()).toContain(language.band.places['red-tray'].toLowerCase());
    }
  });

  it('fault 2: speaks of the refused card and no more of the PASS before it', () => {
    for (const [kind, form, word, place] of [
      ['is-quarantined', 'bad', 'quarantined', 'red-tray'],
      ['is-in-doubt', 'held', 'in-doubt', 'people'],
      ['already-finished', 'held', 'finished', 'box'],
      ['unknown-serial', 'held', 'unknown', 'aside'],
      ['is-scrapped', 'bad', 'scrapped', 'people'],
      ['laser-failed', 'held', 'in-doubt', 'people'],
    ] as const) {
      const notice = because(kind, { serial: other });
      expect(hand({ verdict: passed, notice })).toEqual({
        form,
        word,
        place,
        serial: other,
        why: notice,
        reminder: null,
      });
    }
  });

  it('fault 3: a card condemned beforehand is a FAIL to the eye and to the ear', () => {
    const notice = because('is-quarantined', { serial, reason: 'passphrase-mismatch' });
    expect(hand({ notice })).toMatchObject({ form: 'bad', place: 'red-tray', serial });
    expect(cueOf(notice, { at: 'serial' })).toBe('FAIL');
  });

  it('fault 4: a private key stops the line, whatever is scanned after it', () => {
    for (const step of STEPS)
      expect(hand({ step, notice: because('unreadable') }, { stopped: true })).toMatchObject({
        form: 'stop',
        word: 'stop',
        place: 'stop',
      });
  });

  it('fault 15: what stops the line fills the band, and no PASS stays', () => {
    const gone = failIn('printer')('paper-out', 'The printer is out of labels. Put in a new roll.').error;
    for (const [device, word] of [
      ['scanner', 'no-scanner'],
      ['printer', 'no-printer'],
    ] as const)
      expect(hand({ verdict: passed }, { devices: without(device, gone) })).toMatchObject({
        form: 'error',
        word,
        why: gone,
      });
    const unlabelled: Verdict = { ...passed, label: 'failed', labelReason: gone };
    expect(hand({ verdict: unlabelled })).toMatchObject({ form: 'error', word: 'no-label', why: gone, serial });
    expect(hand({}, { devices: without('scanner'), stopped: true }).word).toBe('stop');
  });

  it('fault 16: a reminder, a refusal and an incident have three forms', () => {
    const reminder = because('other-serial', { serial, other });
    const forms = [
      hand({ step: { at: 'address', serial }, notice: reminder }),
      hand({ step: { at: 'address', serial }, notice: because('unreadable') }),
      hand({ notice: because('secret-refused') }),
    ];
    expect(forms.map(({ form }) => form)).toEqual(['ask', 'again', 'stop']);
    expect(forms.map((band) => band.reminder?.kind ?? null)).toEqual(['other-serial', null, null]);
    expect(forms[0]?.why).toBeNull();
  });

  it('has a word in both languages for everything it can say', () => {
    const spoken = new Set<BenchWord>();
    for (const step of STEPS) {
      spoken.add(hand({ step }).word);
      for (const kind of NOTICES) spoken.add(hand({ step, notice: because(kind, { serial }) }).word);
    }
    for (const verdict of OUTCOMES) spoken.add(hand({ verdict }).word);
    for (const { bench, outcomes } of Object.values(WORDS))
      for (const word of spoken) expect(Object.keys({ ...bench.words, ...outcomes })).toContain(word);
  });

  it('never shows a verdict or a step behind a refusal, in any state of any step', () => {
    for (const step of STEPS)
      for (const kind of NOTICES) {
        const notice = because(kind, { serial: other });
        const band = hand({ step, verdict: passed, notice });
        if (isReminder(notice)) expect(band.reminder).toBe(notice);
        else {
          expect(band.why).toBe(notice);
          expect(['good', 'idle', 'ask']).not.toContain(band.form);
        }
      }
  });
});

/** The window's page as it comes out, for one state of the station. */
function page(change: Partial<BenchView>, around: Partial<StationView> = {}): string {
  const first: StationView = { ...stationView, ...around, bench: view(change) };
  const station = new BenchWindow(fakeStation(first), first, { play: () => {} });
  return render(Bench, { props: { station } }).body;
}
const attribute = (html: string, name: string): string => new RegExp(`${name}="([^"]*)"`).exec(html)?.[1] ?? '';
const en = WORDS.en.bench;
const askedAt = (step: BenchStep, by: BenchView['by'] = 'link'): string =>
  step.at === 'inspecting' ? WORDS.en.ending.look[step.what].ask : en.say[questionOf({ step, by }) ?? 'no-batch'];

describe('fault 13: band, steps, question and drawing say one thing', () => {
  it.each(STEPS)('at $at', (step) => {
    const html = page({ step });
    const band = hand({ step });
    expect(attribute(html, 'data-word')).toBe(band.word);
    expect(attribute(html, 'data-hand')).toBe(band.serial ?? '');
    expect(attribute(html, 'data-notice')).toBe('');
    expect(attribute(html, 'data-outcome')).toBe('');
    const lit = litOf(view({ step }));
    expect(attribute(html, 'data-lit')).toBe(lit === null ? '' : typeof lit === 'string' ? lit : lit.join(' '));
    const shown = [...html.matchAll(/data-mark="([a-z]+)"/g)].map(([, mark]) => mark);
    expect(shown).toEqual(marks(step).map(({ mark }) => mark));
    expect(html).toContain(askedAt(step));
    for (const stale of ['No verdict yet', 'PASS', 'FAIL']) expect(html).not.toContain(stale);
  });

  it.each(STEPS.flatMap((step) => NOTICES.map((kind) => ({ at: step.at, kind, step }))))(
    'at $at, after $kind',
    ({ step, kind }) => {
      const notice = because(kind, { serial: other });
      const html = page({ step, verdict: passed, notice });
      const band = hand({ step, verdict: passed, notice });
      expect(attribute(html, 'data-band')).toBe(band.form);
      expect(attribute(html, 'data-word')).toBe(band.word);
      expect(attribute(html, 'data-notice')).toBe(kind);
      // The PASS of the card before is nowhere, unless all that came was a reminder.
      expect(attribute(html, 'data-outcome')).toBe(isReminder(notice) ? 'PASS' : '');
      if (!isReminder(notice)) expect(html).not.toMatch(/>\s*PASS/);
      // What is to be dealt with first takes the place of the question.
      const asked = askedAt(step);
      expect(html.includes(asked)).toBe(band.form !== 'error');
    },
  );

  it('while a device is gone, nobody is asked to scan', () => {
    const html = page({ step: { at: 'serial' }, verdict: passed }, { devices: without('scanner') });
    expect(html).toContain(en.first['no-scanner']);
    expect(html).not.toContain(en.say.link);
    expect(attribute(html, 'data-lit')).toBe('');
    expect(html).not.toMatch(/>\s*PASS/);
  });
});

describe('a series of cards', () => {
  const on = { series: { what: 'strip', by: { name: 'Li Wei' }, cards: 3 } } as const;

  it('is the only question while no card is open, and says how many went through', () => {
    const html = page({ step: { at: 'serial' }, ...on });
    expect(attribute(html, 'data-word')).toBe('strip');
    expect(html).toContain(en.series.ask.strip);
    expect(html).toContain(en.series.through(3));
    expect(html).not.toContain(en.say.link);
    // A card that is asked about in between has its own question.
    const asked = page({ step: { at: 'address', serial }, ...on });
    expect(asked).toContain(en.say.address);
    expect(asked).not.toContain(en.series.ask.strip);
  });

  it('is offered where cards wait for it, and nowhere else', () => {
    const { batch } = stationView;
    if (batch === null) throw new Error('there is no batch');
    const waiting = (states: Partial<typeof batch.states>) =>
      dueSeries({ states: { ...batch.states, 'read-back': 0, covered: 0, sealed: 0, ...states } });
    expect(waiting({})).toEqual([]);
    expect(waiting({ 'read-back': 1 })).toEqual(['strip']);
    expect(waiting({ covered: 1, 'read-back': 2 })).toEqual(['strip', 'packing']);
    expect(waiting({ sealed: 1 })).toEqual(['packing']);
    expect(dueSeries(null)).toEqual([]);
  });

  it('stands back for a device that is gone and for a refusal', () => {
    expect(hand({ ...on }, { devices: without('scanner') }).word).toBe('no-scanner');
    const notice = because('in-series', { serial: other });
    expect(hand({ ...on, notice })).toMatchObject({ form: 'again', why: notice });
  });
});

describe('fault 13: a card is asked for by the code it has', () => {
  it("by the sticker's link, and the sticker is lit; by its serial, where it has one of its own", () => {
    for (const [by, lit] of [
      ['link', 'sticker'],
      ['serial', 'serial'],
    ] as const) {
      const html = page({ step: { at: 'serial' }, by });
      expect(html).toContain(en.say[by]);
      expect(html).toContain(en.hint[by]);
      expect(attribute(html, 'data-lit')).toBe(lit);
      expect(html).not.toContain(en.say[by === 'link' ? 'serial' : 'link']);
    }
  });
});

const cards = await makeCards(6);
const [one, two, three, four] = cards as readonly [TestCard, TestCard, TestCard, TestCard];
const linkOf = ({ serial: of, address }: TestCard): string => `bitcoin:${address}?label=${of}`;

/** What a shift may meet, from the first scan to the box, by either kind of sticker. */
async function shift(stand: TestBench, scanned: (card: TestCard) => readonly string[]): Promise<void> {
  await stand.scan('hello', ...scanned(one), one.serial, one.serial);
  await stand.bench.marked(one.serial, true);
  await stand.bench.readBack(one.serial, '****');
  await stand.bench.readBack(one.serial, stand.read(one));
  for (const good of [true, true, true]) await stand.inspect(one, good);
  await stand.scan(one.serial, 'TF-9999', two.serial, three.address);
  await stand.scan(two.serial, three.address, three.address, three.serial, three.serial, three.address);
  await stand.scan(four.serial, four.key);
  stand.outbox.fault = 'before-intent';
  await stand.scan(...scanned(cards[4] as TestCard));
}

describe('no stale word: whatever a bench shows is of the card in hand', () => {
  it.each([
    ['by links', (card: TestCard) => [linkOf(card)]],
    ['by serial and address', (card: TestCard) => [card.serial, card.address]],
  ] as const)('%s', async (_, scanned) => {
    const stand = standBench(cards);
    await shift(stand, scanned);
    expect(new Set(stand.shown.map(({ step }) => step.at)).size).toBe(6);
    for (const shown of stand.shown) {
      const html = page(shown);
      const band = bandOf(shown, well);
      const { step, verdict, notice } = shown;
      expect(attribute(html, 'data-word')).toBe(band.word);
      expect(attribute(html, 'data-hand')).toBe(band.serial ?? '');
      const first = html.includes(en.first[band.word as keyof typeof en.first] ?? '\0');
      expect(attribute(html, 'data-lit')).toBe(first ? '' : String(litOf(shown) ?? '').replaceAll(',', ' '));
      if (!first) expect(html).toContain(askedAt(step, shown.by));
      // Of other cards only those that the sentence itself is about, and of a verdict only what is in hand.
      const about = new Set([
        band.serial,
        ...Object.values(notice?.facts ?? {}),
        ...Object.values(verdict?.reason?.facts ?? {}),
      ]);
      for (const card of cards) if (!about.has(card.serial)) expect(html).not.toContain(card.serial);
      if (verdict === null || (notice !== null && !isReminder(notice))) expect(html).not.toMatch(/>\s*(PASS|FAIL)/);
    }
  });
});
