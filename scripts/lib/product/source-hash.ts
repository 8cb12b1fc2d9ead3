import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** What the build is made of. Generated files are left out: they follow from the schema and the routes in here. */
const INPUTS = [
  'app',
  'components',
  'hooks',
  'i18n',
  'lib',
  'messages',
  'prisma/schema.prisma',
  'public',
  'sandbox',
  'scripts/lib/build.ts',
  'server',
  'instrumentation.ts',
  'next.config.ts',
  'package-lock.json',
  'postcss.config.mjs',
  'proxy.ts',
  'server.ts',
  'tsconfig.json',
];
const NOT_INPUTS = ['lib/generated'];

/** One hash over names and contents: times of files say nothing after a clone, a copy or a checkout. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  for (const file of INPUTS.filter((input) => existsSync(input)).flatMap(filesOf)) {
    hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesOf(input: string): string[] {
  if (NOT_INPUTS.includes(input)) return [];
  if (!statSync(input).isDirectory()) return [input];
  return readdirSync(input)
    .sort()
    .flatMap((name) => filesOf(path.posix.join(input, name)));
}
