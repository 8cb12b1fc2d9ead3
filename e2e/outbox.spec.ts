import { expect, test } from 'playwright/test';
import { connectApp, runTool } from './support/connect';
import { expectNoSeriousViolations } from './support/no-serious-violations';

test('a mail sent by a tool stands in the outbox, with who sent it and what it says', async ({ page }) => {
  const id = await connectApp(page, 'composio', 'gmail', 'Mail of outbox');
  const subject = `Minutes ${Date.now()}`;
  const { tools } = await (await page.request.get(`/api/profiles/${id}/tools?q=send`)).json();
  const send = tools.find(({ name }: { name: string }) => /SEND_EMAIL$/.test(name));
  const origin = new URL(page.url()).origin;
  await page.request.post(`/api/profiles/${id}/tools/${send.name}/enable`, { headers: { origin } });

  await page.goto('/outbox');
  const params = { to: 'sam@northwind.test', subject, body: 'We agreed on three things.' };
  const answer = await runTool(page, id, send.name, params);
  expect(await answer.json()).toMatchObject({ success: true });

  await page.getByRole('button', { name: new RegExp(subject) }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet).toContainText('jane@example.com');
  await expect(sheet).toContainText('We agreed on three things.');
  await expectNoSeriousViolations(page);
});
