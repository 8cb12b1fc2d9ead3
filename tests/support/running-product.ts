import { beforeAll } from 'vitest';
import { stopChanges } from '@/lib/platform/notify';
import { forget } from '@/lib/platform/once';
import type { SandboxOptions } from '@/sandbox/server';
import { withSandbox } from '@/tests/sandbox/running';
import { useDatabase } from '@/tests/support/database';

/** A database and a sandbox that the product under test uses as if the start command had set both up. */
export function useProduct(settings: Record<string, string> = {}, options: Partial<SandboxOptions> = {}) {
  const database = useDatabase();
  const sandbox = withSandbox(options);
  beforeAll(() => {
    Object.assign(process.env, { SANDBOX_URL: sandbox.url(), ...settings });
    forget('env');
    return () => stopChanges();
  });
  return { database, ...sandbox };
}
