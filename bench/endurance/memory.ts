import { setTimeout as sleep } from 'node:timers/promises';
import { residentBytesOf } from '@/tests/resilience/support/descendants';
import { memoryOf, PROGRAMS, type Program, processesOf } from './programs';

const EVERY_MS = 10_000;

export type Growth = { program: string; first: number; last: number; ratio: number };
/** `ended`: the programs of which a process ended although nobody had killed it. */
export type Memory = { growths: Growth[]; ended: Program[] };

/** What each program holds while nobody is killed: the same processes under the same load from first to last. */
export async function watchMemory(place: { pid: number; folder: string }, endsAt: number): Promise<Memory> {
  const seen = new Map(
    PROGRAMS.map((program) => [program, { pids: processesOf(program, place), bytes: [] as number[] }]),
  );
  const ended = new Set<Program>();
  while (Date.now() < endsAt) {
    for (const [program, { pids, bytes }] of seen) {
      if (String(processesOf(program, place)) !== String(pids)) ended.add(program);
      else bytes.push(memoryOf(program, pids));
    }
    await sleep(EVERY_MS);
  }
  return { growths: [...seen].map(([program, { bytes }]) => growthOf(program, bytes)), ended: [...ended] };
}

/** What nobody kills at any time: the start command. It sees every other process die. */
export async function watchCommand(pid: number, endsAt: number): Promise<Growth> {
  const bytes: number[] = [];
  while (Date.now() < endsAt) {
    bytes.push(residentBytesOf(pid));
    await sleep(EVERY_MS);
  }
  return growthOf('npm start', bytes);
}

/** The last third against the first: what a process takes at first is no leak, and one sample is none of the sum. */
function growthOf(program: string, bytes: number[]): Growth {
  const third = Math.max(1, Math.floor(bytes.length / 3));
  const first = median(bytes.slice(0, third));
  const last = median(bytes.slice(-third));
  return { program, first, last, ratio: last / first };
}

function median(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
