import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INFO } from '@/lib/mcp/server';
import { VERSION } from '@/lib/platform/version';

test('the version that the product says is the one it was released as', () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(VERSION).toBe(version);
  expect(INFO.version).toBe(version);
});
