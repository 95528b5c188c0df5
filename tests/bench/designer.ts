/** How long the designer of products takes to redraw a drag, in the real window: a hand that moves as fast as frames come. */
import type { Page } from '@playwright/test';
import { median, percentile } from './measure.ts';
import { atMost, type Table } from './table.ts';
import { onStation, type WindowBench } from './window.ts';

const MOVES = 300;

interface Drag {
  readonly x: number;
  readonly y: number;
  /** How many moves came before. */
  readonly from: number;
  readonly moves: number;
}

export function designer(bench: WindowBench): Promise<Table[]> {
  return onStation(bench, [], async ({ page }) => {
    await page.keyboard.press('F7');
    await page.locator('[data-screen="laser"] label').nth(3).click();
    await page.click('[data-do="copy"]');
    await page.waitForSelector('[data-good="true"]');
    const place = await page.locator('[data-place="secret"]').boundingBox();
    if (place === null) throw new Error('no place to take hold of');
    const at = { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    await page.mouse.move(at.x, at.y);
    await page.mouse.down();
    const { work, frames } = await page.evaluate(drag, { ...at, from: 0, moves: MOVES });
    const spent = await onTheProcessor(page, at);
    await page.mouse.up();
    return [
      {
        title: `The designer, a place dragged over ${MOVES} frames`,
        rows: [
          { what: 'a move to its layout, p50', value: median(work), unit: 'ms' },
          { what: 'p95', value: percentile(work, 0.95), unit: 'ms', target: atMost(16) },
          { what: 'longest', value: Math.max(...work), unit: 'ms' },
          { what: 'a move with all that is drawn after it, on the processor, p50', value: median(spent), unit: 'ms' },
          { what: 'p95', value: percentile(spent, 0.95), unit: 'ms', target: atMost(16) },
          { what: 'frame to frame meanwhile, p50', value: median(frames), unit: 'ms' },
          { what: 'p95', value: percentile(frames, 0.95), unit: 'ms' },
        ],
      },
    ];
  });
}

/**
 * What a move costs the thread of the window, script, styles, layout and paint together, whoever else wants the machine;
 * milliseconds. It is asked for between the moves, and asking is counted with them.
 */
async function onTheProcessor(page: Page, at: { readonly x: number; readonly y: number }): Promise<readonly number[]> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const spent: number[] = [];
  let last = NaN;
  for (let from = 0; from <= MOVES; from++) {
    await page.evaluate(drag, { ...at, from, moves: 1 });
    const { metrics } = await session.send('Performance.getMetrics');
    const now = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
    if (from > 0) spent.push(now - last);
    last = now;
  }
  return spent;
}

/** In the window: a move with each frame; milliseconds until it is laid out, and from frame to frame. */
async function drag({ x, y, from, moves }: Drag) {
  const svg = document.querySelector('[data-place="secret"]')?.closest('svg');
  const held = document.querySelector('[data-place="secret"] rect');
  if (svg == null || held === null) throw new Error('nothing is held');
  const work: number[] = [];
  const frames: number[] = [];
  let moved = 0;
  let last = performance.now();
  for (let move = from + 1; move <= from + moves; move++) {
    await new Promise((next) => requestAnimationFrame(next));
    const before = held.getAttribute('x');
    const began = performance.now();
    frames.push(began - last);
    last = began;
    const clientX = x + 60 * Math.sin(move / 7);
    svg.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: y + (move % 40), bubbles: true }));
    // What was changed is on the page after a few turns of its own.
    for (let turn = 0; turn < 5; turn++) await Promise.resolve();
    held.getBoundingClientRect();
    work.push(performance.now() - began);
    if (held.getAttribute('x') !== before) moved++;
  }
  if (2 * moved < moves - 1) throw new Error(`of ${moves} moves ${moved} were drawn`);
  return { work, frames };
}
