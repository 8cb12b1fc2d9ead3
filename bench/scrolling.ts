import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright';
import { findFreePort } from '@/scripts/lib/ports';
import { stopProcess, until } from '@/scripts/lib/processes';
import { obtainChromium } from '@/scripts/lib/testing/chromium';
import { table } from '@/scripts/patchbay/table';
import { type Frames, scroll, watchFrames } from './frames';
import { makeProfileWithTools } from './many-tools';

const APPS = 3000;
const TOOLS = 500;
const READY_LIMIT_MS = 300_000;
const SCROLL_LIMIT_MS = 180_000;
const VIEWPORT = { width: 1280, height: 900 };
/** What the first page asks for, by its label. */
const PERSON = {
  Workspace: 'Bench',
  'Your name': 'Ada',
  'E-mail': 'ada@example.com',
  Password: 'a long quiet afternoon',
};

/**
 * How the two longest lists scroll in a real browser, against the product as `npm start` runs it: the registry with
 * three thousand apps of each provider, the tools of a profile that has five hundred. Pictures go to `pictures`.
 */
export async function benchScrolling(pictures: string | undefined): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'patchbay-bench-'));
  const port = await findFreePort();
  const settings = { PORT: String(port), DATA_DIR: folder, SANDBOX_APPS: 'synthetic', LOG_LEVEL: 'error' };
  const child = spawn(process.execPath, ['scripts/run.mjs', 'start'], {
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const browser = await chromium.launch({
    executablePath: obtainChromium(),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
  try {
    const baseURL = `http://127.0.0.1:${port}`;
    await until(() => isReady(baseURL), READY_LIMIT_MS, 300);
    const context = await browser.newContext({ baseURL, viewport: VIEWPORT, locale: 'en-US' });
    await signIn(context);
    await catalogueIsRead(context);
    Object.assign(process.env, settings);
    const profileId = await makeProfileWithTools(context.request, baseURL, TOOLS);
    const rows = [
      await measure(context, { name: `registry, ${APPS} apps`, address: '/apps', count: APPS, pictures }),
      await measure(context, { name: `tools, ${TOOLS}`, address: `/profiles/${profileId}`, count: TOOLS, pictures }),
    ];
    console.log(table(rows));
  } finally {
    await browser.close();
    if (child.pid) await stopProcess(child.pid, 'SIGTERM', 45_000);
    rmSync(folder, { recursive: true, force: true });
  }
}

type List = { name: string; address: string; count: number; pictures: string | undefined };

async function measure(context: BrowserContext, { name, address, count, pictures }: List) {
  const page = await context.newPage();
  await watchFrames(page);
  await page.goto(address);
  const items = page.locator('li[aria-posinset]');
  await items.first().waitFor();
  await page.waitForTimeout(1000);
  await picture(page, pictures, `${count}-top`);
  const frames = await scroll(page, async () => (await lastPlace(page)) >= count, SCROLL_LIMIT_MS);
  await picture(page, pictures, `${count}-end`);
  const reached = await lastPlace(page);
  await page.close();
  return { list: name, reached: String(reached), ...toRow(frames) };
}

/** The place of the last item that is drawn. */
function lastPlace(page: Page): Promise<number> {
  return page.evaluate(() =>
    Math.max(
      0,
      ...[...document.querySelectorAll('li[aria-posinset]')].map((item) => Number(item.getAttribute('aria-posinset'))),
    ),
  );
}

function toRow({
  frames,
  p50Ms,
  p95Ms,
  longestMs,
  cpuPerNotchMs,
  longTasks,
  layoutShift,
}: Frames): Record<string, string> {
  const ms = (value: number) => `${value.toFixed(1)} ms`;
  return {
    ...{ frames: String(frames), p50: ms(p50Ms), p95: ms(p95Ms), longest: ms(longestMs) },
    ...{
      'CPU per notch': ms(cpuPerNotchMs),
      'tasks > 50 ms': String(longTasks),
      'layout shift': layoutShift.toFixed(4),
    },
  };
}

async function picture(page: Page, folder: string | undefined, name: string): Promise<void> {
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}

async function signIn(context: BrowserContext): Promise<void> {
  const page = await context.newPage();
  await page.goto('/setup');
  for (const [label, value] of Object.entries(PERSON)) await page.getByLabel(label, { exact: true }).fill(value);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.close();
}

async function catalogueIsRead({ request }: BrowserContext): Promise<void> {
  await until(
    async () => {
      const { syncs } = await (await request.get('/api/apps/syncs')).json();
      return syncs.every(({ state }: { state: string }) => state === 'done');
    },
    READY_LIMIT_MS,
    1000,
  );
}

function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/api/health/ready`).then(
    ({ ok }) => ok,
    () => false,
  );
}
