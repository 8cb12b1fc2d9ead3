import { writeSync } from 'node:fs';
import { EnvError } from '@/lib/platform/env/env-error';
import { SealError } from '@/lib/platform/seal/cipher';
import { StartError } from './start-error';

const STANDARD_ERROR = 2;

/** What an operator can mend is one sentence; anything else keeps its stack. Exit code 1 either way. */
export function explainAndExit(error: unknown): never {
  const isExpected = error instanceof EnvError || error instanceof SealError || error instanceof StartError;
  const text = isExpected ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  writeSync(STANDARD_ERROR, `${text}\n`);
  process.exit(1);
}
