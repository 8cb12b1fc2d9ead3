import { table } from '@/scripts/patchbay/table';
import type { Callers } from './callers';
import { PROGRAMS, type Program } from './programs';
import type { Sign } from './watch';

const MAX_DOWN_MS = 10_000;
const MAX_GROWTH = 1.25;

/** `silences`: for how long each part of the product gave no sign of life. */
export type Kill = { program: Program; how: 'killed' | 'hung'; silences: Record<Sign, number> };
/** What the processes of a program held, again and again. */
export type Memory = Map<Program, number[]>;

type Findings = { callers: Callers; lost: number; kills: Kill[]; memory: Memory; unexpected: number };
type Growth = { program: Program; first: number; last: number; ratio: number };

/** Prints what was found, and says whether the product kept its word. */
export function report({ callers, lost, kills, memory, unexpected }: Findings): boolean {
  const growths = [...memory].map(growthOf);
  tellCalls(callers, lost);
  tellKills(kills);
  console.log(`The longest silence that nobody had caused: ${unexpected} ms.`);
  tellGrowths(growths);
  // One that hangs has to be noticed before it is replaced.
  const longest = Math.max(unexpected, ...kills.filter(({ how }) => how === 'killed').map(longestSilence));
  return lost === 0 && longest <= MAX_DOWN_MS && growths.every(({ ratio }) => ratio <= MAX_GROWTH);
}

function tellCalls({ acknowledged, refused, hostile }: Callers, lost: number): void {
  console.log(`${acknowledged.size} calls were acknowledged; ${lost} of them are not on record.`);
  console.log(`${refused} calls were refused or cut off, and ${hostile} hostile requests were sent beside them.`);
}

function tellKills(kills: Kill[]): void {
  const rows = PROGRAMS.flatMap((program) =>
    (['killed', 'hung'] as const).flatMap((how) => {
      const downs = kills.filter((kill) => kill.program === program && kill.how === how).map(longestSilence);
      const longest = String(Math.max(...downs));
      return downs.length > 0 ? [{ program, how, times: String(downs.length), 'longest away ms': longest }] : [];
    }),
  );
  console.log(table(rows));
}

export function tellKill({ program, how, silences }: Kill): string {
  const parts = Object.entries(silences).map(([sign, ms]) => `${sign} ${ms}`);
  return `${new Date().toISOString()} ${program} ${how}; silent ms: ${parts.join(', ')}`;
}

function longestSilence({ silences }: Kill): number {
  return Math.max(...Object.values(silences));
}

/** The last third against the first: what a process takes at first is no leak, and one sample is none of the sum. */
function growthOf([program, bytes]: [Program, number[]]): Growth {
  const third = Math.max(1, Math.floor(bytes.length / 3));
  const first = median(bytes.slice(0, third));
  const last = median(bytes.slice(-third));
  return { program, first, last, ratio: last / first };
}

function tellGrowths(growths: Growth[]): void {
  const mib = (bytes: number) => String(Math.round(bytes / 1024 / 1024));
  const rows = growths.map(({ program, first, last, ratio }) => ({
    program,
    'MiB at first': mib(first),
    'MiB in the end': mib(last),
    ratio: ratio.toFixed(2),
  }));
  console.log(table(rows));
}

function median(numbers: number[]): number {
  return numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length / 2)] ?? 0;
}
