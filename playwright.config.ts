import { defineConfig } from 'playwright/test';
import { OWNER_SESSION } from './e2e/support/people';

const executablePath = process.env.PLAYWRIGHT_CHROMIUM;

const WITHOUT_APPS = [
  'database-role.spec.ts',
  'databases.spec.ts',
  'every-page.spec.ts',
  'keys.spec.ts',
  'members.spec.ts',
  'reference.spec.ts',
  'sign-in.spec.ts',
];
/**
 * Switching a provider off would pull it out from under the others, and records without payloads are not what they
 * expect; how soon a page hears of an outage is measured.
 */
const ALONE = ['providers.spec.ts', 'unreachable.spec.ts'];

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One installation and one person serve all journeys; the first one sets it up. Then there are two rows of journeys,
  // side by side: those that connect apps, and those that never meet the provider or the list of apps. Within a row one
  // follows the other.
  projects: [
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    {
      name: 'apps',
      testIgnore: ['set-up.spec.ts', ...ALONE, ...WITHOUT_APPS],
      dependencies: ['set-up'],
      workers: 1,
      use: { storageState: OWNER_SESSION },
    },
    {
      name: 'without apps',
      testMatch: WITHOUT_APPS,
      dependencies: ['set-up'],
      workers: 1,
      use: { storageState: OWNER_SESSION },
    },
    {
      name: 'alone',
      testMatch: ALONE,
      workers: 1,
      dependencies: ['apps', 'without apps'],
      use: { storageState: OWNER_SESSION },
    },
  ],
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  globalSetup: './e2e/support/start-product.ts',
  use: {
    baseURL: `http://127.0.0.1:${process.env.E2E_PORT ?? 4480}`,
    // Recording slows every journey down; `npx playwright test --trace retain-on-failure` records them.
    screenshot: 'only-on-failure',
    locale: 'en-US',
    timezoneId: 'UTC',
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      ...(executablePath && { executablePath }),
      // The sandbox of Chromium needs rights that containers do not give; the pages are our own.
      args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
    },
  },
});
