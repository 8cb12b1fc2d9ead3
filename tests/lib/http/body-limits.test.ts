import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { POST as execute } from '@/app/api/tools/execute/route';
import { ANSWERS_AT_ONCE } from '@/lib/calls/answer-room';
import { BODIES_AT_ONCE, BODY_LIMITS } from '@/lib/http/body-limits';
import { readJson } from '@/lib/http/read-body';

const UNITS: Record<string, number> = { KiB: 1024, MiB: 1024 * 1024 };

/** The sizes that a row of the table of limits names, in bytes. */
function documented(row: string): number[] {
  const line = readFileSync('docs/operate.md', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`| ${row}`));
  const limit = line?.split('|')[2] ?? '';
  return [...limit.matchAll(/(\d+) (KiB|MiB)/g)].map(([, size, unit = '']) => Number(size) * (UNITS[unit] ?? 0));
}

test('the manual names the limits of bodies that the code holds', () => {
  expect(documented('The body of a call of a tool')).toEqual([BODY_LIMITS.callBytes]);
  expect(documented('Any other body')).toEqual([BODY_LIMITS.otherBytes]);
  expect(documented('A body without valid credentials')).toEqual([BODY_LIMITS.strangerBytes]);
  expect(documented('All bodies over 64 KiB')).toEqual([BODIES_AT_ONCE.knownBytes, BODIES_AT_ONCE.strangerBytes]);
  expect(documented('All answers of tools over 64 KiB')).toEqual([ANSWERS_AT_ONCE.bytes, ANSWERS_AT_ONCE.accountBytes]);
});

test('a call of a tool may be as large as the manual says, and another body only so large', async () => {
  const [call = 0] = documented('The body of a call of a tool');
  expect(execute.spec.maxBodyBytes).toBe(call);
  const [other = 0] = documented('Any other body');
  const json = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`;
  const read = (bytes: number) =>
    readJson(new Request('http://localhost/x', { method: 'POST', body: json(bytes) })).then(() => 'read');
  expect(await read(other)).toBe('read');
  await expect(read(other + 1)).rejects.toMatchObject({ status: 413 });
});
