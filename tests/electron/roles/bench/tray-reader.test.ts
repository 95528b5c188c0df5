import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readSticker } from '../../../../electron/devices/virtual-card.ts';
import { readInThread } from '../../../../electron/roles/bench/tray.ts';
import type { ReadAhead } from '../../../../electron/roles/bench/tray-reader.ts';
import { bundle } from '../../../fakes/cli-bundle.ts';

let dist: string;

beforeAll(async () => {
  dist = await bundle({ tray: 'electron/roles/bench/tray-reader.ts' });
});
afterAll(() => rm(dist, { recursive: true, force: true }));

test('a thread reads of each sticker what stands on it, which is not always the serial of its card', async () => {
  const cards = [
    { serial: 'TRAIN-0001', sticker: 'TRAIN-0001', address: '1Jq6MksXQVWzrznvZzxkV6oY57oWXD9TXB' },
    { serial: 'TRAIN-0002', sticker: 'TRAIN-0003', address: '1CqzrtZC6mXSAhoxtFwVjz8LtwLJjDYU3V' },
  ];
  const told: ReadAhead[] = [];
  readInThread(dist)(cards, (read) => void told.push(read));
  await vi.waitFor(() => expect(told).toHaveLength(2), 20_000);
  expect(told).toEqual(cards.map(({ serial, sticker, address }) => ({ serial, codes: readSticker(sticker, address) })));
  expect(told[1]?.codes.serial).toContain('TRAIN-0003');
});
