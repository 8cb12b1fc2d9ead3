import { execFileSync } from 'node:child_process';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { type Call, exampleIn } from '@/components/reference/examples';

const post: Call = {
  method: 'post',
  url: 'http://127.0.0.1:3000/api/keys',
  needsKey: true,
  body: { name: 'true story', isOn: true, expires_at: null, scopes: ['admin'], list: [true, null] },
};

test('the TypeScript example is TypeScript', () => {
  const code = exampleIn('TypeScript', post);

  expect(() => transformSync(code, { loader: 'ts', format: 'esm', target: 'esnext' })).not.toThrow();
  expect(code).toContain("method: 'POST'");
});

test('the Python example spells its words the Python way, and leaves those inside strings alone', () => {
  const code = exampleIn('Python', post);

  expect(code).toContain('"isOn": True');
  expect(code).toContain('"expires_at": None');
  expect(code).toContain('"true story"');
  expect(code).not.toMatch(/: (true|null)/);
});

test('the shell sees the curl example as one command that carries the body', () => {
  const code = exampleIn('curl', post);
  const words = execFileSync('sh', ['-c', `curl() { printf '%s\\n---\\n' "$@"; }\n${code}`], { encoding: 'utf8' })
    .split('\n---\n')
    .slice(0, -1);

  expect(words.slice(0, 3)).toEqual(['-X', 'POST', 'http://127.0.0.1:3000/api/keys']);
  expect(JSON.parse(words.at(-1) ?? '')).toEqual(post.body);
});

test('a call that anybody may make shows no key', () => {
  for (const language of ['curl', 'TypeScript', 'Python'] as const) {
    expect(exampleIn(language, { method: 'get', url: 'http://x', needsKey: false, body: null })).not.toContain('KEY');
  }
});
