/** A station on a disk that cannot be written to: M4 of the audit, on real disks that are read-only or full. */
import { expect, test } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Role } from '../../core/base/role.ts';
import { stationWith } from './made.ts';
import { resize, runtime, startApp, WINDOW_SIZES } from './app.ts';

const INSIDE = ['--user', '--map-root-user', '--mount'] as const;
const mayMount = (() => {
  try {
    execFileSync('unshare', [...INSIDE, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

/** A station with something on record of three cards, and an account of a computer that starts it with that disk. */
async function stationOn(disk: 'read-only' | 'full', role: Role) {
  const told = ['TF-000001', 'TF-000002', 'XK-000001'].map(
    (serial) => ({ kind: 'incident', reason: 'out-of-order', serial, detail: 'two steps were swapped' }) as const,
  );
  const directory = await stationWith(role, told);
  const own = mkdtempSync(join(tmpdir(), 'twofold-disk-'));
  const kept = join(own, 'kept');
  const done =
    disk === 'read-only'
      ? `mount --bind '${directory}' '${directory}' && mount -o remount,bind,ro '${directory}'`
      : `cp -a '${directory}' '${kept}' && mount -t tmpfs -o size=2m tmpfs '${directory}' && cp -a '${kept}/.' '${directory}' && rm -f '${directory}/journal.reserve' && { cat /dev/zero > '${directory}/filler' || true; } 2>/dev/null`;
  const executable = join(own, 'started.sh');
  const inside = join(own, 'inside.sh');
  writeFileSync(inside, `#!/bin/sh\n${done}\nexec '${runtime()}' "$@"\n`);
  writeFileSync(executable, `#!/bin/sh\nexec unshare ${INSIDE.join(' ')} '${inside}' "$@"\n`);
  for (const script of [inside, executable]) chmodSync(script, 0o700);
  const before = readdirSync(directory).toSorted();
  return {
    directory,
    executable,
    untouched: () => expect(readdirSync(directory).toSorted()).toEqual(before),
    remove() {
      rmSync(directory, { recursive: true });
      rmSync(own, { recursive: true });
    },
  };
}

/** Where a computer lets nobody mount a disk, nothing can be tried on one. */
const DISKS = mayMount
  ? ([
      ['read-only', 'bench'],
      ['full', 'press'],
    ] as const)
  : [];

test.describe('M4', () => {
  for (const [disk, role] of DISKS) {
    test(`a ${role} on a ${disk} disk opens for viewing, and says so in both languages`, async () => {
      const on = await stationOn(disk, role);
      const run = await startApp(on.directory, [], null, on.executable);
      const { page } = run;
      await expect(page.locator('[data-role="viewing"]')).toBeVisible();
      await expect(page.locator('[data-viewing]')).toContainText('VIEWING ONLY');
      await expect(page.locator('[data-viewing]')).toContainText(`the disk is ${disk}`);
      await expect(page.locator('[data-found]')).toHaveAttribute('data-found', '3');
      await page.locator('[data-field="search"]').fill('tf-000002');
      await expect(page.locator('[data-serial]')).toHaveCount(1);
      await page.locator('[data-serial="TF-000002"]').click();
      await expect(page.locator('[data-traveller="TF-000002"] li')).toHaveCount(1);
      const refused = await page.evaluate(() => window.station.call('acknowledge', { incident: 1, person: 'Li Wei' }));
      expect(refused).toMatchObject({ ok: false, error: { kind: 'viewing-only' } });

      for (const [width, height] of WINDOW_SIZES) {
        await resize(run, width, height);
        await run.picture(`viewing-${role}-cards-${width}`);
      }
      await page.keyboard.press('F2');
      await expect(page.locator('[data-screen="records"]')).toBeVisible();
      await expect(page.locator('[data-said]')).toContainText('The chain is whole');
      await run.picture(`viewing-${role}-records`);
      await page.locator('header button[lang]').click();
      await expect(page.locator('[data-viewing]')).toContainText('仅供查看');
      await resize(run, 1024, 768);
      await run.picture(`viewing-${role}-records-zh`);
      await run.close();
      on.untouched();
      on.remove();
    });
  }
});
