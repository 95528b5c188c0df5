/** The door of the window: which station this is, and the way in. */
import { expect, test } from '@playwright/test';
import { ROLES } from '../../core/peers/role.ts';
import { removeStation, startApp } from './app.ts';

for (const role of ROLES) {
  test(`opens the training station of ${role}, and knows it again by its directory`, async () => {
    const first = await startApp(undefined, [], role);
    await expect(first.page.locator(`[data-role="${role}"]`)).toBeVisible();
    await first.close();
    const again = await startApp(first.directory, [], null);
    await expect(again.page.locator(`[data-role="${role}"]`)).toBeVisible();
    await again.picture(`door-${role}`);
    await again.close();
    removeStation(first.directory);
  });
}

test('an empty directory has a door', async () => {
  const app = await startApp(undefined, [], null);
  await expect(app.page.locator('[data-role="door"]')).toBeVisible();
  await app.picture('door-new');
  await app.close();
  removeStation(app.directory);
});
