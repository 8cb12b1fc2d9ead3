import { mkdirSync } from 'node:fs';
import path from 'node:path';

/** Where unpacked packages stay between runs. */
export function cacheFolder(): string {
  const folder = path.resolve(process.env.PATCHBAY_TEST_CACHE ?? '.data/cache');
  mkdirSync(folder, { recursive: true });
  return folder;
}
