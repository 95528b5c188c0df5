/// <reference types="svelte" />
import { describe, expect, it } from 'vitest';
import type { Input } from '../../../../electron/roles/bench/contract.ts';
import { PAGE, UnitPages } from '../../../../renderer/roles/bench/units.svelte.ts';
import { unitRow } from '../../../fakes/station.ts';

/** Ten thousand units, and every question that was asked. */
function pages(total = 10_000) {
  const asked: Input<'units'>[] = [];
  const held: (() => void)[] = [];
  let holding = false;
  const units = new UnitPages(async (input) => {
    asked.push(input);
    if (holding) await new Promise<void>((go) => held.push(go));
    const rows = Array.from({ length: Math.min(input.limit, total - input.offset) }, (_, i) =>
      unitRow(input.offset + i),
    );
    return { total: input.search === '' ? total : 1, rows: input.search === '' ? rows : rows.slice(0, 1) };
  });
  return { units, asked, held, hold: (on: boolean) => void (holding = on) };
}

describe('UnitPages', () => {
  it('fetches only the pages in sight, each once', async () => {
    const { units, asked } = pages();
    await units.ask('', null);
    await units.want(95, 110);
    await units.want(98, 120);
    expect(asked.map(({ offset }) => offset)).toEqual([0, PAGE]);
    expect(units.total).toBe(10_000);
    expect(units.row(105)?.serial).toBe(unitRow(105).serial);
    expect(units.row(5000)).toBeNull();
  });

  it('drops the answer to a question that is no longer asked', async () => {
    const { units, held, hold } = pages();
    hold(true);
    const old = units.ask('', null);
    hold(false);
    await units.ask('TF-004700', null);
    held.forEach((go) => go());
    await old;
    expect(units.total).toBe(1);
  });

  it('passes search and state on with every page', async () => {
    const { units, asked } = pages();
    await units.ask('TF', 'received');
    expect(asked).toEqual([{ search: 'TF', state: 'received', offset: 0, limit: PAGE }]);
  });

  it('asks anew for what is in sight, and keeps showing it meanwhile', async () => {
    const { units, asked, held, hold } = pages();
    await units.ask('', null);
    hold(true);
    const again = units.refresh(0, 20);
    expect(units.row(0)?.serial).toBe(unitRow(0).serial);
    held.forEach((go) => go());
    await again;
    expect(asked.map(({ offset }) => offset)).toEqual([0, 0]);
  });

  it('keeps every page of an answer, whichever comes first', async () => {
    const { units, held, hold } = pages();
    await units.ask('', null);
    hold(true);
    const again = units.refresh(90, 110);
    held.reverse().forEach((go) => go());
    await again;
    expect([units.row(95)?.serial, units.row(105)?.serial]).toEqual([unitRow(95).serial, unitRow(105).serial]);
  });
});
