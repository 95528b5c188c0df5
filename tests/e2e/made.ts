/** A commissioned station with something on record of it, made without a window. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../../core/base/result.ts';
import type { Role } from '../../core/base/role.ts';
import { Secret } from '../../core/base/secret.ts';
import type { JournalEvent } from '../../core/journal/event.ts';
import { commission } from '../../electron/station/commission.ts';
import { openCommissioned } from '../../electron/station/commissioned.ts';
import { openGate } from '../../electron/station/gate.ts';
import { systemClock } from '../../electron/station/platform.ts';
import { rememberedScrypt } from '../fakes/remembered.ts';
import { platformRandom } from '../fakes/streams.ts';

export const MADE_WITH = 'anvil basket canyon dolphin ember falcon';

/** Its directory; {@link MADE_WITH} opens it. */
export async function stationWith(role: Role, events: readonly JournalEvent[]): Promise<string> {
  const directory = mkdtempSync(join(tmpdir(), 'twofold-made-'));
  const ports = { derivation: rememberedScrypt, random: platformRandom };
  using passphrase = new Secret(new TextEncoder().encode(MADE_WITH));
  const wanted = { directory, role, name: 'Hall 2', mode: 'production', passphrase } as const;
  must(await commission(wanted, { ...ports, clock: systemClock }));
  const gate = must(await openGate({ directory, ...ports, now: () => performance.now() }));
  const unlocked = must(await gate.unlock(passphrase));
  const station = must(await openCommissioned(directory, unlocked, systemClock));
  await station.journal.append(events);
  await station.close();
  return directory;
}
