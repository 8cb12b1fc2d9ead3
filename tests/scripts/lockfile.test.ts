import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as z from 'zod';

const Package = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
const { packages } = z
  .object({ packages: z.record(z.string(), Package) })
  .parse(JSON.parse(readFileSync('package-lock.json', 'utf8')));

/** A package is found in its user's own node_modules or in one further up. */
function isListed(user: string, name: string): boolean {
  const places = user
    .split('/node_modules/')
    .map((_part, index, parts) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...places].some((place) => packages[`${place ? `${place}/` : ''}node_modules/${name}`]);
}

test('the lockfile lists the packages of every platform, or npm ci refuses it', () => {
  const missing = Object.entries(packages).flatMap(([user, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !isListed(user, name)),
  );
  expect(missing).toEqual([]);
});

test('the lockfile names no address that packages came from', () => {
  expect(Object.values(packages).filter(({ resolved }) => resolved?.startsWith('http'))).toEqual([]);
});
