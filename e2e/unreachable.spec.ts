import { expect, test } from 'playwright/test';
import { connectDatabase } from './support/databases';
import { startHarbour } from './support/harbour';
import { expectNoSeriousViolations } from './support/no-serious-violations';

const REFUSED = 'The host answers, but nothing listens on this port.';

test('a database that stops is shown as unreachable with the reason everywhere, and open pages see it come back', async ({
  page,
}) => {
  const harbour = await startHarbour();
  try {
    const { db_id, profile_id } = await connectDatabase(page, 'Harbour', harbour.settings);
    /** As an agent would, behind the back of the page. */
    const call = () =>
      page.request.post(`/api/databases/${db_id}/query`, {
        data: { input: { query: 'select name from ships' } },
        headers: { origin: new URL(page.url()).origin },
      });
    const head = page.locator('header').filter({ has: page.getByRole('heading', { level: 1, name: 'Harbour' }) });
    await page.goto(`/profiles/${profile_id}?tab=tools`);
    await expect(head.getByText('Connected')).toBeVisible();

    await harbour.stop();
    await page.getByRole('button', { name: 'Check now' }).click();
    await expect(page.getByText("Can't reach Harbour")).toBeVisible();
    await expect(page.getByText(REFUSED)).toHaveCount(2);
    await expect(head.getByText('Unreachable')).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: /reached since \d/ })).toContainText(REFUSED);
    await expectNoSeriousViolations(page);

    await page.goto('/');
    const row = page
      .getByRole('region', { name: 'Needs attention' })
      .getByRole('listitem')
      .filter({ hasText: 'Harbour' });
    await expect(row).toContainText(REFUSED);
    await expect(row.getByText('Unreachable')).toBeVisible();
    await expectNoSeriousViolations(page);
    await row.getByRole('button', { name: 'Check now: Harbour' }).click();
    await expect(page.getByText("Can't reach Harbour")).toBeVisible();

    await page.goto(`/profiles/${profile_id}?tab=data`);
    await expect(page.getByRole('alert').getByText(REFUSED)).toBeVisible({ timeout: 4_000 });
    await expectNoSeriousViolations(page);

    await harbour.start();
    expect((await call()).status()).toBe(200);
    await expect(head.getByText('Connected')).toBeVisible({ timeout: 5_000 });
    await expect(page.getByRole('button', { name: 'Look into ships' })).toBeVisible();

    await harbour.stop();
    expect((await call()).status()).toBe(503);
    await expect(head.getByText('Unreachable')).toBeVisible({ timeout: 5_000 });

    await harbour.start();
    await page.goto('/');
    await row.getByRole('button', { name: 'Check now: Harbour' }).click();
    await expect(page.getByText('Harbour: Connected')).toBeVisible();
    await expect(row).toHaveCount(0);
  } finally {
    await harbour.end();
  }
});
