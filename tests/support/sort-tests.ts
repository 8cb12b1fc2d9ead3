import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A test that reaches one of these, directly or through other files of tests/, needs real servers. */
const SERVERS = ['tests/support/database.ts', 'tests/support/services.ts'];

/**
 * Which tests run without servers. Read from what they import, so that nobody has to name or place a file by it.
 * The lists are never empty: vitest takes an empty list for "everything".
 */
export function sortTests(root: string): { unit: string[]; integration: string[]; resilience: string[] } {
  const tests = filesBelow(root, 'tests').filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'));
  const resilience = tests.filter((file) => file.startsWith('tests/resilience/'));
  const others = tests.filter((file) => !resilience.includes(file));
  const integration = others.filter((file) => needsServers(root, file, new Set()));
  const unit = others.filter((file) => !integration.includes(file));
  return { unit: orNone(unit), integration: orNone(integration), resilience: orNone(resilience) };
}

function orNone(files: string[]): string[] {
  return files.length > 0 ? files : ['tests/none'];
}

function needsServers(root: string, file: string, seen: Set<string>): boolean {
  if (SERVERS.includes(file)) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsWithinTests(root, file).some((target) => needsServers(root, target, seen));
}

function importsWithinTests(root: string, file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  return [...text.matchAll(/(?:from|import)\s*\(?\s*'((?:@\/|\.\.?\/)[^']+)'/g)].flatMap(([, target = '']) => {
    const bare = target.startsWith('@/') ? target.slice(2) : path.posix.join(path.posix.dirname(file), target);
    const found = [`${bare}.ts`, `${bare}.tsx`, `${bare}/index.ts`].find((name) => existsSync(path.join(root, name)));
    return found?.startsWith('tests/') ? [found] : [];
  });
}

function filesBelow(root: string, folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .sort();
}
