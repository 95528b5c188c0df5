import { describe, expect, test, vi } from 'vitest';
import type { TableView } from '../../../../core/stations/check/view.ts';
import type { CheckBridge, CheckView } from '../../../../electron/roles/check/contract.ts';
import { CheckWindow } from '../../../../renderer/roles/check/check.svelte.ts';
import { EMPTY_TABLE as EMPTY, checkView, right } from '../../../fakes/check-window.ts';

const KEY = { form: 'hex', coins: ['ETH'], text: '01' } as const;
const answered: TableView = { ...EMPTY, outcome: right };
const gone: TableView = { ...EMPTY, outcome: { ...right, keys: 'gone' } };

function open(table: TableView) {
  const door = {
    check: vi.fn(async () => answered),
    revealKeys: vi.fn(async () => ({ ok: true, value: [KEY] })),
    hideKeys: vi.fn(async () => gone),
    put: vi.fn(async () => ({ taken: [], table: EMPTY })),
    clearTable: vi.fn(async () => EMPTY),
  };
  const sound = { play: vi.fn() };
  const view: CheckView = { ...checkView, table };
  return { door, sound, state: new CheckWindow(door as unknown as CheckBridge, view, sound) };
}

describe("Check's page", () => {
  test('wipes the passphrase once it has been sent, and says how the answer sounds', async () => {
    const { state, sound } = open(EMPTY);
    const bytes = Uint8Array.of(1, 2, 3);
    expect(await state.desk.check(bytes)).toBe(true);
    expect([...bytes]).toEqual([0, 0, 0]);
    expect(sound.play).toHaveBeenCalledExactlyOnceWith('PASS');
    expect(state.desk.busy).toBeNull();
  });

  test.each<[string, (state: CheckWindow) => unknown]>([
    ['hidden', (state) => state.desk.hide()],
    ['another screen is shown', (state) => state.go('records')],
    ['the station puts them away', (state) => state.take({ type: 'table', table: gone })],
    ['something else is put on the table', (state) => state.desk.put('x')],
    ['the table is cleared', (state) => state.desk.clear()],
  ])('has no key any more when %s', async (_, act) => {
    const { state } = open(answered);
    await state.desk.reveal();
    expect(state.desk.revealed).toEqual([KEY]);
    await act(state);
    expect(state.desk.revealed).toEqual([]);
  });

  test('asks the station to put keys away once, and only if it has any', async () => {
    const { state, door } = open(answered);
    await state.desk.hide();
    await state.desk.hide();
    expect(door.hideKeys).toHaveBeenCalledOnce();
    expect(state.desk.table).toBe(gone);
  });

  test('asks one thing at a time', async () => {
    const { state, door } = open(EMPTY);
    const second = Uint8Array.of(2);
    expect(await Promise.all([state.desk.check(Uint8Array.of(1)), state.desk.check(second)])).toEqual([true, false]);
    expect([...second]).toEqual([0]);
    expect(door.check).toHaveBeenCalledOnce();
  });

  test('says what is wrong with a picture before it bothers the station', async () => {
    const { state } = open(EMPTY);
    await state.desk.putPicture(new Blob(['hello']));
    expect(state.notice).toMatchObject({ of: 'request', failure: { kind: 'not-a-picture' } });
  });
});
