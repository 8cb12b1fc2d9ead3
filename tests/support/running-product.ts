import { beforeAll } from 'vitest';
import { stopChanges } from '@/lib/platform/notify';
import { forget } from '@/lib/platform/once';
import { withSandbox } from '@/tests/sandbox/running';
import { useDatabase } from '@/tests/support/database';

/** A database and a sandbox that the product under test uses as if the start command had set both up. */
export function useProduct(settings: Record<string, string> = {}) {
  const database = useDatabase();
  const sandbox = withSandbox();
  beforeAll(() => {
    Object.assign(process.env, { SANDBOX_URL: sandbox.url(), ...settings });
    forget('env');
    return () => stopChanges();
  });
  return { database, ...sandbox };
}
