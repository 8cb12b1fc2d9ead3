import { readFileSync } from 'node:fs';
import { findPostmaster } from '@/scripts/lib/postgres/postmaster-file';
import { descendantsOf, programsBelow, residentBytesOf } from '@/tests/resilience/support/descendants';

/** What the start command runs, by what stands in the command lines. */
export const PROGRAMS = ['dist/server.mjs', 'dist/web.mjs', 'dist/sandbox.mjs', '/bin/postgres'] as const;
export type Program = (typeof PROGRAMS)[number];
type Place = { pid: number; folder: string };

/** The processes of a program; of PostgreSQL, the one that starts all others. */
export function processesOf(program: Program, { pid, folder }: Place): number[] {
  if (program !== '/bin/postgres') return programsBelow(pid, program);
  return [findPostmaster(`${folder}/postgres`)?.pid].filter((pid) => pid !== undefined);
}

/** What a program holds with all its processes. Those of PostgreSQL share most of it, so that only their own counts. */
export function memoryOf(program: Program, pids: number[]): number {
  const sum = (sizes: number[]) => sizes.reduce((total, bytes) => total + bytes, 0);
  if (program !== '/bin/postgres') return sum(pids.map(residentBytesOf));
  return sum([...pids, ...pids.flatMap(descendantsOf)].map(ownBytesOf));
}

/** Zero for a process that has ended. */
function ownBytesOf(pid: number): number {
  if (process.platform !== 'linux') return residentBytesOf(pid);
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(/^RssAnon:\s*(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
