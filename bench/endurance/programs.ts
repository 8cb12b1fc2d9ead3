import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { programsBelow } from '@/tests/resilience/support/descendants';

/** What the start command runs, by what stands in the command lines. */
export const PROGRAMS = ['dist/server.mjs', 'dist/web.mjs', 'dist/sandbox.mjs', '/bin/postgres'] as const;
export type Program = (typeof PROGRAMS)[number];

/** The processes of a program; of PostgreSQL, the one that starts all others. */
export function processesOf(program: Program, { pid, folder }: { pid: number; folder: string }): number[] {
  if (program !== '/bin/postgres') return programsBelow(pid, program);
  return [findPostmaster(`${folder}/postgres`)?.pid].filter((pid) => pid !== undefined);
}
