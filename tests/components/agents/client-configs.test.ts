import { execFileSync } from 'node:child_process';
import { transformSync } from 'esbuild';
import { describe, expect, test } from 'vitest';
import { type AgentClient, CLIENTS, configFor } from '@/components/agents/client-configs';
import { endpointUrl, KEY_PLACEHOLDER } from '@/components/agents/connection-target';

const url = endpointUrl({ origin: 'https://patchbay.example', agentSlug: null, usesSearch: true });
const target = { url, userId: "o'neil@example.com", key: 'pb_abcd1234_secret' };
const jsonOf = (client: AgentClient) => JSON.parse(configFor(client, target).code);
const headers = { Authorization: `Bearer ${target.key}`, 'X-User-Id': target.userId };
const shellWords = (code: string) => execFileSync('bash', ['-c', code], { encoding: 'utf8' }).split('\0');

test('an address says which agent and which discovery', () => {
  expect(url).toBe('https://patchbay.example/mcp?discovery=search');
  expect(endpointUrl({ origin: 'http://x', agentSlug: 'sales', usesSearch: false })).toBe('http://x/mcp/sales');
});

describe('every configuration', () => {
  test.each(CLIENTS)('%s holds address, user and key, and no key in the address', (client) => {
    const { code } = configFor(client, target);
    expect(code).toContain(url);
    expect(code).toContain(target.key);
    expect(code).toMatch(/o'(\\'')?neil@example\.com/);
    expect(code).not.toMatch(new RegExp(`mcp[^"'\\s]*${target.key}`));
  });

  test.each(CLIENTS)('%s names no user for a key that acts as one', (client) => {
    expect(configFor(client, { ...target, userId: null }).code).not.toMatch(/user-id/i);
  });

  test.each(CLIENTS)('%s shows where the key belongs while there is none', (client) => {
    expect(configFor(client, { ...target, key: null }).code).toContain(KEY_PLACEHOLDER);
  });
});

describe('as its client reads it', () => {
  test('Cursor and VS Code', () => {
    expect(jsonOf('cursor').mcpServers.patchbay).toEqual({ url, headers });
    expect(jsonOf('vsCode').servers.patchbay).toEqual({ type: 'http', url, headers });
  });

  test('Claude: the key stays out of the process list, and plain http is said to be meant', () => {
    const { command, args, env } = jsonOf('claude').mcpServers.patchbay;
    expect([command, ...args].join(' ')).not.toContain(target.key);
    expect(env).toEqual({ PATCHBAY_API_KEY: target.key });
    expect(args).not.toContain('--allow-http');
    expect(configFor('claude', { ...target, url: 'http://127.0.0.1:3000/mcp' }).code).toContain('--allow-http');
  });

  test('the shell reads Claude Code’s command and curl’s as one each, odd characters included', () => {
    for (const client of ['claudeCode', 'curl'] as const) {
      const words = shellWords(configFor(client, target).code.replace(/^\w+/, 'printf "%s\\0"'));
      expect(words).toContain(url);
      expect(words).toContain(`X-User-Id: ${target.userId}`);
      expect(words).toContain(`Authorization: Bearer ${target.key}`);
    }
  });

  test('TypeScript is TypeScript', () => {
    const { code } = configFor('typescript', target);
    expect(() => transformSync(code, { loader: 'ts', format: 'esm', target: 'esnext' })).not.toThrow();
  });
});
