import { afterAll, afterEach, beforeAll } from 'vitest';
import { type RunningSandbox, type SandboxOptions, startSandbox } from '@/sandbox/server';

/** One sandbox for a file, with its faults and counts cleared between tests. */
export function withSandbox(options: Partial<SandboxOptions> = {}) {
  let running: RunningSandbox | null = null;
  const url = () => {
    if (!running) throw new Error('The sandbox is not running.');
    return running.url;
  };

  beforeAll(async () => {
    running = await startSandbox({ port: 0, ...options });
  });
  afterEach(async () => {
    for (const path of ['/admin/faults', '/admin/calls', '/admin/tools', '/outbox']) {
      await fetch(url() + path, { method: 'DELETE' });
    }
  });
  afterAll(() => running?.stop());

  return {
    url,
    async admin(method: string, path: string, body?: unknown) {
      const response = await fetch(url() + path, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      });
      return response.status === 204 ? null : response.json();
    },
  };
}
