import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const FILE = 'lib/generated/routes.ts';
const FOLDERS = ['app/api', 'app/mcp'];
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** Every endpoint with its handler: for the server, the OpenAPI document, and tests that must not miss one. */
export async function generateRouteList(): Promise<void> {
  const files = FOLDERS.filter((folder) => existsSync(folder))
    .flatMap(routeFiles)
    .sort();
  const text = render(files);
  mkdirSync(path.dirname(FILE), { recursive: true });
  if (!existsSync(FILE) || readFileSync(FILE, 'utf8') !== text) writeFileSync(FILE, text);
}

/** `app/api/keys/[id]/route.ts` serves `/api/keys/{id}`; folders in brackets are not part of the path. */
export function pathOf(file: string): string {
  const segments = path.posix.dirname(file).split('/').slice(1);
  const shown = segments.filter((segment) => !/^\(.*\)$/.test(segment));
  return `/${shown.map((segment) => segment.replace(/^\[{1,2}(?:\.\.\.)?(.+?)\]{1,2}$/, '{$1}')).join('/')}`;
}

/** Handlers are exported by name, in one of three ways: a constant, a function, or a list. */
export function methodsOf(source: string): string[] {
  const declared = [...source.matchAll(/^export\s+(?:const|async function|function)\s+([A-Z]+)\b/gm)].map(
    ([, name]) => name,
  );
  const destructured = [...source.matchAll(/^export\s+const\s+\{([^}]*)\}/gm)].flatMap(([, list = '']) =>
    namesIn(list),
  );
  const listed = [...source.matchAll(/^export\s+\{([^}]*)\}/gm)].flatMap(([, list = '']) => namesIn(list));
  const names = new Set([...declared, ...destructured, ...listed]);
  return METHODS.filter((method) => names.has(method));
}

function namesIn(list: string): string[] {
  return list.split(',').map(
    (item) =>
      item
        .trim()
        .split(/\s+as\s+|\s*:\s*/)
        .at(-1) ?? '',
  );
}

function render(files: string[]): string {
  const imports = files.map((file, index) => `import * as r${index} from '@/${file.replace(/\.ts$/, '')}';`);
  const rows = files.flatMap((file, index) =>
    methodsOf(readFileSync(file, 'utf8')).map(
      (method) => `  { path: '${pathOf(file)}', method: '${method}', handler: r${index}.${method} },`,
    ),
  );
  const head = '// Made by `npm run generate` from the route files; do not edit.';
  return [head, ...imports, '', 'export const routes = [', ...rows, '] as const;', ''].join('\n');
}

function routeFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => path.posix.join(folder, name.split(path.sep).join('/')))
    .filter((file) => path.posix.basename(file) === 'route.ts' && !file.includes('[...nextauth]'));
}
