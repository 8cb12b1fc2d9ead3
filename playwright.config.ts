import { defineConfig } from '@playwright/test';
import { OWNER_SESSION } from './e2e/support/people';

const executablePath = process.env.PLAYWRIGHT_CHROMIUM;

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  // One installation and one person serve all journeys, one after the other; the first one sets it up. Pages that are
  // only looked at take nothing from under them, so they are looked at meanwhile.
  projects: [
    { name: 'set-up', testMatch: 'set-up.spec.ts' },
    {
      name: 'journeys',
      testIgnore: ['set-up.spec.ts', 'every-page.spec.ts', 'providers.spec.ts'],
      dependencies: ['set-up'],
      workers: 1,
      use: { storageState: OWNER_SESSION },
    },
    {
      name: 'pages',
      testMatch: 'every-page.spec.ts',
      dependencies: ['set-up'],
      workers: 1,
      use: { storageState: OWNER_SESSION },
    },
    // Switching a provider off would pull it out from under the others.
    {
      name: 'switches',
      testMatch: 'providers.spec.ts',
      dependencies: ['journeys', 'pages'],
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
