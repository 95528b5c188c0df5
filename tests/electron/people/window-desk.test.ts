import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { failIn } from '../../../core/base/result.ts';
import { Secret } from '../../../core/base/secret.ts';
import { makeBadge, type Badge } from '../../../core/scan/badge.ts';
import type { AskedView, PadKey, SampleKey } from '../../../electron/bridge/people-window.ts';
import type { SigningRequest } from '../../../electron/people/desk.ts';
import { createWindowDesk } from '../../../electron/people/window-desk.ts';
import type { BadgePrinting, PaneEvents, Samples } from '../../../electron/people/pane.ts';
import { steadyRandom } from '../../fakes/streams.ts';

const random = steadyRandom('badges');
const badge = (): Badge => makeBadge(random);
const CLOSE: SigningRequest = {
  question: 'Close batch B-1 with 4 in quarantine?',
  detail: 'For good.',
  seat: 0,
  seats: 2,
  roles: ['supervisor'],
  signed: [],
  refused: null,
  left: null,
};

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A desk over a pane that only remembers. */
function desk(printing: BadgePrinting | null = null, samples: Samples | null = null) {
  const shown: AskedView[] = [];
  let events: PaneEvents | null = null;
  let opened = 0;
  const made = createWindowDesk({
    open(given) {
      events = given;
      opened++;
      return { show: (view) => void shown.push(view), close: () => (events = null) };
    },
    now: () => Date.now(),
    appearance: () => ({ language: 'en', theme: 'light', textSize: 'medium' }),
    training: () => false,
    scanner: () => true,
    printing: () => printing,
    samples: () => samples,
    words: () => ({ newPin: (name) => `A new PIN for ${name}`, newBadge: (name) => `A badge for ${name}` }),
  });
  const strike = (key: string): void => {
    events?.stroke({ type: 'keyDown', key, isAutoRepeat: false });
    events?.stroke({ type: 'keyUp', key, isAutoRepeat: false });
  };
  return {
    ...{ desk: made, shown, strike },
    get open() {
      return events !== null;
    },
    get opened() {
      return opened;
    },
    get last(): AskedView | undefined {
      return shown.at(-1);
    },
    type: (keys: string) => [...keys].forEach(strike),
    press: (key: PadKey | SampleKey | null) => events?.pressed(key) ?? null,
    gone: () => events?.gone(),
  };
}

const text = (secret: Secret): string => secret.use((bytes) => Buffer.from(bytes).toString('latin1'));

describe('signing in a window', () => {
  it('names stations as people read them, and not as what is signed writes them', () => {
    const at = desk();
    const [to, from] = ['深圳-2', '北京'].map(encodeURIComponent);
    void at.desk.credentials({ ...CLOSE, question: `Send a batch to ${to}?`, detail: `It came from ${from}.` });
    expect(at.last).toMatchObject({ question: 'Send a batch to 深圳-2?', detail: 'It came from 北京.' });
    at.desk.leave();
  });

  it('says what it means before it asks for anything, then for the badge, then for the PIN', async () => {
    const at = desk();
    const asked = at.desk.credentials(CLOSE);
    expect(at.last).toMatchObject({
      question: CLOSE.question,
      step: { at: 'badge' },
      seat: { nth: 1, of: 2, roles: ['supervisor'] },
    });
    // Digits before the badge are nobody's.
    at.type('482957');
    at.strike('Enter');
    expect(at.last).toMatchObject({ step: { at: 'badge' }, digits: 0 });
    const brought = badge();
    expect(at.desk.scanned(brought)).toBe(true);
    at.type('482');
    expect(at.last).toMatchObject({ step: { at: 'pin' }, digits: 3 });
    at.strike('Enter');
    expect(at.last).toMatchObject({ trouble: 'short', digits: 3 });
    at.type('957');
    at.strike('Enter');
    const given = await asked;
    expect(given?.badge).toBe(brought);
    expect(text(given?.pin as Secret)).toBe('482957');
    expect(at.last?.step).toEqual({ at: 'busy' });
    expect(JSON.stringify(at.shown)).not.toMatch(/482957|secret/);
    at.desk.done();
    expect(at.open).toBe(false);
  });

  it('takes the same from the big buttons', async () => {
    const at = desk();
    const asked = at.desk.credentials(CLOSE);
    at.desk.scanned(badge());
    for (const key of ['4', '8', '2', '9', '5', '5', 'back', '7'] as const) at.press(key);
    expect(at.press(null)?.digits).toBe(6);
    at.press('enter');
    expect(text((await asked)?.pin as Secret)).toBe('482957');
  });

  it('holds a badge of the training tray before the scanner, and has none anywhere else', async () => {
    const held: number[] = [];
    const training = desk(null, { shown: [{ name: 'Trainee 1', pin: '493827' }], hold: (at) => void held.push(at) });
    const asked = training.desk.credentials(CLOSE);
    expect(training.last?.samples).toEqual([{ name: 'Trainee 1', pin: '493827' }]);
    expect(training.press('sample-1')?.step).toEqual({ at: 'badge' });
    expect(held).toEqual([1]);
    const brought = badge();
    training.desk.scanned(brought);
    training.type('493827');
    training.strike('Enter');
    expect((await asked)?.badge).toBe(brought);

    const production = desk();
    const left = production.desk.credentials(CLOSE);
    expect(production.last?.samples).toEqual([]);
    expect(production.press('sample-0')?.step).toEqual({ at: 'badge' });
    production.strike('Escape');
    expect(await left).toBeNull();
  });

  it('asks the second in the same window, with the first one named and the time that is left', async () => {
    const at = desk();
    const first = at.desk.credentials(CLOSE);
    at.desk.scanned(badge());
    at.type('482957');
    at.strike('Enter');
    await first;
    const second = at.desk.credentials({ ...CLOSE, seat: 1, signed: ['Li Wei'], left: 90_000 });
    expect(at.opened).toBe(1);
    expect(at.last).toMatchObject({ seat: { nth: 2, of: 2 }, signed: ['Li Wei'], left: 90_000 });
    await vi.advanceTimersByTimeAsync(90_000);
    expect(await second).toBeNull();
    expect(at.open).toBe(false);
  });

  it('is left with Esc, or by closing the window, and what was brought is wiped', async () => {
    for (const leave of ['Escape', 'gone'] as const) {
      const at = desk();
      const asked = at.desk.credentials(CLOSE);
      const brought = badge();
      at.desk.scanned(brought);
      at.type('4829');
      if (leave === 'gone') at.gone();
      else at.strike(leave);
      expect(await asked).toBeNull();
      expect(brought.secret.wiped).toBe(true);
      expect(at.desk.asking).toBe(false);
    }
  });

  it('goes by the badge that was scanned last', async () => {
    const at = desk();
    const asked = at.desk.credentials(CLOSE);
    const [one, other] = [badge(), badge()];
    at.desk.scanned(one);
    at.type('111');
    at.desk.scanned(other);
    expect(at.last?.digits).toBe(0);
    at.type('482957');
    at.strike('Enter');
    expect((await asked)?.badge).toBe(other);
    expect(one.secret.wiped).toBe(true);
  });

  it('keeps a badge that was scanned before anybody asked, for the question that follows, and not for long', async () => {
    const at = desk();
    expect(at.desk.scanned(badge())).toBe(false);
    const asked = at.desk.credentials(CLOSE);
    expect(at.last?.step).toEqual({ at: 'pin' });
    at.strike('Escape');
    await asked;
    const late = badge();
    at.desk.scanned(late);
    vi.advanceTimersByTime(10_001);
    void at.desk.credentials(CLOSE);
    expect(at.last?.step).toEqual({ at: 'badge' });
    expect(late.secret.wiped).toBe(true);
  });

  it('answers whoever asked before with no, when somebody else asks', async () => {
    const at = desk();
    const first = at.desk.credentials(CLOSE);
    void at.desk.credentials({ ...CLOSE, question: 'Another' });
    expect(await first).toBeNull();
    expect(at.last?.question).toBe('Another');
  });

  it('says why what was brought before was not taken, until the next PIN is on its way', () => {
    const at = desk();
    const refused = failIn('people')('same-person', 'Two different people must sign.').error;
    void at.desk.credentials({ ...CLOSE, refused });
    expect(at.last?.refused).toEqual(refused);
    at.desk.scanned(badge());
    expect(at.last?.refused).toEqual(refused);
  });
});

