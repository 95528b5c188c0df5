/** The reasons that people at a Bench choose among. */
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../../../../core/base/result.ts';
import type { JournalEvent } from '../../../../core/journal/event.ts';
import { changeReasons } from '../../../../electron/roles/bench/reasons.ts';
import { openSettings } from '../../../../electron/station/settings.ts';

async function start() {
  const directory = await mkdtemp(join(tmpdir(), 'twofold-reasons-'));
  const recorded: JournalEvent[] = [];
  const journal = { append: async (events: readonly JournalEvent[]) => (recorded.push(...events), []) };
  const settings = await openSettings(directory);
  const change = (deed: 'add' | 'drop', reason: string) => changeReasons({ settings, journal }, deed, reason);
  return { directory, recorded, change };
}

test('the list is extended one by one, on record, and is there after a restart', async () => {
  const { directory, recorded, change } = await start();
  must(await change('add', '  Scratched by the clamp '));
  expect(must(await change('add', '夹具划伤'))).toEqual(['Scratched by the clamp', '夹具划伤']);
  expect(must(await change('drop', 'Scratched by the clamp'))).toEqual(['夹具划伤']);
  expect(
    recorded.map((event) => (event.kind === 'settings-changed' ? `${event.what} ${event.to}` : event.kind)),
  ).toEqual(['reasons + Scratched by the clamp', 'reasons + 夹具划伤', 'reasons - Scratched by the clamp']);
  expect((await openSettings(directory)).value.reasons).toEqual(['夹具划伤']);
});

test('what is refused changes nothing, and is not on record', async () => {
  const { recorded, change } = await start();
  must(await change('add', 'Sticker laid on askew'));
  const before = recorded.length;
  const passphrase = '7Q2K-M9XV-4HTR-D0WB-3NYE';
  for (const [deed, reason, kind] of [
    ['add', 'sticker laid on ASKEW', 'reason-known'],
    ['add', ' x ', 'no-reason'],
    ['add', passphrase, 'secret-in-reason'],
    ['drop', 'Never was there', 'reason-unknown'],
  ] as const) {
    const refused = await change(deed, reason);
    expect(refused).toMatchObject({ ok: false, error: { kind } });
    expect(JSON.stringify(refused)).not.toContain(passphrase);
  }
  for (let n = 2; n <= 24; n++) must(await change('add', `Reason number ${n}`));
  expect(await change('add', 'One too many')).toMatchObject({ ok: false, error: { kind: 'reasons-full' } });
  expect(recorded).toHaveLength(before + 23);
});
