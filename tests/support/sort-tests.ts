import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

type Sorted = Record<'unit' | 'integration' | 'databases' | 'alone' | 'resilience', string[]>;

/** A test that reaches one of these, directly or through other files of tests/, needs the servers it stands for. */
const DATABASES = 'tests/support/database-servers.ts';
const OWN_DATABASE = 'tests/support/database.ts';
/** Gives half a second for what a machine that runs other tests beside it may take longer for. */
const IMPATIENT = 'tests/lib/mcp/conformance/';

/**
 * Which tests need which servers. Read from what they import, so that nobody has to name or place a file by it. The
 * lists are never empty: vitest takes an empty list for "everything".
 */
export function sortTests(root: string): Sorted {
  const tests = filesBelow(root, 'tests').filter((file) => file.endsWith('.test.ts') || file.endsWith('.test.tsx'));
  const sorted: Sorted = { unit: [], integration: [], databases: [], alone: [], resilience: [] };
  for (const file of tests) sorted[kindOf(root, file)].push(file);
  for (const files of Object.values(sorted)) if (files.length === 0) files.push('tests/none');
  return sorted;
}

function kindOf(root: string, file: string): keyof Sorted {
  if (file.startsWith('tests/resilience/')) return 'resilience';
  if (file.startsWith(IMPATIENT)) return 'alone';
  if (reaches(root, file, DATABASES, new Set())) return 'databases';
  return reaches(root, file, OWN_DATABASE, new Set()) ? 'integration' : 'unit';
}

function reaches(root: string, file: string, goal: string, seen: Set<string>): boolean {
  if (file === goal) return true;
  if (seen.has(file)) return false;
  seen.add(file);
  return importsWithinTests(root, file).some((target) => reaches(root, target, goal, seen));
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
