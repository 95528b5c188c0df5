import { createRawSnippet } from 'svelte';
import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { ok } from '../../core/base/result.ts';
import Header from '../../renderer/frame/Header.svelte';
import { deedNames, viewOf } from '../../core/stations/bench/deeds.ts';
import SignDialog from '../../renderer/frame/SignDialog.svelte';
import UnitsList from '../../renderer/frame/UnitsList.svelte';
import WindowPanel from '../../renderer/frame/WindowPanel.svelte';
import { BenchWindow } from '../../renderer/roles/bench/bench.svelte.ts';
import CloseDialog from '../../renderer/roles/bench/CloseDialog.svelte';
import DeedDialog from '../../renderer/roles/bench/DeedDialog.svelte';
import DoubtDialog from '../../renderer/roles/bench/DoubtDialog.svelte';
import TypedSerial from '../../renderer/roles/bench/TypedSerial.svelte';
import { OriginWindow } from '../../renderer/roles/origin/origin.svelte.ts';
import PlanNumbers from '../../renderer/roles/origin/PlanNumbers.svelte';
import Giving from '../../renderer/roles/press/Giving.svelte';
import Order from '../../renderer/roles/press/Order.svelte';
import { PressWindow } from '../../renderer/roles/press/press.svelte.ts';
import Units from '../../renderer/roles/press/Units.svelte';
import VouchDialog from '../../renderer/roles/press/VouchDialog.svelte';
import { LANGUAGES } from '../../resources/words/languages.ts';
import { fakeOrigin, originView } from '../fakes/origin-window.ts';
import { fakePress, pressBatch, pressDesk, pressView, statesOf } from '../fakes/press-window.ts';
import { batchView, endingOf, fakeStation, stationView } from '../fakes/station.ts';

const silent = { play: () => {} };
const bench = (name = stationView.name) => {
  const view = { ...stationView, name };
  return new BenchWindow(fakeStation(view), view, silent);
};
const press = (change: Partial<typeof pressDesk>) => {
  const view = { ...pressView, desk: { ...pressDesk, ...change } };
  return new PressWindow(fakePress(view), view, silent);
};
const nothing = createRawSnippet(() => ({ render: () => '<i></i>' }));

it('fault 19: promises no true size that no screen keeps', () => {
  for (const { bench: words } of Object.values(LANGUAGES))
    expect(`${words.noPreview} ${words.preview('TF-1')}`).not.toMatch(/true size|实际尺寸/);
});

it('fault 20: what somebody must see to comes first, empty states last, and there is a bar', () => {
  const states = [
    { state: 'received', tone: 'plain', word: 'Received', number: 0 },
    { state: 'finished', tone: 'good', word: 'Finished', number: 7 },
    { state: 'quarantined', tone: 'bad', word: 'Quarantined', number: 2 },
  ] as const;
  const html = render(UnitsList, {
    props: {
      words: { show: 'Show', all: 'All', search: 'Search' },
      ...{
        states,
        total: 9,
        say: String,
        wanted: null,
        want: () => {},
        search: '',
        enter: () => {},
        children: nothing,
      },
    },
  }).body;
  const order = [...html.matchAll(/data-state="([a-z]+)"/g)].map(([, state]) => state);
  expect(order).toEqual(['quarantined', 'finished', 'received']);
  expect(html).toContain('Finished 7, Quarantined 2');
  const { rows } = LANGUAGES.en.batch;
  expect([rows('1'), rows('2')]).toEqual(['1 unit', '2 units']);
});

it('fault 35: the stickers of a batch lead to the printer', () => {
  expect(render(Units, { props: { station: press({}) } }).body).toContain('data-do="to-printer"');
});

it('fault 35: practice at Press begins with an order that is there, and production is offered none', () => {
  const order = (tray: boolean) => {
    const view = { ...pressView, tray };
    return render(Order, { props: { station: new PressWindow(fakePress(view), view, silent) } }).body;
  };
  expect(order(true)).toContain('data-do="take-sample"');
  expect(order(false)).not.toContain('data-do="take-sample"');
});

