import { AsyncLocalStorage } from 'node:async_hooks';
import { afterAll, afterEach, vi } from 'vitest';
import { takeConsoleErrors } from './console';

// The settings every test starts from. None of them is used outside of tests.
process.env.LOG_LEVEL = 'silent';
process.env.NEXTAUTH_SECRET = 'a secret that only the tests of this repository use';
process.env.SEAL_KEYS = `1:${Buffer.alloc(32, 7).toString('base64')}`;
process.env.APP_URL = 'http://127.0.0.1:3000';
process.env.ALLOW_PRIVATE_HOSTS = 'true';
process.env.DATABASE_APP_URL ??= 'postgresql://nobody@127.0.0.1:1/a-unit-test-has-no-database';

// As Next itself does before any of its modules is loaded; they throw where it is missing.
Object.assign(globalThis, { AsyncLocalStorage });

/** Something complained and nobody looked: that is how a defect hides in a green run. */
afterEach(() => {
  const complaints = takeConsoleErrors();
  if (complaints.length > 0) throw new Error(`console.error was called:\n${complaints.join('\n')}`);
});

/** The next file may run in the same process. */
afterAll(() => {
  vi.unstubAllGlobals();
  vi.unstubAllEnvs();
  vi.useRealTimers();
});
