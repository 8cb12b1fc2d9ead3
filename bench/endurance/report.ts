import { table } from '@/scripts/patchbay/table';
import type { Missing } from './acknowledged';
import type { Callers } from './callers';
import type { Growth } from './memory';
import { MISHAPS, type Suffered } from './mishaps';
import type { Program } from './programs';
import type { Silence } from './watch';

const MAX_DOWN_MS = 10_000;
/** What hangs is noticed after so long: six signs of life are missed, one a second. */
const NOTICED_WITHIN_MS = 7_000;
const MAX_GROWTH = 1.25;

export type Findings = {
  callers: Callers;
  missing: Missing;
  suffered: Suffered[];
  growths: Growth[];
  /** Programs of which a process ended although nobody had killed it. */
  ended: Program[];
  /** The longest silence that nobody had caused. */
  unexpected: Silence | null;
};

/** Prints what was found, and says whether the product kept its word. */
export function report(findings: Findings): boolean {
  const { callers, suffered, growths, unexpected } = findings;
  console.log(
    `${callers.acknowledged.size} calls were acknowledged, ${callers.unacknowledged} were not, and in ` +
      `${callers.hungUp} calls the caller hung up. ${callers.hostile} hostile requests were sent beside them.`,
  );
  console.log(table(MISHAPS.flatMap((mishap) => toRow(mishap, suffered))));
  console.log(`The longest silence that nobody had caused: ${unexpected ? tellSilence(unexpected) : 'none'}.`);
  tellGrowths(growths);
  const broken = listBroken(findings);
  console.log(broken.length === 0 ? 'Every aim holds.' : `What does not hold:\n${broken.map(toItem).join('\n')}`);
  return broken.length === 0;
}

/** A sentence for each aim that does not hold. */
export function listBroken({ callers, missing, suffered, growths, ended, unexpected }: Findings): string[] {
  const broken: string[] = [];
  if (callers.acknowledged.size === 0) broken.push('No call was acknowledged.');
  if (missing.lost > 0) broken.push(`${missing.lost} acknowledged calls are not on record.`);
  if (missing.different > 0) broken.push(`${missing.different} calls are on record with another outcome.`);
  if (suffered.length === 0) broken.push('There was no time for a mishap.');
  for (const one of suffered) {
    const maxDownMs = MAX_DOWN_MS + (one.how === 'hung' ? NOTICED_WITHIN_MS : 0);
    if (longestSilence(one) > maxDownMs) broken.push(`${one.victim} ${one.how}: ${tellParts(one)}.`);
  }
  if (unexpected && unexpected.to - unexpected.from > MAX_DOWN_MS)
    broken.push(`Nobody had caused it: ${tellSilence(unexpected)}.`);
  for (const program of ended) broken.push(`A process of ${program} ended although nobody had killed it.`);
  for (const { program, ratio } of growths) {
    if (!(ratio <= MAX_GROWTH)) broken.push(`The memory of ${program} grew by a factor of ${ratio.toFixed(2)}.`);
  }
  return broken;
}

export function tellSuffered(suffered: Suffered): string {
  return `${new Date().toISOString()} ${suffered.victim} ${suffered.how}; silent: ${tellParts(suffered)}`;
}

function tellParts({ silences }: Suffered): string {
  const parts = Object.entries(silences).map(([sign, ms]) => `${sign} ${ms} ms`);
  return parts.join(', ');
}

function tellSilence({ sign, from, to }: Silence): string {
  return `${sign} for ${to - from} ms from ${new Date(from).toISOString()}`;
}

function toRow(mishap: { victim: string; how: string }, suffered: Suffered[]): Record<string, string>[] {
  const same = suffered.filter(({ victim, how }) => victim === mishap.victim && how === mishap.how);
  const longest = same.length > 0 ? String(Math.max(...same.map(longestSilence))) : '';
  return [{ victim: mishap.victim, how: mishap.how, times: String(same.length), 'longest silence ms': longest }];
}

function longestSilence({ silences }: Suffered): number {
  return Math.max(...Object.values(silences));
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

function toItem(sentence: string): string {
  return `- ${sentence}`;
}