describe('a new PIN in a window', () => {
  it('is typed twice and equal', async () => {
    const at = desk();
    const asked = at.desk.newPin('Li Wei', null);
    at.type('482957');
    at.strike('Enter');
    expect(at.last).toMatchObject({ step: { at: 'new-pin', again: true }, digits: 0 });
    at.type('482958');
    at.strike('Enter');
    expect(at.last).toMatchObject({ step: { at: 'new-pin', again: false }, trouble: 'differ' });
    for (const _ of [1, 2]) {
      at.type('482957');
      at.strike('Enter');
    }
    const pin = await asked;
    expect(text(pin as Secret)).toBe('482957');
    expect(JSON.stringify(at.shown)).not.toContain('482957');
  });

  it('that somebody would guess is refused before it is typed again', () => {
    const at = desk();
    void at.desk.newPin('Li Wei', null);
    at.type('123456');
    at.strike('Enter');
    expect(at.last).toMatchObject({ step: { at: 'new-pin', again: false }, refused: { kind: 'pin-guessable' } });
  });
});

describe('giving a badge', () => {
  it('prints, and counts only when the very badge was read', async () => {
    const printed: string[] = [];
    const at = desk({
      label: async (name) => {
        printed.push(name);
        return null;
      },
      paper: async () => null,
    });
    const mine = badge();
    const given = at.desk.giveBadge('Li Wei', mine);
    expect(at.last?.step).toEqual({ at: 'print', label: true });
    at.strike('1');
    await vi.advanceTimersByTimeAsync(0);
    expect([printed, at.last?.step]).toEqual([['Li Wei'], { at: 'prove' }]);
    at.desk.scanned(badge());
    expect(at.last?.step).toEqual({ at: 'prove' });
    at.desk.scanned({ id: mine.id, secret: Secret.copyOf(mine.secret.use((own) => own)) });
    expect(await given).toBe(true);
    expect(mine.secret.wiped).toBe(false);
  });

  it('says what a printer says, and offers both ways again', async () => {
    const failure = failIn('printer')('no-answer', 'No labels.').error;
    const at = desk({ label: async () => failure, paper: async () => null });
    const given = at.desk.giveBadge('Li Wei', badge());
    at.strike('1');
    await vi.advanceTimersByTimeAsync(0);
    expect(at.last).toMatchObject({ step: { at: 'print' }, refused: failure });
    at.strike('Escape');
    expect(await given).toBe(false);
  });

  it('is refused where nothing could print one', async () => {
    expect(await desk().desk.giveBadge('Li Wei', badge())).toBe(false);
  });
});
