import { expect, test } from 'playwright/test';
import { connectApp, runTool } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';
import { joinAsMember } from './support/people';

test('a call made with a key appears by itself, waits while the reader has paused, and is told in full', async ({
  page,
  playwright,
  baseURL,
}) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail to watch');
  const origin = baseURL ?? '';
  const scopes = ['tools:read', 'tools:execute'];
  const made = await page.request.post('/api/keys', { data: { name: 'Night shift', scopes }, headers: { origin } });
  const { account_external_id: user } = await (await page.request.get('/api/session')).json();
  const agent = await playwright.request.newContext({
    baseURL,
    extraHTTPHeaders: { 'x-api-key': (await made.json()).key, 'x-user-id': user },
  });
  const call = (action: string) =>
    agent.post('/api/tools/execute', { data: { action, params: {}, profile_id: id, user_id: user } });

  await page.goto(`/activity?profile=${id}`);
  await expect(page.getByText('Live: new calls appear by themselves')).toBeVisible();
  expect(await (await call('gmail-find-email')).json()).toMatchObject({ success: true });
  const row = page.getByRole('row', { name: /gmail-find-email/ });
  await expect(row).toBeVisible();

  await page.getByRole('button', { name: 'Pause' }).click();
  await call('gmail-list-labels');
  await expect(page.getByText('1 new call')).toBeVisible();
  await expect(page.getByRole('row', { name: /gmail-list-labels/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByRole('row', { name: /gmail-list-labels/ })).toBeVisible();
  await expectNoSeriousViolations(page);

  await row.click();
  await expect(page).toHaveURL(/call=/);
  await expect(page.getByRole('dialog').getByText('Key “Night shift”')).toBeVisible();
  await agent.dispose();
});

test('filters stand in the address, find what they say, and can be cleared; a failure is explained', async ({
  page,
}) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail to filter');
  await runTool(page, id, 'gmail-find-email', {});
  await runTool(page, id, 'gmail-get-email', { emailId: 'nobody-wrote-it' });

  await page.goto(`/activity?profile=${id}&status=failed&time=1h`);
  const rows = page.getByRole('row').filter({ hasText: 'gmail-' });
  await expect(rows).toHaveCount(1);
  await rows.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByText('The tool ran at the app and reported a failure')).toBeVisible();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'Open the tool' })).toBeVisible();
  await expectNoSeriousViolations(page);
  await page.keyboard.press('Escape');

  await page.getByRole('searchbox').fill('no such tool anywhere');
  await expect(page.getByText('No call fits that')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/activity$/);
  await expect(rows.first()).toBeVisible();
});

test('the same calls come as CSV, and on the profile’s own page', async ({ page }) => {
  const id = await connectApp(page, 'pipedream', 'gmail', 'Mail to export');
  await runTool(page, id, 'gmail-list-labels', {});
  await page.goto(`/activity?profile=${id}`);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  const [head = '', ...lines] = Buffer.concat(chunks).toString('utf8').trim().split('\r\n');
  expect(head.split(',')).toContain('tool_name');
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('gmail-list-labels');

  await page.goto(`/profiles/${id}?tab=activity`);
  await expect(page.getByRole('row', { name: /gmail-list-labels/ })).toBeVisible();
  await expectNoSeriousViolations(page);
});

test('on a phone the live dot stands beside its words', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/activity');
  const bar = page.getByRole('status').filter({ hasText: 'Live: new calls appear by themselves' });
  const tops = await bar.evaluate((status) =>
    [...status.querySelectorAll('span[aria-hidden]')].map((dot) => {
      const words = dot.parentElement?.parentElement?.getBoundingClientRect();
      const { top, bottom } = dot.getBoundingClientRect();
      return (
        words !== undefined &&
        top >= words.top &&
        bottom <= words.bottom &&
        dot.getBoundingClientRect().right < words.right
      );
    }),
  );
  expect(tops).toEqual([true]);
  const heights = await bar.evaluate((status) => [
    status.clientHeight,
    Number.parseFloat(getComputedStyle(status).lineHeight),
  ]);
  expect(heights[0]).toBeLessThan(2.5 * (heights[1] ?? 0));
});

test('what makes no sense in the address counts as not said', async ({ page }) => {
  await page.goto('/activity?app=No%20App!&profile=x&status=bogus&time=zzz&from=x&call=nope');
  await expect(page.getByText('Live: new calls appear by themselves')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Status' })).toHaveText('Any status');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByText('need another look')).toHaveCount(0);
  await expect(page.getByRole('combobox', { name: 'Time' })).toHaveText('Any time');
  await page.goto('/profiles?status=nope');
  await expect(page.getByText('need another look')).toHaveCount(0);
});

test('of everybody’s calls, an admin sees for whom each one was', async ({ page, browser }) => {
  const person = { name: 'Uma User', email: `uma-${Date.now()}@example.com`, password: 'a long walk in the rain' };
  const own = await joinAsMember(page, browser, person);
  await runTool(own, '00000000-0000-4000-8000-000000000000', 'gmail-find-nothing', {});
  await own.context().close();

  await page.goto('/activity?q=gmail-find-nothing');
  await expect(page.getByText('No call fits that')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'User' })).toHaveCount(0);
  await page.getByText('Everybody’s calls').click();
  await expect(page.getByRole('columnheader', { name: 'User' })).toBeVisible();
  const row = page.getByRole('row', { name: /gmail-find-nothing/ }).first();
  await expect(row).toContainText(person.email);
  await row.click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('link', { name: person.email }).click();
  await expect(page).toHaveURL(/\/profiles\?account=/);
  await expect(page.getByText('This account has no profiles')).toBeVisible();
});