it('fault 37: what is to be counted by hand is not said before it is counted', () => {
  const whole = { printed: 1003, proven: 998, destroyed: 5 };
  const batch = { ...pressBatch, states: statesOf({ proven: 998, withdrawn: 2 }), stickers: whole };
  const html = render(Giving, { props: { station: press({ batch, line: { at: 'done' } }) } }).body;
  expect(html).toContain('data-blind');
  expect(html).toContain('data-counted');
  expect(html).not.toMatch(/998/);
});

it('fault 37: labels that were destroyed are counted before the station says how many came out', () => {
  const ending = { ...endingOf(batchView), obstacles: [], labels: { printed: 10_019, doubtful: 0, cards: 9997 } };
  const html = render(CloseDialog, { props: { station: bench(), ending, close: () => {} } }).body;
  expect(html).toContain(LANGUAGES.en.ending.closing.destroyed);
  expect(html).not.toMatch(/10,019|9,997/);
});

it('fault 38: a check character stands apart from its number', async () => {
  const station = new OriginWindow(fakeOrigin(originView), originView, silent);
  await station.form.look();
  const serial = station.form.review?.serials?.first[0] ?? '';
  const html = render(PlanNumbers, { props: { station } }).body;
  expect(html).toContain(`data-serial="${serial}"`);
  expect(html.replaceAll(/<!--.*?-->/g, '')).toMatch(
    new RegExp(`${serial.slice(0, -1)}<span class="check[^>]*>${serial.slice(-1)}</span>`),
  );
});

it.each([true, false])('promises a window of badge and PIN only to who signs (check characters: %s)', (checked) => {
  const present = { person: 'aa', name: 'Ann Lee', roles: ['operator'] } as const;
  const view = {
    ...stationView,
    batch: { ...batchView, checked },
    presence: { ...stationView.presence, begun: true, present },
  };
  const station = new BenchWindow(fakeStation(view), view, silent);
  const { body } = render(TypedSerial, { props: { station, close: () => {} } });
  expect(body.includes(LANGUAGES.en.ending.asPerson('Ann Lee'))).toBe(checked);
  expect(body.includes(LANGUAGES.en.peopleScreen.twoSign)).toBe(!checked);
});

it('fault 39: what cannot be undone is no button that a key or a tap submits', () => {
  const dialog = (irreversible: boolean) =>
    render(SignDialog, {
      props: {
        ...{ station: bench(), title: 'Destroy?', by: { one: async () => ok(null) }, labels: { first: 'Who' } },
        ...{ word: 'Destroy', incomplete: 'Who?', close: () => {}, children: nothing, irreversible },
      },
    }).body;
  expect(dialog(false)).toContain('type="submit"');
  expect(dialog(true)).not.toContain('type="submit"');
  expect(dialog(true)).toContain(LANGUAGES.en.app.hold);
});

it('fault 39: whatever a dialog says cannot be undone is held', async () => {
  const station = bench();
  const { traveller, pressWindow } = LANGUAGES.en;
  const final = (html: string) => {
    expect(html).not.toContain('type="submit"');
    expect(html).toContain(LANGUAGES.en.app.hold);
  };
  expect(traveller.doubt.look).toContain('cannot be undone');
  final(render(DoubtDialog, { props: { station, serial: 'TF-1', close: () => {} } }).body);
  for (const act of ['spoil', 'withdraw', 'absent', 'destroyed'] as const) {
    const { body } = render(VouchDialog, { props: { station: press({}), act, serial: 'TF-1' } });
    expect(body).toContain(pressWindow.vouch.title[act]('TF-1'));
    final(body);
  }
  for (const deed of deedNames) {
    const html = render(DeedDialog, { props: { station, serial: 'TF-1', deed: viewOf(deed), close: () => {} } }).body;
    if (/cannot be undone/.test(html)) final(html);
  }
});

it('fault 50: a person chooses one of three sizes of text', () => {
  const html = render(WindowPanel, { props: { frame: bench() } }).body;
  for (const word of Object.values(LANGUAGES.en.devices.textSizes)) expect(html).toContain(word);
});

it('fault 53: a name that is cut can be read whole', () => {
  const name = 'The second bench of the eastern hall, by the window';
  expect(render(Header, { props: { frame: bench(name) } }).body).toContain(`title="${name}"`);
});
